import JSON
import YAMLReader

extension YAMLParser {
  static func parse(_ text: String, limits: YAMLLimits = YAMLLimits()) throws -> [YAMLNode] {
    try parse(Array(text.utf8), limits: limits)
  }

  static func parseOne(_ text: String, limits: YAMLLimits = YAMLLimits()) throws -> YAMLNode {
    try parseOne(Array(text.utf8), limits: limits)
  }

  /// What is said of a text: `LINE:COLUMN: MESSAGE`; its values where nothing is.
  static func verdict(on bytes: [UInt8], limits: YAMLLimits = YAMLLimits()) -> String {
    do {
      return "reads as \(try parse(bytes, limits: limits).map(\.json).map(\.text))"
    } catch {
      return "\(error)"
    }
  }
}

extension JSONValue {
  var text: String { String(decoding: JSONPrinter.compact(self), as: UTF8.self) }
}
