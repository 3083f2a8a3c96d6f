import Emit
import JSON
import Model

/// The modules that an environment calls, wired to each other: the network first, then each
/// datastore, then each pool of servers.
struct EnvironmentModules {
  let stack: Stack
  let environment: CloudEnvironment
  let names: EnvironmentNames
  let networking: ModuleCall
  let datastores: [(store: Datastore, call: ModuleCall)]
  let pools: [(pool: ServerPool, call: ModuleCall)]

  init(stack: Stack, environment: CloudEnvironment, modules: [TerraformModule]) {
    let names = EnvironmentNames(stack: stack, environment: environment)
    func module(_ name: String) -> TerraformModule {
      guard let module = modules.first(where: { $0.name == name }) else {
        preconditionFailure("no module \(name) is generated")
      }
      return module
    }
    let calls = EnvironmentCalls(stack: stack, environment: environment, names: names)
    self.stack = stack
    self.environment = environment
    self.names = names
    networking = calls.networking(module("networking"))
    datastores = stack.datastores.compactMap { store in
      environment.datastores[named: store.name].map { cluster in
        let name = store.engine == .postgres ? "database" : store.engine.rawValue
        return (store, calls.datastore(store, as: cluster, module(name)))
      }
    }
    pools = environment.servers.map { ($0, calls.pool($0, module("api-cluster"))) }
  }

  var all: [ModuleCall] { [networking] + datastores.map(\.call) + pools.map(\.call) }
}

/// How an environment calls each module.
private struct EnvironmentCalls {
  let stack: Stack
  let environment: CloudEnvironment
  let names: EnvironmentNames

  private var place: [(String, ModuleCall.Argument)] {
    [
      ("environment", .given(.variable("environment"))), ("region", .given(.variable("region"))),
    ]
  }

  private var hasDatabase: Bool { stack.datastores.contains { $0.engine == .postgres } }

  func networking(_ module: TerraformModule) -> ModuleCall {
    let servers: [(String, ModuleCall.Argument)] =
      environment.servers.isEmpty
      ? [
        ("enable_api_firewall", .given(false))
      ]
      : [
        ("firewall_droplet_tags", .given(.list(environment.servers.map(tag)))),
        ("admin_ssh_ips", .asked("admin_ssh_ips", administrators)),
        ("allow_all_outbound", .asked("allow_all_outbound", true)),
        ("api_ports", .given(.reference("local.api_ports"))),
      ]
    let balancer: [(String, ModuleCall.Argument)] =
      EnvironmentBalancer.label(in: environment).map { label in
        [
          (
            "load_balancer_uids",
            .given([.reference("digitalocean_loadbalancer.\(label).id")])
          )
        ]
      } ?? []
    let database: [(String, ModuleCall.Argument)] =
      hasDatabase
      ? [
        ("database_firewall_tags", .given([.reference("digitalocean_tag.database_firewall.name")]))
      ]
      : [("enable_database_firewall", .given(false))]
    return ModuleCall(
      label: "networking", module: module, prefix: "",
      arguments: [("vpc_name", .given(.string(names.stem)))] + place
        + [("ip_range", .asked("vpc_ip_range", .string(environment.network?.description ?? "")))]
        + servers + balancer + database,
      exports: [
        ("vpc_id", "vpc_id"), ("vpc_urn", "vpc_urn"), ("vpc_ip_range", "vpc_ip_range"),
      ] + (environment.servers.isEmpty ? [] : [("api_firewall_id", "api_firewall_id")])
        + (hasDatabase ? [("database_firewall_id", "database_firewall_id")] : []))
  }

  private var administrators: HCL.Expression {
    .list(environment.firewall.sshSources.map { .string($0.description) })
  }

  private func tag(_ pool: ServerPool) -> HCL.Expression {
    .reference("digitalocean_tag.\(EnvironmentLabels.cluster(pool)).name")
  }

  // MARK: Datastores

