/// A line of .dockerignore, as Docker matches it (moby/patternmatcher): `*` and `?` stay within a
/// component, `**` crosses any number of them, and what is below a match matches too.
struct IgnorePattern {
  let isException: Bool
  private let components: [[UInt8]]

  init(_ line: String) {
    isException = line.hasPrefix("!")
    components = IgnorePattern.components(of: isException ? line.dropFirst() : line[...])
  }

  private static func components(of path: Substring) -> [[UInt8]] {
    path.utf8.split(separator: UInt8(ascii: "/")).map(Array.init)
  }

  /// Whether the path, or a folder that it is in, matches.
  func matches(_ path: String) -> Bool { matches(IgnorePattern.components(of: path[...])) }

  private func matches(_ parts: [[UInt8]]) -> Bool {
    !parts.isEmpty
      && (1...parts.count).contains { count in
        IgnorePattern.matches(components[...], parts[..<count])
      }
  }

  private static let anyDepth = Array("**".utf8)

  private static func matches(_ pattern: ArraySlice<[UInt8]>, _ path: ArraySlice<[UInt8]>) -> Bool {
    guard let first = pattern.first else { return path.isEmpty }
    let rest = pattern.dropFirst()
    if first == anyDepth {
      return (0...path.count).contains { matches(rest, path.dropFirst($0)) }
    }
    guard let name = path.first, matches(first[...], name[...]) else { return false }
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
    let parts = components(of: path[...])
    return patterns.last { $0.matches(parts) }.map { !$0.isException } ?? false
  }
}

/// Patterns without exceptions, of which most are plain paths: those of a large workspace are many.
struct IgnoreSet {
  private var paths: Set<String> = []
  private var patterns: [IgnorePattern] = []

  init(_ lines: [String]) {
    for line in lines {
      if line.utf8.contains(where: { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }) {
        patterns.append(IgnorePattern(line))
      } else {
        paths.insert(line.hasPrefix("/") ? String(line.dropFirst()) : line)
      }
    }
  }

  func excludes(_ path: String) -> Bool {
    var folder = path[...]
    while !folder.isEmpty {
      if paths.contains(String(folder)) { return true }
      folder = folder.lastIndex(of: "/").map { folder[..<$0] } ?? ""
    }
    return IgnorePattern.excludes(path, by: patterns)
  }
}
