/// What one look at something gave.
struct Outcome: Sendable {
  enum Grade: String, Sendable { case pass, warn, fail }

  var grade: Grade
  /// Why it isn't a pass, as a word that programs can tell: `conn_refused`.
  var reason: String?
  /// The same for people: never a secret, nor what a server said.
  var detail: String?
  /// What was measured besides the time, with its unit in the name: `usedPercent`.
  var measures: [Measure] = []
  /// Whether to wait longer than the interval before the next look: a wrong password may lock out.
  var holdsBack = false

  struct Measure: Sendable {
    let name: String
    let value: Double
  }

  static func pass(_ measures: [Measure] = []) -> Outcome {
    Outcome(grade: .pass, measures: measures)
  }

  static func warn(_ reason: String, _ detail: String, _ measures: [Measure] = []) -> Outcome {
    Outcome(grade: .warn, reason: reason, detail: detail, measures: measures)
  }

  static func fail(_ reason: String, _ detail: String, _ measures: [Measure] = []) -> Outcome {
    Outcome(grade: .fail, reason: reason, detail: detail, measures: measures)
  }

  init(_ failure: ProbeFailure) {
    grade = .fail
    reason = failure.reason
    detail = failure.detail
    holdsBack = failure.holdsBack
  }

  private init(
    grade: Grade, reason: String? = nil, detail: String? = nil, measures: [Measure]
  ) {
    self.grade = grade
    self.reason = reason
    self.detail = detail
    self.measures = measures
  }
}

/// Why a look failed.
struct ProbeFailure: Error, Equatable {
  /// As in ``Outcome``.
  var reason: String
  var detail: String
  var holdsBack = false

  init(_ reason: String, _ detail: String, holdsBack: Bool = false) {
    self.reason = reason
    self.detail = detail
    self.holdsBack = holdsBack
  }
}
