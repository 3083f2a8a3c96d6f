/// The part of TOML 1.0 that gitleaks' configuration needs.
struct TOML {
  enum Value {
    case string(String)
    /// Printed as a literal string where it can be, so that patterns need no escapes.
    case pattern(String)
    case boolean(Bool)
    case integer(Int)
    case list([Value])
  }

  /// A table, `[name]`, or an element of an array of tables, `[[name]]`; without a name, the root.
  struct Table {
    var name = ""
    var isElement = false
    var comment: String?
    var entries: [(String, Value)]
  }

  var tables: [Table]

  var text: String { tables.map(text).joined(separator: "\n") }

  private func text(_ table: Table) -> String {
    var lines = table.comment.map { ["# \($0)"] } ?? []
    if !table.name.isEmpty {
      lines.append(table.isElement ? "[[\(table.name)]]" : "[\(table.name)]")
    }
    lines += table.entries.map { "\($0) = \(text($1))" }
    return lines.joined(separator: "\n") + "\n"
  }

  private func text(_ value: Value) -> String {
    switch value {
    case .string(let text): quoted(text)
    case .pattern(let text): canBeLiteral(text) ? "'''\(text)'''" : quoted(text)
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .list(let values):
      values.count > 1
        ? "[\n" + values.map { "  \(text($0)),\n" }.joined() + "]"
        : "[" + values.map(text).joined() + "]"
    }
  }

  /// Whether a multi-line literal string says it: it knows no escapes, and a quote at its end would
  /// stand beside its own (TOML 1.0, String).
  private func canBeLiteral(_ text: String) -> Bool {
    !text.contains("'''") && !text.hasSuffix("'")
      && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }
  }

  /// A basic string (TOML 1.0, String).
  private func quoted(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "\"": "\\\""
      case "\\": "\\\\"
      case "\n": "\\n"
      case "\t": "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7f:
        "\\u" + String(repeating: "0", count: scalar.value < 0x10 ? 3 : 2)
          + String(scalar.value, radix: 16, uppercase: true)
      default: String(scalar)
      }
    }
    return "\"" + escaped.joined() + "\""
  }
}
