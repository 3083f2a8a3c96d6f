import Emit

/// A job of a workflow.
struct Job {
  var id: String
  var name: String
  var runner: String
  var minutes: Int
  /// IDs of the jobs that must have passed.
  var needs: [String] = []
  /// An expression without its `${{ }}`; always, where it is `nil`.
  var condition: String?
  var permissions: [Permission]
  var environment: JobEnvironment?
  /// The group of which one job runs at a time; the others wait, and none is cancelled.
  var queue: String?
  /// What later jobs read, by name.
  var outputs: [(String, YAML)] = []
  /// The job once for each of these, which its steps read as `matrix.NAME`.
  var matrix: [[(String, YAML)]] = []
  var services: [ServiceContainer] = []
  /// Of every step.
  var variables: [(String, YAML)] = []
  var steps: [Step]

  var document: YAML {
    YAML.mapping {
      .entry("name", .string(name))
      if !needs.isEmpty { .entry("needs", .flow(needs.map(YAML.string))) }
      if let condition { .entry("if", .condition(condition)) }
      .entry("runs-on", .string(runner))
        .entry("timeout-minutes", .int(minutes))
        .entry("permissions", .mapping(permissions.map(\.entry)))
      if let environment { .entry("environment", environment.document) }
      if let queue {
        .entry("concurrency", ["group": .string(queue), "cancel-in-progress": false])
      }
      if !outputs.isEmpty { .entry("outputs", .variables(outputs)) }
      if !matrix.isEmpty {
        .entry(
          "strategy",
          ["fail-fast": false, "matrix": ["include": .sequence(matrix.map(YAML.variables))]])
      }
      if !services.isEmpty {
        .entry("services", .mapping(services.map { YAML.Entry(.text($0.id), $0.document) }))
      }
      if !variables.isEmpty { .entry("env", .variables(variables)) }
      .entry(
        "steps",
        .sequence(steps.enumerated().map { $0 == 0 ? $1.document : $1.document.afterBlankLine }))
    }
  }
}

extension YAML {
  /// An expression; one that is too long for a line has a line for each of its alternatives.
  fileprivate static func condition(_ text: String) -> YAML {
    guard text.utf8.count > 100 else { return .string(text) }
    let alternatives = text.split(separator: " || ", omittingEmptySubsequences: false)
    return .folded(alternatives.enumerated().map { ($0 == 0 ? "" : "|| ") + $1 })
  }
}

/// A right of a job's token, and why it has it.
struct Permission {
  let scope: String
  let access: String
  let reason: String

  fileprivate var entry: YAML.Entry {
    YAML.Entry(.text(scope), YAML.string(access).trailing(reason))
  }

  static let readContents = Permission(
    scope: "contents", access: "read", reason: "To check out the repository")
  static let writeSecurityEvents = Permission(
    scope: "security-events", access: "write", reason: "To show findings in the Security tab")
  static let writePackages = Permission(
    scope: "packages", access: "write", reason: "To push images")
  static let writeIdentity = Permission(
    scope: "id-token", access: "write", reason: "To show Codecov who it is, without a secret")
  static let readActions = Permission(
    scope: "actions", access: "read", reason: "To see that the environment asks for approval")
}

/// An environment of the repository, with its secrets, variables and protection rules.
struct JobEnvironment {
  var name: String
  var url: String?
  /// Whether a run of the job is a deployment to it; otherwise it lends its secrets only.
  var isDeployment = true

  fileprivate var document: YAML {
    YAML.mapping {
      .entry("name", .string(name))
      if let url { .entry("url", .string(url)) }
      if !isDeployment { .entry("deployment", false) }
    }
  }
}

/// A container beside a job.
struct ServiceContainer {
  var id: String
  var image: String
  /// What it runs; the image's own where it is `nil`.
  var command: String?
  var variables: [(String, YAML)]
  /// Ports of the runner and of the container.
  var port: (published: Int, own: Int)
  /// What tells whether it is ready.
  var healthCommand: String

  fileprivate var document: YAML {
    YAML.mapping {
      .entry("image", .string(image))
      if let command { .entry("command", .string(command)) }
      .entry("env", .variables(variables))
        .entry("ports", [.string("\(port.published):\(port.own)")])
        .entry(
          "options",
          .folded([
            "--health-cmd \"\(healthCommand)\"", "--health-interval 10s", "--health-timeout 5s",
            "--health-retries 5",
          ]))
    }
  }
}
