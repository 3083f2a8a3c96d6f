import Emit
import Model

/// An environment's name in the DNS, and the certificate for it.
struct EnvironmentDomain {
  let environment: CloudEnvironment
  let balancer: EnvironmentBalancer?
  let modules: EnvironmentModules

  /// What a balancer's certificate is, where there may be one.
  private var certificateName: HCL.Expression {
    let named = HCL.Expression.variable("load_balancer_certificate")
    guard environment.domain != nil else { return named }
    return .conditional(
      .binary(named, .notEqual, .null), then: named,
      otherwise: .one("name", of: "digitalocean_certificate.main"))
  }

  var part: EnvironmentPart {
    var part = EnvironmentPart()
    if balancer != nil { part.locals = [("certificate_name", certificateName)] }
    guard let domain = environment.domain else { return part }
    part.inputs = inputs(domain)
    part.body = HCL.Body(
      separated: [zone, record] + (balancer == nil ? [] : [certificate]))
    part.outputs = outputs
    part.runs = runs
    return part
  }

  private func inputs(_ domain: String) -> [Input] {
    [
      Input(
        name: "domain", description: "The environment's name in the DNS", type: .stringType,
        standard: .string(domain),
        validations: [
          .init(
            condition: .matches(
              "^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}$", .variable("domain")),
            message: "The domain is a name such as api.example.org, in small letters.",
            counterexample: "localhost")
        ]),
      .bool(
        "enable_dns",
        "Whether DigitalOcean's name servers answer for the domain: its zone, its records and its certificate are made here",
        true),
    ]
  }

  private static let isMade = HCL.Expression.variable("enable_dns")
  private static let zoneAddress = "digitalocean_domain.main"

  private var zone: HCL.Body {
    HCL.block("resource", "digitalocean_domain", "main") {
      .attribute("count", .one(if: Self.isMade))
        .blank
        .attribute("name", .variable("domain"))
    }
  }

  private var record: HCL.Body {
    guard let (count, value) = target else { return HCL.Body() }
    return HCL.block("resource", "digitalocean_record", "main") {
      .attribute("count", .conditional(Self.isMade, then: count, otherwise: 0))
        .blank
        .attribute("domain", .reference("\(Self.zoneAddress)[0].id"))
        .attribute("type", "A")
        .attribute("name", "@")
        .attribute("value", value)
        .attribute("ttl", 300)
    }
  }

  /// How many records there are, and where each leads: to the balancer, else to each server of the
  /// first pool; `nil` where there is neither.
  private var target: (count: HCL.Expression, value: HCL.Expression)? {
    if let balancer { return (1, .reference("\(balancer.address).ip")) }
    guard let call = modules.pools.first?.call else { return nil }
    let index = HCL.Expression.reference("count.index")
    return (
      .variable("\(call.prefix)droplet_count"),
      .conditional(
        .variable("\(call.prefix)enable_reserved_ips"),
        then: .index(call.output("reserved_ips"), index),
        otherwise: .index(call.output("public_ips"), index))
    )
  }

  /// Let's Encrypt asks DigitalOcean's name servers, so the zone must be there.
  private var certificate: HCL.Body {
    let isWanted = HCL.Expression.every(
      Self.isMade, .binary(.variable("load_balancer_certificate"), .equal, .null))
    return HCL.block("resource", "digitalocean_certificate", "main") {
      .attribute("count", .one(if: isWanted))
        .blank
        .attribute(
          "name", .call("replace", [.variable("domain"), ".", "-"])
        )
        .attribute("type", "lets_encrypt")
        .attribute("domains", [.reference("\(Self.zoneAddress)[0].name")])
        .blank
        .block("lifecycle") { .attribute("create_before_destroy", true) }
    }
  }

  private var outputs: [Output] {
    [
      Output(
        name: "domain", description: "The environment's name in the DNS", value: .variable("domain")
      )
    ]
      + (balancer == nil
        ? []
        : [
          Output(
            name: "certificate_id",
            description: "ID of the domain's certificate; null where another is used",
            value: .one("uuid", of: "digitalocean_certificate.main"))
        ])
  }

  private var runs: [ModuleTest.Run] {
    [
      ModuleTest.Run(
        name: "leaves_the_dns_to_others", variables: [("enable_dns", false)],
        assertions: [
          (
            .count(.reference(Self.zoneAddress), .equal, 0),
            "There is no zone where others answer for the domain."
          )
        ])
    ]
  }
}