  func datastore(
    _ store: Datastore, as cluster: ManagedDatastore, _ module: TerraformModule
  ) -> ModuleCall {
    let own =
      store.engine == .postgres ? database(store, cluster) : cache(store, cluster)
    return ModuleCall(
      label: EnvironmentLabels.datastore(store, in: environment), module: module,
      prefix: EnvironmentNames.identifier(store.name) + "_", subject: store.name,
      arguments: [("cluster_name", .given(.string(names.name(store.name))))] + place
        + [("vpc_id", .given(.reference("module.networking.vpc_id")))] + own.arguments
        + [
          ("maintenance_window_day", .asked("maintenance_day", day(of: cluster))),
          (
            "maintenance_window_hour", .asked("maintenance_hour", .string(cluster.maintenance.hour))
          ),
        ] + trusted(by: store) + [("tags", .given(.reference("local.tags")))],
      exports: [("cluster_id", "cluster_id"), ("private_host", "host"), ("port", "port")]
        + own.exports)
  }

  private typealias Own = (
    arguments: [(input: String, value: ModuleCall.Argument)],
    exports: [(output: String, name: String)]
  )

  private func day(of cluster: ManagedDatastore) -> HCL.Expression {
    .string(cluster.maintenance.day.rawValue)
  }

  private func nodes(of cluster: ManagedDatastore) -> [(String, ModuleCall.Argument)] {
    [
      ("node_size", .asked("size", .string(cluster.size))),
      ("node_count", .asked("nodes", .number(cluster.nodes))),
    ]
  }

  private func database(_ store: Datastore, _ cluster: ManagedDatastore) -> Own {
    let pool = cluster.pool ?? ConnectionPool()
    let version = DatabaseInputs.version(of: cluster)
    return (
      [("postgres_version", .asked("version", .string(version)))] + nodes(of: cluster) + [
        ("database_name", .asked("name", .string(store.database))),
        ("database_user", .asked("user", .string(store.user))),
        ("enable_connection_pool", .asked("enable_pool", .bool(cluster.pool != nil))),
        ("connection_pool_mode", .asked("pool_mode", .string(pool.mode.rawValue))),
        ("connection_pool_size", .asked("pool_size", .number(pool.size))),
        ("enable_replica", .asked("enable_replica", .bool(cluster.replica != nil))),
        ("replica_region", .asked("replica_region", text(cluster.replica?.region))),
        ("replica_size", .asked("replica_size", text(cluster.replica?.size))),
      ],
      [
        ("database_name", "name"), ("database_user", "user"), ("database_password", "password"),
        ("private_uri", "private_uri"), ("public_uri", "public_uri"),
        ("pool_private_uri", "pool_uri"), ("replica_private_uri", "replica_uri"),
        ("admin_uri", "admin_uri"), ("firewall_id", "trusted_sources_id"),
      ]
    )
  }

  private func cache(_ store: Datastore, _ cluster: ManagedDatastore) -> Own {
    let version = CacheInputs.version(of: cluster)
    let eviction = CacheInputs.spelling(cluster.eviction ?? .allkeysLRU)
    return (
      [
        (
          "\(store.engine.rawValue)_version",
          .asked("version", .string(version))
        )
      ]
        + nodes(of: cluster) + [
          ("eviction_policy", .asked("eviction_policy", .string(eviction))),
          ("persistence", .asked("persistence", "rdb")),
        ],
      [
        ("user", "user"), ("password", "password"), ("private_uri", "private_uri"),
        ("public_uri", "public_uri"), ("firewall_id", "trusted_sources_id"),
      ]
    )
  }

  private func text(_ value: String?) -> HCL.Expression { value.map { .string($0) } ?? .null }

  /// Trusted are the servers that run what uses the datastore; where there are none, the VPC.
  private func trusted(by store: Datastore) -> [(String, ModuleCall.Argument)] {
    let pools = environment.servers.filter { pool in
      environment.services(of: pool, in: stack).contains { $0.datastores.contains(store.name) }
    }
    return pools.isEmpty
      ? [("trusted_ip_addresses", .given([.reference("module.networking.vpc_ip_range")]))]
      : [("trusted_tags", .given(.list(pools.map(tag))))]
  }

