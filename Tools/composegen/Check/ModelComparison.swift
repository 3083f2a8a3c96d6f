import Artifacts
import Platform
import Diagnostics
import Model

/// Compose files beside the stack that they should say the same as.
struct ModelComparison {
  let stack: Stack
  /// The application's root: where the generated compose files of the stack belong.
  let folder: String
  /// The one file that is asked about; `nil` for all.
  var file: String?

  /// A rule's name with what it found.
  typealias Found = (rule: String, fault: Fault)

  /// The environment of a project's main file, where that has the name which the stack says.
  func environment(of project: ComposeProject) -> ComposeEnvironment? {
    let name = ComposePath.name(of: project.files.last ?? "")
    return stack.composeEnvironments.first { $0.file == name }
  }

  /// What is different.
  func faults(in projects: [ComposeProject]) -> [Found] {
    drift + projects.filter { $0.sources[$0.root.place.file].mark == .foreign }.flatMap(byHand)
  }

  /// Generated files on disk that would be written otherwise, and compose files that are missing
  /// among them.
  private var drift: [Found] {
    let files = ComposegenGenerator.files(for: stack).compactMap { file in
      path(of: file.path).map { (path: $0, expected: OutputFile(file).content) }
    }.filter { file == nil || file == $0.path }
    let isDelivered = files.contains { ModelComparison.isGenerated($0.path) }
    return files.compactMap { path, expected in
      guard let text = ComposePath.text(path, limit: 8 << 20) else {
        return !isDelivered || !ComposeSearch.isComposeFile(ComposePath.name(of: path))
          ? nil : found(path, line: nil, "the stack has this environment, but the file isn't there")
      }
      if text == expected || !ModelComparison.isGenerated(path) { return nil }
      return found(
        path, line: ModelComparison.line(where: text, differsFrom: expected),
        "the file isn't what composegen writes from the stack")
    }
  }

  private static func isGenerated(_ path: String) -> Bool {
    guard let text = ComposePath.text(path, limit: 8 << 20) else { return false }
    if case .foreign = Mark.state(of: Array(text.utf8)) { return false }
    return true
  }

  private func found(_ path: String, line: Int?, _ message: String) -> Found {
    (
      "drift",
      Fault(
        .file(path, line: line), message,
        do: "run composegen --stack FILE --check to see how, and --out to write it")
    )
  }

  /// Where a generated file of the application is; `nil` for one that belongs elsewhere.
  private func path(of generated: String) -> String? {
    let prefix = stack.paths.application("")
    guard prefix.isEmpty || generated.hasPrefix(prefix) else { return nil }
    return ComposePath.join(folder, String(generated.dropFirst(prefix.count)))
  }

  private static func line(where text: String, differsFrom other: String) -> Int {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let others = other.split(separator: "\n", omittingEmptySubsequences: false)
    // The first line has the digest, which always differs where anything does.
    let same = zip(lines, others).enumerated().dropFirst().first { $1.0 != $1.1 }
    return (same?.offset ?? min(lines.count, others.count)) + 1
  }

  /// A file that somebody wrote: what it says of the same things as the stack.
  private func byHand(_ project: ComposeProject) -> [Found] {
    let mode: ComposeEnvironment.Mode = project.isProductionLike ? .production : .development
    guard
      let environment = environment(of: project)
        ?? stack.composeEnvironments.first(where: { $0.mode == mode })
    else { return [] }
    let stores = stack.datastores.flatMap { store -> [Found] in
      guard let service = service(of: store, in: project) else { return [] }
      let image = self.image(of: service, store)
      return image + ports(of: service, store.name, inside: store.port, environment, project)
    }
    let applications = stack.imageServices.flatMap { service -> [Found] in
      guard let written = project.service(service.name) else { return [] }
      return ports(of: written, service.name, inside: service.port, environment, project)
        + variables(of: written, service)
    }
    return stores + applications
  }

  /// The service that a datastore is: by its host name, or the one that runs its engine.
  private func service(of store: Datastore, in project: ComposeProject) -> ComposeService? {
    if let service = project.service(store.host) { return service }
    let candidates = project.services.filter { $0.image?.base == store.engine.rawValue }
    let isOnly = stack.datastores.count { $0.engine == store.engine } == 1
    return isOnly && candidates.count == 1 ? candidates[0] : nil
  }

  private func image(of service: ComposeService, _ store: Datastore) -> [Found] {
    guard let node = service.node["image"], let image = service.image,
      !image.isTagVariable, node.text != store.image
    else { return [] }
    return [
      (
        "model-image",
        Fault(
          node.place, "\(service.quoted) runs \(image.text), the stack says \(store.image)",
          do: "use one of them in both")
      )
    ]
  }

  private func ports(
    of service: ComposeService, _ name: String, inside: Int, _ environment: ComposeEnvironment,
    _ project: ComposeProject
  ) -> [Found] {
    guard let port = service.ports.first(where: { $0.target != nil }) else { return [] }
    if let target = port.target, !target.contains(inside) {
      return [
        (
          "model-port",
          Fault(
            port.node.place,
            "\(service.quoted) listens on \(inside) by the stack, not on \(target.lowerBound)",
            do: "use one of them in both")
        )
      ]
    }
    let expected = environment.port(of: name)
    guard let published = port.published, expected > 0, !published.contains(expected) else {
      return []
    }
    return [
      (
        "model-port",
        Fault(
          port.node.place,
          "\(service.quoted) is published at \(published.lowerBound), the stack says \(expected)",
          do: "use one of them in both")
      )
    ]
  }

  private func variables(of service: ComposeService, _ model: Service) -> [Found] {
    if service.node["env_file"] != nil { return [] }
    let given = service.environment
    let wanted = stack.variables(of: model)
    let missing = wanted.filter { variable in
      variable.isRequired && variable.standard == nil
        && !given.contains { $0.name == variable.name }
    }
    let names = Set(wanted.map(\.name))
    let isOfModel = { (name: String) in
      names.contains(name) || ["PORT", "HOST", "NODE_ENV", "TZ"].contains(name)
    }
    return missing.map { variable in
      (
        "model-variable",
        Fault(
          service.node.entry("environment")?.place ?? service.place,
          "\(service.quoted) isn't given \(variable.name), which it needs by the stack",
          do: "add it to environment")
      )
    }
      + given.filter { !isOfModel($0.name) }.map { entry in
        (
          "model-variable",
          Fault(
            entry.place, "the stack has no variable \(entry.name) for \(service.quoted)",
            do: "add it to the stack, or take it out")
        )
      }
  }
}
