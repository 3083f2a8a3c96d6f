import Emit
import Model

/// The DigitalOcean project that an environment's resources join.
///
/// The first environment that names a project makes it, the others look it up; the name of a project
/// is there once in an account.
struct EnvironmentProject {
  let stack: Stack
  let environment: CloudEnvironment
  let modules: EnvironmentModules
  let balancer: EnvironmentBalancer?

  private static let made = "digitalocean_project.main"
  private static let found = "data.digitalocean_project.main"

  var part: EnvironmentPart {
    guard let project = environment.project else { return EnvironmentPart() }
    let first = stack.cloudEnvironments.first { $0.project == project }
    return EnvironmentPart(
      inputs: [
        Input(
          name: "do_project", description: "The project at DigitalOcean that resources join",
          type: .stringType, standard: .string(project),
          validations: [
            .init(
              condition: .every(
                .count(.variable("do_project"), .greater, 0),
                .count(.variable("do_project"), .lessOrEqual, 175)),
              message: "The name of a project has 1 to 175 characters.", counterexample: "")
          ]),
        .bool(
          "create_project", "Whether the project is made here; else it is there already",
          first?.name == environment.name),
      ], body: HCL.Body(separated: [resource, lookup, members]),
      outputs: [
        Output(
          name: "project_id", description: "ID of the project that resources join", value: id)
      ],
      runs: [
        ModuleTest.Run(
          name: "makes_the_project", variables: [("create_project", true)],
          assertions: [
            (.count(.reference(Self.made), .equal, 1), "The project is made.")
          ]),
        ModuleTest.Run(
          name: "joins_the_project", variables: [("create_project", false)],
          assertions: [
            (.count(.reference(Self.made), .equal, 0), "The project is there already.")
          ]),
      ])
  }

  private static let isMade = HCL.Expression.variable("create_project")

  private var id: HCL.Expression {
    .conditional(
      Self.isMade, then: .one("id", of: Self.made), otherwise: .one("id", of: Self.found))
  }

  private var resource: HCL.Body {
    HCL.block("resource", "digitalocean_project", "main") {
      .attribute("count", .one(if: Self.isMade))
        .blank
        .attribute("name", .variable("do_project"))
        .attribute("description", .string(stack.project.summary))
        .attribute("purpose", "Web Application")
        .attribute("environment", .string((environment.tier ?? .staging).rawValue.capitalized))
    }
  }

  private var lookup: HCL.Body {
    HCL.block("data", "digitalocean_project", "main") {
      .attribute(
        "count", .conditional(Self.isMade, then: 0, otherwise: 1)
      )
      .blank
      .attribute("name", .variable("do_project"))
    }
  }

  /// What a project takes: no network, no firewall, no certificate.
  private var members: HCL.Body {
    var urns: [HCL.Expression] = modules.datastores.map { [$0.call.output("cluster_urn")] }
    for (_, call) in modules.pools {
      urns += ["droplet_urns", "volume_urns", "reserved_ip_urns"].map { call.output($0) }
    }
    if let balancer { urns.append([.reference("\(balancer.address).urn")]) }
    if environment.domain != nil {
      urns.append(.attribute(.splat(.reference("digitalocean_domain.main")), "urn"))
    }
    guard !urns.isEmpty else { return HCL.Body() }
    return HCL.block("resource", "digitalocean_project_resources", "main") {
      .attribute("project", id)
        .attribute("resources", .call("concat", urns))
    }
  }
}

extension String {
  /// With its first letter large, as DigitalOcean answers.
  fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
