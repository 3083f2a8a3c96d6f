import Emit

/// What the test of the module of droplets plans, and what must hold of it.
enum ClusterRuns {
  static let sample: [(String, HCL.Expression)] = [
    ("cluster_name", "example-dev-api"), ("environment", "dev"), ("region", "fra1"),
    ("vpc_id", .call("uuidv5", ["dns", "vpc.example"])), ("ssh_key_names", ["operator"]),
    ("ssh_port", 22), ("api_ports", [8080]), ("deploy_user", "deploy"),
    ("app_directory", "/opt/app"),
  ]

  static let all: [ModuleTest.Run] = [
    plain, several, features, volumes, customRules, customProgram, openSSH, noRule, tooLong,
    health, noDigest, noUnit,
  ]

  private static let first = HCL.Expression.index(ClusterResources.droplet, 0)

  private static func output(_ name: String) -> HCL.Expression { .reference("output.\(name)") }

  /// Terraform finds a list and a tuple different, whatever is in them.
  private static func isList(
    _ name: String, _ expected: HCL.Expression
  ) -> HCL.Expression {
    .binary(.call("tolist", [output(name)]), .equal, .call("tolist", [expected]))
  }

  private static func script(holds text: String) -> HCL.Expression {
    .call("strcontains", [.index(output("user_data"), 0), .string(text)])
  }

  private static let plain = ModuleTest.Run(
    name: "plan",
    assertions: [
      (
        isList("droplet_names", ["example-dev-api-1"]),
        "One droplet is named for its cluster."
      ),
      (
        .binary(
          .attribute(first, "tags"), .equal,
          .call("toset", [["dev", "api-server", "example-dev-api"]])),
        "A droplet has the tags of its environment, its service and its cluster."
      ),
      (
        .binary(.attribute(first, "vpc_uuid"), .equal, .variable("vpc_id")),
        "A droplet is in the VPC that was given."
      ),
      (
        isList("open_ports", ["22/tcp", "80/tcp", "443/tcp", "8080/tcp"]),
        "SSH, HTTP, HTTPS and the application's ports are open, and no other."
      ),
      (
        .every(
          script(holds: "\nopen_ports=\"22/tcp 80/tcp 443/tcp 8080/tcp\"\n"),
          script(holds: "\ndeploy_user=\"deploy\"\n"), script(holds: "\nvolume=\"\"\n")),
        "The script of the first boot has what was given."
      ),
      (
        .every(
          .count(.reference("digitalocean_volume.data"), .equal, 0),
          .count(.reference("digitalocean_reserved_ip.api"), .equal, 0),
          .count(.reference("digitalocean_firewall.custom"), .equal, 0),
          .count(.attribute(first, "backup_policy"), .equal, 0)),
        "What isn't asked for isn't there."
      ),
    ])

  private static let several = ModuleTest.Run(
    name: "makes_several",
    variables: [("droplet_count", 3), ("additional_tags", ["blue", "dev"])],
    assertions: [
      (
        isList("droplet_names", ["example-dev-api-1", "example-dev-api-2", "example-dev-api-3"]),
        "Droplets are numbered from 1."
      ),
      (
        isList("tags", ["dev", "api-server", "example-dev-api", "blue"]),
        "Each tag is there once."
      ),
    ])

  private static let features = ModuleTest.Run(
    name: "adds_what_is_switched_on",
    variables: [
      ("enable_backups", true), ("enable_ipv6", true), ("enable_reserved_ips", true),
      ("droplet_count", 2), ("enable_monitoring", false), ("allow_http", false),
    ],
    assertions: [
      (
        .every(
          .binary(
            .attribute(.index(.attribute(first, "backup_policy"), 0), "plan"), .equal, "weekly"),
          .binary(
            .attribute(.index(.attribute(first, "backup_policy"), 0), "weekday"), .equal, "SUN")),
        "Backups are made on Sundays."
      ),
      (
        .every(
          .count(.reference("digitalocean_reserved_ip.api"), .equal, 2),
          .count(.reference("digitalocean_reserved_ip_assignment.api"), .equal, 2)),
        "Each droplet has a reserved address."
      ),
      (script(holds: "\nmonitoring=\"false\"\n"), "The script installs no agent."),
      (
        isList("open_ports", ["22/tcp", "8080/tcp"]),
        "Ports 80 and 443 are closed."
      ),
    ])

