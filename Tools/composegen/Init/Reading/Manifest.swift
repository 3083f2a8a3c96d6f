import Diagnostics
import JSON

/// A package.json.
struct Manifest: Sendable {
  /// The folder that it is in, from the repository's root.
  let folder: String
  let file: ConfigurationFile
  /// What scripts run, by name, in the order of the file.
  let scripts: [(name: String, command: String)]
  /// What is needed when it runs, and what only to build it: names with what is asked of them.
  let dependencies: [String: String]
  let developmentDependencies: [String: String]

  /// - Throws: Exit status 2 where the file is no object of JSON.
  init(_ file: TextFile, folder: String, shown: String) throws(Failure) {
    self.folder = folder
    self.file = try ConfigurationFile(json: file, dialect: .strict, shown: shown)
    guard let object = self.file.json.object else {
      throw .invalid([
        Finding(
          rule: "wrong-type", message: "expected an object, found \(self.file.json.kind)",
          remedy: "write a package.json as npm has it", path: shown, line: 1)
      ])
    }
    scripts = Manifest.texts(object["scripts"])
    let runtime = Manifest.texts(object["dependencies"])
    let optional = Manifest.texts(object["optionalDependencies"])
    dependencies = Dictionary(
      (runtime + optional).map { ($0.name, $0.command) }, uniquingKeysWith: { first, _ in first })
    developmentDependencies = Dictionary(
      Manifest.texts(object["devDependencies"]).map { ($0.name, $0.command) },
      uniquingKeysWith: { first, _ in first })
  }

  private static func texts(_ value: JSONValue?) -> [(name: String, command: String)] {
    (value?.object?.members ?? []).compactMap { name, value in
      value.string.map { (name, $0) }
    }
  }

  var json: JSONValue { file.json }
  var name: String? { json["name"]?.string.flatMap { $0.isEmpty ? nil : $0 } }

  func script(_ name: String) -> String? { scripts.first { $0.name == name }?.command }

  private static let managers: Set<String> = ["npm", "pnpm", "yarn", "bun"]

  /// What a script runs, with the scripts that it calls in turn: `pnpm serve`, `npm run serve`.
  func whole(_ name: String, depth: Int = 3) -> String? {
    guard let text = script(name) else { return nil }
    var called: [String] = []
    for command in ScriptLine(text).commands {
      for (index, word) in command.enumerated() where Manifest.managers.contains(word) {
        let next = command.dropFirst(index + 1).first { $0 != "run" && $0 != "run-script" }
        if let next, next != name, depth > 0, let text = whole(next, depth: depth - 1) {
          called.append(text)
        }
      }
    }
    return ([text] + called).joined(separator: " && ")
  }

  /// Whether it depends on a package, to run or to be built.
  func has(_ dependency: String) -> Bool {
    dependencies[dependency] != nil || developmentDependencies[dependency] != nil
  }

  /// Where package.json says what others import of it.
  private static let entries: [[String]] = [
    ["main"], ["module"], ["exports", ".", "import"], ["exports", ".", "default"],
    ["exports", "."], ["types"],
  ]

  /// The folder that others import from, and the key that says so; `nil` where it is nobody's.
  var imported: (folder: String, key: String)? {
    for tokens in Manifest.entries {
      guard let text = json[JSONPointer(tokens)]?.string,
        let file = RepositoryPath.normal(text), let slash = file.firstIndex(of: "/")
      else { continue }
      return (String(file[..<slash]), tokens[0])
    }
    return nil
  }

  /// Where a dependency is written.
  func place(ofDependency name: String) -> Place {
    for key in ["dependencies", "optionalDependencies", "devDependencies"]
    where json[key]?[name] != nil {
      return file.place(key, name)
    }
    return file.place()
  }

  func place(ofScript name: String) -> Place { file.place("scripts", name) }
}
