import Emit
import Model

/// The README of the module of droplets around its tables.
struct ClusterGuide {
  let stack: Stack

  private var user: String { stack.deployment.user }
  private var directory: String { stack.deployment.directory }

  var opening: [Markdown.Block] {
    [
      .heading(1, "API cluster module"),
      .paragraph(
        "Droplets at DigitalOcean that run the services with Docker: 1 to 10 of them, alike, in a VPC, with a script that sets each up at its first boot. Volumes, reserved addresses, IPv6, backups and a custom firewall where they are asked for."
      ),
      .heading(2, "Requirements"),
      .table(
        Markdown.Table(
          ["What", "Version"],
          rows: [
            ["Terraform", .code(TerraformModule.terraformVersion)],
            ["digitalocean/digitalocean", .code(TerraformModule.providerVersion)],
          ])),
      .paragraph(
        "Its tests run on mocks, without an account: \(code: "terraform init -backend=false"), then \(code: "terraform test"). The keys in \(code: "ssh_key_names") must be at DigitalOcean; \(code: "doctl compute ssh-key list") lists them."
      ),
      .heading(2, "Usage"),
    ] + ClusterExamples(stack: stack).blocks
  }

  var closing: [Markdown.Block] {
    firstBoot + changes + access + firewalls + storage + security + troubles
  }

  private var firstBoot: [Markdown.Block] {
    [
      .heading(2, "The first boot"),
      .paragraph(
        "\(code: UserData.file) is a script for bash, run by cloud-init as root; it takes some minutes, and \(code: "cloud-init status --wait") waits for it. A second run changes nothing."
      ),
      .orderedList([
        "Updates of the image's packages, once; \(code: "unattended-upgrades") from then on.",
        "SSH on \(code: "ssh_port"), by key only.",
        "\(code: "ufw"): SSH, HTTP, HTTPS, \(code: "api_ports") and custom rules may come in, and nothing else.",
        "Docker and Compose (\(code: "docker compose")) from Docker's own repository; containers live on while the daemon restarts.",
        "The user of \(code: "deploy_user"): root's keys, no password, no sudo, in Docker's group.",
        "The directory of \(code: "app_directory"), which is that user's.",
        "DigitalOcean's agent, with \(code: "enable_monitoring").",
        "The volume's automatic mount, with \(code: "enable_volumes").",
        "The unit \(code: "healthd.service") with what \(code: "healthd_config") has it look at, and with \(code: "healthd_url") the daemon itself, held to \(code: "healthd_sha256").",
        "The program of \(code: "custom_user_data"), once, and again where it is another.",
      ]),
      .paragraph(
        "Everybody on a droplet can read its user data, and so can everybody who reads Terraform's state: no secret belongs in \(code: "custom_user_data")."
      ),
    ]
  }

  private var changes: [Markdown.Block] {
    [
      .heading(2, "Changes"),
      .paragraph(
        "DigitalOcean reads user data, image and keys when a droplet is made, so a change of them would replace every droplet at once. The module ignores such a change on droplets that are there. To bring it to them, replace one after the other:"
      ),
      .code(
        "terraform apply -replace='module.api_cluster.digitalocean_droplet.api[0]'",
        language: "sh"),
      .paragraph(
        "or run the script again where only the script has changed. The root module has to pass the output on; from it:"
      ),
      .code(
        "terraform output -json user_data | jq -r '.[0]' | ssh root@ADDRESS bash -s",
        language: "sh"),
      .paragraph(
        "A port that is no longer in the list stays open in \(code: "ufw") until \(code: "ufw delete allow PORT/tcp"); the cloud firewall closes it at once. A new droplet is made before the old one goes. A larger \(code: "droplet_size") is a restart, a larger \(code: "droplet_count") adds at the end, and a smaller one takes from the end."
      ),
    ]
  }

  private var access: [Markdown.Block] {
    let port = stack.deployment.sshPort == 22 ? "" : "-p \(stack.deployment.sshPort) "
    return [
      .heading(2, "Logging in"),
      .code("ssh \(port)\(user)@ADDRESS\nssh \(port)root@ADDRESS", language: "sh"),
      .paragraph(
        "\(code: "public_ips") has the addresses. Deploy as \(code: user), who owns \(code: directory) and may use Docker; root is for repairs. From outside, the networking module's \(code: "admin_ssh_ips") says who reaches SSH."
      ),
    ]
  }

  private var firewalls: [Markdown.Block] {
    [
      .heading(2, "Firewalls"),
      .paragraph(
        "What comes in passes two: the cloud firewall of the networking module says who reaches a port, \(code: "ufw") on the droplet says which ports there are. A load balancer's target port must be in both: pass the same \(code: "api_ports") and \(code: "ssh_port") to both modules, as their defaults are the same. \(code: "open_ports") tells what \(code: "ufw") lets in."
      ),
      .paragraph(
        "Custom rules are added in both. They never open SSH to everyone. Firewalls add up, but a droplet that is under this one alone reaches only what \(code: "custom_outbound_rules") name, and so gets no packages."
      ),
      .paragraph(
        "Docker writes rules of its own: a port that a container publishes on every address passes \(code: "ufw"). The cloud firewall still holds; publish on the private address or on 127.0.0.1 what only neighbours need."
      ),
    ]
  }

  private var storage: [Markdown.Block] {
    [
      .heading(2, "Volumes and reserved addresses"),
      .paragraph(
        "A volume has its droplet's name, and is mounted at \(code: "volume_mount_path") when somebody asks for what is on it, however late it is attached. It belongs to root at first. It can grow: raise \(code: "volume_size"), apply, then \(code: "resize2fs") (ext4) or \(code: "xfs_growfs") on the droplet. It can't shrink. A volume is in no droplet's backup: take snapshots of it."
      ),
      .paragraph(
        "A reserved address stays when its droplet is replaced; behind a load balancer none is needed. An account has three at first, more by request."
      ),
    ]
  }

  private var security: [Markdown.Block] {
    [
      .heading(2, "Security"),
      .list([
        "Keys only: no password logs in, and root by key alone.",
        "Docker's group is as good as root: who deploys can do everything on the droplet.",
        "Let load balancers and neighbours use the private addresses.",
        "Secrets come with a deployment, never with user data or Terraform's variables.",
        "Take a key out of DigitalOcean and of each droplet's \(code: "authorized_keys") when somebody leaves.",
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
              "SSH times out", "the firewall doesn't know your address, or the boot isn't over",
              "look at \(code: "admin_ssh_ips"); DigitalOcean's console shows the boot",
            ],
            [
              "\(code: "docker") is not found", "the script is still running, or has failed",
              "\(code: "cloud-init status --long"), then \(code: "/var/log/cloud-init-output.log")",
            ],
            [
              "A balancer calls a droplet unhealthy",
              "nothing listens on the target port, or a firewall lacks it",
              "\(code: "ss -ltn"), \(code: "ufw status") and \(code: "open_ports")",
            ],
            [
              "\(code: "No such device") below the mount path", "the volume isn't attached",
              "\(code: "doctl compute volume list")",
            ],
            [
              "A plan can't find an SSH key", "DigitalOcean has none of that name",
              "\(code: "doctl compute ssh-key list")",
            ],
            [
              "A container is killed", "memory has run out",
              "\(code: "dmesg"); a larger \(code: "droplet_size")",
            ],
          ])),
    ]
  }
}
