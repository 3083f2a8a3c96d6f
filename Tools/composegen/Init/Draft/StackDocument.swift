import Diagnostics
import JSON
import Model

/// A stack as a document: small, for what equals the model's defaults is left out, and valid.
struct StackDocument {
  let draft: StackDraft
  private(set) var json = JSONObject()
  /// In the order of the document.
  private(set) var notes: [Note] = []

  /// - Throws: Exit status 2 where the stack's decoder refuses it, which is a fault of this tool.
  init(_ draft: StackDraft) throws(Failure) {
    self.draft = draft
    addProject()
    addToolchain()
    notes += draft.notes
    addPackages()
    addServices()
    addStores()
    addVariables()
    addPipeline()
    addEnvironments()
    do {
      _ = try Stack.decode(.object(json))
    } catch {
      throw .invalid(
        error.findings,
        hint: "a fault of composegen init: it wrote a stack that it doesn't take; please report it")
    }
  }

  private static func text(_ value: String) -> JSONValue { .string(value) }
  private static func list(_ values: [String]) -> JSONValue { .array(values.map(JSONValue.string)) }
  private static func number(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }

  /// What the model makes of a document with these services.
  private static func completed(_ services: [JSONValue], packages: [JSONValue] = []) -> Stack? {
    try? Stack.decode([
      "project": ["name": "probe"], "services": .array(services), "packages": .array(packages),
      "environments": [["name": "development", "kind": "compose"]],
    ])
  }

  private mutating func addProject() {
    var project = JSONObject([("name", Self.text(draft.project.name))])
    project["description"] = draft.project.summary.map(JSONValue.string)
    project["repository"] = draft.project.repository.map(JSONValue.string)
    json["project"] = .object(project)
    notes += draft.project.notes.filter { $0.pointer.first != "pipeline" }
  }

  private mutating func addToolchain() {
    let standard = Self.completed([["name": "probe"]])?.toolchain
    var toolchain = JSONObject()
    if let node = draft.node.version, node != standard?.node { toolchain["node"] = Self.text(node) }
    let manager = PackageManager(draft.manager.text)
    if manager != standard?.packageManager {
      toolchain["packageManager"] = Self.text(draft.manager.text)
    }
    if draft.repository.turbo == nil { toolchain["turbo"] = false }
    toolchain["image"] = draft.node.image.map(JSONValue.string)
    var paths: Set<String> = []
    let files = draft.repository.installFiles.filter { paths.insert($0.value).inserted }
    if !files.isEmpty { toolchain["installFiles"] = Self.list(files.map(\.value)) }
    for (index, file) in files.enumerated() {
      notes.append(
        Note(
          "guessed-install-file", "\(file.value), which a script of an install reads",
          from: file.place, at: "toolchain", "installFiles", String(index)))
    }
    if !toolchain.members.isEmpty { json["toolchain"] = .object(toolchain) }
    notes += draft.node.notes + draft.manager.notes
  }

  private mutating func addPackages() {
    guard !draft.packages.isEmpty else { return }
    let standard = Self.completed([["name": "probe"]], packages: [["path": "probe"]])?.packages
      .first
    json["packages"] = .array(
      draft.packages.enumerated().map { index, package in
        notes += package.notes.map { $0.below(["packages", String(index)]) }
        var object = JSONObject([("path", Self.text(package.path))])
        if package.source != standard?.source { object["source"] = Self.text(package.source) }
        if package.output != standard?.output { object["output"] = Self.text(package.output) }
        return .object(object)
      })
  }

  private mutating func addServices() {
    let plain = Self.completed(draft.services.map { .object(Self.head($0, hasPath: false)) })
    let placed = Self.completed(
      draft.services.map { service in
        var object = Self.head(service, hasPath: true)
        object["output"] = service.output.map(JSONValue.string)
        return .object(object)
      })
    json["services"] = .array(
      draft.services.enumerated().map { index, service in
        notes += service.notes.map { $0.below(["services", String(index)]) }
        return .object(
          Self.object(
            service, plain: plain?.services[index],
            placed: placed?.services[index]))
      })
  }

  private static func head(_ service: ServiceDraft, hasPath: Bool) -> JSONObject {
    var object = JSONObject([("name", text(service.name))])
    if service.kind != .node { object["framework"] = text(service.kind.rawValue) }
    if hasPath { object["path"] = text(service.path) }
    return object
  }

