import JSON
import Model

/// Two bounds in per cent: from the first on something is told, from the second on it fails.
package struct Thresholds: Equatable, Sendable {
  package var warn: Int
  package var fail: Int

  package init(warn: Int, fail: Int) {
    self.warn = warn
    self.fail = fail
  }

  static func fields<Root>(
    warn: any WritableKeyPath<Root, Int> & Sendable,
    fail: any WritableKeyPath<Root, Int> & Sendable, standard: Thresholds
  ) -> [Field<Root>] {
    [
      .optional(
        "warn", warn, .percent, default: .number(JSONNumber(standard.warn)),
        "The per cent in use from which on it is told."),
      .optional(
        "fail", fail, .percent, default: .number(JSONNumber(standard.fail)),
        "The per cent in use from which on it fails."),
    ]
  }

  var members: [(String, JSONValue)] {
    [("warn", .number(JSONNumber(warn))), ("fail", .number(JSONNumber(fail)))]
  }

  var faults: [TargetFault] {
    warn <= fail
      ? []
      : [
        TargetFault(
          "warn", "\"warn\" is \(warn), above \"fail\", \(fail)", do: "make it the lower one")
      ]
  }
}
