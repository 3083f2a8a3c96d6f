import Emit
import JSON
import Model

/// The cache module's README around its tables.
struct CacheGuide {
  let stack: Stack
  let engine: Datastore.Engine

  var opening: [Markdown.Block] {
    [
      .heading(1, "\(engine == .redis ? "Redis" : "Valkey") module"),
      .paragraph(
        "A Valkey cluster that DigitalOcean runs, in a VPC. Only trusted sources connect, by TLS and with a password."
      ),
    ] + renaming + TerraformModule.requirements + [.heading(2, "Usage")] + examples
  }

  var closing: [Markdown.Block] {
    connections + sizes + policies + persistence + firewall + security + monitoring + troubles
      + migration
  }

  private var renaming: [Markdown.Block] {
    guard engine == .redis else { return [] }
    return [
      .paragraph(
        "DigitalOcean replaced Redis by Valkey in 2025, and so does this module: clients of Redis speak to it unchanged. Where Redis 6 or 7 was asked for there is Valkey 8, the only version that is offered."
      )
    ]
  }

  private var examples: [Markdown.Block] {
    let kit = ManagedExamples(stack: stack, module: engine.rawValue, engines: [engine])
    let places = [
      (
        "Development", "One node of the smallest size, whose keys may be lost.",
        kit.place(.development, "dev"), "db-s-1vcpu-1gb", 1, "off"
      ),
      (
        "Staging", "As production, and smaller.", kit.place(.staging, "staging"),
        "db-s-1vcpu-2gb", 1, "rdb"
      ),
      (
        "Production", "A standby takes over where the primary fails.",
        kit.place(.production, "production"), "db-s-2vcpu-4gb", 2, "rdb"
      ),
    ]
    return places.flatMap { title, words, place, size, count, persistence in
      [
        .heading(3, Markdown.Text(title)), .paragraph(Markdown.Text(words)),
        kit.example(
          place,
          ManagedExamples.nodes(place.cluster, else: size, count) + [
            (
              "eviction_policy",
              .string(CacheInputs.spelling(place.cluster?.eviction ?? .allkeysLRU))
            ), ("persistence", .string(persistence)),
          ]),
      ]
    }
  }

  private var connections: [Markdown.Block] {
    [
      .heading(2, "Connections"),
      .table(
        Markdown.Table(
          ["Output", "For"],
          rows: [
            [.code("private_uri"), "applications, from the VPC"],
            [
              "\(code: "private_host"), \(code: "port"), \(code: "user"), \(code: "password")",
              "clients that take parts in the place of a URI; they must be told to use TLS",
            ],
            [.code("public_uri"), "a person's machine, whose address is trusted"],
          ])),
      .paragraph(
        "URIs begin with \(code: "rediss://"): the second s is TLS, and nothing else is answered. \(code: "terraform output -raw NAME") shows a sensitive output."
      ),
    ]
  }

  /// DigitalOcean, memory usage of Valkey clusters: the part of a plan's memory that holds keys.
  private static let usable = [1: "0.5", 2: "1.2", 4: "2.5", 8: "5.2", 16: "11.5", 32: "21.7"]

  private var sizes: [Markdown.Block] {
    [
      .heading(2, "Sizes and costs"),
      ManagedSizes.table("For keys") { size in
        Self.usable[size.memory / 1024].map { "\($0) GB" } ?? "–"
      },
      .paragraph(
        "An estimate by public lists. What is not for keys is for snapshots and the standby. A standby needs 2 GB or more, and is charged as a node. Nodes can be made larger, and never smaller."
      ),
    ] + ManagedSizes(stack: stack).costs(of: [engine])
  }

  private var policies: [Markdown.Block] {
    [
      .heading(2, "Eviction policies"),
      .table(
        Markdown.Table(
          ["Policy", "A full cache", "For"],
          rows: [
            [.code("allkeys_lru"), "drops what was used longest ago", "caches"],
            [.code("allkeys_random"), "drops any key", "caches whose keys are used alike"],
            [
              .code("volatile_lru"), "drops what was used longest ago, of keys that expire",
              "caches beside data that must stay",
            ],
            [.code("volatile_random"), "drops any key that expires", "the same, used alike"],
            [.code("volatile_ttl"), "drops what expires soonest", "sessions"],
            [.code("noeviction"), "refuses to write", "queues, such as BullMQ's, and locks"],
          ])),
      .paragraph(
        "DigitalOcean takes these six. Two more of Redis's own, \(code: "allkeys-lfu") and \(code: "volatile-lfu"), are not offered; use \(code: "allkeys_lru") and \(code: "volatile_lru"). They are spelt with underscores here, and are set in the cluster only: \(code: "valkey_maxmemory_policy") of the configuration would be a second place for the same."
      ),
    ]
  }

