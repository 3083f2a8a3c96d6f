import Emit
import JSON
import Model

/// What an environment tells of itself as a whole: its servers for deployers, its variables for the
/// application, and the way in for people.
struct EnvironmentSummary {
  let root: EnvironmentRoot

  private var stack: Stack { root.stack }
  private var environment: CloudEnvironment { root.environment }
  private var modules: EnvironmentModules { root.modules }

  var part: EnvironmentPart {
    var part = EnvironmentPart()
    if !modules.pools.isEmpty {
      part.locals = [("servers", servers)]
      part.outputs += [
        Output(
          name: "servers",
          description: "Each server: its name, pool, public and private address",
          value: .reference("local.servers")),
        Output(
          name: "ssh_commands", description: "How to log in to each server",
          value: .forList("server", in: .reference("local.servers"), value: sshCommand)),
      ]
    }
    let variables = EnvironmentVariables(root: root).members
    if !variables.isEmpty {
      part.outputs.append(
        Output(
          name: "application_variables",
          description: "What the application's variables are here, where they come from datastores",
          value: .object(variables), isSensitive: true))
    }
    part.outputs += [summary, quickStart]
    return part
  }

  /// `concat([for server in module.api_cluster.servers : merge(server, { pool = "api" })])`
  private var servers: HCL.Expression {
    let lists = modules.pools.map { pool, call in
      HCL.Expression.forList(
        "server", in: call.output("servers"),
        value: .call(
          "merge", [.reference("server"), .object(["pool": .string(pool.name)])]))
    }
    return lists.count == 1 ? lists[0] : .call("concat", lists)
  }

  private var sshCommand: HCL.Expression {
    let deployment = stack.deployment
    let port = deployment.sshPort == 22 ? "" : "-p \(deployment.sshPort) "
    return "ssh \(port)\(deployment.user)@\(reference: "server.public")"
  }

  private var summary: Output {
    let cost = Cost.Part(of: environment)
    var members: [HCL.Member] = [
      HCL.Member("project", .string(stack.project.name)),
      HCL.Member("environment", .variable("environment")),
      HCL.Member("region", .variable("region")),
      HCL.Member("network", .variable("vpc_ip_range")),
    ]
    if !modules.datastores.isEmpty {
      members.append(HCL.Member("datastores", .object(modules.datastores.map(summary))))
    }
    if !modules.pools.isEmpty {
      members.append(HCL.Member("servers", .object(modules.pools.map(summary))))
    }
    members.append(
      HCL.Member(
        "monthly_cost",
        .string("\(cost.unpriced.isEmpty ? "" : "at least ")$\(cost.total), by the stack's sizes")))
    return Output(
      name: "summary", description: "The environment at a glance, without anything secret",
      value: .object(members))
  }

  private func summary(_ store: Datastore, _ call: ModuleCall) -> HCL.Member {
    HCL.Member(.name(store.name), call.output("summary"))
  }

  private func summary(_ pool: ServerPool, _ call: ModuleCall) -> HCL.Member {
    HCL.Member(.name(pool.name), call.output("summary"))
  }

  private var quickStart: Output {
    let steps = steps.enumerated().map { "\($0 + 1). \($1)" }
    return Output(
      name: "quick_start", description: "What to do after the first apply",
      value: .heredoc(steps.joined(separator: "\n") + "\n"))
  }

  /// Nothing that is known only after an apply: the text is the same in every plan.
  private var steps: [String] {
    let hasServers = !modules.pools.isEmpty
    var steps = ["Read what there is: terraform output summary"]
    if hasServers {
      steps += [
        "Take the servers' addresses: terraform output servers",
        "Log in: terraform output ssh_commands; from an address that admin_ssh_ips names",
        "Wait for the first boot on each server: cloud-init status --wait",
        "See that Docker is there: docker info",
      ]
    }
    for (store, call) in modules.datastores {
      steps.append(
        "Take the connection of \(store.name): terraform output -raw \(call.prefix)private_uri")
    }
    if environment.domain != nil {
      steps.append("Let the domain's registrar name ns1, ns2 and ns3.digitalocean.com")
    } else if root.balancer != nil {
      steps.append("Let your DNS lead to the balancer: terraform output -raw load_balancer_ip")
    }
    if hasServers {
      steps += [
        "Give the application its variables: terraform output -json application_variables",
        "Start the release on each server, as README.md says",
      ]
    }
    if root.balancer != nil {
      steps.append("Ask for its health: curl \"$(terraform output -raw health_check_url)\"")
    }
    return steps
  }
}

/// What the application's variables are in an environment, as far as its datastores and its balancer
/// say it.
struct EnvironmentVariables {
  let root: EnvironmentRoot

  /// A variable each, in the stack's order.
  var members: [HCL.Member] {
    let services = root.environment.services(in: root.stack)
    return root.stack.variables.compactMap { variable in
      guard let origin = variable.origin,
        variable.services.isEmpty
          || services.contains(where: { variable.services.contains($0.name) }),
        let value = value(of: origin)
      else { return nil }
      return HCL.Member(.name(variable.name), .call("tostring", [value]))
    }
  }

  private func value(of origin: Variable.Origin) -> HCL.Expression? {
    if let (store, call) = root.modules.datastores.first(where: { $0.store.name == origin.source })
    {
      return store.engine == .postgres ? database(origin.part, call) : cache(origin.part, call)
    }
    guard let balancer = root.balancer, origin.source == balancer.service.name,
      origin.part == .url
    else { return nil }
    return .reference("local.url")
  }

  /// Through the pool, where there is one.
  private func database(_ part: Variable.Origin.Part, _ call: ModuleCall) -> HCL.Expression? {
    func pooled(_ pool: String, _ direct: String) -> HCL.Expression {
      .call("coalesce", [call.output(pool), call.output(direct)])
    }
    switch part {
    case .url: return pooled("pool_private_uri", "private_uri")
    case .port: return pooled("pool_port", "port")
    case .database: return pooled("pool_name", "database_name")
    case .host: return call.output("private_host")
    case .user: return call.output("database_user")
    case .password: return call.output("database_password")
    case .address: return nil
    }
  }

  private func cache(_ part: Variable.Origin.Part, _ call: ModuleCall) -> HCL.Expression? {
    switch part {
    case .url: call.output("private_uri")
    case .host: call.output("private_host")
    case .port: call.output("port")
    case .user: call.output("user")
    case .password: call.output("password")
    case .address, .database: nil
    }
  }
}
