import Emit
import Health
import Model

/// The load balancer before a pool of servers.
struct EnvironmentBalancer {
  let stack: Stack
  let environment: CloudEnvironment
  let names: EnvironmentNames
  let balancer: LoadBalancer
  let pool: ServerPool
  /// Whose port requests go to.
  let service: Service

  /// `nil` where the environment has none.
  init?(stack: Stack, environment: CloudEnvironment) {
    guard let balancer = environment.loadBalancer, let pool = Self.pool(in: environment) else {
      return nil
    }
    let services = environment.services(of: pool, in: stack)
    guard let service = services.first(where: { $0.name == balancer.service }) ?? services.first
    else { return nil }
    self.stack = stack
    self.environment = environment
    self.balancer = balancer
    self.pool = pool
    self.service = service
    names = EnvironmentNames(stack: stack, environment: environment)
  }

  private static func pool(in environment: CloudEnvironment) -> ServerPool? {
    guard let balancer = environment.loadBalancer else { return nil }
    return environment.servers.first { $0.name == balancer.pool } ?? environment.servers.first
  }

  /// What the balancer is called in the environment's HCL: as its pool.
  static func label(in environment: CloudEnvironment) -> String? {
    pool(in: environment).map { EnvironmentNames.identifier($0.name) }
  }

  private var label: String { EnvironmentNames.identifier(pool.name) }
  /// `digitalocean_loadbalancer.api`
  var address: String { "digitalocean_loadbalancer.\(label)" }
  /// Whether the balancer asks the health daemon, so that a server can be drained: where the stack
  /// says where that comes from. Else it asks the service itself.
  var asksDaemon: Bool { stack.deployment.tools != nil }
  /// The variable of the service's port.
  private var port: HCL.Expression { EnvironmentPorts.variable(of: service) }

  var part: EnvironmentPart {
    EnvironmentPart(
      inputs: inputs, locals: [("url", url)], body: resource, outputs: outputs, runs: runs)
  }

  // MARK: Variables

  private var inputs: [Input] {
    [
      .whole("load_balancer_nodes", "How many nodes the balancer has", balancer.nodes, in: 1...200),
      Input(
        name: "load_balancer_certificate",
        description: environment.domain != nil
          ? "Name of a certificate at DigitalOcean, to use in the place of the domain's own"
          : "Name of a certificate at DigitalOcean; HTTP only where it is null",
        type: .stringType, standard: balancer.certificate.map { .string($0) } ?? .null,
        validations: [
          .init(
            condition: .nullOr(
              .variable("load_balancer_certificate"),
              .matches("^[^[:space:]]+$", .variable("load_balancer_certificate"))),
            message: "The name of a certificate has no space in it.", counterexample: "two words")
        ]),
      .bool(
        "enable_https_redirect",
        "Whether HTTP is sent to HTTPS, once there is a certificate", balancer.redirectsToHTTPS),
      .bool(
        "enable_proxy_protocol",
        "Whether servers are told the client's address by the PROXY protocol, which they must speak",
        balancer.usesProxyProtocol),
      .bool(
        "enable_sticky_sessions", "Whether a client keeps its server, by a cookie",
        balancer.isSticky),
    ] + healthInputs
  }

  private var healthInputs: [Input] {
    let health = balancer.health
    let path = HCL.Expression.variable("health_check_path")
    let services = environment.services(of: pool, in: stack)
    return [
      .port(
        "health_check_port", "Port at which the balancer asks servers",
        asksDaemon ? HealthConfiguration.port(besides: services) : service.port),
      Input(
        name: "health_check_path", description: "Path at which the balancer asks servers",
        type: .stringType, standard: .string(asksDaemon ? "/readyz" : service.health.path),
        validations: [
          .init(
            condition: .matches("^/[^[:space:]]*$", path),
            message: "The path begins with a slash, and has no space in it.",
            counterexample: "health")
        ]),
      .whole(
        "health_check_interval", "Seconds between two of the balancer's questions",
        health.interval.seconds, in: 3...300),
      .whole(
        "health_check_timeout", "Seconds that an answer may take", health.timeout.seconds,
        in: 3...300),
      .whole(
        "health_check_unhealthy_threshold", "Failures in a row until a server is out",
        health.unhealthyThreshold, in: 2...10),
      .whole(
        "health_check_healthy_threshold", "Answers in a row until a server is in",
        health.healthyThreshold, in: 2...10),
    ]
  }

  // MARK: The resource

  private static let hasCertificate = HCL.Expression.binary(
    .reference("local.certificate_name"), .notEqual, .null)

