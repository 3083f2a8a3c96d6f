import Emit
import Model

/// A database or a cache in a compose file.
struct DatastoreService {
  let datastore: Datastore
  let environment: ComposeEnvironment

  init(_ datastore: Datastore, in environment: ComposeEnvironment) {
    self.datastore = datastore
    self.environment = environment
  }

  var volume: String { "\(datastore.host)-data" }

  var yaml: YAML {
    let credentials = environment.credentials(of: datastore)
    return YAML.mapping {
      .entry("image", .string(datastore.image))
      if datastore.engine.isCache { .entry("command", command(credentials)) }
      .entry("environment", settings(credentials))
        .entry(
          "ports",
          Confinement(environment).published(
            environment.hostPort(of: datastore), to: datastore.port)
        )
        .entry("volumes", [.string("\(volume):\(folder)")])
        .entry("healthcheck", Confinement.healthcheck(check(credentials)))
      for entry in Confinement(environment).entries(memory: "512M") { entry }
    }
  }

  /// Where the image keeps its data; PostgreSQL's from 18 on has a folder for each major version
  /// (docker-library/postgres#1259).
  private var folder: String {
    guard datastore.engine == .postgres else { return "/data" }
    return (PostgresImage.majorVersion(of: datastore.image) ?? 0) >= 18
      ? "/var/lib/postgresql" : "/var/lib/postgresql/data"
  }

  private func settings(_ credentials: ComposeCredentials) -> YAML {
    guard let user = credentials.user, let database = credentials.database else {
      // The client in the health check reads it; an argument would show in the list of processes.
      return ["REDISCLI_AUTH": .string(credentials.password.reference)]
    }
    return [
      "POSTGRES_USER": .string(user.reference),
      "POSTGRES_PASSWORD": .string(credentials.password.reference),
      "POSTGRES_DB": .string(database.reference),
    ]
  }

  /// Every write goes to an append-only file, which is read again after a restart.
  private func command(_ credentials: ComposeCredentials) -> YAML {
    .sequence(
      [
        "\(datastore.engine.rawValue)-server", "--appendonly", "yes", "--requirepass",
        credentials.password.reference,
      ].map { .string($0) })
  }

  /// While PostgreSQL sets itself up it answers on its socket, not yet over TCP; a cache that asks
  /// for a password answers as well, but not PONG.
  private func check(_ credentials: ComposeCredentials) -> [String] {
    guard let user = credentials.user, let database = credentials.database else {
      return ["CMD-SHELL", "\(datastore.engine.rawValue)-cli ping | grep -q PONG"]
    }
    return [
      "CMD", "pg_isready", "-h", "127.0.0.1", "-U", user.reference, "-d", database.reference,
    ]
  }
}

/// What is known of an image of PostgreSQL by its tag.
enum PostgresImage {
  /// `17` of `postgres:17-alpine`; `nil` where the tag begins with no number.
  static func majorVersion(of image: String) -> Int? {
    let name = image.split(separator: "@")[0]
    return name.split(separator: ":").last.flatMap { Int($0.prefix(while: \.isNumber)) }
  }
}
