import JSON

/// The load of the machine over five minutes.
package struct LoadTarget: ProbeTarget {
  /// The load from which on it is told.
  package var warn = 4
  /// The load from which on it fails; never, where it is `nil`.
  package var fail: Int?

  package init() {}

  package init(warn: Int) { self.warn = warn }

  package static let kind = "load"
  package static let summary = "The load of the machine over five minutes."
  package static let fields: [Field<ProbeDraft<LoadTarget>>] = [
    .optional(
      "warn", \.target.warn, .integer("a load", 1...100_000), default: 4,
      "The load from which on it is told."),
    .optional(
      "fail", \.target.fail, .integer("a load", 1...100_000),
      "The load from which on it fails; never without it."),
  ]

  package var members: [(String, JSONValue)] {
    [("warn", .number(JSONNumber(warn)))]
      + present([("fail", fail.map { .number(JSONNumber($0)) })])
  }

  package var faults: [TargetFault] {
    fail.map { $0 < warn } == true
      ? [TargetFault("warn", "\"warn\" is above \"fail\"", do: "make it the lower one")] : []
  }
}
