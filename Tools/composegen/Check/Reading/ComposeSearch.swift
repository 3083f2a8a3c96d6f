import Diagnostics
import Platform

/// Which files make up which projects.
struct ComposeSearch {
  /// The files of one project: the base, then what lies over it.
  typealias Group = [String]

  private let folder: String
  private let names: [String]

  /// - Parameter folder: Its own files count, not those of folders in it.
  init(folder: String) {
    self.folder = folder
    names = ComposePath.files(in: folder).filter(ComposeSearch.isComposeFile)
  }

  var isEmpty: Bool { names.isEmpty }

  /// What is looked for, for people.
  static let looked =
    "compose.yaml, compose.yml, docker-compose.yml, docker-compose.yaml, and those with a name "
    + "in between, as docker-compose.NAME.yml"

  /// `compose.yaml`, `docker-compose.staging.yml`, `docker-compose-dev.yaml`, `prod.compose.yml`.
  static func isComposeFile(_ name: String) -> Bool {
    guard let stem = stem(of: name) else { return false }
    return ["compose", "docker-compose"].contains { word in
      stem == word || stem.hasPrefix("\(word).") || stem.hasPrefix("\(word)-")
        || stem.hasSuffix(".\(word)")
    }
  }

  private static func stem(of name: String) -> String? {
    let name = name.lowercased()
    for suffix in [".yml", ".yaml"] where name.hasSuffix(suffix) {
      return String(name.dropLast(suffix.count))
    }
    return nil
  }

  /// The names that compose looks for by itself, in its order.
  private static let bases = [
    "compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml",
  ]

  /// The file that compose takes where none is named; `nil` for none.
  var base: String? {
    ComposeSearch.bases.first(where: names.contains).map(path)
  }

  /// Files with a name for compose that it never looks at, since another comes first.
  var shadowed: [String] {
    ComposeSearch.bases.filter(names.contains).dropFirst().map(path)
  }

  /// The projects of the folder.
  ///
  /// - Parameter unreadable: Gets the files that can't be read; they are in no project.
  func groups(_ reader: inout ComposeReader, _ unreadable: inout [UnreadableFile]) -> [Group] {
    var main = base.map { [$0] } ?? []
    var groups: [Group] = []
    for name in names where !shadowed.contains(path(name)) {
      let root: ComposeNode
      do throws(UnreadableFile) {
        let number = try reader.read(path(name))
        root = reader.sources[number].root
      } catch {
        unreadable.append(error)
        continue
      }
      if path(name) == base { continue }
      if ComposeSearch.stem(of: name)?.hasSuffix("override") == true {
        main.append(path(name))
      } else if let base, !ComposeSearch.standsAlone(root) {
        groups.append([base, path(name)])
      } else {
        groups.append([path(name)])
      }
    }
    return (main.isEmpty ? [] : [main]) + groups
  }

  private func path(_ name: String) -> String { ComposePath.join(folder, name) }

  /// Whether every service says what runs: what lies over another file doesn't.
  static func standsAlone(_ root: ComposeNode) -> Bool {
    (root["services"]?.entries ?? []).allSatisfy { service in
      ["image", "build", "extends", "provider"].contains { service.value[$0] != nil }
    }
  }
}
