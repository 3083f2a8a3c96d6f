import CommandLine
import Diagnostics
import Platform

/// What was found and is known already: taken away before anything is reported.
struct ScanExceptions {
  let places: IgnoredPlaces
  let baseline: Baseline?
  let allowances: [Allowance]
  /// The folder that paths of exceptions begin at.
  let folder: String

  func apply(to totals: inout ScanTotals) {
    let before = totals.secrets.count
    totals.secrets.removeAll { found in
      places.contain(found, below: folder) || baseline?.contains(found.secret) == true
        || isOfAllowedCommit(found)
    }
    totals.known += before - totals.secrets.count
  }

  private func isOfAllowedCommit(_ found: FoundSecret) -> Bool {
    guard let commit = found.commit else { return false }
    return allowances.contains { allowance in
      !allowance.needsAll && allowance.commits.contains(commit)
        && (allowance.kinds.isEmpty || allowance.kinds.contains(found.secret.kind.id))
    }
  }
}
