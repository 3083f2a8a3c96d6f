/// What datastores are told by: images of compose files, clients in package.json, schemes of URLs.
struct DatastoreKind: Sendable {
  /// The stack's engine; `nil` for one that it doesn't have.
  let engine: String?
  /// What people call it.
  let name: String
  /// Images, without registry and tag: a whole name, or its last component.
  let images: Set<String>
  /// Images that behave as the official one does, so that the stack can keep them.
  var kept: Set<String> = []
  let clients: Set<String>
  let schemes: Set<String>

  static let all: [DatastoreKind] = [
    DatastoreKind(
      engine: "postgres", name: "PostgreSQL",
      images: [
        "postgres", "postgresql", "postgis", "pgvector", "timescaledb", "timescaledb-ha",
        "pgvecto-rs", "postgres-ha",
      ],
      kept: [
        "postgres", "library/postgres", "pgvector/pgvector", "postgis/postgis", "ankane/pgvector",
        "timescale/timescaledb",
      ],
      clients: [
        "pg", "postgres", "pg-promise", "pg-boss", "pg-native", "slonik", "graphile-worker",
        "postgraphile",
        "@neondatabase/serverless", "@vercel/postgres", "@mikro-orm/postgresql",
        "@prisma/adapter-pg", "@prisma/adapter-neon",
        "@payloadcms/db-postgres", "@fastify/postgres", "connect-pg-simple", "@keyv/postgres",
        "@medusajs/medusa",
      ],
      schemes: ["postgres", "postgresql"]),
    DatastoreKind(
      engine: "valkey", name: "Valkey", images: ["valkey", "valkey-bundle"],
      kept: ["valkey/valkey"],
      clients: ["iovalkey", "@valkey/valkey-glide"], schemes: ["valkey", "valkeys"]),
    DatastoreKind(
      engine: "redis", name: "Redis",
      images: ["redis", "redis-stack", "redis-stack-server", "keydb", "dragonfly", "redis-ha"],
      kept: ["redis", "library/redis"],
      clients: [
        "ioredis", "redis", "@redis/client", "bullmq", "bull", "bee-queue", "@nestjs/bull",
        "@nestjs/bullmq",
        "connect-redis", "rate-limit-redis", "cache-manager-redis-store", "cache-manager-redis-yet",
        "cache-manager-ioredis", "cache-manager-ioredis-yet", "@keyv/redis",
        "@socket.io/redis-adapter",
        "socket.io-redis", "@fastify/redis", "@nestjs-modules/ioredis", "@liaoliaots/nestjs-redis",
        "@songkeys/nestjs-redis",
        "handy-redis", "redlock", "graphql-redis-subscriptions", "@adonisjs/redis",
      ],
      schemes: ["redis", "rediss"]),
    foreign(
      "MySQL", ["mysql", "mysql-server", "percona", "vitess"],
      ["mysql", "mysql2", "@mikro-orm/mysql", "@planetscale/database"], ["mysql"]),
    foreign("MariaDB", ["mariadb"], ["mariadb"], ["mariadb"]),
    foreign(
      "MongoDB", ["mongo", "mongodb", "mongodb-community-server"],
      ["mongoose", "mongodb", "@nestjs/mongoose", "@typegoose/typegoose"],
      ["mongodb", "mongodb+srv"]),
    foreign(
      "SQLite", [], ["better-sqlite3", "sqlite3", "@libsql/client", "sqlite"], ["file", "libsql"]),
    foreign("SQL Server", ["server", "azure-sql-edge"], ["mssql", "tedious"], ["sqlserver"]),
    foreign(
      "ClickHouse", ["clickhouse-server", "clickhouse"], ["@clickhouse/client"], ["clickhouse"]),
    foreign(
      "RabbitMQ", ["rabbitmq"], ["amqplib", "amqp-connection-manager", "rascal"], ["amqp", "amqps"]),
    foreign(
      "Kafka", ["kafka", "cp-kafka", "redpanda", "zookeeper", "cp-zookeeper"], ["kafkajs"],
      ["kafka"]),
    foreign("NATS", ["nats"], ["nats"], ["nats"]),
    foreign(
      "Elasticsearch", ["elasticsearch", "opensearch"],
      ["@elastic/elasticsearch", "@opensearch-project/opensearch"], []),
    foreign("Meilisearch", ["meilisearch"], ["meilisearch"], []),
    foreign("Typesense", ["typesense"], ["typesense"], []),
    foreign("MinIO", ["minio"], ["minio", "nestjs-minio", "nestjs-minio-client"], []),
    foreign("Qdrant", ["qdrant"], ["@qdrant/js-client-rest"], []),
    foreign("Neo4j", ["neo4j"], ["neo4j-driver"], ["neo4j", "bolt"]),
    foreign("Memcached", ["memcached"], ["memcached", "memjs"], ["memcached"]),
    foreign("Cassandra", ["cassandra", "scylla"], ["cassandra-driver"], []),
    foreign("CockroachDB", ["cockroach", "cockroachdb"], [], ["cockroachdb"]),
    foreign(
      "mail catcher", ["mailhog", "mailpit", "maildev", "inbucket", "mailcatcher"], [], []),
  ]

  private static func foreign(
    _ name: String, _ images: Set<String>, _ clients: Set<String>, _ schemes: Set<String>
  ) -> DatastoreKind {
    DatastoreKind(engine: nil, name: name, images: images, clients: clients, schemes: schemes)
  }

  /// - Parameter image: With registry and tag, as compose files have it.
  static func of(image: String) -> DatastoreKind? {
    let name = ImageName(image, resolved: image).repository
    let last = RepositoryPath.last(name)
    if last == "server" && !name.hasSuffix("mssql/server") { return nil }
    return all.first { $0.images.contains(last) || $0.kept.contains(name) }
  }

  static func of(client: String) -> DatastoreKind? { all.first { $0.clients.contains(client) } }
  static func of(scheme: String) -> DatastoreKind? {
    all.first { $0.schemes.contains(scheme.lowercased()) }
  }
}
