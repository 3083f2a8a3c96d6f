import Emit

/// The steps of the script that sets a droplet up, each of which leaves what is done already.
enum UserDataSteps {
  typealias Statements = [Shell.Statement]

  static let all: [Shell.Statement] =
    functions + start + updates + ssh + firewall + docker + user + monitoring + volume + health
    + custom
    + [.blank, run("rm", "\(state)/unfinished")]

  /// What was done once and leaves nothing else to be seen by.
  static let state = "/var/lib/server-setup"

  static func run(_ words: Shell.Word...) -> Shell.Statement { .run(words) }

  static func test(_ words: Shell.Word...) -> Shell.Statement { .run(["test"] + words) }

  static let isChanged = test("\(variable: "changed")", "=", "yes")

  private static let functions: Statements = [
    .comment(
      """
      put MODE FILE LINE...: a file of these lines. $changed says whether it wasn't so, or the run
      before ended before it could act on that.
      """),
    .function(
      "put",
      body: [
        .local(["mode", "file", "temporary"]), .set("mode", .variable("1")),
        .set("file", .variable("2")), run("shift", "2"),
        .set("temporary", .output(run("mktemp"))),
        .write(run("printf", "%s\\n", .variable("@")), to: .variable("temporary")),
        .set("changed", .variable("unfinished")),
        .when(
          .not(run("cmp", "-s", .variable("temporary"), .variable("file"))),
          then: [
            run(
              "install", "-D", "-m", .variable("mode"), .variable("temporary"), .variable("file")),
            .set("changed", "yes"),
          ]), run("rm", .variable("temporary")),
      ]), .blank, .comment("add PACKAGE...: all of them, where one isn't there."),
    .function(
      "add",
      body: [
        .local(["package"]),
        .each(
          "package", in: .variable("@"),
          body: [
            .when(
              .not(.quiet(run("dpkg", "--status", .variable("package")))),
              then: [
                run("apt", "update"),
                run("apt", "install", "--no-install-recommends", .variable("@")), run("return"),
              ])
          ]),
      ]), .blank, .comment("Another program may hold the lock of the packages at the first boot."),
    .function(
      "apt",
      body: [
        run(
          "apt-get", "-o", "DPkg::Lock::Timeout=600", "-o", "Dpkg::Options::=--force-confold",
          "--quiet", "--yes", .variable("@"))
      ]), .blank, .comment("key URL FILE: the key that a repository's packages are signed by."),
    .function(
      "key",
      body: [
        .when(
          .not(test("-s", .variable("2"))),
          then: [
            run("install", "-d", "-m", "755", .output(run("dirname", .variable("2")))),
            run(
              "curl", "--fail", "--silent", "--show-error", "--location", "--proto", "=https",
              "--retry", "5", "--output", "\(variable: "2").new", .variable("1")),
            run("chmod", "644", "\(variable: "2").new"),
            run("mv", "\(variable: "2").new", .variable("2")),
          ])
      ]), .blank,
  ]

  private static let start: Statements = [
    run("install", "-d", "-m", "700", "\(state)"), .set("unfinished", "no"),
    .when(test("-e", "\(state)/unfinished"), then: [.set("unfinished", "yes")]),
    run("touch", "\(state)/unfinished"), .blank,
  ]

  private static let updates: Statements = [
    .comment("What has been mended since the image was made, and from now on by itself."),
    .when(
      .not(test("-e", "\(state)/upgraded")),
      then: [run("apt", "update"), run("apt", "upgrade"), run("touch", "\(state)/upgraded")]),
    run("add", "ca-certificates", "curl", "ufw", "unattended-upgrades"),
    run(
      "put", "644", "/etc/apt/apt.conf.d/20auto-upgrades",
      "APT::Periodic::Update-Package-Lists \"1\";", "APT::Periodic::Unattended-Upgrade \"1\";"),
    .blank,
  ]

  /// sshd takes the first value that it reads, and 50-cloud-init.conf may have another. Since
  /// Ubuntu 22.10 systemd listens in sshd's place (ssh.socket), on the port of the same file.
  private static let ssh: Statements = [
    .comment("SSH by key only."),
    run(
      "put", "644", "/etc/ssh/sshd_config.d/10-server.conf", "Port \(variable: "ssh_port")",
      "PasswordAuthentication no", "KbdInteractiveAuthentication no",
      "PermitRootLogin prohibit-password"),
    .when(
      isChanged,
      then: [
        run("install", "-d", "-m", "755", "/run/sshd"), run("sshd", "-t"),
        run("systemctl", "daemon-reload"),
        .when(
          run("systemctl", "is-enabled", "--quiet", "ssh.socket"),
          then: [run("systemctl", "restart", "ssh.socket")],
          otherwise: [run("systemctl", "restart", "ssh.service")]),
      ]), .blank,
  ]

  /// `ufw` itself leaves a rule that is there.
  private static let firewall: Statements = [
    .comment("What may come in: the ports that the cloud firewall may let through, and no other."),
    run("ufw", "default", "deny", "incoming"), run("ufw", "default", "allow", "outgoing"),
    .eachWord("port", of: "open_ports", body: [run("ufw", "allow", .variable("port"))]),
    run("ufw", "--force", "enable"), .blank,
  ]

