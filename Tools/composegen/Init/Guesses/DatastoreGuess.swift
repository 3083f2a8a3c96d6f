import Diagnostics

/// A datastore as far as it is guessed.
struct DatastoreDraft: Sendable {
  var name: String
  let engine: String
  var image: String?
  var database: String?
  var user: String?
  /// Whether a compose file has it; else a client in package.json alone.
  var isComposed = false
  var notes: [Note] = []
}

/// The datastores of a repository: those of its compose files, and what its clients need besides.
struct DatastoreGuess {
  let repository: Repository
  private(set) var stores: [DatastoreDraft] = []
  /// Notes on what the stack can't have.
  private(set) var notes: [Note] = []
  private var foreign: Set<String> = []

  init(_ repository: Repository) {
    self.repository = repository
    for file in repository.composeFiles { readCompose(file) }
  }

  private static let testWords: Set<Substring> = [
    "test", "tests", "testing", "e2e", "ci", "shadow", "replica",
  ]

  /// Stores of the first file that has any of an engine; later files are other ways to run them.
  private mutating func readCompose(_ file: ConfigurationFile) {
    let known = Set(stores.map(\.engine))
    for service in ComposeServiceFact.all(in: file) {
      guard let image = service.image, let kind = DatastoreKind.of(image: image) else { continue }
      guard let engine = kind.engine else {
        noteForeign(kind, service.imagePlace)
        continue
      }
      let isTest = !DatastoreGuess.testWords.isDisjoint(
        with: service.name.lowercased().split { "-_".contains($0) })
      let isOtherCache = engine != "postgres" && known.contains { $0 != "postgres" }
      if isTest || known.contains(engine) || isOtherCache { continue }
      stores.append(draft(service, image, kind, engine))
    }
  }

  private func draft(
    _ service: ComposeServiceFact, _ image: String, _ kind: DatastoreKind, _ engine: String
  ) -> DatastoreDraft {
    var store = DatastoreDraft(name: service.name, engine: engine, isComposed: true)
    let name = ImageName(image, resolved: image).repository
    let isKept = kind.kept.contains(name) && StackForm.isImage(image) && !image.hasSuffix(":latest")
    if isKept { store.image = image }
    store.notes.append(
      Note(
        "guessed-datastore",
        isKept
          ? "\(kind.name), image \(image)"
          : "\(kind.name), with the stack's own image instead of \(image)",
        do: isKept ? nil : "name an image with its tag, where it matters",
        from: service.imagePlace))
    if engine == "postgres" {
      store.database = service.environment["POSTGRES_DB"].flatMap {
        StackForm.isIdentifier($0) ? $0 : nil
      }
      store.user = service.environment["POSTGRES_USER"].flatMap {
        StackForm.isIdentifier($0) ? $0 : nil
      }
      noteSeveralDatabases(service, &store)
    }
    return store
  }

  private func noteSeveralDatabases(_ service: ComposeServiceFact, _ store: inout DatastoreDraft) {
    let isSeveral =
      service.variables.contains { $0.contains("MULTIPLE_DATABASES") }
      || service.volumes.contains { $0.contains("docker-entrypoint-initdb.d") }
    guard isSeveral else { return }
    store.notes.append(
      Note(
        "several-databases",
        "its first start makes more than one database, or runs scripts; the stack has one",
        do:
          "put the scripts into the infrastructure folder's docker/initdb, or add a datastore for each",
        from: service.place, severity: .warning))
  }

  private mutating func noteForeign(_ kind: DatastoreKind, _ place: Place) {
    guard foreign.insert(kind.name).inserted else { return }
    notes.append(
      Note(
        "unsupported-datastore", "the stack has no \(kind.name): it is left out",
        do: "run it beside the stack, and give its address to services by a variable",
        from: place, at: "datastores"))
  }
}

extension DatastoreGuess {
  /// The engines that a member's own dependencies and schemas ask for, each with a place.
  static func needs(of member: Member) -> [(kind: DatastoreKind, place: Place)] {
    var needs: [(kind: DatastoreKind, place: Place)] = []
    for name in member.manifest.dependencies.keys.sorted() {
      if let kind = DatastoreKind.of(client: name) {
        needs.append((kind, member.manifest.place(ofDependency: name)))
      }
    }
    for file in member.sources {
      let isSchema = file.name.hasSuffix(".prisma")
      let isDrizzle = file.name.hasPrefix("drizzle.config.")
      guard isSchema || isDrizzle else { continue }
      for offset in file.offsets(of: isSchema ? "provider" : "dialect") {
        let after = file.bytes[(offset + 7)...].drop {
          $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ":") && $0 != 0x0A
        }
        guard let provider = SourceText(file).quoted(at: after.startIndex + 1),
          let kind = DatastoreKind.of(scheme: provider == "sqlite" ? "file" : provider)
        else { continue }
        needs.append((kind, file.place(at: offset)))
      }
    }
    return needs + addresses(in: member.environment)
  }

  /// What examples of addresses lead to: `REDIS_URL=redis://localhost:6379`.
  private static func addresses(
    in files: [EnvironmentFile]
  ) -> [(kind: DatastoreKind, place: Place)] {
    files.flatMap { file in
      file.variables.compactMap { variable -> (kind: DatastoreKind, place: Place)? in
        guard let example = variable.example, let end = example.range(of: "://"),
          let kind = DatastoreKind.of(scheme: String(example[..<end.lowerBound]))
        else { return nil }
        return (kind, Place(file.path, line: variable.line))
      }
    }
  }

  /// The names of the stores that these needs are met by, adding those that are missing.
  mutating func stores(for needs: [(kind: DatastoreKind, place: Place)]) -> [String] {
    var names: [String] = []
    for need in needs {
      guard let engine = need.kind.engine else {
        noteForeign(need.kind, need.place)
        continue
      }
      let isCache = engine != "postgres"
      let known = stores.first { isCache ? $0.engine != "postgres" : $0.engine == engine }
      if let known {
        if !names.contains(known.name) { names.append(known.name) }
        continue
      }
      let name = RepositoryPath.last(need.kind.name.lowercased())
      var store = DatastoreDraft(name: name == "postgresql" ? "postgres" : name, engine: engine)
      store.notes.append(
        Note(
          "guessed-datastore", "\(need.kind.name), for a client or an address of it is there",
          from: need.place))
      stores.append(store)
      names.append(store.name)
    }
    return names
  }
}
