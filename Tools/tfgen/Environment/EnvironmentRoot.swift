import Artifacts
import Emit
import JSON
import Model

/// The root module of an environment at DigitalOcean: the stack's modules, wired to each other, and
/// what is there once.
struct EnvironmentRoot {
  let stack: Stack
  let environment: CloudEnvironment
  let modules: EnvironmentModules
  let balancer: EnvironmentBalancer?

  /// - Parameter modules: The stack's, in which the environment finds those that it calls.
  init(stack: Stack, environment: CloudEnvironment, modules: [TerraformModule]) {
    self.stack = stack
    self.environment = environment
    self.modules = EnvironmentModules(stack: stack, environment: environment, modules: modules)
    balancer = EnvironmentBalancer(stack: stack, environment: environment)
  }

  /// The root module as a module, that tests and documents itself as the others do.
  var module: TerraformModule {
    let part = part
    let guide = EnvironmentGuide(root: self, part: part)
    return TerraformModule(
      name: environment.name, inputs: part.inputs,
      inherited: Set(modules.all.flatMap(\.inputs).map(\.name)), outputs: part.outputs,
      main: part.body,
      settings: EnvironmentState.settings(for: environment),
      templates: [("terraform.tfvars.example", TfvarsExample(inputs: part.inputs).text)]
        + environment.servers.flatMap {
          EnvironmentHealth(stack: stack, environment: environment, pool: $0).files
        },
      sample: sample(of: part.inputs), runs: part.runs, opening: guide.opening,
      closing: guide.closing)
  }

  /// Everything, with the provider and the shared values first.
  private var part: EnvironmentPart {
    let service = balancer?.service ?? environment.services(in: stack).first
    let parts = [
      general, tags, ports, access, calls,
      balancer?.part ?? EnvironmentPart(),
      EnvironmentDomain(environment: environment, balancer: balancer, modules: modules).part,
      EnvironmentRecipients(environment: environment).part,
      EnvironmentAlerts(environment: environment).part,
      EnvironmentUptime(environment: environment, service: service, names: modules.names).part,
      EnvironmentProject(
        stack: stack, environment: environment, modules: modules, balancer: balancer
      ).part, EnvironmentSummary(root: self).part,
    ]
    var whole = parts.reduce(EnvironmentPart(), +)
    whole.body = HCL.Body(separated: [Self.provider, locals(whole.locals), whole.body])
    return whole
  }

  private static let provider = HCL.block("provider", "digitalocean") {
    .attribute("token", .variable("do_token"))
  }

  private func locals(_ values: [(name: String, value: HCL.Expression)]) -> HCL.Body {
    HCL.block("locals") { for (name, value) in values { .attribute(name, value) } }
  }

  private var general: EnvironmentPart {
    let name = environment.name
    return EnvironmentPart(
      inputs: [
        Input(
          name: "do_token",
          description:
            "DigitalOcean's token; secret, and better given as DIGITALOCEAN_TOKEN, which is read where it is null",
          type: .stringType, standard: .null,
          validations: [
            .init(
              condition: .nullOr(
                .variable("do_token"), .matches("^[^[:space:]]+$", .variable("do_token"))),
              message: "The token has no space in it, and is not empty.", counterexample: "")
          ], isSensitive: true),
        Input(
          name: "environment", description: "The environment: \(name)", type: .stringType,
          standard: .string(name),
          validations: [
            .init(
              condition: .binary(.variable("environment"), .equal, .string(name)),
              message: "This folder is the environment \(name): another has a folder of its own.",
              counterexample: "another")
          ]), Input.region.renamed("region", standard: .string(environment.region)),
      ])
  }

  /// Tags of what takes tags, and those that are made before what carries them: firewalls, balancers
  /// and trusted sources name them.
  private var tags: EnvironmentPart {
    guard modules.all.count > 1 else { return EnvironmentPart() }
    let own = environment.tags.map { HCL.Expression.string($0) }
    return EnvironmentPart(
      inputs: [
        Input.tags("tags", "More tags of everything that takes tags").renamed(
          "tags", standard: .list(own))
      ],
      locals: [
        (
          "tags",
          .call(
            "distinct", [.call("concat", [[.string(stack.project.name)], .variable("tags")])])
        )
      ], body: HCL.Body(separated: madeTags))
  }

  private var madeTags: [HCL.Body] {
    var tags = environment.servers.map { (EnvironmentLabels.cluster($0), $0.name) }
    if stack.datastores.contains(where: { $0.engine == .postgres }) {
      tags.append(("database_firewall", "db"))
    }
    return tags.map { label, name in
      HCL.block("resource", "digitalocean_tag", label) {
        .attribute("name", .string(modules.names.name(name)))
      }
    }
  }

  private var ports: EnvironmentPart {
    EnvironmentPorts.part(
      for: environment.services(in: stack),
      besides: balancer?.asksDaemon == true ? [.variable("health_check_port")] : [])
  }

  /// What servers have alike: keys, and rules of the user's own.
  private var access: EnvironmentPart {
    guard let cluster = modules.pools.first?.call.module else { return EnvironmentPart() }
    let rules = environment.firewall.rules
    let standards: [String: HCL.Expression] = [
      "custom_inbound_rules": .list(rules.filter { $0.direction == .inbound }.map(\.hcl)),
      "custom_outbound_rules": .list(rules.filter { $0.direction == .outbound }.map(\.hcl)),
    ]
    let asksForKeys = environment.servers.contains { $0.sshKeys.isEmpty }
    return EnvironmentPart(
      inputs: (asksForKeys ? cluster.inputs.filter { $0.name == "ssh_key_names" } : [])
        + FirewallRules.inputs.map { $0.renamed($0.name, standard: standards[$0.name] ?? []) })
  }

  private var calls: EnvironmentPart {
    EnvironmentPart(
      inputs: modules.all.flatMap(\.inputs), body: HCL.Body(separated: modules.all.map(\.body)),
      outputs: modules.all.flatMap(\.outputs))
  }

  /// Values for what has no default, as the test and the example of values give them.
  private func sample(of inputs: [Input]) -> [(String, HCL.Expression)] {
    inputs.filter { $0.standard == nil }.map { ($0.name, TfvarsExample.sample(of: $0)) }
  }
}

extension Firewall.Rule {
  /// The rule as a module's `custom_inbound_rules` takes it.
  fileprivate var hcl: HCL.Expression {
    let peers = direction == .inbound ? "source_addresses" : "destination_addresses"
    let range = ports == "all" ? "1-65535" : ports
    return .object(
      [HCL.Member("protocol", .string(transport.rawValue))]
        + (transport == .icmp ? [] : [HCL.Member("port_range", .string(range))])
        + [HCL.Member(.name(peers), .list(addresses.map { .string($0.description) }))])
  }
}
