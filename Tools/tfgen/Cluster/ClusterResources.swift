import Emit

/// What the module of droplets makes.
enum ClusterResources {
  static var body: HCL.Body {
    HCL.Body {
      locals
        .blank
      keys
        .blank
      droplets
        .blank
      volumes
        .blank
      reservedIPs
        .blank
      firewall
    }
  }

  static let droplet = HCL.Expression.reference("digitalocean_droplet.api")

  private static let locals = HCL.block("locals") {
    .attribute(
      "droplet_names",
      .forList(
        "number", in: .call("range", [1, .binary(.variable("droplet_count"), .plus, 1)]),
        value: "\(reference: "var.cluster_name")-\(reference: "number")")
    )
    .attribute(
      "tags",
      .call(
        "distinct",
        [
          .call(
            "concat",
            [
              [.variable("environment"), .variable("service_tag"), .variable("cluster_name")],
              .variable("additional_tags"),
            ])
        ])
    )
    .blank
    .comment("Custom rules hold in the cloud firewall, and in each droplet's own.")
    .attribute(
      "inbound_rules",
      .conditional(
        .variable("enable_custom_firewall"), then: .variable("custom_inbound_rules"), otherwise: [])
    )
    .blank
    .comment("What a droplet's own firewall lets in, as ufw writes it.")
    .attribute("open_ports", openPorts)
    .blank
    .comment("What each droplet runs at its first boot.")
    .attribute("user_data", userData)
  }

  private static let openPorts: HCL.Expression = {
    let rule = HCL.Expression.reference("rule")
    return .call(
      "distinct",
      [
        .call(
          "concat",
          [
            ["\(reference: "var.ssh_port")/tcp"],
            .conditional(.variable("allow_http"), then: ["80/tcp", "443/tcp"], otherwise: []),
            .forList(
              "port", in: .variable("api_ports"), value: "\(reference: "port")/tcp"),
            .forList(
              "rule", in: .reference("local.inbound_rules"),
              value: .template([
                .interpolation(.call("replace", [.attribute(rule, "port_range"), "-", ":"])),
                .text("/"), .interpolation(.attribute(rule, "protocol")),
              ]), where: .binary(.attribute(rule, "protocol"), .notEqual, "icmp")),
          ])
      ])
  }()

  private static let userData: HCL.Expression = {
    let volume = HCL.Expression.conditional(
      .variable("enable_volumes"), then: .reference("name"), otherwise: "")
    let special: [String: HCL.Expression] = [
      "open_ports": .call("join", [" ", .reference("local.open_ports")]),
      "monitoring": .variable("enable_monitoring"), "volume": volume,
    ].merging(
      ["healthd_config", "healthd_unit", "custom_user_data"].map {
        ($0, .call("base64encode", [.variable($0)]))
      }, uniquingKeysWith: { $1 })
    return .forList(
      "name", in: .reference("local.droplet_names"),
      value: .call(
        "templatefile",
        [
          "\(reference: "path.module")/\(UserData.file)",
          .object(
            UserData.values.map { HCL.Member(.name($0), special[$0] ?? .variable($0)) }),
        ]))
  }()

  private static let keys = HCL.block("data", "digitalocean_ssh_key", "main") {
    .attribute("for_each", .call("toset", [.variable("ssh_key_names")]))
      .blank
      .attribute("name", .reference("each.value"))
  }

  private static let droplets = HCL.block("resource", "digitalocean_droplet", "api") {
    .attribute("count", .variable("droplet_count"))
      .blank
      .attribute("name", .index(.reference("local.droplet_names"), .reference("count.index")))
      .attribute("region", .variable("region"))
      .attribute("size", .variable("droplet_size"))
      .attribute("image", .variable("droplet_image"))
      .attribute("vpc_uuid", .variable("vpc_id"))
      .attribute(
        "ssh_keys",
        .forList(
          "key", in: .reference("data.digitalocean_ssh_key.main"),
          value: .call("tostring", [.reference("key.id")]))
      )
      .attribute("monitoring", .variable("enable_monitoring"))
      .attribute("backups", .variable("enable_backups"))
      .attribute("ipv6", .variable("enable_ipv6"))
      .attribute("tags", .reference("local.tags"))
      .attribute(
        "user_data", .index(.reference("local.user_data"), .reference("count.index"))
      )
      .blank
    HCL.Body.dynamic(
      "backup_policy",
      over: .conditional(
        .variable("enable_backups"), then: [.variable("backup_plan")], otherwise: [])
    ) {
      .attribute("plan", .reference("backup_policy.value"))
        .attribute(
          "weekday",
          .conditional(
            .binary(.reference("backup_policy.value"), .equal, "weekly"),
            then: .variable("backup_weekday"), otherwise: .null)
        )
        .attribute("hour", .variable("backup_hour"))
    }
    .blank
    lifecycle
  }

