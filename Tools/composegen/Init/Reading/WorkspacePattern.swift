/// A glob of workspace folders, as package managers know them: `*`, `?`, `[…]`, `{a,b}` within a
/// component, `**` for any number of components, and `!` in front for what is left out.
struct WorkspacePattern: Sendable, Equatable {
  let isException: Bool
  let components: [String]

  /// The patterns that a text stands for: one for each of its alternatives in braces.
  static func patterns(_ text: String) -> [WorkspacePattern] {
    let isException = text.hasPrefix("!")
    return alternatives(isException ? String(text.dropFirst()) : text).map {
      WorkspacePattern(isException: isException, components: components($0))
    }
  }

  private static func components(_ text: String) -> [String] {
    text.split(separator: "/").filter { $0 != "." }.map(String.init)
  }

  /// Alternatives that one text may stand for at most.
  private static let limit = 64

  private static func alternatives(_ text: String) -> [String] {
    var done: [String] = []
    var open = [text]
    while let next = open.popLast(), done.count + open.count < limit {
      let bytes = Array(next.utf8)
      guard let end = bytes.firstIndex(of: UInt8(ascii: "}")),
        let start = bytes[..<end].lastIndex(of: UInt8(ascii: "{"))
      else {
        done.append(next)
        continue
      }
      let parts = bytes[(start + 1)..<end].split(
        separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      for part in parts.reversed() {
        open.append(String(decoding: bytes[..<start] + part + bytes[(end + 1)...], as: UTF8.self))
      }
    }
    return done
  }

  /// Whether it stands for a folder, given by its path from the root.
  func matches(_ path: String) -> Bool {
    WorkspacePattern.matches(components[...], path.split(separator: "/").map(String.init)[...])
  }

  private static func matches(_ pattern: ArraySlice<String>, _ path: ArraySlice<String>) -> Bool {
    guard let first = pattern.first else { return path.isEmpty }
    let rest = pattern.dropFirst()
    if first == "**" {
      let rest = rest.drop { $0 == "**" }
      return (0...path.count).contains { matches(rest, path.dropFirst($0)) }
    }
    guard let name = path.first, matches(first, name: name) else { return false }
    return matches(rest, path.dropFirst())
  }

  /// Whether one component stands for a name. Names with a dot in front are meant only by patterns
  /// that have it.
  static func matches(_ component: String, name: String) -> Bool {
    if name.hasPrefix(".") && !component.hasPrefix(".") { return false }
    return matches(Array(component.utf8)[...], Array(name.utf8)[...])
  }

  /// Goes back to the last `*` where the rest doesn't fit: O(n·m), whatever the pattern.
  private static func matches(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    var (pattern, name) = (pattern, name)
    var retry: (pattern: ArraySlice<UInt8>, name: ArraySlice<UInt8>)?
    while let byte = name.first {
      if pattern.first == UInt8(ascii: "*") {
        pattern = pattern.dropFirst()
        retry = (pattern, name)
      } else if let rest = match(pattern, byte) {
        pattern = rest
        name = name.dropFirst()
      } else if let last = retry {
        retry = (last.pattern, last.name.dropFirst())
        (pattern, name) = (last.pattern, last.name.dropFirst())
      } else {
        return false
      }
    }
    return pattern.allSatisfy { $0 == UInt8(ascii: "*") }
  }

  /// What of a pattern is left behind the part that stands for a byte; `nil` where none does.
  private static func match(_ pattern: ArraySlice<UInt8>, _ byte: UInt8) -> ArraySlice<UInt8>? {
    switch pattern.first {
    case UInt8(ascii: "?"): return pattern.dropFirst()
    case UInt8(ascii: "["):
      guard let end = pattern.dropFirst(2).firstIndex(of: UInt8(ascii: "]")) else { return nil }
      var set = pattern[(pattern.startIndex + 1)..<end]
      let isNegated = set.first == UInt8(ascii: "!") || set.first == UInt8(ascii: "^")
      if isNegated { set = set.dropFirst() }
      return contains(set, byte) != isNegated ? pattern[(end + 1)...] : nil
    case let first?: return first == byte ? pattern.dropFirst() : nil
    case nil: return nil
    }
  }

  private static func contains(_ set: ArraySlice<UInt8>, _ byte: UInt8) -> Bool {
    var rest = set
    while let low = rest.popFirst() {
      if rest.first == UInt8(ascii: "-"), let high = rest.dropFirst().first {
        if low <= byte && byte <= high { return true }
        rest = rest.dropFirst(2)
      } else if low == byte {
        return true
      }
    }
    return false
  }
}