  // MARK: Servers

  func pool(_ pool: ServerPool, _ module: TerraformModule) -> ModuleCall {
    let asksForKeys = pool.sshKeys.isEmpty
    return ModuleCall(
      label: EnvironmentLabels.cluster(pool), module: module,
      prefix: EnvironmentNames.identifier(pool.name) + "_", subject: pool.name,
      arguments: [("cluster_name", .given(tag(pool)))] + place + [
        ("vpc_id", .given(.reference("module.networking.vpc_id"))),
        ("additional_tags", .given(.reference("local.tags"))),
        ("droplet_count", .asked("droplet_count", .number(pool.count))),
        ("droplet_size", .asked("droplet_size", .string(pool.size))),
        ("droplet_image", .asked("droplet_image", .string(pool.image))),
        (
          "ssh_key_names",
          asksForKeys
            ? .given(.variable("ssh_key_names"))
            : .asked("ssh_key_names", .list(pool.sshKeys.map { .string($0) }))
        ), ("api_ports", .given(.reference("local.api_ports"))),
      ] + features(of: pool) + rules + health(of: pool)
        + (program(of: pool).map { [("custom_user_data", $0)] } ?? []),
      exports: ClusterExports.all)
  }

  private func features(of pool: ServerPool) -> [(String, ModuleCall.Argument)] {
    let volume = pool.volume ?? Volume()
    let plan = pool.backups == .daily ? "daily" : "weekly"
    return [
      ("enable_monitoring", .asked("enable_monitoring", .bool(pool.isMonitored))),
      ("enable_backups", .asked("enable_backups", .bool(pool.backups != .none))),
      ("backup_plan", .asked("backup_plan", .string(plan))),
      ("enable_ipv6", .asked("enable_ipv6", .bool(pool.hasIPv6))),
      ("enable_reserved_ips", .asked("enable_reserved_ips", .bool(pool.hasReservedIPs))),
      ("enable_volumes", .asked("enable_volumes", .bool(pool.volume != nil))),
      ("volume_size", .asked("volume_size", .number(volume.gibibytes))),
      ("volume_filesystem", .asked("volume_filesystem", .string(volume.filesystem.rawValue))),
    ]
  }

  /// Rules of the user's own hold in the cloud firewall, and in each droplet's.
  private var rules: [(String, ModuleCall.Argument)] {
    let inbound = HCL.Expression.variable("custom_inbound_rules")
    let outbound = HCL.Expression.variable("custom_outbound_rules")
    return [
      (
        "enable_custom_firewall", .given(.count(.call("concat", [inbound, outbound]), .greater, 0))
      ),
      ("custom_inbound_rules", .given(inbound)), ("custom_outbound_rules", .given(outbound)),
    ]
  }

  private func health(of pool: ServerPool) -> [(String, ModuleCall.Argument)] {
    let health = EnvironmentHealth(stack: stack, environment: environment, pool: pool)
    return [
      ("healthd_config", .given(read(health.configurationFile))),
      ("healthd_unit", .given(read(health.unitFile))),
    ]
  }

  private func read(_ file: String) -> HCL.Expression {
    .call("file", ["\(reference: "path.module")/\(file)"])
  }

  /// From `terraform/environments/NAME` to the infrastructure folder, three levels up.
  private func program(of pool: ServerPool) -> ModuleCall.Argument? {
    pool.userData.map { .given(read("../../../\($0)")) }
  }
}

/// What an environment tells of its servers.
private enum ClusterExports {
  static let all = [
    ("droplet_ids", "droplet_ids"), ("droplet_names", "droplet_names"),
    ("public_ips", "public_ips"), ("private_ips", "private_ips"),
    ("reserved_ips", "reserved_ips"), ("volume_ids", "volume_ids"), ("user_data", "user_data"),
  ]
}
