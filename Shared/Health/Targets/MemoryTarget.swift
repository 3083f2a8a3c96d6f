import JSON

/// Memory that is left to the daemon's control group, or to the machine.
package struct MemoryTarget: ProbeTarget {
  package var thresholds = MemoryTarget.standard

  static let standard = Thresholds(warn: 85, fail: 95)

  package init() {}

  package init(_ thresholds: Thresholds) { self.thresholds = thresholds }

  package static let kind = "memory"
  package static let summary =
    "Memory that is left: of the control group where that has a limit, and of the machine."
  package static let fields: [Field<ProbeDraft<MemoryTarget>>] =
    Thresholds.fields(
      warn: \.target.thresholds.warn, fail: \.target.thresholds.fail, standard: standard)

  package var members: [(String, JSONValue)] { thresholds.members }
  package var faults: [TargetFault] { thresholds.faults }
}
