/// A secret, and where it was found.
struct FoundSecret: Sendable {
  let path: String
  let secret: Secret
  /// The version of the file, where a repository keeps it, and the commit that brought it.
  var blob: String?
  var commit: String?
}

/// What a scan has looked at, and what it has found.
struct ScanTotals: Sendable {
  var secrets: [FoundSecret] = []
  /// Texts that were looked at, and their bytes.
  var texts = 0
  var bytes = 0
  /// Files that hold no text, and files and folders that aren't the project's.
  var binaries = 0
  var passedOver = 0
  /// Secrets that were found and are known already.
  var known = 0
  /// What should have been looked at and wasn't, a line each.
  var faults: [String] = []

  static func += (left: inout ScanTotals, right: ScanTotals) {
    left.secrets += right.secrets
    left.texts += right.texts
    left.bytes += right.bytes
    left.binaries += right.binaries
    left.passedOver += right.passedOver
    left.known += right.known
    left.faults += right.faults
  }

  /// By path and place: threads come to files in any order.
  mutating func sort() {
    secrets.sort { ($0.path, $0.secret.offset) < ($1.path, $1.secret.offset) }
    faults.sort()
  }
}
