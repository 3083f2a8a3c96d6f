import Model

extension HealthConfiguration {
  /// What the daemon of a stack's environment looks at: the services that run there, the datastores
  /// that they use, and the machine.
  ///
  /// At DigitalOcean it is the daemon of a server, beside the services; in a compose environment it
  /// is one more container.
  ///
  /// - Parameter pool: The servers that it is for; where it is `nil`, all services of the
  ///   environment run on one server.
  package init(stack: Stack, environment: Environment, pool: ServerPool? = nil) {
    self.init()
    switch environment {
    case .compose(let environment):
      let services = stack.imageServices
      listen = NetworkAddress(host: "0.0.0.0", port: HealthConfiguration.port(besides: services))
      details = .private
      probes = services.map { Probe(service: $0, host: $0.name) }
      probes += stack.datastores(usedBy: services).map { environment.probe(of: $0) }
    case .digitalOcean(let environment):
      let services = pool.map { environment.services(of: $0, in: stack) } ?? stack.imageServices
      listen = NetworkAddress(host: "0.0.0.0", port: HealthConfiguration.port(besides: services))
      state = "/var/lib/healthd/drain.json"
      drainDelay = environment.longestWayOut
      probes = services.map { Probe(service: $0, host: "127.0.0.1") }
      probes += stack.datastores(usedBy: services).map { Probe(managed: $0, in: stack) }
      probes += environment.machineProbes(of: pool) + environment.certificateProbes
    }
    makeNamesUnique()
  }

  /// The port that the daemon of a host listens on: the usual one, or the next that no service has.
  package static func port(besides services: [Service]) -> Int {
    let taken = Set(services.map(\.port))
    return (standardPort...65_535).first { !taken.contains($0) } ?? standardPort
  }

  /// A service, a datastore and the machine may have one name; later probes get their kind added.
  private mutating func makeNamesUnique() {
    var seen: Set<String> = []
    for index in probes.indices where !seen.insert(probes[index].name).inserted {
      probes[index].terms.name += "-\(probes[index].kind)"
      seen.insert(probes[index].name)
    }
  }
}

extension Stack {
  /// In the stack's order.
  fileprivate func datastores(usedBy services: [Service]) -> [Datastore] {
    datastores.filter { store in services.contains { $0.datastores.contains(store.name) } }
  }
}

extension Probe {
  /// Asks as often as a service's own check does, and every five seconds at least.
  fileprivate init(service: Service, host: String) {
    var terms = ProbeTerms(name: service.name)
    terms.interval = min(service.health.interval, .seconds(5))
    terms.timeout = min(service.health.timeout, terms.interval)
    terms.fall = service.health.retries
    var target = HTTPTarget()
    target.url = HTTPAddress(host: host, port: service.port, path: service.health.path)
    self.init(terms, target)
  }

  /// A cluster outside: where it is, and how to enter, is told by the application's own variables.
  fileprivate init(managed store: Datastore, in stack: Stack) {
    var terms = ProbeTerms(name: store.name)
    terms.timeout = .seconds(2)
    let access = Access(to: store, in: stack)
    let tls = ClientTLS(.require)
    if store.engine.isCache {
      var target = RedisTarget()
      target.tls = tls
      if access.isWhole {
        target.url = access.url
      } else {
        target.host = access.host
        target.port = access.port ?? target.port
        target.password = access.password
      }
      self.init(terms, target)
    } else {
      var target = PostgresTarget()
      target.tls = tls
      if access.isWhole {
        target.url = access.url
      } else {
        target.host = access.host
        target.port = access.port ?? target.port
        target.user = store.user
        target.database = store.database
        target.password = access.password
      }
      self.init(terms, target)
    }
  }
}

/// The variables of an application that tell where a datastore is.
private struct Access {
  let url: Setting?
  let host: Setting?
  let port: Setting?
  let password: Setting?

  /// Whether one variable tells everything.
  var isWhole: Bool { url != nil }

  /// Takes a URL before parts; where the stack has neither, `POSTGRES_URL` of the host `postgres`.
  init(to store: Datastore, in stack: Stack) {
    func setting(_ part: Variable.Origin.Part) -> Setting? {
      stack.variables.first { $0.origin == Variable.Origin(source: store.name, part: part) }
        .map { .environment($0.name) }
    }
    host = setting(.host)
    port = setting(.port)
    password = setting(.password)
    let isInParts = host != nil && password != nil
    url = setting(.url) ?? (isInParts ? nil : .environment("\(store.variableStem)_URL"))
  }
}

extension ComposeEnvironment {
  /// A container beside the daemon's, in clear, with the credentials of the environment.
  fileprivate func probe(of store: Datastore) -> Probe {
    let local = datastore(store)
    let terms = ProbeTerms(name: store.name)
    let password = Setting.environment(credentials(of: store).password.name)
    if local.engine.isCache {
      var target = RedisTarget()
      target.host = .literal(local.host)
      target.password = password
      target.tls = ClientTLS(.disable)
      return Probe(terms, target)
    }
    var target = PostgresTarget()
    target.host = .literal(local.host)
    target.user = local.user
    target.database = local.database
    target.password = password
    target.tls = ClientTLS(.disable)
    return Probe(terms, target)
  }
}

extension CloudEnvironment {
  /// The longest time from a 503 until the balancer sends nothing more: each of its checks in a row
  /// fails by its timeout, and the first comes a whole interval late.
  fileprivate var longestWayOut: TimeSpan {
    guard let health = loadBalancer?.health else { return .seconds(10) }
    return TimeSpan(
      milliseconds: health.interval.milliseconds * health.unhealthyThreshold
        + health.timeout.milliseconds)
  }

  /// They are told, and take no server out: others of the pool are as full.
  fileprivate func machineProbes(of pool: ServerPool?) -> [Probe] {
    let alerts = alerts ?? Alerts()
    var disks = ["/"]
    if (pool ?? servers.first)?.volume != nil { disks.append(ServerPool.volumeMountPath) }
    let probes =
      disks.map { path in
        Probe(
          ProbeTerms(name: path == "/" ? "disk" : "volume"),
          DiskTarget(path: path, Thresholds(warn: alerts.disk, fail: max(97, alerts.disk))))
      } + [
        Probe(
          ProbeTerms(name: "memory"),
          MemoryTarget(Thresholds(warn: alerts.memory, fail: max(97, alerts.memory)))),
        Probe(ProbeTerms(name: "load"), LoadTarget(warn: alerts.load)),
      ]
    return probes.map { probe in
      var probe = probe
      probe.terms.interval = .seconds(15)
      probe.terms.level = .degraded
      return probe
    }
  }

  /// The certificate of the domain belongs to the balancer, so no server fails by it.
  fileprivate var certificateProbes: [Probe] {
    guard let domain, loadBalancer != nil else { return [] }
    var terms = ProbeTerms(name: "certificate")
    terms.interval = .minutes(60)
    terms.timeout = .seconds(5)
    terms.level = .degraded
    terms.aspects = [.health]
    var target = TLSTarget()
    target.address = NetworkAddress(host: domain, port: 443)
    return [Probe(terms, target)]
  }
}
