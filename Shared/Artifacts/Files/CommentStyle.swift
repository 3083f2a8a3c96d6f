/// How a file says something to people only.
package enum CommentStyle: Equatable, Sendable {
  /// `# …`
  case hash
  /// `<!-- … -->`
  case angle
  /// `"$comment": "…"`, the first member of the top object (JSON Schema 2020-12, core §8.3).
  case jsonMember

  /// The style of a file, by its name; `nil` where none is known.
  package init?(path: String) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if let dot = name.lastIndex(of: "."), dot != name.startIndex {
      let suffix = String(name[name.index(after: dot)...])
      if let style = CommentStyle.suffixes[suffix] {
        self = style
        return
      }
    }
    guard
      CommentStyle.names.contains(name) || name.hasPrefix(".env") || name.hasPrefix("Dockerfile.")
    else { return nil }
    self = .hash
  }

  private static let suffixes: [String: CommentStyle] = [
    "yml": .hash, "yaml": .hash, "tf": .hash, "tfvars": .hash, "hcl": .hash, "toml": .hash,
    "sh": .hash, "conf": .hash, "cfg": .hash, "service": .hash, "example": .hash, "env": .hash,
    "tftpl": .hash,
    "md": .angle, "html": .angle, "svg": .angle, "json": .jsonMember,
  ]

  private static let names: Set<String> = [
    "Dockerfile", ".dockerignore", ".gitignore", ".gitattributes", ".gitkeep", ".editorconfig",
    ".npmrc", "Makefile",
  ]

  /// Text as a comment of one line, without its end. A JSON member ends with a comma.
  func line(_ text: String) -> String {
    switch self {
    case .hash: "# \(text)"
    case .angle: "<!-- \(text) -->"
    case .jsonMember: "  \"$comment\": \"\(text)\","
    }
  }
}
