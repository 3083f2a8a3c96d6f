import TestKit
import Testing

/// The stand-in judges as the real provider does: what is at fault is found, and nothing else.
@Suite("the provider's stand-in") struct ProviderStandInTests {
  /// A resource that is at fault, with what finds it. Its block is named for its row.
  private typealias Mistake = (type: String, body: String, severity: String, summary: String)

  @Test("finds at validation what is at fault", arguments: ProviderStandIn.versions)
  func validation(_ version: String) throws {
    try check(Self.invalid, by: "validate", version)
  }

  @Test("finds at a plan what only a plan finds", arguments: ProviderStandIn.versions)
  func plan(_ version: String) throws {
    try check(Self.unplannable, by: "plan", version)
  }

  /// The older one knows neither the argument nor the rule of its values.
  @Test("knows what came after the older version", arguments: ["2.75.0", "2.99.1"])
  func versions(_ version: String) throws {
    let body = """
      cluster_id = "a"
      valkey_maxmemory_policy = "allkeys_lru"
      """
    let summary =
      version == "2.75.0"
      ? "Unsupported argument" : "valkey_maxmemory_policy: doesn't take this value"
    try check(
      [("digitalocean_database_valkey_config", body, "error", summary)], by: "validate", version)
  }

  private func check(_ mistakes: [Mistake], by command: String, _ version: String) throws {
    guard let terraform = try ProviderStandIn.find() else { return }
    let folder = try TemporaryDirectory()
    let blocks = mistakes.indices.map { row in
      "resource \"\(mistakes[row].type)\" \"row\(row)\" {\n\(mistakes[row].body)\n}\n"
    }
    try folder.write(Self.sound + blocks.joined(), to: "main.tf")
    let initialization = try terraform.run(["init"], in: folder.path, version: version)
    #expect(initialization.status == 0, "\(initialization.error)")
    let found = try terraform.diagnostics(command, in: folder.path, version: version)
    let expected = mistakes.enumerated().map { row, mistake in
      "\(mistake.severity): resource \"\(mistake.type)\" \"row\(row)\": \(mistake.summary)"
    }
    #expect(found.map(\.description).sorted() == expected.sorted())
  }

  /// What nothing is wrong with.
  private static let sound = """
    terraform {
      required_providers {
        digitalocean = { source = "digitalocean/digitalocean", version = ">= 2.75, < 3.0" }
      }
    }

    resource "digitalocean_vpc" "sound" {
      name   = "a"
      region = "fra1"
    }

    resource "digitalocean_firewall" "sound" {
      name = digitalocean_vpc.sound.id

      inbound_rule {
        protocol         = "icmp"
        source_addresses = [digitalocean_vpc.sound.ip_range]
      }
    }

    resource "digitalocean_project" "sound" {
      name        = "a"
      environment = "Production"
    }


    """

