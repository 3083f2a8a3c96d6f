import JSON

/// What the scripts are called that a pipeline runs.
struct PipelineGuess {
  /// The stack's keys with the scripts, where they aren't the defaults.
  private(set) var scripts: [(key: String, name: String)] = []
  private(set) var notes: [Note] = []

  /// Names that scripts have for each, the stack's default first.
  private static let names: [(key: String, names: [String], isOfRoot: Bool)] = [
    ("lint", ["lint", "eslint", "lint:check"], false),
    (
      "format",
      [
        "format:check", "check-format", "format-check", "prettier:check", "check:format",
        "fmt:check",
      ], true
    ),
    (
      "types",
      [
        "check-types", "typecheck", "type-check", "types:check", "check:types", "tsc", "ts:check",
        "types", "typescript:check",
      ], false
    ),
    ("test", ["test", "test:unit", "unit", "vitest"], false),
    ("integration", ["test:integration", "integration", "test:int"], false),
    ("endToEnd", ["test:e2e", "e2e", "test-e2e"], false),
    ("coverage", ["test:cov", "test:coverage", "coverage"], false),
  ]

  init(_ repository: Repository) {
    let manifests = [repository.root.manifest] + repository.members.map(\.manifest)
    let tasks = (repository.turbo?.json["tasks"] ?? repository.turbo?.json["pipeline"])?.object?
      .members.map(\.name)
    for (key, names, isOfRoot) in PipelineGuess.names {
      let searched = isOfRoot ? [repository.root.manifest] : manifests
      let found = names.lazy.compactMap { name -> (String, Place)? in
        guard let manifest = searched.first(where: { $0.script(name) != nil }) else { return nil }
        // Turborepo runs only what its file names.
        if let tasks, !isOfRoot, !tasks.contains(where: { $0 == name || $0.hasSuffix("#" + name) })
        {
          return nil
        }
        return (name, manifest.place(ofScript: name))
      }.first
      let hasDefault = !["integration", "endToEnd", "coverage"].contains(key)
      guard let (name, place) = found, !(hasDefault && name == names[0]) else { continue }
      scripts.append((key, name))
      notes.append(
        Note(
          "guessed-script", "the script \"\(name)\"", from: place, at: "pipeline", "scripts", key))
    }
  }
}
