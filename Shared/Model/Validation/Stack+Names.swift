import JSON

extension Stack {
  func checkNames(_ faults: inout Faults) {
    let lists = [
      ("services", services.map(\.name)), ("datastores", datastores.map(\.name)),
      ("variables", variables.map(\.name)), ("environments", environments.map(\.name)),
    ]
    for (key, names) in lists {
      for (index, name) in repetitions(of: names) {
        faults.add(
          "duplicate-name", at: [key, String(index), "name"],
          "\"\(name)\" is the name of two \(key)", do: "give one of them another name")
      }
    }
    checkHosts(&faults)
  }

  /// Services, datastores and Adminer stand side by side in a compose network, each a host name.
  private func checkHosts(_ faults: inout Faults) {
    var hosts = [ComposeEnvironment.adminerKey: "the database UI"]
    for service in services { hosts[service.name] = "the service \"\(service.name)\"" }
    for (index, service) in services.enumerated()
    where service.name == ComposeEnvironment.adminerKey {
      faults.add(
        "duplicate-host", at: ["services", String(index), "name"],
        "\"\(service.name)\" is the host name of the database UI",
        do: "give the service another name")
    }
    for (index, datastore) in datastores.enumerated() {
      if datastore.name == ComposeEnvironment.adminerKey {
        faults.add(
          "duplicate-name", at: ["datastores", String(index), "name"],
          "\"\(datastore.name)\" is the name of the database UI in \"ports\"",
          do: "give the datastore another name")
      }
      if let other = hosts[datastore.host] {
        faults.add(
          "duplicate-host", at: ["datastores", String(index), "host"],
          "\"\(datastore.host)\" is the host name of \(other), too",
          do: "give the datastore another \"host\"")
      }
      hosts[datastore.host] = "the datastore \"\(datastore.name)\""
      if services.contains(where: { $0.name == datastore.name }) {
        faults.add(
          "duplicate-name", at: ["datastores", String(index), "name"],
          "\"\(datastore.name)\" is the name of a service and of a datastore",
          do: "give one of them another name")
      }
    }
  }

  /// Accounts of base images can't be made once more. `node` may: Node.js images bring it for this.
  func checkAccounts(_ faults: inout Faults) {
    for (index, service) in services.enumerated() {
      for (key, name) in [("name", service.user.name), ("group", service.user.group)]
      where Self.accountsOfImages.contains(name) {
        faults.add(
          "duplicate-name", at: ["services", String(index), "user", key],
          "\"\(name)\" is an account that the base image has already",
          do: "take a name of your own, as \"app\"")
      }
    }
  }

  /// Users and groups of Alpine, of Debian and of nginx's image, as far as names allow them
  /// (alpine-baselayout 3.7, base-passwd 3.6).
  private static let accountsOfImages: Set<String> = [
    "adm", "audio", "backup", "bin", "cdrom", "cron", "cyrus", "daemon", "dialout", "dip", "disk",
    "fax", "floppy", "ftp", "games", "gnats", "guest", "halt", "input", "irc", "kmem", "kvm",
    "list",
    "locate", "lp", "mail", "man", "netdev", "news", "nginx", "nobody", "nofiles", "nogroup",
    "ntp", "operator", "plugdev", "ping", "proxy", "readproc", "root", "sasl", "sgx", "shadow",
    "shutdown", "smmsp", "squid", "src", "sshd", "staff", "sudo", "sync", "sys", "tape", "tty",
    "users", "utmp", "uucp", "video", "voice", "vpopmail", "wheel", "www-data", "xfs",
  ]

  func checkPaths(_ faults: inout Faults) {
    let places =
      services.enumerated().map { (["services", String($0), "path"], $1.path) }
      + packages.enumerated().map { (["packages", String($0), "path"], $1.path) }
    for (index, path) in repetitions(of: places.map(\.1)) {
      faults.add(
        "duplicate-path", at: places[index].0, "\"\(path)\" is the folder of something else, too",
        do: "each service and each package has a folder of its own")
    }
  }
}
