import JSON

/// A part of the application that runs by itself.
package struct Service: Equatable, Sendable {
  package enum Framework: String, CaseIterable, Sendable { case nestjs, nextjs, node, `static` }

  package enum Target: String, CaseIterable, Sendable {
    /// An image, run on the project's own servers.
    case docker
    /// Deployed by Vercel from the repository; no image, no server.
    case vercel
    /// Built and tested, not deployed.
    case none
  }

  package var name = ""
  package var framework = Framework.node
  /// Its folder; `apps/NAME` where the stack doesn't say.
  package var path = ""
  /// Its name in package.json, by which turbo and the package manager filter; ``name`` without it.
  package var package = ""
  /// The port it listens on. By default 3000 for the first service, one more for each after it.
  package var port = 0
  package var target = Target.docker
  package var health = Health()
  /// Names of the datastores it uses.
  package var datastores: [String] = []
  /// Names of the services that must be healthy before it starts.
  package var dependencies: [String] = []
  /// The folder of its source, below its own.
  package var source = "src"
  /// The folder that its build writes; the framework's own by default.
  package var output = ""
  /// What production runs, as words; the framework's own by default.
  package var command: [String] = []
  /// The package.json script that development runs.
  package var developmentScript = "dev"
  package var user = User()
  /// Folders below its own that the running service writes to.
  package var writable: [String] = []

  static let shape = Shape<Service>.object(
    "service", "A part of the application that runs by itself.", initial: { Service() },
    [
      .required("name", \.name, .name("the service's name"), "Names its image and containers."),
      .optional(
        "framework", \.framework, .choice("a framework"), default: "node",
        "What it is built with; sets its output folder and command."),
      .optional("path", \.path, .path, "Its folder; apps/NAME without it."),
      .optional(
        "package", \.package, .text(packageForm),
        "Its name in package.json, where that isn't the service's own."),
      .optional(
        "port", \.port, .port,
        "The port it listens on; 3000 for the first service, 3001 for the second, and so on."),
      .optional(
        "deploy", \.target, .choice("a way to deploy"), default: "docker",
        "docker: an image on the project's servers; vercel: by Vercel; none: not deployed."),
      .optional("health", \.health, Health.shape, "How to ask whether it is well."),
      .optional(
        "uses", \.datastores, .list(of: .name("a datastore's name")), default: [],
        "The datastores it uses."),
      .optional(
        "dependsOn", \.dependencies, .list(of: .name("a service's name")), default: [],
        "The services that must be healthy before it starts."),
      .optional(
        "source", \.source, .folder, default: "src",
        "The folder of its source, which development mounts."),
      .optional(
        "output", \.output, .folder,
        "The folder its build writes: dist, or .next for Next.js."),
      .optional(
        "command", \.command, .command,
        "What production runs, from the repository's root."),
      .optional(
        "script", \.developmentScript, .text(Forms.word("a script's name")), default: "dev",
        "The package.json script that development runs."),
      .optional("user", \.user, User.shape, "Whom it runs as in its container."),
      .optional(
        "writable", \.writable, .list(of: .path), default: [],
        "Folders below its own that it writes to; all else is read-only."),
    ])

  private static let packageForm = TextForm(
    "a package's name, as \"api\" or \"@scope/api\"",
    pattern: #"^(@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*$"#, lengths: 1...214
  ) { text in
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let isScoped = text.utf8.first == UInt8(ascii: "@")
    return parts.count == (isScoped ? 2 : 1)
      && parts.enumerated().allSatisfy { index, part in
        isPackagePart(isScoped && index == 0 ? part.dropFirst() : part)
      }
  }

  private static func isPackagePart(_ part: Substring.UTF8View) -> Bool {
    part.first.map { !"._".utf8.contains($0) } == true
      && part.allSatisfy { Forms.isLower($0) || Forms.isDigit($0) || "._~-".utf8.contains($0) }
  }
}

/// How to ask a service whether it is well, and how patient to be.
package struct Health: Equatable, Sendable {
  package var path = "/health"
  package var interval = TimeSpan.seconds(30)
  package var timeout = TimeSpan.seconds(5)
  package var retries = 3
  package var startPeriod = TimeSpan.seconds(30)

  static let shape = Shape<Health>.object(
    "health", "How to ask a service whether it is well.", initial: { Health() },
    [
      .optional("path", \.path, .urlPath, default: "/health", "Answers 200 when well."),
      .optional("interval", \.interval, TimeSpan.shape, default: "30s", "Between two checks."),
      .optional("timeout", \.timeout, TimeSpan.shape, default: "5s", "For one check."),
      .optional(
        "retries", \.retries, .integer("a number", 1...20), default: 3,
        "Failures in a row until it is unhealthy."),
      .optional(
        "startPeriod", \.startPeriod, TimeSpan.shape, default: "30s",
        "From the start, in which failures don't count."),
    ])
}

/// The account that a service runs as in its container.
package struct User: Equatable, Sendable {
  package var name = "app"
  package var group = "nodejs"
  package var id = 1001

  static let shape = Shape<User>.object(
    "user", "The account that a service runs as in its container.", initial: { User() },
    [
      .optional("name", \.name, .name("a user's name", upTo: 31), default: "app", "The user."),
      .optional(
        "group", \.group, .name("a group's name", upTo: 31), default: "nodejs", "Its group."),
      .optional(
        "id", \.id, .integer("a user id", 1000...59_999), default: 1001,
        "The number of both the user and the group."),
    ])
}
