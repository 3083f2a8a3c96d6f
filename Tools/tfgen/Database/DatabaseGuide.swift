import Emit
import Model

/// The database module's README around its tables.
struct DatabaseGuide {
  let stack: Stack

  var opening: [Markdown.Block] {
    [
      .heading(1, "Database module"),
      .paragraph(
        "A PostgreSQL cluster that DigitalOcean runs, in a VPC, with a database and a user for the application. Only trusted sources connect, by TLS. A connection pool and a read replica are there where they are asked for."
      ),
    ] + TerraformModule.requirements + [.heading(2, "Usage")] + examples
  }

  var closing: [Markdown.Block] { connections + sizes + pools + firewall + security + troubles }

  private var examples: [Markdown.Block] {
    let kit = ManagedExamples(stack: stack, module: "database", engines: [.postgres])
    let store = stack.datastores.first { $0.engine == .postgres }
    let names: [(String, HCL.Expression)] = [
      ("database_name", .string(store?.database ?? "app")),
      ("database_user", .string(store?.user ?? "app")),
    ]
    let basic = kit.place(.development, "dev")
    let available = kit.place(.staging, "staging")
    let replicated = kit.place(.production, "production")
    let replica = replicated.cluster?.replica
    return [
      .heading(3, "Basic"),
      .paragraph("One node of the smallest size, for the droplets with one tag."),
      kit.example(basic, ManagedExamples.nodes(basic.cluster, else: "db-s-1vcpu-1gb", 1) + names),
      .heading(3, "Highly available"),
      .paragraph(
        "A standby takes over where the primary fails, and a pool lets many clients share few connections."
      ),
      kit.example(
        available,
        ManagedExamples.nodes(available.cluster, else: "db-s-2vcpu-4gb", 2) + names
          + pool(available.cluster?.pool)),
      .heading(3, "With a replica"),
      .paragraph("Reports read from a replica in another region."),
      kit.example(
        replicated,
        ManagedExamples.nodes(replicated.cluster, else: "db-s-4vcpu-8gb", 3) + names + [
          ("enable_replica", true), ("replica_region", .string(replica?.region ?? "sfo3")),
          ("replica_size", .string(replica?.size ?? "db-s-2vcpu-4gb")),
        ]),
    ]
  }

  private func pool(_ pool: ConnectionPool?) -> [(String, HCL.Expression)] {
    [
      ("enable_connection_pool", true),
      ("connection_pool_mode", .string((pool?.mode ?? .transaction).rawValue)),
      ("connection_pool_size", .number(pool?.size ?? 25)),
    ]
  }

  private var connections: [Markdown.Block] {
    [
      .heading(2, "Connections"),
      .table(
        Markdown.Table(
          ["Output", "For"],
          rows: [
            [.code("private_uri"), "the application, from the VPC: this one, if in doubt"],
            [
              .code("pool_private_uri"),
              "the application through the pool; what needs a session (migrations, \(code: "LISTEN"), advisory locks) takes \(code: "private_uri")",
            ],
            [.code("replica_private_uri"), "queries that bear to be some moments behind"],
            [.code("public_uri"), "a person's machine, whose address is trusted"],
            [.code("admin_uri"), "grants, extensions, more users"],
          ])),
      .paragraph(
        "All are sensitive: \(code: "terraform output -raw NAME") shows one. They say \(code: "sslmode=require"); a client that verifies the server has DigitalOcean's CA certificate, and says \(code: "sslmode=verify-full")."
      ),
    ]
  }

  private var sizes: [Markdown.Block] {
    [
      .heading(2, "Sizes and costs"),
      ManagedSizes.table("Pooled connections") { size in
        "\(Catalog.current.databases.connections(of: size))"
      },
      .paragraph(
        "An estimate by public lists. Development does with the smallest size; a standby needs 2 GB or more. Nodes can be made larger, and never smaller. A replica is charged as a node of its size. Storage that grows by itself (\(code: "storage_autoscale")) is left out: the provider knows it only after 2.75."
      ),
    ] + ManagedSizes(stack: stack).costs(of: [.postgres])
  }