  private static let invalid: [Mistake] = [
    (
      "digitalocean_vpc", "name = \"a\"\nregion = \"fra1\"\ncolour = \"red\"", "error",
      "Unsupported argument"
    ),
    ("digitalocean_vpc", "name = \"a\"", "error", "Missing required argument"),
    (
      "digitalocean_vpc", "name = \"a\"\nregion = \"fra1\"\nurn = \"do:vpc:1\"", "error",
      "urn: Value for unconfigurable attribute"
    ),
    (
      "digitalocean_vpc", "name = \"a\"\nregion = \"fra1\"\nip_range = \"10.30\"", "error",
      "ip_range: doesn't take this value"
    ),
    (
      "digitalocean_vpc", "name = \"\"\nregion = \"fra1\"", "error",
      "name: doesn't take this value"
    ),
    (
      "digitalocean_database_firewall", "cluster_id = \"a\"", "error", "Insufficient rule blocks"
    ),
    (
      "digitalocean_database_firewall",
      "cluster_id = \"a\"\nrule {\ntype = \"host\"\nvalue = \"b\"\n}", "error",
      "rule.type: doesn't take this value"
    ),
    (
      "digitalocean_monitor_alert",
      """
      compare     = "GreaterThan"
      description = "a"
      type        = "v1/insights/droplet/cpu"
      value       = 80
      window      = "5m"
      """, "error", "Insufficient alerts blocks"
    ),
    (
      "digitalocean_droplet",
      """
      name   = "a"
      image  = "b"
      size   = "c"
      region = "fra1"
      tags   = ["no spaces"]
      """, "error", "tags: doesn't take one of its elements"
    ),
    (
      "digitalocean_droplet",
      """
      name               = "a"
      image              = "b"
      size               = "c"
      region             = "fra1"
      private_networking = true
      """, "warning", "private_networking: Argument is deprecated"
    ),
    (
      "digitalocean_loadbalancer", balancer("algorithm = \"round_robin\""), "warning",
      "algorithm: Argument is deprecated"
    ),
    (
      "digitalocean_loadbalancer", balancer("droplet_tag = \"a\"\ndroplet_ids = [1]"), "error",
      "droplet_ids: conflicts with droplet_tag"
    ),
    (
      "digitalocean_loadbalancer",
      balancer(
        "healthcheck {\nprotocol = \"tcp\"\nport = 80\ncheck_interval_seconds = 2\n}"), "error",
      "healthcheck.check_interval_seconds: doesn't take this value"
    ),
    (
      "digitalocean_database_connection_pool",
      """
      cluster_id = "a"
      db_name    = "b"
      user       = "c"
      name       = "d"
      mode       = "transaction"
      size       = 10
      """, "error", "name: doesn't take this value"
    ),
    (
      "digitalocean_reserved_ip_assignment", "droplet_id = \"ten\"\nip_address = \"192.0.2.1\"",
      "error", "Incorrect attribute value type"
    ),
  ]

  private static let unplannable: [Mistake] = [
    (
      "digitalocean_firewall",
      "name = \"a\"\ninbound_rule {\nprotocol = \"tcp\"\nsource_addresses = [\"192.0.2.1\"]\n}",
      "error", "digitalocean_firewall: inbound_rule: port_range is required with tcp"
    ),
    (
      "digitalocean_firewall", "name = \"a\"", "error",
      "digitalocean_firewall: at least one rule must be given"
    ),
    (
      "digitalocean_database_cluster", cluster("engine = \"pg\""), "error",
      "digitalocean_database_cluster: version is required"
    ),
    (
      "digitalocean_database_cluster",
      cluster("engine = \"pg\"\nversion = \"17\"\neviction_policy = \"noeviction\""), "error",
      "digitalocean_database_cluster: eviction_policy is only for redis and valkey"
    ),
    (
      "digitalocean_loadbalancer", balancer("healthcheck {\nprotocol = \"http\"\nport = 80\n}"),
      "error", "digitalocean_loadbalancer: healthcheck: path is required"
    ),
    (
      "digitalocean_loadbalancer",
      balancer("sticky_sessions {\ntype = \"cookies\"\ncookie_name = \"id\"\n}"),
      "error",
      "digitalocean_loadbalancer: sticky_sessions: cookie_ttl_seconds is required with cookies"
    ),
    (
      "digitalocean_droplet",
      """
      name   = "a"
      image  = "b"
      size   = "c"
      region = "fra1"
      backup_policy {
        plan = "daily"
        hour = 4
      }
      """, "error", "digitalocean_droplet: backup_policy needs backups"
    ),
  ]

  private static func cluster(_ rest: String) -> String {
    "name = \"a\"\nregion = \"fra1\"\nsize = \"b\"\nnode_count = 1\n\(rest)"
  }

  private static func balancer(_ rest: String) -> String {
    """
    name   = "a"
    region = "fra1"
    \(rest)
    forwarding_rule {
      entry_port      = 80
      entry_protocol  = "http"
      target_port     = 80
      target_protocol = "http"
    }
    """
  }
}
