import Model

/// The folders of the infrastructure folder, each with what it is for.
struct Layout {
  struct Folder: Equatable {
    var name: String
    var purpose: String
    var folders: [Folder] = []
  }

  let folders: [Folder]

  init(stack: Stack) {
    folders = [
      Layout.terraform(stack), Layout.ansible(stack),
      Folder(
        name: "docker", purpose: "Guides to the local environments",
        folders: [
          Folder(name: "initdb", purpose: "SQL that a local database runs on its first start")
        ]),
      Folder(
        name: "scripts", purpose: "Scripts for people and pipelines",
        folders: [
          Folder(name: "deploy", purpose: "Deployment and rollback"),
          Folder(name: "maintenance", purpose: "Backups, rotation, clean-up"),
        ]),
      Folder(name: "docs", purpose: "Decisions, runbooks, diagrams"),
    ]
  }

  private static func terraform(_ stack: Stack) -> Folder {
    var modules = [Folder(name: "networking", purpose: "VPC and firewalls")]
    let engines = Set(stack.datastores.map(\.engine))
    if engines.contains(.postgres) {
      modules.append(Folder(name: "database", purpose: "Managed PostgreSQL"))
    }
    if engines.contains(.redis) {
      modules.append(Folder(name: "redis", purpose: "Managed cache for what speaks Redis"))
    }
    if engines.contains(.valkey) {
      modules.append(Folder(name: "valkey", purpose: "Managed Valkey"))
    }
    if stack.cloudEnvironments.contains(where: { !$0.servers.isEmpty }) {
      modules.append(Folder(name: "api-cluster", purpose: "Droplets with Docker"))
    }
    return Folder(
      name: "terraform", purpose: "Infrastructure as code",
      folders: [
        Folder(name: "modules", purpose: "What environments are made of", folders: modules),
        Folder(
          name: "environments", purpose: "One root module an environment",
          folders: environments(of: stack) { "The root module of \($0)" }),
      ])
  }

  private static func ansible(_ stack: Stack) -> Folder {
    Folder(
      name: "ansible", purpose: "Configuration of hosts",
      folders: [
        Folder(name: "playbooks", purpose: "What is done to hosts"),
        Folder(
          name: "inventory", purpose: "Which hosts there are",
          folders: environments(of: stack) { "The hosts of \($0)" }),
      ])
  }

  private static func environments(
    of stack: Stack, purpose: (String) -> String
  ) -> [Folder] {
    stack.cloudEnvironments.map { Folder(name: $0.name, purpose: purpose($0.name)) }
  }

  /// Every folder with its path, parents first.
  var all: [(path: String, folder: Folder)] { Layout.paths(of: folders, below: "") }

  /// The folders that have none below them.
  var leaves: [(path: String, folder: Folder)] { all.filter { $0.folder.folders.isEmpty } }

  private static func paths(of folders: [Folder], below path: String) -> [(String, Folder)] {
    folders.flatMap { folder in
      [(path + folder.name, folder)]
        + paths(of: folder.folders, below: path + folder.name + "/")
    }
  }

  /// The folders as a tree for people.
  ///
  /// - Parameter root: What the infrastructure folder is called.
  func drawing(root: String) -> String {
    let lines = Layout.drawing(of: folders, indent: "")
    let width = lines.map(\.0.count).max() ?? 0
    return
      ([root]
      + lines.map { line, purpose in
        line + String(repeating: " ", count: width - line.count + 2) + purpose
      }).joined(separator: "\n")
  }

  private static func drawing(of folders: [Folder], indent: String) -> [(String, String)] {
    folders.enumerated().flatMap { index, folder in
      let isLast = index == folders.count - 1
      return [(indent + (isLast ? "└── " : "├── ") + folder.name + "/", folder.purpose)]
        + drawing(of: folder.folders, indent: indent + (isLast ? "    " : "│   "))
    }
  }
}
