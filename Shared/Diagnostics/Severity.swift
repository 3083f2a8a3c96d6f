/// How much a finding matters, from most to least; the names are those of SARIF 2.1.0 §3.27.10.
package enum Severity: String, Sendable, CaseIterable {
  /// Something that has to be changed.
  case error
  /// Something that is likely to be wrong.
  case warning
  /// Something worth knowing.
  case note
}

extension Severity: Comparable {
  /// Orders by weight: `note < warning < error`.
  package static func < (left: Severity, right: Severity) -> Bool { left.weight < right.weight }

  private var weight: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .error: 2
    }
  }
}
