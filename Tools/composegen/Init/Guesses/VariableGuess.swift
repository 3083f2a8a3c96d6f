import JSON

/// A variable as far as it is guessed.
struct VariableDraft: Sendable {
  let name: String
  var kind: String?
  var isSecret = false
  var isRequired = true
  var example: String?
  /// `postgres`, `redis.host`, `api.address`.
  var origin: String?
  /// Places in the list of services; all, where it is empty.
  var services: Set<Int> = []
  var isForAll = false
  var note: Note
}

/// The variables of an application: what files of variables name, what source reads, and what
/// turbo.json lets through.
struct VariableGuess {
  let services: [ServiceDraft]
  let stores: [DatastoreDraft]
  private var found: [String: Evidence] = [:]
  private var order: [String] = []

  /// All that is known of a variable.
  private struct Evidence {
    var place: Place
    var services: Set<Int> = []
    var isForAll = false
    var examples: [String] = []
    /// Whether source reads it, and whether each time it goes on without it.
    var isRead = false
    var hasFallback = true
    /// Whether source asks first whether it is there.
    var isGuarded = false
    /// Whether a schema asks for it.
    var isDemanded = false
    /// Whether a file of variables has it.
    var isDeclared = false
  }

  init(services: [ServiceDraft], stores: [DatastoreDraft]) {
    self.services = services
    self.stores = stores
  }

  private mutating func record(_ name: String, _ place: Place, _ body: (inout Evidence) -> Void) {
    guard StackForm.isVariable(name), !VariableWords(name).isForeign else { return }
    if found[name] == nil { order.append(name) }
    var evidence = found[name] ?? Evidence(place: place)
    body(&evidence)
    found[name] = evidence
  }

  /// - Parameter readers: The places of the services that the file is for; empty for all.
  mutating func add(_ file: EnvironmentFile, of readers: Set<Int>) {
    for variable in file.variables {
      record(variable.name, Place(file.path, line: variable.line)) { evidence in
        evidence.isDeclared = true
        evidence.services.formUnion(readers)
        if readers.isEmpty { evidence.isForAll = true }
        if let example = variable.example, EnvironmentFile.isExample(RepositoryPath.last(file.path))
        {
          evidence.examples.append(example)
        }
      }
    }
  }

  /// - Parameter readers: The places of the services that the source is of, or is built into.
  mutating func add(_ uses: [VariableScan.Use], of readers: Set<Int>) {
    for use in uses {
      record(use.name, use.place) { evidence in
        evidence.services.formUnion(readers)
        evidence.isRead = true
        if !use.hasFallback { evidence.hasFallback = false }
        if use.isGuard { evidence.isGuarded = true }
        if use.isDemanded { evidence.isDemanded = true }
      }
    }
  }

  /// What turbo.json names: `globalEnv`, `env` of tasks, and what passes through.
  ///
  /// - Parameters:
  ///   - packages: Places of services by their packages.
  ///   - readers: The places of the services that the file is for; empty for all.
  mutating func add(
    turbo: ConfigurationFile, packages: [String: Int], of readers: Set<Int> = []
  ) {
    func add(_ pointer: [String], of readers: Set<Int>) {
      let list = turbo.json[JSONPointer(pointer)]?.array ?? []
      for (index, element) in list.enumerated() {
        guard let text = element.string else { continue }
        let name = text.hasPrefix("$") ? String(text.dropFirst()) : text
        guard !readers.isEmpty || found[name] == nil else { continue }
        record(name, turbo.place(JSONPointer(pointer + [String(index)]))) { evidence in
          evidence.services.formUnion(readers)
          if evidence.services.isEmpty { evidence.isForAll = true }
        }
      }
    }
    for key in ["tasks", "pipeline"] {
      for task in turbo.json[key]?.object?.members ?? [] {
        let owner = task.name.split(separator: "#").first.flatMap { packages[String($0)] }
        for list in ["env", "passThroughEnv"] {
          add([key, task.name, list], of: owner.map { [$0] } ?? readers)
        }
      }
    }
    for list in ["globalEnv", "globalPassThroughEnv"] { add([list], of: readers) }
  }

  /// The variables, in the order of their names, all services' first.
  func variables() -> [VariableDraft] {
    order.sorted().compactMap { name in found[name].map { draft(name, $0) } }.filter { draft in
      // What only a compose file's own datastore reads is the datastore's in the stack, too.
      let isPart = stores.contains { store in
        draft.origin?.hasPrefix(store.name + ".") == true
      }
      return !(isPart && draft.isForAll && found[draft.name]?.isRead == false)
    }
  }

