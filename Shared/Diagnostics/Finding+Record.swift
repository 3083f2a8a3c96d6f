import JSON

extension Finding {
  /// The `record` member of a finding in a record stream.
  package static let recordKind = "finding"

  /// The finding as a record of the stream; what is absent is left out.
  package var record: JSONValue {
    var object = JSONObject([
      ("record", .string(Finding.recordKind)), ("tool", .string(tool)), ("rule", .string(rule)),
      ("severity", .string(severity.rawValue)), ("message", .string(message)),
    ])
    object["remedy"] = remedy.map(JSONValue.string)
    object["path"] = path.map(JSONValue.string)
    object["line"] = line.map { .number(JSONNumber($0)) }
    object["column"] = column.map { .number(JSONNumber($0)) }
    object["pointer"] = pointer.map { .string($0.description) }
    object["fingerprint"] = .string(fingerprint)
    return .object(object)
  }

  /// Reads a record of the stream back. Members it doesn't know are ignored: a later version's.
  ///
  /// - Returns: `nil` where `record` is no finding, lacks `tool`, `rule`, `severity` or `message`,
  ///   or where a member has a type or value it can't have.
  package init?(record: JSONValue) {
    guard record["record"]?.string == Finding.recordKind,
      let tool = record["tool"]?.string, let rule = record["rule"]?.string,
      let severity = record["severity"]?.string.flatMap(Severity.init),
      let message = record["message"]?.string
    else { return nil }
    self.init(tool: tool, rule: rule, severity: severity, message: message)
    do {
      remedy = try Finding.text("remedy", of: record)
      path = try Finding.text("path", of: record)
      line = try Finding.ordinal("line", of: record)
      column = try Finding.ordinal("column", of: record)
      pointer = try Finding.text("pointer", of: record).map(Finding.pointer)
      if let given = try Finding.text("fingerprint", of: record) { fingerprint = given }
    } catch {
      return nil
    }
  }

  /// A member has a type or value that it can't have.
  private struct BadMember: Error {}

  private static func text(_ name: String, of record: JSONValue) throws(BadMember) -> String? {
    guard let value = record[name] else { return nil }
    guard let text = value.string else { throw BadMember() }
    return text
  }

  private static func ordinal(_ name: String, of record: JSONValue) throws(BadMember) -> Int? {
    guard let value = record[name] else { return nil }
    guard let number = value.integer, number >= 1 else { throw BadMember() }
    return number
  }

  private static func pointer(_ text: String) throws(BadMember) -> JSONPointer {
    guard let pointer = JSONPointer(parsing: text) else { throw BadMember() }
    return pointer
  }
}
