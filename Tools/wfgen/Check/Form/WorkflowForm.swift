import YAMLReader

/// Workflows (docs.github.com, "Workflow syntax for GitHub Actions", as of November 2026).
enum WorkflowForm {
  static let root = Form.map(
    MapForm(
      name: "a workflow",
      keys: [
        "name": .text(nil), "run-name": .text(.workflow), "description": .text(nil),
        "on": TriggerForm.root, "permissions": permissions, "defaults": defaults(nil),
        "env": environment(.workflowEnvironment), "concurrency": concurrency(.workflow),
        "cache-mode": cacheMode, "jobs": jobs,
      ], required: ["on", "jobs"]))

  private static let jobs = Form.map(
    MapForm(
      name: "jobs",
      others: .chosen { node in node.entry("uses") == nil ? job : call }))

  private static let job = Form.map(
    MapForm(
      name: "a job",
      keys: [
        "name": .text(.job), "needs": .texts(nil), "permissions": permissions,
        "runs-on": runner, "environment": deployment, "concurrency": concurrency(.job),
        "outputs": .names("outputs", of: .text(.output)), "env": environment(.jobEnvironment),
        "defaults": defaults(.jobDefaults), "if": .condition(.jobCondition),
        "steps": .list(step(.step, .stepCondition)), "timeout-minutes": .number(.job),
        "strategy": strategy, "continue-on-error": .flag(.job), "container": container,
        "services": .map(MapForm(name: "services", others: service, mayBeEmpty: true)),
        "snapshot": .either([
          .text(.job),
          .map(
            MapForm(
              name: "a snapshot", keys: ["image-name": .text(.job), "version": .text(.job)],
              required: ["image-name"])),
        ]),
        "cache-mode": cacheMode,
      ], required: ["runs-on", "steps"]))

  /// A job that calls a workflow.
  private static let call = Form.map(
    MapForm(
      name: "a job that calls a workflow",
      keys: [
        "name": .text(.job), "uses": .text(nil), "needs": .texts(nil),
        "permissions": permissions, "if": .condition(.jobCondition), "strategy": strategy,
        "concurrency": concurrency(.job), "cache-mode": cacheMode,
        "with": .names("with", of: .text(.job)),
        "secrets": .either([
          .choice(["inherit"]), .names("secrets", of: .text(.callSecrets)),
        ]),
      ], required: ["uses"]))

  /// A step of a job, or of a composite action.
  static func step(_ values: Availability, _ condition: Availability) -> Form {
    let common: [String: Form] = [
      "id": .text(nil), "if": .condition(condition), "name": .text(values),
      "env": environment(values), "continue-on-error": .flag(values),
      "timeout-minutes": .number(values), "background": .flag(values),
    ]
    let script: [String: Form] = [
      "run": .text(values), "shell": .text(values), "working-directory": .text(values),
    ]
    let action: [String: Form] = ["uses": .text(nil), "with": .names("with", of: .text(values))]
    let control: [String: Form] = [
      "wait": .anything(nil), "wait-all": .anything(nil), "cancel": .anything(nil),
      "parallel": .anything(values),
    ]
    let ofAction = MapForm(name: "a step with an action", keys: common.merging(action) { $1 })
    let ofScript = MapForm(name: "a step with a script", keys: common.merging(script) { $1 })
    let any = MapForm(
      name: "a step",
      keys: ofAction.keys.merging(ofScript.keys) { $1 }.merging(control) { $1 })
    return .chosen { node in
      switch (node.entry("uses") != nil, node.entry("run") != nil) {
      case (true, false): .map(ofAction)
      case (false, true): .map(ofScript)
      default: .map(any)
      }
    }
  }

  static func environment(_ availability: Availability) -> Form {
    .names("env", of: .text(availability), whole: availability)
  }

  private static func defaults(_ availability: Availability?) -> Form {
    let run = MapForm(
      name: "run", keys: ["shell": .text(availability), "working-directory": .text(availability)])
    return .map(MapForm(name: "defaults", keys: ["run": .map(run)]))
  }

  private static func concurrency(_ availability: Availability) -> Form {
    .either([
      .text(availability),
      .map(
        MapForm(
          name: "concurrency",
          keys: [
            "group": .text(availability), "cancel-in-progress": .flag(availability),
            "queue": .choice(["single", "max"], availability),
          ], required: ["group"])),
    ])
  }

  private static let cacheMode = Form.choice(["read", "write", "write-only", "none"])

  private static let runner = Form.either([
    .text(.job), .list(.text(.job), whole: .job),
    .map(MapForm(name: "runs-on", keys: ["group": .text(.job), "labels": .texts(.job)])),
  ])

  private static let deployment = Form.either([
    .text(.job),
    .map(
      MapForm(
        name: "environment",
        keys: ["name": .text(.job), "url": .text(.address), "deployment": .flag(.job)],
        required: ["name"])),
  ])

  private static let strategy = Form.map(
    MapForm(
      name: "strategy",
      keys: [
        "matrix": .map(
          MapForm(
            name: "matrix",
            keys: ["include": combinations, "exclude": combinations],
            others: .list(.anything(.strategy), whole: .strategy), whole: .strategy)),
        "fail-fast": .flag(.strategy), "max-parallel": .number(.strategy),
      ]))

  private static let combinations = Form.list(
    .map(
      MapForm(name: "a combination", others: .anything(.strategy), whole: .strategy)),
    whole: .strategy)

  private static let containerKeys: [String: Form] = [
    "image": .text(.job), "options": .text(.job),
    "credentials": .map(
      MapForm(
        name: "credentials",
        keys: ["username": .text(.credentials), "password": .text(.credentials)],
        required: ["username", "password"])),
    "env": .names("env", of: .text(.container), whole: .container),
    "ports": .list(.text(.job)), "volumes": .list(.text(.job)),
  ]

  private static let container = Form.either([
    .text(.job), .map(MapForm(name: "a container", keys: containerKeys, required: ["image"])),
  ])

  private static let service = Form.either([
    .text(.job),
    .map(
      MapForm(
        name: "a service",
        keys: containerKeys.merging(["command": .text(.job), "entrypoint": .text(.job)]) { $1 },
        required: ["image"])),
  ])

  /// Scopes with the levels that each has.
  static let scopes: [String: [String]] = {
    let full = [
      "actions", "artifact-metadata", "attestations", "checks", "code-quality", "contents",
      "deployments", "discussions", "issues", "packages", "pages", "pull-requests",
      "repository-projects", "security-events", "statuses",
    ]
    var scopes = Dictionary(uniqueKeysWithValues: full.map { ($0, ["read", "write", "none"]) })
    scopes["id-token"] = ["write", "none"]
    scopes["models"] = ["read", "none"]
    scopes["vulnerability-alerts"] = ["read", "none"]
    scopes["copilot-requests"] = ["write", "none"]
    return scopes
  }()

  private static let permissions = Form.either([
    .choice(["read-all", "write-all"], rule: "bad-permission"),
    .map(
      MapForm(
        name: "permissions", keys: scopes.mapValues { .choice($0, rule: "bad-permission") },
        rule: "bad-permission", mayBeEmpty: true)),
  ])
}
