/// The name of an image, in its parts.
struct ImageName {
  /// As written.
  let text: String
  /// Without registry and tag: `bitnami/postgresql`, `postgres`.
  let repository: String
  /// `nil` where there is none, or it can't be known.
  let tag: String?
  let hasDigest: Bool
  /// Whether a variable decides about the tag.
  let isTagVariable: Bool

  /// - Parameter resolved: With defaults in place of variables; `nil` where that can't be done.
  init(_ text: String, resolved: String?) {
    self.text = text
    let whole = resolved ?? Interpolation(text).literal
    let (name, digest) = ImageName.split(whole, at: "@")
    hasDigest = digest != nil
    let start = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
    let (base, tag) = ImageName.split(String(name[start...]), at: ":")
    self.tag = tag
    let parts = name[..<start].split(separator: "/").map(String.init)
    let isRegistry = parts.first.map { $0.contains(".") || $0.contains(":") } ?? false
    repository =
      (parts.dropFirst(isRegistry ? 1 : 0).filter { $0 != "library" } + [base])
      .joined(separator: "/").lowercased()
    let last = text.split(separator: "/").last ?? ""
    isTagVariable = last.contains("$")
  }

  private static func split(_ text: String, at mark: Character) -> (String, String?) {
    guard let index = text.firstIndex(of: mark) else { return (text, nil) }
    return (String(text[..<index]), String(text[text.index(after: index)...]))
  }

  /// The last part of the repository: `postgres`.
  var base: String { repository.split(separator: "/").last.map(String.init) ?? repository }

  /// Whether it is an official image of the Docker Hub.
  var isOfficial: Bool { !repository.contains("/") && text.first != "$" }

  /// The first number of the tag.
  var majorVersion: Int? {
    tag.flatMap { Int($0.prefix { $0.isASCII && $0.isNumber }) }
  }
}

/// What is known of a kind of server by the image it comes in.
struct ServerKind {
  let name: String
  /// Where the official image keeps what must not be lost.
  let data: String?
  /// The port it listens on.
  let port: Int
  /// Whether losing its data loses nothing by itself.
  var isCache = false

  private static let known: [(images: [String], kind: ServerKind)] = [
    (
      ["postgres", "postgis/postgis", "pgvector/pgvector", "timescale/timescaledb"],
      ServerKind(name: "PostgreSQL", data: "/var/lib/postgresql/data", port: 5432)
    ),
    (["mysql"], ServerKind(name: "MySQL", data: "/var/lib/mysql", port: 3306)),
    (["mariadb"], ServerKind(name: "MariaDB", data: "/var/lib/mysql", port: 3306)),
    (["mongo"], ServerKind(name: "MongoDB", data: "/data/db", port: 27017)),
    (["redis"], ServerKind(name: "Redis", data: "/data", port: 6379, isCache: true)),
    (
      ["valkey/valkey", "valkey"],
      ServerKind(name: "Valkey", data: "/data", port: 6379, isCache: true)
    ),
    (["memcached"], ServerKind(name: "Memcached", data: nil, port: 11211, isCache: true)),
    (
      ["elasticsearch", "elasticsearch/elasticsearch"],
      ServerKind(name: "Elasticsearch", data: nil, port: 9200)
    ),
    (["rabbitmq"], ServerKind(name: "RabbitMQ", data: nil, port: 5672)),
    (["clickhouse/clickhouse-server"], ServerKind(name: "ClickHouse", data: nil, port: 8123)),
    (["adminer"], ServerKind(name: "Adminer", data: nil, port: 8080)),
    (["phpmyadmin", "phpmyadmin/phpmyadmin"], ServerKind(name: "phpMyAdmin", data: nil, port: 80)),
    (["dpage/pgadmin4"], ServerKind(name: "pgAdmin", data: nil, port: 80)),
    (["mongo-express"], ServerKind(name: "Mongo Express", data: nil, port: 8081)),
  ]

  /// The kind of an image; `nil` where nothing is known.
  static func of(_ image: ImageName?) -> ServerKind? {
    guard let image else { return nil }
    guard var kind = known.first(where: { $0.images.contains(image.repository) })?.kind else {
      return nil
    }
    // From 18 on a folder for each major version is below (docker-library/postgres#1259).
    if image.repository == "postgres", (image.majorVersion ?? 0) >= 18 {
      kind = ServerKind(name: kind.name, data: "/var/lib/postgresql", port: kind.port)
    }
    return kind
  }

  /// Official images of the Docker Hub whose Dockerfiles have no HEALTHCHECK (docker-library's
  /// review guidelines, "Health checks": they are left to users).
  static func hasNoHealthCheck(_ image: ImageName) -> Bool {
    image.isOfficial && withoutHealthCheck.contains(image.repository)
  }

  private static let withoutHealthCheck: Set<String> = [
    "postgres", "mysql", "mariadb", "mongo", "redis", "valkey", "memcached", "rabbitmq", "nginx",
    "httpd", "node", "python", "php", "ruby", "golang", "alpine", "debian", "ubuntu", "busybox",
    "adminer", "elasticsearch", "kibana", "traefik", "caddy", "haproxy", "openjdk",
    "eclipse-temurin", "zookeeper", "influxdb", "cassandra", "neo4j", "couchdb",
  ]
}