  private static let volumes = ModuleTest.Run(
    name: "attaches_volumes", variables: [("enable_volumes", true), ("droplet_count", 2)],
    assertions: [
      (
        .every(
          isList("volume_names", output("droplet_names")),
          .count(.reference("digitalocean_volume_attachment.data"), .equal, 2)),
        "Each droplet has a volume of its name."
      ),
      (
        .call(
          "strcontains",
          [.index(output("user_data"), 1), "\nvolume=\"example-dev-api-2\"\n"]),
        "Each script mounts its own droplet's volume."
      ),
    ])

  private static let customRules = ModuleTest.Run(
    name: "opens_custom_rules_in_both_firewalls",
    variables: [
      ("enable_custom_firewall", true),
      (
        "custom_inbound_rules",
        [
          .object([
            "protocol": "tcp", "port_range": "9100-9200", "source_addresses": ["198.51.100.0/24"],
          ]),
          .object(["protocol": "icmp", "source_tags": ["monitoring"]]),
        ]
      ),
    ],
    assertions: [
      (
        .call("contains", [output("open_ports"), "9100:9200/tcp"]),
        "The droplet's own firewall lets in what the custom firewall does."
      ),
      (
        .count(
          .reference("digitalocean_firewall.custom[0].inbound_rule"), .equal, 2),
        "The custom firewall has each rule."
      ),
    ])

  private static let customProgram = ModuleTest.Run(
    name: "carries_a_custom_program",
    variables: [("custom_user_data", "#!/bin/sh\necho \"\\${HOME}\" 'it''s'\n")],
    assertions: [
      (
        .call(
          "strcontains",
          [
            .index(output("user_data"), 0),
            .template([
              .text("\ncustom_user_data=\""),
              .interpolation(.call("base64encode", [.variable("custom_user_data")])),
              .text("\"\n"),
            ]),
          ]),
        "The program is in the script, whatever characters it has."
      )
    ])

  private static let openSSH = ModuleTest.Run(
    name: "refuses_custom_rules_that_open_ssh",
    variables: [
      ("enable_custom_firewall", true),
      (
        "custom_inbound_rules",
        [.object(["protocol": "tcp", "port_range": "20-25", "source_addresses": ["0.0.0.0/0"]])]
      ),
    ],
    failures: [.reference("digitalocean_firewall.custom")])

  private static let noRule = ModuleTest.Run(
    name: "refuses_a_custom_firewall_without_a_rule",
    variables: [("enable_custom_firewall", true)],
    failures: [.reference("digitalocean_firewall.custom")])

  private static let health = ModuleTest.Run(
    name: "sets_up_the_health_daemon",
    variables: [
      ("healthd_config", "{}"), ("healthd_unit", "[Service]\n"),
      ("healthd_url", "https://example.org/tools.tar.gz"),
      ("healthd_sha256", .call("sha256", ["tools"])),
    ],
    assertions: [
      (
        .every(
          script(holds: "\nhealthd_config=\"e30=\"\n"),
          script(holds: "\nhealthd_url=\"https://example.org/tools.tar.gz\"\n")),
        "The script of the first boot has what the daemon looks at, and where it is."
      )
    ])

  private static let noDigest = ModuleTest.Run(
    name: "refuses_an_archive_without_a_digest",
    variables: [("healthd_url", "https://example.org/tools.tar.gz")],
    failures: [.reference("digitalocean_droplet.api")])

  private static let noUnit = ModuleTest.Run(
    name: "refuses_a_health_daemon_without_a_unit", variables: [("healthd_config", "{}")],
    failures: [.reference("digitalocean_droplet.api")])

  private static let tooLong = ModuleTest.Run(
    name: "refuses_user_data_of_more_than_64_kib",
    variables: [("custom_user_data", .call("format", ["#!%65536s", "long"]))],
    failures: [.reference("digitalocean_droplet.api")])
}
