/// A line of .dockerignore, as Docker matches it (moby/patternmatcher): `*` and `?` stay within a
/// component, `**` crosses any number of them, and what is below a match matches too.
struct IgnorePattern {
  let isException: Bool
  private let components: [Substring]

  init(_ line: String) {
    isException = line.hasPrefix("!")
    components = (isException ? line.dropFirst() : line[...]).split(separator: "/")
  }

  /// Whether the path, or a folder that it is in, matches.
  func matches(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    return (1...max(1, parts.count)).contains { count in
      IgnorePattern.matches(components[...], parts.prefix(count))
    }
  }

  private static func matches(
    _ pattern: ArraySlice<Substring>, _ path: ArraySlice<Substring>
  ) -> Bool {
    guard let first = pattern.first else { return path.isEmpty }
    let rest = pattern.dropFirst()
    if first == "**" {
      return (0...path.count).contains { matches(rest, path.dropFirst($0)) }
    }
    guard let name = path.first, matches(Array(first.utf8)[...], Array(name.utf8)[...]) else {
      return false
    }
    return matches(rest, path.dropFirst())
  }

  /// One component: `*` and `?` only, which is all that this tool writes.
  private static func matches(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    guard let first = pattern.first else { return name.isEmpty }
    if first == UInt8(ascii: "*") {
      return (0...name.count).contains { matches(pattern.dropFirst(), name.dropFirst($0)) }
    }
    guard let byte = name.first, first == byte || first == UInt8(ascii: "?") else { return false }
    return matches(pattern.dropFirst(), name.dropFirst())
  }

  /// Whether a path stays out of the build context: the last pattern that matches decides.
  static func excludes(_ path: String, by patterns: [IgnorePattern]) -> Bool {
    patterns.last { $0.matches(path) }.map { !$0.isException } ?? false
  }
}
