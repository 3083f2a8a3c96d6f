/// Where something was read.
struct Place: Equatable, Sendable {
  /// From the repository's root.
  let path: String
  /// From 1; `nil` for the whole file, or for a folder.
  var line: Int?

  init(_ path: String, line: Int? = nil) {
    self.path = path
    self.line = line
  }
}

/// Something that was read, and where.
struct Fact<Value: Sendable>: Sendable {
  let value: Value
  let place: Place

  init(_ value: Value, at place: Place) {
    self.value = value
    self.place = place
  }
}

/// Paths from the repository's root, where the root itself is `.`.
enum RepositoryPath {
  static func join(_ folder: String, _ name: String) -> String {
    folder == "." ? name : name == "." ? folder : "\(folder)/\(name)"
  }

  static func last(_ path: String) -> String {
    path.utf8.split(separator: UInt8(ascii: "/")).last.map { String(decoding: $0, as: UTF8.self) }
      ?? path
  }

  /// The path with `.` and `..` taken out; `nil` where it leads above the root.
  static func normal(_ path: String) -> String? {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part != ".." { parts.append(part) } else if parts.popLast() == nil { return nil }
    }
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }
}