  /// Each of these makes a new droplet, so a change would replace all of them at once, and with them
  /// what runs there.
  private static let lifecycle = HCL.block("lifecycle") {
    .attribute("create_before_destroy", true)
      .comment("For the first boot only: a change must not replace all droplets at once.")
      .attribute(
        "ignore_changes",
        [.reference("image"), .reference("ssh_keys"), .reference("user_data")]
      )
      .blank
      .block("precondition") {
        .comment("In base64, 64 KiB are 87384 characters.")
          .attribute(
            "condition",
            .binary(
              .call(
                "length",
                [
                  .call(
                    "base64encode",
                    [.index(.reference("local.user_data"), .reference("count.index"))])
                ]), .less, 87_384)
          )
          .attribute(
            "error_message",
            "DigitalOcean takes 64 KiB of user data at most: make custom_user_data fetch the rest.")
      }
      .blank
      .block("precondition") {
        .attribute(
          "condition",
          .binary(
            isEmpty("healthd_url"), .equal, isEmpty("healthd_sha256"))
        )
        .attribute(
          "error_message",
          "An archive is held to its digest: give healthd_url and healthd_sha256, or neither.")
      }
      .blank
      .block("precondition") {
        .attribute(
          "condition",
          .binary(
            isEmpty("healthd_config"), .equal, isEmpty("healthd_unit"))
        )
        .attribute(
          "error_message",
          "The health daemon needs both: give healthd_config and healthd_unit, or neither.")
      }
  }

  private static func isEmpty(_ name: String) -> HCL.Expression {
    .binary(.variable(name), .equal, "")
  }

  /// As many of something as there are droplets, where it is wanted.
  private static func count(if switched: String) -> HCL.Body {
    .attribute(
      "count",
      .conditional(.variable(switched), then: .variable("droplet_count"), otherwise: 0)
    )
    .blank
  }

  private static func each(_ reference: String, _ attribute: String) -> HCL.Expression {
    .attribute(.index(.reference(reference), .reference("count.index")), attribute)
  }

  private static let volumes = HCL.Body {
    HCL.block("resource", "digitalocean_volume", "data") {
      count(if: "enable_volumes")
        .attribute(
          "name", .index(.reference("local.droplet_names"), .reference("count.index"))
        )
        .attribute("region", .variable("region"))
        .attribute("size", .variable("volume_size"))
        .attribute("initial_filesystem_type", .variable("volume_filesystem"))
        .attribute("description", "Data of \(reference: "local.droplet_names[count.index]")")
        .attribute("tags", .reference("local.tags"))
    }
    .blank
    HCL.block("resource", "digitalocean_volume_attachment", "data") {
      count(if: "enable_volumes")
        .attribute("droplet_id", each("digitalocean_droplet.api", "id"))
        .attribute("volume_id", each("digitalocean_volume.data", "id"))
    }
  }

  private static let reservedIPs = HCL.Body {
    HCL.block("resource", "digitalocean_reserved_ip", "api") {
      count(if: "enable_reserved_ips").attribute("region", .variable("region"))
    }
    .blank
    HCL.block("resource", "digitalocean_reserved_ip_assignment", "api") {
      count(if: "enable_reserved_ips")
        .attribute("ip_address", each("digitalocean_reserved_ip.api", "ip_address"))
        .attribute("droplet_id", each("digitalocean_droplet.api", "id"))
    }
  }

  /// DigitalOcean takes ten droplets by their IDs, which is the most that there are.
  private static let firewall = HCL.block("resource", "digitalocean_firewall", "custom") {
    .attribute(
      "count", .conditional(.variable("enable_custom_firewall"), then: 1, otherwise: 0)
    )
    .blank
    .attribute("name", "\(reference: "var.cluster_name")-custom")
    .attribute(
      "droplet_ids",
      .forList("droplet", in: droplet, value: .call("tonumber", [.reference("droplet.id")]))
    )
    .blank
    FirewallRules.blocks("inbound_rule", for: .variable("custom_inbound_rules"), peers: "source")
      .blank
    FirewallRules.blocks(
      "outbound_rule", for: .variable("custom_outbound_rules"), peers: "destination"
    )
    .blank
    .block("lifecycle") {
      .block("precondition") {
        .attribute(
          "condition",
          .unary(.not, FirewallRules.opensSSH(in: .variable("custom_inbound_rules")))
        )
        .attribute(
          "error_message",
          "A custom rule opens SSH to the whole Internet: narrow its ports or its addresses.")
      }
      .blank
      .block("precondition") {
        .attribute(
          "condition",
          .count(
            .call(
              "concat", [.variable("custom_inbound_rules"), .variable("custom_outbound_rules")]),
            .greater, 0)
        )
        .attribute(
          "error_message", "A custom firewall needs a rule: give one, or switch it off.")
      }
    }
  }
}