  private var resource: HCL.Body {
    HCL.block("resource", "digitalocean_loadbalancer", label) {
      .attribute("name", .string(names.name("lb")))
        .attribute("region", .variable("region"))
        .attribute("vpc_uuid", .reference("module.networking.vpc_id"))
        .attribute("size_unit", .variable("load_balancer_nodes"))
        .blank
        .comment("By tag, so that a new server is behind it from its first minute.")
        .attribute(
          "droplet_tag", .reference("digitalocean_tag.\(EnvironmentLabels.cluster(pool)).name")
        )
        .blank
        .attribute(
          "redirect_http_to_https",
          .every(.variable("enable_https_redirect"), Self.hasCertificate)
        )
        .attribute("enable_proxy_protocol", .variable("enable_proxy_protocol"))
        .blank
      forwarding
        .blank
      health
        .blank
      sticky
    }
  }

  private var forwarding: HCL.Body {
    HCL.Body {
      .block("forwarding_rule") {
        .attribute("entry_protocol", "http")
          .attribute("entry_port", 80)
          .attribute("target_protocol", "http")
          .attribute("target_port", port)
      }
      .blank
      .block("dynamic", "forwarding_rule") {
        .attribute(
          "for_each",
          .conditional(
            Self.hasCertificate, then: [.reference("local.certificate_name")], otherwise: [])
        )
        .blank
        .block("content") {
          .attribute("entry_protocol", "https")
            .attribute("entry_port", 443)
            .attribute("target_protocol", "http")
            .attribute("target_port", port)
            .attribute("certificate_name", .reference("forwarding_rule.value"))
        }
      }
    }
  }

  private var health: HCL.Body {
    HCL.block("healthcheck") {
      .attribute("protocol", "http")
        .attribute("port", .variable("health_check_port"))
        .attribute("path", .variable("health_check_path"))
        .attribute("check_interval_seconds", .variable("health_check_interval"))
        .attribute("response_timeout_seconds", .variable("health_check_timeout"))
        .attribute("unhealthy_threshold", .variable("health_check_unhealthy_threshold"))
        .attribute("healthy_threshold", .variable("health_check_healthy_threshold"))
    }
  }

  /// Cookie and its time are refused without cookies (the provider, when it plans).
  private var sticky: HCL.Body {
    let isSticky = HCL.Expression.variable("enable_sticky_sessions")
    return HCL.block("sticky_sessions") {
      .attribute("type", .conditional(isSticky, then: "cookies", otherwise: "none"))
        .attribute(
          "cookie_name", .conditional(isSticky, then: "DO-LB", otherwise: .null)
        )
        .attribute("cookie_ttl_seconds", .conditional(isSticky, then: 300, otherwise: .null))
    }
  }

  // MARK: Outputs and tests

  private var outputs: [Output] {
    [
      ("id", "ID"), ("ip", "Public address"), ("urn", "Uniform resource name"),
      ("status", "Status"),
    ].map { attribute, words in
      Output(
        name: "load_balancer_\(attribute)", description: "\(words) of the load balancer",
        value: .reference("\(address).\(attribute)"))
    } + [
      Output(
        name: "url", description: "Where requests go in: by HTTPS, where there is a certificate",
        value: .reference("local.url")),
      Output(
        name: "health_check_url", description: "Where the service's health is seen from outside",
        value: "\(reference: "local.url")\(service.health.path)"),
    ]
  }

  private var url: HCL.Expression {
    let scheme = HCL.Expression.conditional(Self.hasCertificate, then: "https", otherwise: "http")
    return "\(expression: scheme)://\(expression: host)"
  }

  /// The domain, or the balancer's address where there is none.
  private var host: HCL.Expression {
    environment.domain == nil ? .reference("\(address).ip") : .variable("domain")
  }

  private var runs: [ModuleTest.Run] {
    let rules = HCL.Expression.reference("\(address).forwarding_rule")
    func ports(_ attribute: String) -> HCL.Expression {
      .forList("rule", in: rules, value: .attribute(.reference("rule"), attribute))
    }
    return [
      ModuleTest.Run(
        name: "balances",
        assertions: [
          (
            .binary(
              .reference("\(address).healthcheck[0].path"), .equal,
              .variable("health_check_path")),
            "The balancer asks for the path that it was given."
          ),
          (
            .all("port", in: ports("target_port"), .binary(.reference("port"), .equal, port)),
            "Requests go to the service's port."
          ),
        ]),
      ModuleTest.Run(
        name: "ends_tls", variables: [("load_balancer_certificate", "example")],
        assertions: [
          (
            .binary(
              .call("toset", [ports("entry_port")]), .equal, .call("toset", [[80, 443]])),
            "HTTP and HTTPS come in."
          ),
          (
            .binary(
              .reference("\(address).redirect_http_to_https"), .equal,
              .variable("enable_https_redirect")),
            "HTTP is sent to HTTPS where that is asked for."
          ),
        ]),
    ]
  }
}