  private var persistence: [Markdown.Block] {
    [
      .heading(2, "Persistence and availability"),
      .paragraph(
        "With \(code: "persistence = \"rdb\"") a snapshot is written every ten minutes where something changed, and read after a restart: what came after it is lost. With \(code: "off") a restart loses everything, and no backups are made. A standby (\(code: "node_count = 2")) has all but the last moments, takes over by itself under the same host name, and clients connect again. One is the most that DigitalOcean offers. The configuration stays with the cluster when its resource is destroyed."
      ),
    ]
  }

  private var firewall: [Markdown.Block] {
    [
      .heading(2, "Who may connect"),
      .paragraph(
        "Droplets by \(code: "trusted_tags"), addresses and blocks by \(code: "trusted_ip_addresses"); the VPC as a whole by its block, \(code: "module.networking.vpc_ip_range"). Without any trusted source DigitalOcean lets everyone connect who has the password, so the module refuses that, unless \(code: "enable_firewall") is false. A cloud firewall (\(code: "digitalocean_firewall")) does nothing for a managed cluster."
      ),
    ]
  }

  private var security: [Markdown.Block] {
    [
      .heading(2, "Security"),
      .list([
        "Connect within the VPC; \(code: "public_uri") is for setting up.",
        "Trust tags rather than addresses, and no more than connect.",
        "The password is in Terraform's state: keep it where few can read it, encrypted, and never in git.",
        "A change of \(code: "cluster_name") or \(code: "vpc_id") makes a new cluster and destroys the old one with its keys; a change of \(code: "region") moves it. Read the plan.",
      ]),
    ]
  }

  private var monitoring: [Markdown.Block] {
    [
      .heading(2, "Monitoring"),
      .table(
        Markdown.Table(
          ["What", "Where", "Look closer where"],
          rows: [
            ["memory", "\(code: "INFO memory"), DigitalOcean's insights", "it is above 80 %"],
            [
              "evictions", "\(code: "INFO stats"), \(code: "evicted_keys")",
              "it grows, and the hit rate falls",
            ],
            [
              "connections", "\(code: "INFO clients"), \(code: "connected_clients")",
              "it grows without end: clients don't close",
            ],
            ["latency", "\(code: "SLOWLOG GET 10")", "commands take more than 10 ms"],
          ])),
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
              "compare the droplet's tags with \(code: "trusted_tags")",
            ],
            [
              "A connection is closed at once", "the client doesn't use TLS",
              "\(code: "rediss://") in the place of \(code: "redis://"); \(code: "tls: {}") for ioredis",
            ],
            [
              "\(code: "NOAUTH") or \(code: "WRONGPASS")", "the password is missing or was reset",
              "\(code: "terraform apply"), then take it from the outputs",
            ],
            [
              "\(code: "OOM command not allowed")",
              "memory is full, and the policy finds nothing to drop",
              "a larger \(code: "node_size"), keys that expire, or a policy of \(code: "allkeys")",
            ],
            [
              "Keys are gone too early", "memory is full, and the policy drops them",
              "a larger \(code: "node_size"); a cluster of its own for what must stay",
            ],
            [
              "BullMQ warns of the eviction policy", "a queue must not lose keys",
              "\(code: "noeviction")",
            ],
            [
              "It is slow", "\(code: "KEYS"), large values, or too many connections",
              "\(code: "SCAN"), smaller values, one connection a process",
            ],
            [
              "Idle clients are disconnected", "\(code: "idle_timeout") has passed",
              "let the client connect again, or set it to 0",
            ],
          ])),
    ]
  }

  private var migration: [Markdown.Block] {
    [
      .heading(2, "From a server of your own"),
      .orderedList([
        "Make the cluster, and trust the tag of the application's droplets.",
        "Let the application fill it anew where it is a cache. Where keys must come along, copy them by \(code: "redis-cli --scan") with \(code: "DUMP") and \(code: "RESTORE"), or let DigitalOcean's online migration do it.",
        "Deploy the application with \(code: "private_uri"), one host first.",
        "Stop the old server when nobody is connected to it.",
      ]),
    ]
  }
}