  private func draft(_ name: String, _ evidence: Evidence) -> VariableDraft {
    let words = VariableWords(name)
    var draft = VariableDraft(
      name: name, note: Note("guessed-variable", "", from: evidence.place))
    // Libraries read what source doesn't: nobody knows for whom, but the file is for all.
    draft.services = evidence.isForAll && !evidence.isRead ? [] : evidence.services
    draft.isForAll = evidence.isForAll && draft.services.isEmpty
    draft.isRequired =
      evidence.isRead
      ? evidence.isDemanded || !evidence.hasFallback && !evidence.isGuarded : evidence.isDeclared
    let shown = evidence.examples.first { !$0.isEmpty && VariableValue.isPresentable($0) }
    let isCredential = evidence.examples.contains { VariableValue.looksSecret($0) }
    var reasons: [String] = []
    if let origin = storeOrigin(words, evidence) {
      draft.origin = origin.text
      draft.kind = ["url": "url", "port": "port"][origin.part]
      draft.isSecret = ["url", "password"].contains(origin.part)
      reasons.append("the \(origin.part) of \"\(origin.store)\", by its name")
    } else {
      draft.isSecret = words.isSecret || isCredential && !words.isPublic
      if draft.isSecret { reasons.append("secret, by its \(words.isSecret ? "name" : "value")") }
      if !draft.isSecret, !words.soundsSecret, let shown {
        if let origin = serviceOrigin(words, shown, evidence) {
          draft.origin = origin
          draft.kind = "url"
          reasons.append("\(origin), for its example leads there")
        } else {
          draft.example = VariableValue.reachable(shown, named: name)
          draft.kind = VariableValue.kind(of: shown, named: name)
          reasons.append("\(draft.kind ?? "string"), by its example")
        }
      }
    }
    if !draft.isRequired { reasons.append(VariableGuess.whyOptional(evidence)) }
    draft.note.message =
      name
      + (reasons.isEmpty
        ? ": a string, as far as is known" : ": " + reasons.joined(separator: "; "))
    return draft
  }

  private static func whyOptional(_ evidence: Evidence) -> String {
    evidence.isRead
      ? "not required, for source goes on without it" : "not required, for nothing reads it"
  }

  /// The datastore's part that a name means, where there is one such store.
  private func storeOrigin(
    _ words: VariableWords, _ evidence: Evidence
  ) -> (text: String, store: String, part: String)? {
    guard let (isCache, part) = words.part, !words.isPublic else { return nil }
    let fitting = stores.filter { ($0.engine != "postgres") == isCache }
    let named = fitting.first { store in
      words.name.lowercased().split(separator: "_").contains { $0 == store.name }
    }
    guard let store = named ?? fitting.first else { return nil }
    // A URL of another kind, as of MySQL, or one that has no server.
    for example in evidence.examples {
      guard let scheme = example.range(of: ":").map({ String(example[..<$0.lowerBound]) }),
        part == "url"
      else { continue }
      if !example.isEmpty, let kind = DatastoreKind.of(scheme: scheme),
        kind.engine.map({ ($0 != "postgres") != isCache }) ?? true
      {
        return nil
      }
      if scheme.hasPrefix("http") { return nil }
    }
    return (part == "url" ? store.name : "\(store.name).\(part)", store.name, part)
  }

  private static let outsideWords: Set<Substring> = [
    "CORS", "ORIGIN", "ORIGINS", "FRONTEND", "CLIENT", "WEB", "SITE", "APP", "NEXTAUTH", "AUTH",
    "BASE", "PUBLIC",
    "EXTERNAL", "WEBAPP", "CALLBACK", "REDIRECT",
  ]

  /// `http://localhost:3001` leads to the service that listens there: for browsers as the outside
  /// finds it, for another service as its neighbours do.
  private func serviceOrigin(_ words: VariableWords, _ value: String, _ evidence: Evidence)
    -> String?
  {
    for prefix in ["http://localhost:", "http://127.0.0.1:"] where value.hasPrefix(prefix) {
      let rest = value.dropFirst(prefix.count)
      guard let port = Int(rest.hasSuffix("/") ? rest.dropLast() : rest),
        let target = services.firstIndex(where: { $0.port == port && $0.target == "docker" })
      else { continue }
      let isOwn = evidence.services == [target]
      let isOutside =
        words.isPublic || isOwn
        || !VariableGuess.outsideWords.isDisjoint(with: words.name.split(separator: "_"))
      return "\(services[target].name).\(isOutside ? "url" : "address")"
    }
    return nil
  }
}
