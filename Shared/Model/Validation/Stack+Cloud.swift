import JSON

extension Stack {
  func checkCloudEnvironments(_ faults: inout Faults) {
    for (index, environment) in environments.enumerated() {
      guard case .digitalOcean(let environment) = environment else { continue }
      let place = ["environments", String(index)]
      checkServers(of: environment, at: place, &faults)
      checkManagedDatastores(of: environment, at: place, &faults)
      checkBalancer(of: environment, at: place, &faults)
      for (index, source) in environment.firewall.sshSources.enumerated() where source.prefix == 0 {
        faults.add(
          "ssh-open", at: place + ["firewall", "ssh", String(index)],
          "\(source) opens SSH to the whole Internet",
          do: "name the networks of those who log in")
      }
      for (index, rule) in environment.firewall.rules.enumerated() where rule.opensSSH(deployment) {
        faults.add(
          "ssh-open", at: place + ["firewall", "rules", String(index)],
          "the rule opens SSH to the whole Internet", do: "narrow its ports or its addresses")
      }
      if let branch = environment.trigger.branch {
        check(
          [branch], in: pipeline.branches, "branch of the pipeline",
          at: place + ["deploy", "branch"], isList: false, &faults)
      }
    }
  }

  private func checkServers(
    of environment: CloudEnvironment, at place: [String], _ faults: inout Faults
  ) {
    for (index, name) in repetitions(of: environment.servers.map(\.name)) {
      faults.add(
        "duplicate-name", at: place + ["servers", String(index), "name"],
        "\"\(name)\" is the name of two pools", do: "give one of them another name")
    }
    for (index, pool) in environment.servers.enumerated() {
      let place =
        place + (environment.servers.count > 1 ? ["servers", String(index)] : ["servers"])
      check(
        pool.services, in: imageServices.map(\.name), "service deployed as an image",
        at: place + ["services"], &faults)
      if imageServices.isEmpty {
        faults.add(
          "bad-value", at: place,
          "no service is deployed as an image, so servers have nothing to run",
          do: "take the servers away, or set a service's \"deploy\" to docker")
      }
      checkListeners(environment.services(of: pool, in: self), at: place, &faults)
    }
  }

  /// The services of a pool share each droplet's network.
  private func checkListeners(_ services: [Service], at place: [String], _ faults: inout Faults) {
    for (index, port) in repetitions(of: services.map { String($0.port) }) {
      faults.add(
        "port-clash", at: place,
        "port \(port) is used by \"\(services[index].name)\" and by another service of the pool",
        do: "give one of them another \"port\", or a pool of its own")
    }
  }

  private func checkManagedDatastores(
    of environment: CloudEnvironment, at place: [String], _ faults: inout Faults
  ) {
    for cluster in environment.datastores {
      let place = place + ["datastores", cluster.name]
      guard let store = datastore(cluster.name) else {
        check(
          [cluster.name], in: datastores.map(\.name), "datastore", at: place, isList: false,
          &faults)
        continue
      }
      let unfit: [(String, Bool)] =
        store.engine.isCache
        ? [("pool", cluster.value.pool != nil), ("replica", cluster.value.replica != nil)]
        : [("eviction", cluster.value.eviction != nil)]
      for (key, isThere) in unfit where isThere {
        faults.add(
          "bad-value", at: place + [key],
          "\"\(store.name)\" is \(store.engine.rawValue), which has no \(key)", do: "take it away")
      }
    }
  }

  private func checkBalancer(
    of environment: CloudEnvironment, at place: [String], _ faults: inout Faults
  ) {
    guard let balancer = environment.loadBalancer else { return }
    let place = place + ["loadBalancer"]
    let pools = environment.servers.map(\.name)
    if let pool = balancer.pool {
      check([pool], in: pools, "pool", at: place + ["pool"], isList: false, &faults)
    } else if pools.isEmpty {
      faults.add(
        "broken-reference", at: place, "there are no servers to balance",
        do: "take the balancer away, or add servers")
    }
    let pool = environment.servers.first { $0.name == balancer.pool ?? pools.first }
    if let service = balancer.service, let pool {
      check(
        [service], in: environment.services(of: pool, in: self).map(\.name),
        "service of the pool \"\(pool.name)\"", at: place + ["service"], isList: false, &faults)
    }
    let health = balancer.health
    for (key, span) in [("interval", health.interval), ("timeout", health.timeout)]
    where !(3...300).contains(span.seconds) || span.milliseconds % 1000 != 0 {
      faults.add(
        "bad-value", at: place + ["health", key],
        "the balancer's \(key) is \(span), and DigitalOcean takes whole seconds from 3 to 300",
        do: "choose a span in that range")
    }
    if health.timeout >= health.interval {
      faults.add(
        "bad-value", at: place + ["health", "timeout"],
        "the timeout, \(health.timeout), is no shorter than the interval, \(health.interval)",
        do: "make it shorter")
    }
  }

  /// VPCs must be private, of a size DigitalOcean takes, and apart from each other.
  func checkNetworks(_ faults: inout Faults) {
    // DigitalOcean's own blocks (documentation of VPC, planning your network).
    let reserved = ["10.229.0.0/16", "10.244.0.0/16", "10.245.0.0/16", "10.246.0.0/24"]
      .compactMap(IPv4Network.init)
    var earlier: [(name: String, network: IPv4Network)] = []
    for (index, environment) in environments.enumerated() {
      guard case .digitalOcean(let environment) = environment else { continue }
      let place = ["environments", String(index), "network"]
      guard let network = environment.network else {
        faults.add(
          "network", at: place, "no block of 10.100.0.0 to 10.239.0.0 is free", do: "name one")
        continue
      }
      if !network.isPrivate || !(16...28).contains(network.prefix) {
        faults.add(
          "network", at: place, "\(network) is no private block from /16 to /28",
          do: "choose one of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16")
      }
      for block in reserved where block.overlaps(network) {
        faults.add(
          "network", at: place, "\(network) overlaps \(block), which DigitalOcean uses itself",
          do: "choose another block")
      }
      for other in earlier where other.network.overlaps(network) {
        faults.add(
          "network", at: place,
          "\(network) overlaps \(other.network) of \"\(other.name)\"",
          do: "give each environment a block of its own, so that they can be joined")
      }
      earlier.append((environment.name, network))
    }
  }

  func checkDeployment(_ faults: inout Faults) {
    checkLocalDatastores(pipeline.datastores, at: ["pipeline", "datastores"], &faults)
    for (index, batch) in deployment.batches.enumerated() where batch == "0" {
      faults.add(
        "bad-value", at: ["deployment", "batches", String(index)], "a batch of no host",
        do: "name a number of hosts, or a percentage")
    }
    for (index, branch) in repetitions(of: pipeline.branches) {
      faults.add(
        "duplicate", at: ["pipeline", "branches", String(index)], "\"\(branch)\" is there twice",
        do: "name it once")
    }
  }
}

extension Firewall.Rule {
  fileprivate func opensSSH(_ deployment: Deployment) -> Bool {
    guard direction == .inbound, transport == .tcp, addresses.contains(where: { $0.prefix == 0 })
    else { return false }
    if ports == "all" { return true }
    let ends = ports.split(separator: "-").compactMap { Int($0) }
    guard let first = ends.first, let last = ends.last else { return false }
    return (first...last).contains(22) || (first...last).contains(deployment.sshPort)
  }
}