  private var pools: [Markdown.Block] {
    [
      .heading(2, "Connection pools"),
      .table(
        Markdown.Table(
          ["Mode", "A client holds a connection", "For"],
          rows: [
            [
              .code("transaction"), "for a transaction",
              "web applications; no prepared statements by \(code: "PREPARE"), no session settings",
            ],
            [
              .code("session"), "until it disconnects",
              "clients that need a session, and are few",
            ],
            [.code("statement"), "for a statement", "single statements only; no transactions"],
          ])),
      .paragraph(
        "A cluster has 25 connections for each GB of memory; 3 are kept, and pools share the rest. A plan with a larger pool is refused."
      ),
    ]
  }

  private var firewall: [Markdown.Block] {
    [
      .heading(2, "Who may connect"),
      .paragraph(
        "Droplets by \(code: "trusted_tags"), addresses and blocks by \(code: "trusted_ip_addresses"). A tag is the better of the two: a droplet that is added later is trusted from its first minute. To trust the VPC as a whole, pass its block, \(code: "module.networking.vpc_ip_range"). Without any trusted source DigitalOcean lets everyone connect who has the password, so the module refuses that, unless \(code: "enable_firewall") is false. A cloud firewall (\(code: "digitalocean_firewall")) does nothing for a managed cluster. A replica has trusted sources of its own; the module gives it the same."
      ),
    ]
  }

  private var security: [Markdown.Block] {
    [
      .heading(2, "Security"),
      .list([
        "Connect within the VPC, and as the application's user; \(code: "doadmin") is for administration.",
        "Trust tags rather than addresses, and no more than connect.",
        "Passwords are in Terraform's state: keep it where few can read it, encrypted, and never in git.",
        "DigitalOcean backs up every day, and can restore to any moment of the last seven days, into a new cluster.",
        "A change of \(code: "cluster_name"), \(code: "vpc_id") or \(code: "database_name") makes a new one and destroys the old one with its data; one of \(code: "database_user") makes a user without the old one's grants. Read the plan; a \(code: "prevent_destroy") of your own is the safest belt.",
        "PostgreSQL 14 gets no fixes after November 2026: move on by \(code: "postgres_version"), which upgrades in place. There is no way back.",
      ]),
    ]
  }

  private var troubles: [Markdown.Block] {
    [
      .heading(2, "Troubleshooting"),
      .table(
        Markdown.Table(
          ["What you see", "Why", "What to do"],
          rows: [
            [
              "A connection times out", "its source isn't trusted, or isn't in the VPC",
              "compare the droplet's tags with \(code: "trusted_tags"); from outside, trust the address and take \(code: "public_uri")",
            ],
            [
              "\(code: "no pg_hba.conf entry … no encryption")", "the client doesn't use TLS",
              "keep \(code: "sslmode=require") of the URI",
            ],
            [
              "\(code: "permission denied for schema public")",
              "since PostgreSQL 15 only the owner of a database makes tables in it, and that is \(code: "doadmin")",
              "once, by \(code: "admin_uri") in the application's database: \(code: "GRANT ALL ON SCHEMA public TO USER")",
            ],
            [
              "\(code: "password authentication failed")",
              "the password was reset at DigitalOcean, or has signs that the client doesn't decode",
              "\(code: "terraform apply"), then take the URI from the outputs: its password is encoded",
            ],
            [
              "The password is empty", "the token may not view credentials",
              "give the token the scope \(code: "database:view_credentials")",
            ],
            [
              "\(code: "remaining connection slots are reserved")",
              "clients hold more connections than the size has",
              "a pool, or smaller pools in the application; else a larger \(code: "node_size")",
            ],
            [
              "\(code: "prepared statement … does not exist")",
              "the pool's mode is transaction", "switch them off in the client, or pool by session",
            ],
            [
              "Queries are slow", "memory is short, or an index is missing",
              "DigitalOcean's insights name the slowest queries; \(code: "EXPLAIN (ANALYZE, BUFFERS)")",
            ],
            [
              "A replica's data is old", "it is some moments behind, more under load",
              "read what must be current from the primary",
            ],
          ])),
    ]
  }
}