  /// - Parameters:
  ///   - plain: What the model makes of name and framework.
  ///   - placed: What it makes of path and output besides.
  private static func object(_ service: ServiceDraft, plain: Service?, placed: Service?)
    -> JSONObject
  {
    var object = head(service, hasPath: service.path != plain?.path)
    if service.package != plain?.package { object["package"] = text(service.package) }
    if let port = service.port, port != plain?.port { object["port"] = number(port) }
    if service.target != plain?.target.rawValue { object["deploy"] = text(service.target) }
    if let path = service.healthPath, path != plain?.health.path {
      object["health"] = ["path": text(path)]
    }
    if !service.datastores.isEmpty { object["uses"] = list(service.datastores) }
    if service.source != plain?.source { object["source"] = text(service.source) }
    if let output = service.output, output != plain?.output { object["output"] = text(output) }
    if let command = service.command, command != placed?.command {
      object["command"] = text(command.joined(separator: " "))
    }
    if let script = service.script, script != plain?.developmentScript {
      object["script"] = text(script)
    }
    return object
  }

  private mutating func addStores() {
    guard !draft.stores.isEmpty else { return }
    let standard = draft.project.name.split(separator: "-").joined(separator: "_")
    json["datastores"] = .array(
      draft.stores.enumerated().map { index, store in
        notes += store.notes.map { $0.below(["datastores", String(index)]) }
        var object = JSONObject([
          ("name", Self.text(store.name)), ("engine", Self.text(store.engine)),
        ])
        object["image"] = store.image.map(JSONValue.string)
        let database = store.database ?? standard
        if database != standard { object["database"] = Self.text(database) }
        if let user = store.user, user != database { object["user"] = Self.text(user) }
        return .object(object)
      })
  }

  private mutating func addVariables() {
    guard !draft.variables.isEmpty else { return }
    json["variables"] = .array(
      draft.variables.enumerated().map { index, variable in
        notes.append(variable.note.below(["variables", String(index)]))
        var object = JSONObject([("name", Self.text(variable.name))])
        object["type"] = variable.kind.map(JSONValue.string)
        if variable.isSecret { object["secret"] = true }
        if !variable.isRequired { object["required"] = false }
        object["from"] = variable.origin.map(JSONValue.string)
        object["example"] = variable.example.map(JSONValue.string)
        if !variable.services.isEmpty, variable.services.count < draft.services.count {
          object["services"] = Self.list(variable.services.sorted().map { draft.services[$0].name })
        }
        return .object(object)
      })
  }

  private mutating func addPipeline() {
    var pipeline = JSONObject()
    if let branch = draft.project.branch { pipeline["branches"] = Self.list([branch]) }
    let scripts = draft.pipeline.scripts
    if !scripts.isEmpty {
      pipeline["scripts"] = .object(JSONObject(scripts.map { ($0.key, Self.text($0.name)) }))
    }
    if !pipeline.members.isEmpty { json["pipeline"] = .object(pipeline) }
    notes += draft.project.notes.filter { $0.pointer.first == "pipeline" } + draft.pipeline.notes
  }

  /// The environments that a stack has without being told stand side by side on one machine. Where
  /// their ports would clash, they are told, with ports of their own.
  private mutating func addEnvironments() {
    let clashes: Bool
    do {
      _ = try Stack.decode(.object(json))
      return
    } catch {
      clashes = error.findings.contains { $0.rule == "port-clash" }
    }
    var first = json
    first["environments"] = [["name": "development", "kind": "compose"]]
    guard clashes, let ports = (try? Stack.decode(.object(first)))?.composeEnvironments.first?.ports
    else { return }
    let taken = Set(ports.map(\.value))
    var own: Set<Int> = []
    let moved = ports.map { port -> (String, JSONValue) in
      let candidates = [1000, 2000, 5000, 10_000].map { port.value + $0 } + Array(20_000...65_535)
      let free =
        candidates.first { $0 <= 65_535 && !taken.contains($0) && !own.contains($0) } ?? port.value
      own.insert(free)
      return (port.name, Self.number(free))
    }
    json["environments"] = [
      ["name": "development", "kind": "compose"],
      [
        "name": "staging-local", "kind": "compose", "mode": "production",
        "ports": .object(JSONObject(moved)),
      ],
      ["name": "staging", "kind": "digitalocean"],
    ]
    notes.append(
      Note(
        "guessed-environments", "the usual ones, with ports that don't clash on one machine",
        at: "environments", "1", "ports"))
  }
}
