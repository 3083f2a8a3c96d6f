import Emit
import Model

/// What the module of droplets takes. What goes into the script for the first boot is held to
/// characters that mean nothing to a shell.
struct ClusterInputs {
  let stack: Stack

  var all: [Input] {
    identity + droplets + access + features + volumes + firewall + host
      + HealthInputs.all(for: stack)
  }

  private var identity: [Input] {
    [
      Input(
        name: "cluster_name", description: "Stem of the droplets' names, and a tag of theirs",
        type: .stringType,
        validations: [
          .init(
            condition: .matches("^[a-z][a-z0-9-]{0,49}$", .variable("cluster_name")),
            message:
              "The name has small letters, digits and hyphens, begins with a letter, 50 at most.",
            counterexample: "No_Name")
        ]),
      .environment(of: stack), .region,
      Input(
        name: "vpc_id", description: "ID of the VPC that the droplets are in", type: .stringType,
        validations: [
          .init(
            condition: .matches(
              "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$", .variable("vpc_id")),
            message: "The ID of a VPC is a UUID.", counterexample: "default")
        ]),
      Input(
        name: "service_tag", description: "A tag that says what the droplets are for",
        type: .stringType, standard: "api-server",
        validations: [
          .init(
            condition: .isTag(.variable("service_tag")),
            message: "A tag has letters, digits, colons, hyphens and underscores, 255 at most.",
            counterexample: "no spaces")
        ]), .tags("additional_tags", "More tags of the droplets and volumes"),
    ]
  }

  private var droplets: [Input] {
    [
      .whole("droplet_count", "How many droplets", 1, in: 1...10),
      Input(
        name: "droplet_size", description: "Slug of the droplets' size", type: .stringType,
        standard: "s-1vcpu-1gb",
        validations: [
          .init(
            condition: .matches("^[a-z0-9]+(-[a-z0-9]+)+$", .variable("droplet_size")),
            message: "The size is a slug such as s-1vcpu-1gb or c-2.", counterexample: "1 GB")
        ]),
      Input(
        name: "droplet_image",
        description: "Slug of an image of Ubuntu or Debian, or the ID of a snapshot of one",
        type: .stringType, standard: "ubuntu-24-04-x64",
        validations: [
          .init(
            condition: .matches("^[a-z0-9]+(-[a-z0-9]+)*$", .variable("droplet_image")),
            message: "The image is a slug such as ubuntu-24-04-x64, or a number.",
            counterexample: "Ubuntu 24.04")
        ]),
    ]
  }

  private var access: [Input] {
    let keys = HCL.Expression.variable("ssh_key_names")
    return [
      Input(
        name: "ssh_key_names",
        description: "Names of the SSH keys at DigitalOcean that may log in",
        type: .listType(.stringType),
        validations: [
          .init(
            condition: .count(keys, .greater, 0),
            message: "Name one SSH key at least: there is no password to log in with.",
            counterexample: []),
          .init(
            condition: .all("name", in: keys, .count(.reference("name"), .greater, 0)),
            message: "The name of an SSH key is not empty.", counterexample: [""]),
        ]), .port("ssh_port", "Port of SSH on the droplets", stack.deployment.sshPort),
      .bool("allow_http", "Whether ports 80 and 443 of the droplets are open", true),
      Input(
        name: "api_ports",
        description: "Ports of the application that load balancers reach on the droplets",
        type: .listType(.numberType), standard: .list(stack.serverPorts.map { .number($0) }),
        validations: [
          .init(
            condition: .all(
              "port", in: .variable("api_ports"),
              .isWhole(.reference("port"), in: lowestPort...65_535)),
            message: "A port is a whole number from \(lowestPort) to 65535.",
            counterexample: [.number(lowestPort - 1)])
        ]),
    ]
  }

  /// What needs rights to be listened on is refused, unless the stack has it.
  private var lowestPort: Int { stack.serverPorts.allSatisfy { $0 >= 1024 } ? 1024 : 1 }

  private var features: [Input] {
    [
      .bool("enable_monitoring", "Whether the droplets have DigitalOcean's agent", true),
      .bool("enable_backups", "Whether the droplets are backed up", false),
      choice("backup_plan", "How often backups are made", ["weekly", "daily"]),
      choice(
        "backup_weekday", "The day of weekly backups",
        ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]),
      Input(
        name: "backup_hour", description: "The hour that backups begin at, UTC",
        type: .numberType, standard: 4,
        validations: [
          .init(
            condition: .oneOf([0, 4, 8, 12, 16, 20], .variable("backup_hour")),
            message: "Backups begin at 0, 4, 8, 12, 16 or 20.", counterexample: 5)
        ]), .bool("enable_ipv6", "Whether the droplets have an IPv6 address each", false),
      .bool("enable_reserved_ips", "Whether the droplets have a reserved address each", false),
    ]
  }

  private var volumes: [Input] {
    [
      .bool("enable_volumes", "Whether the droplets have a data volume each", false),
      .whole("volume_size", "Size of a volume in GiB", 10, in: 1...16_384),
      choice("volume_filesystem", "The filesystem of a new volume", ["ext4", "xfs"]),
      Input(
        name: "volume_mount_path", description: "Where a volume is mounted", type: .stringType,
        standard: .string(ServerPool.volumeMountPath),
        validations: [
          .init(
            condition: .matches("^/mnt/[a-z0-9_-]+$", .variable("volume_mount_path")),
            message: "A volume is mounted below /mnt, as /mnt/data.", counterexample: "/")
        ]),
    ]
  }

  private var firewall: [Input] {
    [
      .bool(
        "enable_custom_firewall", "Whether there is a firewall with the custom rules below", false)
    ] + FirewallRules.inputs
  }

  private var host: [Input] {
    let script = HCL.Expression.variable("custom_user_data")
    let directory = HCL.Expression.variable("app_directory")
    return [
      Input(
        name: "deploy_user", description: "The user that deploys", type: .stringType,
        standard: .string(stack.deployment.user),
        validations: [
          .init(
            condition: .matches("^[a-z_][a-z0-9_-]{0,30}$", .variable("deploy_user")),
            message: "A user has small letters, digits, hyphens and underscores, 31 at most.",
            counterexample: "No One")
        ]),
      Input(
        name: "app_directory", description: "Where releases go on the droplets", type: .stringType,
        standard: .string(stack.deployment.directory),
        validations: [
          .init(
            condition: .matches("^(/[A-Za-z0-9._@+-]+)+$", directory),
            message: "The directory is an absolute path, as /opt/app.", counterexample: "app"),
          .init(
            condition: .unary(.not, .matches(#"/\.{1,2}(/|$)"#, directory)),
            message: "The directory has no . and no .. in it.", counterexample: "/opt/.."),
        ]),
      Input(
        name: "custom_user_data",
        description: "A program that is run at the end of the first boot; no secret may be in it",
        type: .stringType, standard: "",
        validations: [
          .init(
            condition: .binary(
              .binary(script, .equal, ""), .or, .call("startswith", [script, "#!"])),
            message: "The program begins with its interpreter, as #!/bin/bash.",
            counterexample: "echo")
        ]),
    ]
  }

  /// The first is the default.
  private func choice(_ name: String, _ description: String, _ values: [String]) -> Input {
    let list = values.joined(separator: ", ")
    return Input(
      name: name, description: "\(description): \(list)", type: .stringType,
      standard: .string(values[0]),
      validations: [
        .init(
          condition: .oneOf(values.map { .string($0) }, .variable(name)),
          message: "It is one of: \(list).", counterexample: "other")
      ])
  }
}
