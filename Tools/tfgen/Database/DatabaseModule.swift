import Emit
import Model

extension TerraformModule {
  /// A managed PostgreSQL cluster with an application's database and user.
  static func database(for stack: Stack) -> TerraformModule {
    let guide = DatabaseGuide(stack: stack)
    return TerraformModule(
      name: "database", inputs: DatabaseInputs(stack: stack).all, outputs: DatabaseOutputs.all,
      main: DatabaseResources.body, sample: DatabaseRuns.sample, runs: DatabaseRuns.all,
      opening: guide.opening, closing: guide.closing)
  }
}

/// What the database module gives. Host names are sensitive as well as passwords: nobody needs to
/// read in a log where a database is.
enum DatabaseOutputs {
  static let all =
    ManagedResources.outputs + application + pool + replica + [
      ManagedResources.firewallID,
      Output(
        name: "replica_firewall_id",
        description: "ID of the replica's trusted sources; null where there are none",
        value: .one("id", of: "digitalocean_database_firewall.replica")),
      summary,
    ]

  private static let cluster = "digitalocean_database_cluster.main"
  private static let user = "digitalocean_database_user.main"
  private static let poolResource = "digitalocean_database_connection_pool.main"
  private static let replicaResource = "digitalocean_database_replica.main"

  private static let application = [
    Output(
      name: "database_name", description: "Name of the application's database",
      value: .reference("digitalocean_database_db.main.name")),
    Output(
      name: "database_user", description: "Name of the application's user",
      value: .reference("\(user).name")),
    Output(
      name: "database_password", description: "Password of the application's user",
      value: .reference("\(user).password"), isSensitive: true),
    Output(
      name: "private_uri", description: "The application's connection, within the VPC, by TLS",
      value: uri(host: .reference("\(cluster).private_host"), port: .reference("\(cluster).port")),
      isSensitive: true),
    Output(
      name: "public_uri", description: "The application's connection, from the Internet, by TLS",
      value: uri(host: .reference("\(cluster).host"), port: .reference("\(cluster).port")),
      isSensitive: true),
    Output(
      name: "admin_uri",
      description: "The administrator's connection within the VPC, for grants and extensions",
      value: .reference("\(cluster).private_uri"), isSensitive: true),
  ]

  private static let pool = [
    Output(
      name: "pool_name", description: "Name of the pool; null where there is none",
      value: .one("name", of: poolResource)),
    Output(
      name: "pool_port", description: "Port of the pool; null where there is none",
      value: .one("port", of: poolResource)),
    Output(
      name: "pool_private_uri",
      description: "The application's connection through the pool, within the VPC; null without it",
      value: .one("private_uri", of: poolResource), isSensitive: true),
    Output(
      name: "pool_public_uri",
      description: "The same from the Internet; null where there is no pool",
      value: .one("uri", of: poolResource), isSensitive: true),
  ]

  private static let replica = [
    Output(
      name: "replica_id", description: "ID of the replica; null where there is none",
      value: .one("uuid", of: replicaResource)),
    Output(
      name: "replica_private_host",
      description: "The replica's host name within its VPC; null where there is none",
      value: .one("private_host", of: replicaResource), isSensitive: true),
    Output(
      name: "replica_public_host",
      description: "The replica's host name on the Internet; null where there is none",
      value: .one("host", of: replicaResource), isSensitive: true),
    Output(
      name: "replica_private_uri",
      description: "The application's connection to the replica, within its VPC; null without it",
      value: replicaURI(host: "private_host"), isSensitive: true),
    Output(
      name: "replica_public_uri",
      description: "The same from the Internet; null where there is no replica",
      value: replicaURI(host: "host"), isSensitive: true),
  ]

  private static let summary = Output(
    name: "summary", description: "What there is, without anything secret",
    value: .object([
      "name": .variable("cluster_name"), "environment": .variable("environment"),
      "region": .variable("region"), "version": .variable("postgres_version"),
      "size": .variable("node_size"), "nodes": .variable("node_count"),
      "database": .variable("database_name"), "firewall": .variable("enable_firewall"),
      "pool": .variable("enable_connection_pool"), "replica": .variable("enable_replica"),
    ]))

  private static func replicaURI(host: String) -> HCL.Expression {
    .conditional(
      .variable("enable_replica"),
      then: uri(host: .one(host, of: replicaResource), port: .one("port", of: replicaResource)),
      otherwise: .null)
  }

  /// `postgresql://user:password@host:port/database?sslmode=require` (PostgreSQL 17, §32.1.1.2).
  private static func uri(host: HCL.Expression, port: HCL.Expression) -> HCL.Expression {
    let password = HCL.Expression.call("urlencode", [.reference("\(user).password")])
    return
      "postgresql://\(reference: "\(user).name"):\(expression: password)@\(expression: host):\(expression: port)/\(reference: "digitalocean_database_db.main.name")?sslmode=require"
  }
}
