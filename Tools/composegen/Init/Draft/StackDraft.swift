import Diagnostics
import JSON

/// A stack as far as a repository tells it: every part with the notes on how it was guessed.
struct StackDraft {
  let repository: Repository
  let project: ProjectGuess
  let manager: PackageManagerGuess
  let node: NodeGuess
  let pipeline: PipelineGuess
  var services: [ServiceDraft] = []
  var packages: [PackageDraft] = []
  var stores: [DatastoreDraft] = []
  var variables: [VariableDraft] = []
  /// On the stack as a whole, or on what it can't have.
  var notes: [Note] = []

  static let memberLimit = 500
  static let variableLimit = 2000

  /// - Parameter shown: What messages call a path of the repository.
  /// - Throws: Exit status 2 where nothing runs, or where packages depend on each other.
  init(_ repository: Repository, shown: (String) -> String) throws(Failure) {
    self.repository = repository
    project = ProjectGuess(repository)
    manager = PackageManagerGuess(repository)
    node = NodeGuess(repository)
    pipeline = PipelineGuess(repository)
    let graph = WorkspaceGraph(repository)
    try graph.checkCycles(shown)
    addMembers()
    addRoot()
    guard !services.isEmpty else { throw nothingRuns(shown) }
    guard services.count <= StackDraft.memberLimit, packages.count <= StackDraft.memberLimit else {
      throw .invalid(
        "\(shown(".")): more than \(StackDraft.memberLimit) services or packages, more than a stack has; "
          + "name a part of the workspace")
    }
    nameServices()
    giveFreePorts()
    addStores(graph)
    addVariables(graph)
    noteRest()
  }

  mutating func note(
    _ rule: String, _ message: String, do remedy: String? = nil, from place: Place?,
    at pointer: [String] = [], isWarning: Bool = false
  ) {
    var note = Note(rule, message, do: remedy, from: place)
    note.pointer = pointer
    note.severity = isWarning ? .warning : .note
    notes.append(note)
  }

  private mutating func addMembers() {
    let composed = repository.composedPorts
    let asides = Aside.members(repository.members)
    for member in repository.members {
      guard StackForm.isPath(member.path) else {
        note(
          "unsupported-path", "the stack can't say this folder's path, so it is left out",
          do: "rename it: letters, digits, \".\", \"_\", \"-\", \"@\" and \"+\"",
          from: Place(member.path), isWarning: true)
        continue
      }
      switch Role(of: member) {
      case .service(let framework):
        var guess = ServiceGuess(
          member, framework, manager: manager, composed: composed[member.path],
          aside: asides[member.path])
        services.append(guess.service())
      case .package: packages.append(PackageDraft(member))
      }
    }
  }

  /// The root may be an application itself. A stack's services have folders of their own, so it
  /// gets one that it should move to.
  private mutating func addRoot() {
    guard case .service(let framework) = Role(of: repository.root),
      repository.members.isEmpty || !framework.packages.isEmpty
    else { return }
    var guess = ServiceGuess(
      repository.root, framework, manager: manager, composed: nil, aside: nil)
    var service = guess.service()
    service.note(
      "root-application",
      "the application is in the repository's root, and a service of a stack isn't",
      do: "move it to the folder that \"path\" says, and make the root a workspace",
      from: repository.root.manifest.file.place(), at: "path", isWarning: true)
    services.append(service)
  }

  private func nothingRuns(_ shown: (String) -> String) -> Failure {
    let looked =
      "looked for \"workspaces\" in package.json, pnpm-workspace.yaml, and scripts that start a server"
    if repository.members.isEmpty {
      return .invalid(
        "\(shown("package.json")): is no Turborepo and no application: \(looked); "
          + "name the folder of an application, or name its workspaces")
    }
    return .invalid(
      "\(shown(repository.patterns.place?.path ?? "package.json")): none of the \(repository.members.count) "
        + "workspaces runs: no script starts a server or a site; add a script \"dev\" or \"start\" to one"
    )
  }
}