  private static func release(_ name: String) -> Shell.Word {
    .output(run("awk", "-F=", "$1 == \"\(name)\" { print $2 }", "/etc/os-release"))
  }

  private static let docker: Statements = [
    .comment("Docker and Compose from Docker's own repository."),
    run("key", "https://download.docker.com/linux/ubuntu/gpg", "/etc/apt/keyrings/docker.asc"),
    .set("system", release("ID")), .set("codename", release("VERSION_CODENAME")),
    run(
      "put", "644", "/etc/apt/sources.list.d/docker.list",
      "deb [signed-by=/etc/apt/keyrings/docker.asc] https://download.docker.com/linux/\(variable: "system") \(variable: "codename") stable"
    ),
    run(
      "add", "docker-ce", "docker-ce-cli", "containerd.io", "docker-buildx-plugin",
      "docker-compose-plugin"),
    run(
      "put", "644", "/etc/docker/daemon.json",
      "{ \"live-restore\": true, \"log-driver\": \"local\" }"
    ), .when(isChanged, then: [run("systemctl", "restart", "docker")]), .blank,
  ]

  /// DigitalOcean's keys are root's; the user has the same, and no password.
  private static let user: Statements = [
    .comment("Who deploys: a user without a password and without sudo, in Docker's group."),
    .when(
      .not(.quiet(run("id", .variable("deploy_user")))),
      then: [
        run("useradd", "--create-home", "--shell", "/bin/bash", .variable("deploy_user"))
      ]), run("usermod", "--append", "--groups", "docker", .variable("deploy_user")),
    .set("home", "/home/\(variable: "deploy_user")"),
    .when(
      .all([
        .not(test("-s", "\(variable: "home")/.ssh/authorized_keys")),
        test("-s", "/root/.ssh/authorized_keys"),
      ]),
      then: [
        owned("700", "\(variable: "home")/.ssh"),
        run(
          "install", "-m", "600", "-o", .variable("deploy_user"), "-g", .variable("deploy_user"),
          "/root/.ssh/authorized_keys", "\(variable: "home")/.ssh/authorized_keys"),
      ]), .blank, .comment("Where releases go."), owned("750", .variable("app_directory")), .blank,
  ]

  /// A folder of the user's.
  private static func owned(_ mode: Shell.Word, _ path: Shell.Word) -> Shell.Statement {
    run(
      "install", "-d", "-m", mode, "-o", .variable("deploy_user"), "-g", .variable("deploy_user"),
      path)
  }

  private static let monitoring: Statements = [
    .comment("DigitalOcean's agent, where the image hasn't brought it."),
    .when(
      test("\(variable: "monitoring")", "=", "true"),
      then: [
        run(
          "key", "https://repos.insights.digitalocean.com/sonar-agent.asc",
          "/etc/apt/keyrings/digitalocean-agent.asc"),
        .when(
          .not(.quiet(run("dpkg", "--status", "do-agent"))),
          then: [
            run(
              "put", "644", "/etc/apt/sources.list.d/digitalocean-agent.list",
              "deb [signed-by=/etc/apt/keyrings/digitalocean-agent.asc] https://repos.insights.digitalocean.com/apt/do-agent main main"
            ), run("add", "do-agent"),
          ]),
      ]), .blank,
  ]

  /// The volume is attached when the droplet is there, so it may come later than this: an automount
  /// waits for it, and never lets anybody write below the mount point without it.
  private static let volume: Statements = [
    .comment("The data volume, mounted when somebody asks for what is on it."),
    .when(
      test("-n", "\(variable: "volume")"),
      then: [
        .set(
          "entry",
          "/dev/disk/by-id/scsi-0DO_Volume_\(variable: "volume") \(variable: "volume_mount_path") \(variable: "volume_filesystem") defaults,nofail,noatime,discard,x-systemd.automount 0 2"
        ),
        .when(
          .not(run("grep", "-qxF", .variable("entry"), "/etc/fstab")),
          then: [
            run("mkdir", "-p", .variable("volume_mount_path")),
            .write(
              run("printf", "%s\\n", .variable("entry")), to: "/etc/fstab", appends: true),
            run("systemctl", "daemon-reload"),
            run(
              "systemctl", "start",
              .output(
                run(
                  "systemd-escape", "--path", "--suffix=automount",
                  .variable("volume_mount_path")))),
          ]),
      ]), .blank,
  ]

  private static let custom: Statements = [
    .comment("The caller's own program, once, and again where it is another."),
    .when(
      test("-n", "\(variable: "custom_user_data")"),
      then: [
        run(
          "put", "700", "\(state)/custom-user-data",
          .output(
            .pipe([
              run("printf", "%s", .variable("custom_user_data")), run("base64", "--decode"),
            ]))),
        .when(isChanged, then: [run("rm", "-f", "\(state)/custom-user-data.done")]),
        .when(
          .not(test("-e", "\(state)/custom-user-data.done")),
          then: [
            run("\(state)/custom-user-data"), run("touch", "\(state)/custom-user-data.done"),
          ]),
      ]),
  ]
}
