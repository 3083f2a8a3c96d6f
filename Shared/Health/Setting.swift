import JSON
import Model

/// A value of a configuration, or the name of what holds it where the daemon runs.
///
/// What is secret is only ever named, so that a configuration can be read by everyone.
package enum Setting: Equatable, Sendable {
  case literal(String)
  /// The value of an environment variable: `env:DATABASE_URL`.
  case environment(String)
  /// The content of a file without its last newline: `file:/run/secrets/password`.
  case file(String)
}

extension Setting: CustomStringConvertible {
  /// As a configuration has it.
  package var description: String {
    switch self {
    case .literal(let text): text
    case .environment(let name): "env:\(name)"
    case .file(let path): "file:\(path)"
    }
  }

  /// The reference that a text is, or the text itself.
  package init(_ text: String) {
    if text.hasPrefix("env:") {
      self = .environment(String(text.dropFirst(4)))
    } else if text.hasPrefix("file:") {
      self = .file(String(text.dropFirst(5)))
    } else {
      self = .literal(text)
    }
  }
}

extension Shape where Value == Setting {
  /// A reference to a secret; the secret itself is refused, and not shown.
  static let secret = Shape<String>.text(
    TextForm(
      "a reference to a secret (\"env:NAME\" or \"file:/PATH\"), never the secret itself",
      pattern: reference, lengths: 5...300, isPublic: false, accepts: isReference)
  ).map(Setting.init)

  /// A host, or a reference to one.
  static let host = Shape<String>.text(
    TextForm(
      "a host's name or address, or a reference to it (\"env:NAME\" or \"file:/PATH\")",
      pattern: "\(reference)|^\(NetworkAddress.hostPattern)$", lengths: 1...300
    ) { isReference($0) || NetworkAddress.isHost($0) }
  ).map(Setting.init)

  /// A port, or a reference to one.
  static let port = Shape<Setting>.either(
    Shape<Int>.port.map { Setting.literal(String($0)) }, where: { $0.integer != nil },
    or: Shape<String>.text(
      TextForm(
        "a port, or a reference to it (\"env:NAME\" or \"file:/PATH\")", pattern: reference,
        lengths: 5...300, accepts: isReference)
    ).map(Setting.init))

  private static let reference = #"^env:[A-Z][A-Z0-9_]*$|^file:/[A-Za-z0-9._/@+-]+$"#

  private static func isReference(_ text: String) -> Bool {
    switch Setting(text) {
    case .literal: false
    case .environment(let name):
      Forms.isUpper(name.utf8.first)
        && name.utf8.allSatisfy {
          Forms.isUpper($0) || Forms.isDigit($0) || $0 == UInt8(ascii: "_")
        }
    case .file(let path): FilePath.accepts(path) && path.utf8.count > 1
    }
  }
}

/// The path of a file or a folder from the root.
enum FilePath {
  static let form = TextForm(
    "an absolute path (letters, digits and \". _ / @ + -\")", pattern: "^/[A-Za-z0-9._/@+-]*$",
    lengths: 1...250, accepts: accepts)

  static func accepts(_ text: String) -> Bool {
    text.utf8.first == UInt8(ascii: "/")
      && text.utf8.allSatisfy { Forms.isAlphanumeric($0) || "._/@+-".utf8.contains($0) }
  }
}
