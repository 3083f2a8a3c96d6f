import JSON

/// A service of a compose file, as far as it tells about datastores and applications.
struct ComposeServiceFact: Sendable {
  let name: String
  /// With `${NAME:-default}` replaced by its default; `nil` where there is none.
  var image: String?
  /// What is set, where it is a text without a variable in it, or with a default.
  var environment: [String: String] = [:]
  /// Names that are set, whatever to.
  var variables: [String] = []
  var volumes: [String] = []
  /// Ports that it publishes, as it listens on them.
  var ports: [Fact<Int>] = []
  /// The folder of its Dockerfile, from the repository's root.
  var buildFolder: String?
  let place: Place
  var imagePlace: Place

  /// All services of a file, in order.
  static func all(in file: ConfigurationFile) -> [ComposeServiceFact] {
    (file.json["services"]?.object?.members ?? []).compactMap { name, value in
      guard value.object != nil else { return nil }
      return ComposeServiceFact(name, value, in: file)
    }
  }

  private init(_ name: String, _ value: JSONValue, in file: ConfigurationFile) {
    self.name = name
    place = file.place("services", name)
    imagePlace = file.place("services", name, "image")
    image = value["image"]?.string.flatMap { Interpolation($0).resolved([:]) }
    volumes = (value["volumes"]?.array ?? []).compactMap { $0.string ?? $0["target"]?.string }
    readEnvironment(value["environment"])
    for (index, element) in (value["ports"]?.array ?? []).enumerated() {
      let text = element.string ?? element.integer.map(String.init) ?? ""
      let last = text.prefix { $0 != "/" }.split(separator: ":").last ?? ""
      if let port = element["target"]?.integer ?? Int(last) {
        ports.append(Fact(port, at: file.place("services", name, "ports", String(index))))
      }
    }
    readBuild(value["build"], in: file)
  }

  private mutating func readEnvironment(_ value: JSONValue?) {
    let entries: [(String, JSONValue)] =
      value?.object?.members.map { ($0.name, $0.value) }
      ?? (value?.array ?? []).compactMap { element in
        guard let text = element.string, let equals = text.firstIndex(of: "=") else { return nil }
        return (String(text[..<equals]), .string(String(text[text.index(after: equals)...])))
      }
    for (name, value) in entries {
      variables.append(name)
      if let text = value.string.flatMap({ Interpolation($0).resolved([:]) }) {
        environment[name] = text
      }
    }
  }

  private mutating func readBuild(_ value: JSONValue?, in file: ConfigurationFile) {
    guard let value,
      let context = value.string ?? value["context"]?.string ?? (value.object == nil ? nil : ".")
    else { return }
    let folder = RepositoryPath.join(
      file.path.contains("/")
        ? String(file.path[..<(file.path.lastIndex(of: "/") ?? file.path.startIndex)]) : ".",
      context)
    let dockerfile = value["dockerfile"]?.string ?? "Dockerfile"
    guard let path = RepositoryPath.normal("\(folder)/\(dockerfile)") else { return }
    buildFolder =
      path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) : "."
  }
}
