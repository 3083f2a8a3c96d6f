import Diagnostics
import JSON
import YAMLReader

/// Patterns of branches, tags and paths (docs.github.com, "Filter pattern cheat sheet").
enum PatternRules {
  static let all: [CheckRule] = [
    CheckRule("bad-pattern", .error, "a pattern that GitHub can't read", .file(broken)),
    CheckRule(
      "dead-pattern", .error,
      "a pattern that matches nothing: `./src/**`, `src/`, `refs/heads/main`", .file(dead)),
    CheckRule(
      "folder-pattern", .warning, "a folder's name in `paths`, which matches no file within it",
      .file(folders)),
    CheckRule(
      "negation-first", .error, "patterns with `!` and nothing before them that they take from",
      .file(negations)),
  ]

  private struct Pattern {
    let node: YAMLNode
    let text: String
    let key: String
    let event: String
    var isPath: Bool { key.hasPrefix("paths") }
    /// Without the `!` of a negation.
    var bare: String { text.hasPrefix("!") ? String(text.dropFirst()) : text }
  }

  private static let keys = [
    "branches", "branches-ignore", "tags", "tags-ignore", "paths", "paths-ignore",
  ]

  private static func lists(_ file: CheckedFile) -> [[Pattern]] {
    file.triggers.events.flatMap { event in
      keys.compactMap { key in
        event.filters?[key]?.texts.map {
          Pattern(node: $0, text: $0.string ?? "", key: key, event: event.name)
        }
      }
    }
  }

  private static func broken(_ file: CheckedFile) -> [Fault] {
    lists(file).joined().compactMap { pattern in
      guard let fault = fault(in: pattern) else { return nil }
      return Fault(
        pattern.node.position, "the pattern \(QuotedName.text(pattern.text)) \(fault)",
        do: "patterns have *, **, ?, +, [] and a leading !; \\ makes one of them a character")
    }
  }

  private static func fault(in pattern: Pattern) -> String? {
    let bytes = Array(pattern.bare.utf8)
    if bytes.isEmpty { return "is empty" }
    if pattern.text.hasPrefix(" ") || pattern.text.hasSuffix(" ") {
      return "has a space at its end"
    }
    var isOpen = false
    var previous: UInt8?
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "\\"):
        let next = index + 1 < bytes.count ? bytes[index + 1] : 0
        if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(next | 0x20) {
          return
            "is written like a regular expression: \\\(String(decoding: [next], as: UTF8.self)) is nothing here"
        }
      case UInt8(ascii: "["): isOpen = true
      case UInt8(ascii: "]"): isOpen = false
      case UInt8(ascii: "+") where !isOpen && previous == nil: return "begins with +"
      case UInt8(ascii: "?") where !isOpen && previous == nil: return "begins with ?"
      case UInt8(ascii: " "), UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: ":"):
        if !pattern.isPath { return "has a character that no name of git has" }
      default: break
      }
      previous = byte
    }
    return isOpen ? "has a [ that nothing closes" : nil
  }

  private static func dead(_ file: CheckedFile) -> [Fault] {
    lists(file).joined().compactMap { pattern in
      let text = pattern.bare
      let what: (String, String)? =
        if pattern.isPath {
          if text.hasPrefix("./") || text.hasPrefix("../") || text.hasPrefix("/") {
            (
              "begins with \(text.hasPrefix("/") ? "/" : "./"), and paths begin with a name",
              "take that out"
            )
          } else if text.hasSuffix("/") {
            ("ends with /, and no file's name does", "write \(text)**")
          } else {
            nil
          }
        } else if text.hasPrefix("refs/") || text.hasPrefix("origin/") {
          (
            "is a whole ref, and names are compared without refs/heads/ and refs/tags/",
            "write the name alone"
          )
        } else if text.hasSuffix("/") || text.hasPrefix("/") {
          ("begins or ends with /, and no name of git does", "write \(text)**")
        } else {
          nil
        }
      return what.map {
        Fault(
          pattern.node.position,
          "the pattern \(QuotedName.text(pattern.text)) matches nothing: it \($0)",
          do: $1)
      }
    }
  }

  private static let folderNames: Set<String> = [
    "src", "lib", "app", "apps", "packages", "docs", "doc", "test", "tests", "cmd", "internal",
    "pkg",
    "api", "web", "frontend", "backend", "server", "client", "infrastructure", "terraform",
    "services", ".github", "workflows", "public", "scripts", "tools", "assets", "config",
  ]

  private static func folders(_ file: CheckedFile) -> [Fault] {
    lists(file).joined().compactMap { pattern in
      guard pattern.isPath, !pattern.text.contains("*"),
        let last = pattern.bare.split(separator: "/").last,
        folderNames.contains(String(last)) || isBelowFolder(pattern.bare)
      else { return nil }
      return Fault(
        pattern.node.position,
        "\(QuotedName.text(pattern.text)) matches a file of that name, and nothing in a folder",
        do: "write \(pattern.text)/**")
    }
  }

  /// `apps/api`: below a folder of programs, and without an extension.
  private static func isBelowFolder(_ path: String) -> Bool {
    let parts = path.split(separator: "/").map(String.init)
    guard parts.count == 2, ["apps", "packages", "services"].contains(parts[0]) else {
      return false
    }
    return !parts[1].contains(".") && parts[1].first?.isUppercase != true
  }

  private static func negations(_ file: CheckedFile) -> [Fault] {
    lists(file).compactMap { list in
      guard let first = list.first, first.text.hasPrefix("!"), !first.key.hasSuffix("-ignore")
      else { return nil }
      let isAlone = list.allSatisfy { $0.text.hasPrefix("!") }
      return Fault(
        first.node.position,
        isAlone
          ? "all patterns of \(first.key) take away, so there is nothing to take from"
          : "\(QuotedName.text(first.text)) comes first, and there is nothing yet to take from",
        do: isAlone ? "use \(first.key)-ignore, or put '**' first" : "put what matches before it")
    }
  }
}
