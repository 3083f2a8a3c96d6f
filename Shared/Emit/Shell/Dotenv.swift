/// The value of a line in a `.env` file.
///
/// Three readers are looked at: docker compose (compose-go `dotenv/parser.go`), node's dotenv 16
/// (`lib/main.js`), and a POSIX shell that sources the file. They agree on few forms:
/// - bare, of characters that mean nothing to any of them;
/// - single quotes, where the text has no single quote. A backslash before the closing quote
///   escapes it for compose and confuses dotenv's pattern;
/// - double quotes, where the text has none of `"`, `$`, `` ` ``, `\`.
///
/// dotenv turns carriage returns into newlines, so that no form keeps them.
package enum DotenvValue {
  /// The value as all three read it, or `nil` where no form says it to all of them: a single quote
  /// together with one of `"`, `$`, `` ` ``, `\`; a backslash at the end; a carriage return; NUL.
  package static func quoted(_ text: String) -> String? {
    let bytes = text.utf8
    if bytes.contains(0) || bytes.contains(UInt8(ascii: "\r")) { return nil }
    if bytes.allSatisfy(isBare) { return text }
    if !bytes.contains(UInt8(ascii: "'")) {
      return bytes.last == UInt8(ascii: "\\") ? nil : "'" + text + "'"
    }
    return bytes.contains(where: isLiveInDoubleQuotes) ? nil : "\"" + text + "\""
  }

  private static func isLiveInDoubleQuotes(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "$") || byte == UInt8(ascii: "`")
      || byte == UInt8(ascii: "\\")
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: barePunctuation.contains(byte)
    }
  }

  private static let barePunctuation = Set("_@%+=:,./-?".utf8)
}

/// A `.env` file.
package struct DotenvFile: Equatable, Sendable {
  /// In the order they are printed.
  package var items: [Item]

  package init(_ items: [Item] = []) { self.items = items }

  /// A line of the file, or a few.
  package enum Item: Equatable, Sendable {
    /// Full-line comments, one for each line of the text, without `#`.
    case comment(String)
    /// The title of a section, set off by a blank line above.
    case heading(String)
    case entry(Entry)
    /// An entry that is commented out: an example of what may be set.
    case disabled(Entry)
    /// One blank line. Those at the edges and repeated ones are not printed.
    case blank
  }

  /// `NAME=value`, in a form that all readers take alike.
  package struct Entry: Equatable, Sendable {
    /// A name that a shell can set.
    package let name: String
    /// The value with its quotes.
    package let quotedValue: String

    /// - Returns: `nil` where the name is none (POSIX.1-2024 §3.216: letters, digits, `_`, not a
    ///   digit first), or no form says the value to every reader.
    package init?(_ name: String, _ value: String) {
      guard Entry.isName(name), let quoted = DotenvValue.quoted(value) else { return nil }
      self.name = name
      quotedValue = quoted
    }

    private static func isName(_ text: String) -> Bool { HCL.isIdentifier(text) }

    fileprivate var text: String { name + "=" + quotedValue }
  }

  /// The file's text; ends with one newline, empty where there are no items.
  package var text: String {
    var lines: [String] = []
    var needsBlank = false
    for item in items {
      if case .heading = item { needsBlank = true }
      if needsBlank, item != .blank, !lines.isEmpty { lines.append("") }
      needsBlank = item == .blank
      switch item {
      case .comment(let text): lines += Self.commented(text)
      case .heading(let text): lines += Self.commented("--- \(text) ---")
      case .entry(let entry): lines.append(entry.text)
      case .disabled(let entry): lines += Self.commented(entry.text)
      case .blank: break
      }
    }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  private static func commented(_ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { $0.allSatisfy(\.isWhitespace) ? "#" : "# " + $0 }
  }
}
