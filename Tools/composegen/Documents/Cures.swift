import Emit
import Model

/// The faults of the usual design of such files, and what is done here instead: whoever changes the
/// files should know why they are as they are.
struct Cures {
  let stack: Stack

  init(_ stack: Stack) { self.stack = stack }

  var blocks: [Markdown.Block] {
    [
      .heading(2, "Why the files are as they are"),
      .paragraph("What is usually written has faults that show late. They are cured here:"),
      .table(
        .init(
          ["Usual", "What goes wrong", "Here"],
          rows: images + mounts + datastores + containers + settings)),
    ]
  }

  private var images: [[Markdown.Text]] {
    guard !stack.imageServices.isEmpty else { return [] }
    return [
      [
        "\(code: "COPY . .") before the install", "every edit installs everything again",
        "the manifests of every package first, the source last",
      ],
      [
        "Only the root's \(code: "node_modules") is copied",
        "packages that keep their own aren't found: \(code: "ERR_MODULE_NOT_FOUND")",
        "the whole tree of \(code: "production-deps")",
      ],
      [
        "corepack before \(code: "package.json")", "the package manager is a major version too new",
        "\(code: "package.json") is copied first, and the stack's version is the fallback",
      ],
      [
        "A check with curl", "one more package to install, and to patch",
        "Node.js's own \(code: "fetch"), without a shell",
      ],
      [
        "A user by name", "an orchestrator can't tell that it isn't root",
        "by number, and the files aren't its own",
      ],
      [
        "\(code: "# syntax=") on line 1", "a build without Docker Hub fails before it begins",
        "nothing that needs it",
      ],
    ]
  }

  private var mounts: [[Markdown.Text]] {
    guard stack.composeEnvironments.contains(where: { $0.mode == .development }) else { return [] }
    return [
      [
        "\(code: "./packages") mounted over \(code: "/app/packages")",
        "it hides the image's \(code: "node_modules") and builds: \(code: "MODULE_NOT_FOUND")",
        "only the folders of source are mounted",
      ],
      [
        "Development starts the service only", "packages were never built, or not since the image",
        "what it needs is built at the start, then watched",
      ],
      [
        "A mount of a folder that isn't there", "Docker makes an empty one that belongs to root",
        "it is an error (\(code: "create_host_path: false"))",
      ],
    ]
  }

  private var datastores: [[Markdown.Text]] {
    var rows: [[Markdown.Text]] = []
    if stack.datastores.contains(where: { $0.engine == .postgres }) {
      rows.append([
        "\(code: "pg_isready") on the socket",
        "it answers while PostgreSQL sets itself up and refuses TCP still",
        "\(code: "pg_isready -h 127.0.0.1"), with user and database",
      ])
    }
    if stack.datastores.contains(where: \.engine.isCache) {
      rows.append([
        "\(code: "redis-cli -a PASSWORD ping")",
        "the password shows in the list of processes; a refusal counts as an answer",
        "\(code: "REDISCLI_AUTH"), and PONG is asked for",
      ])
    }
    return rows
  }

  private var containers: [[Markdown.Text]] {
    guard !stack.composeEnvironments.isEmpty else { return [] }
    return [
      [
        "A process that ignores SIGTERM as PID 1 (Adminer's PHP)",
        "\(code: "down") waits ten seconds, then kills it",
        "\(code: "init: true"), and dumb-init in services",
      ],
      [
        "\(code: "5432:5432")", "the database is open to the network, past the firewall",
        "published on \(code: "127.0.0.1"), unless the stack says otherwise",
      ],
      [
        "The same project name everywhere",
        "the second environment replaces the first's containers",
        "\(code: "name") at the top of each file",
      ],
    ]
  }

  private var settings: [[Markdown.Text]] {
    guard !stack.composeEnvironments.isEmpty else { return [] }
    return [
      [
        "\(code: "env_file") only", "no start without it, and nobody sees what a service reads",
        "\(code: "${NAME:-default}"), service by service",
      ],
      [
        "A single \(code: "$") in a value",
        "compose takes it for a variable and warns, or worse, doesn't",
        "\(code: "$$")",
      ],
    ]
  }
}
