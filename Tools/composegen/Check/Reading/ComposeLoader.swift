import Platform

/// Puts a project together: its files over one another, what they include and extend.
struct ComposeLoader {
  private(set) var reader: ComposeReader
  private var gaps: [Gap] = []
  private var faults: [Gap] = []
  private var environmentFiles: [String] = []
  private var known: [String: String] = [:]

  /// Something that a file leads to and that can't be followed, or isn't there.
  struct Gap {
    let place: ComposePlace
    let message: String
  }

  init(reader: ComposeReader) { self.reader = reader }

  private static let depth = 32

  /// - Parameter files: The base, then what lies over it.
  /// - Throws: A file that can't be read.
  mutating func project(of files: [String]) throws(UnreadableFile) -> ComposeProject {
    (gaps, faults, environmentFiles) = ([], [], [])
    known = VariableTemplates(folder: ComposePath.folder(of: files[0])).values
    let root = try root(of: files, folder: nil, depth: 0)
    return ComposeProject(
      files: files, root: root, gaps: gaps, missing: faults, environmentFiles: environmentFiles,
      sources: reader.sources)
  }

  private mutating func root(
    of files: [String], folder: String?, depth: Int
  ) throws(UnreadableFile) -> ComposeNode {
    var merged: ComposeNode?
    for file in files {
      let number = try reader.read(file, folder: folder)
      let own = try complete(reader.sources[number].root, file: number)
      let over = try included(by: own, file: number, depth: depth)
      merged = merged.map { ComposeMerge.merged($0, over) ?? over } ?? over
    }
    return merged ?? ComposeNode(.map([]), place: ComposePlace(file: 0, line: 1, column: 1))
  }

  /// The file with what its services extend.
  private mutating func complete(
    _ root: ComposeNode, file: Int
  ) throws(UnreadableFile) -> ComposeNode {
    guard var entries = root.entries,
      let index = entries.firstIndex(where: { $0.key == "services" }),
      var services = entries[index].value.entries
    else { return root }
    for position in services.indices where services[position].value["extends"] != nil {
      services[position].value = try extended(
        services[position].value, root: root, file: file, chain: [services[position].key])
    }
    entries[index].value = ComposeNode(.map(services), place: entries[index].value.place)
    return ComposeNode(.map(entries), place: root.place)
  }

  /// A service over the one that it extends (compose-spec, 05-services, extends).
  private mutating func extended(
    _ service: ComposeNode, root: ComposeNode, file: Int, chain: [String]
  ) throws(UnreadableFile) -> ComposeNode {
    guard let extends = service["extends"], chain.count < ComposeLoader.depth,
      let name = extends.text ?? extends["service"]?.text
    else { return service }
    var (other, number) = (root, file)
    if let path = extends["file"]?.text {
      guard let found = try follow(path, from: file, at: extends.place) else { return service }
      (other, number) = (reader.sources[found].root, found)
    }
    let link = "\(number) \(name)"
    guard let below = other["services"]?[name], !chain.contains(link) else {
      faults.append(
        Gap(place: extends.place, message: "there is no service \"\(name)\" to extend"))
      return service
    }
    let base = try extended(below, root: other, file: number, chain: chain + [link])
    let own = (service.entries ?? []).filter { $0.key != "extends" }
    let inherited = (base.entries ?? []).filter { $0.key != "extends" }
    let over = ComposeNode(.map(own), place: service.place)
    return ComposeMerge.merged(ComposeNode(.map(inherited), place: base.place), over) ?? over
  }

  /// The number of a file that another leads to; `nil` where that can't be followed.
  private mutating func follow(
    _ path: String, from file: Int, at place: ComposePlace, folder: String? = nil
  ) throws(UnreadableFile) -> Int? {
    guard let path = local(path, from: file, at: place) else { return nil }
    return try reader.read(path, folder: folder)
  }

  /// The path of a file here; `nil` for one elsewhere, and one that is missing.
  private mutating func local(_ path: String, from file: Int, at place: ComposePlace) -> String? {
    guard let resolved = Interpolation(path).resolved(known), !resolved.contains("://"),
      !resolved.hasPrefix("git@"), !resolved.hasPrefix("oci:"), !resolved.hasPrefix("~")
    else {
      gaps.append(Gap(place: place, message: "\"\(path)\" leads elsewhere"))
      return nil
    }
    let full = ComposePath.join(reader.sources[file].folder, resolved)
    guard ComposePath.isFile(full) else {
      faults.append(Gap(place: place, message: "there is no file \"\(resolved)\""))
      return nil
    }
    return full
  }

  /// The file with what it includes (compose-spec, 14-include).
  private mutating func included(
    by root: ComposeNode, file: Int, depth: Int
  ) throws(UnreadableFile) -> ComposeNode {
    guard let includes = root["include"]?.elements, depth < ComposeLoader.depth else {
      return root
    }
    var result = root
    for include in includes {
      let paths = (include.text == nil ? include["path"]?.texts ?? [] : [include])
      let files = paths.compactMap { path in
        path.text.flatMap { local($0, from: file, at: path.place) }
      }
      guard let first = files.first else { continue }
      let folder =
        include["project_directory"]?.text.map {
          ComposePath.join(reader.sources[file].folder, $0)
        } ?? ComposePath.folder(of: first)
      environmentFiles += (include["env_file"]?.texts ?? []).compactMap { $0.text }
        .map { ComposePath.join(reader.sources[file].folder, $0) }
      environmentFiles.append(ComposePath.join(folder, ".env"))
      let other = try self.root(of: files, folder: folder, depth: depth + 1)
      result = ComposeLoader.union(result, other)
    }
    return result
  }

  /// The resources of both.
  private static func union(_ root: ComposeNode, _ other: ComposeNode) -> ComposeNode {
    let kinds = ["services", "networks", "volumes", "secrets", "configs", "models"]
    let shared = (other.entries ?? []).filter { kinds.contains($0.key) }
    let below = ComposeNode(.map(shared), place: other.place)
    return ComposeMerge.merged(below, root) ?? root
  }
}
