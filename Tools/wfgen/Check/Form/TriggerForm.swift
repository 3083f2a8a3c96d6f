/// What starts a workflow (docs.github.com, "Events that trigger workflows", as of November 2026).
enum TriggerForm {
  /// Events with the activities that `types` may name; none where there is no `types`.
  static let activities: [String: [String]] = {
    let edits = "created edited deleted"
    let pulls =
      "assigned unassigned labeled unlabeled opened edited closed reopened synchronize "
      + "converted_to_draft locked unlocked enqueued dequeued milestoned demilestoned "
      + "ready_for_review review_requested review_request_removed auto_merge_enabled "
      + "auto_merge_disabled"
    let words = [
      "branch_protection_rule": edits,
      "check_run": "created rerequested completed requested_action", "check_suite": "completed",
      "create": "", "delete": "", "deployment": "", "deployment_status": "",
      "discussion": edits + " transferred pinned unpinned labeled unlabeled locked unlocked "
        + "category_changed answered unanswered closed reopened",
      "discussion_comment": edits, "fork": "", "gollum": "", "image_version": "",
      "issue_comment": edits,
      "issues": "opened edited deleted transferred pinned unpinned closed reopened assigned "
        + "unassigned labeled unlabeled locked unlocked milestoned demilestoned typed untyped",
      "label": edits, "merge_group": "checks_requested",
      "milestone": "created closed opened edited deleted", "page_build": "",
      "project": "created closed reopened edited deleted",
      "project_card": "created moved converted edited deleted",
      "project_column": "created updated moved deleted", "public": "", "pull_request": pulls,
      "pull_request_comment": edits, "pull_request_review": "submitted edited dismissed",
      "pull_request_review_comment": edits, "pull_request_target": pulls, "push": "",
      "registry_package": "published updated",
      "release": "published unpublished created edited deleted prereleased released",
      "repository_dispatch": "", "schedule": "", "status": "", "watch": "started",
      "workflow_call": "", "workflow_dispatch": "",
      "workflow_run": "completed requested in_progress",
    ]
    return words.mapValues { $0.split(separator: " ").map(String.init) }
  }()

  static let events = activities.keys.sorted()

  static let root = Form.either([
    .choice(events, rule: "unknown-event"), .list(.choice(events, rule: "unknown-event")),
    .map(
      MapForm(
        name: "on",
        keys: Dictionary(uniqueKeysWithValues: events.map { ($0, form(of: $0)) }),
        rule: "unknown-event")),
  ])

  private static func form(of event: String) -> Form {
    switch event {
    case "schedule":
      return .list(
        .map(
          MapForm(
            name: "a schedule", keys: ["cron": .text(nil), "timezone": .text(nil)],
            required: ["cron"])))
    case "workflow_dispatch": return filters(event, ["inputs": .names("inputs", of: input)])
    case "workflow_call": return filters(event, call)
    default:
      var keys = Dictionary(
        uniqueKeysWithValues: (patterns[event] ?? []).map { ($0, Form.texts(nil)) })
      if activities[event]?.isEmpty == false || event == "repository_dispatch" {
        keys["types"] = types(of: event)
      }
      return filters(event, keys, required: event == "workflow_run" ? ["workflows"] : [])
    }
  }

  /// The keys that take patterns, or names.
  private static let patterns: [String: [String]] = {
    let branches = ["branches", "branches-ignore"]
    let paths = branches + ["paths", "paths-ignore"]
    return [
      "push": paths + ["tags", "tags-ignore"], "pull_request": paths, "pull_request_target": paths,
      "workflow_run": branches + ["workflows"], "merge_group": branches,
      "image_version": ["names", "versions"],
    ]
  }()

  /// An event with what narrows it, or with nothing.
  private static func filters(
    _ event: String, _ keys: [String: Form], required: [String] = []
  ) -> Form {
    let map = Form.map(MapForm(name: event, keys: keys, required: required, mayBeEmpty: true))
    return required.isEmpty ? .either([.nothing, map]) : map
  }

  private static func types(of event: String) -> Form {
    guard event != "repository_dispatch" else { return .texts(nil) }
    let one = Form.choice(activities[event] ?? [], rule: "unknown-activity")
    return .either([one, .list(one)])
  }

  private static let input = Form.either([
    .nothing,
    .map(
      MapForm(
        name: "an input",
        keys: [
          "description": .text(nil), "deprecationMessage": .text(nil), "required": .flag(nil),
          "default": .anything(nil), "options": .list(.text(nil)),
          "type": .choice(["string", "choice", "boolean", "number", "environment"]),
        ], mayBeEmpty: true)),
  ])

  private static let call: [String: Form] = [
    "inputs": .names(
      "inputs",
      of: .map(
        MapForm(
          name: "an input",
          keys: [
            "description": .text(nil), "deprecationMessage": .text(nil), "required": .flag(nil),
            "default": .text(.workflow), "type": .choice(["string", "boolean", "number"]),
          ], required: ["type"]))),
    "outputs": .names(
      "outputs",
      of: .map(
        MapForm(
          name: "an output", keys: ["description": .text(nil), "value": .text(.callOutput)],
          required: ["value"]))),
    "secrets": .names(
      "secrets",
      of: .either([
        .nothing,
        .map(
          MapForm(
            name: "a secret", keys: ["description": .text(nil), "required": .flag(nil)],
            mayBeEmpty: true)),
      ])),
  ]
}
