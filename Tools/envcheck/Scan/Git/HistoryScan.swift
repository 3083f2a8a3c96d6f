import Diagnostics

/// Every version of every file in a history, each looked at once.
struct HistoryScan {
  let repository: GitRepository
  /// The commits, as `git log` takes them: `main..HEAD`; all of all branches where it is `nil`.
  let range: String?

  private var commits: [String] {
    (range.map { ["--end-of-options", $0] } ?? ["--all", "HEAD"]) + ["--"]
  }

  func totals(by engine: ScanEngine) throws(Failure) -> ScanTotals {
    let list = try repository.output(
      ["rev-list", "--objects", "--in-commit-order", "--filter=object:type=blob"] + commits)
    let blobs = HistoryScan.blobs(in: list)
    let own = blobs.filter { !Exclusion.isForeign(path: $0.path) }
    var totals = try BlobScan(engine: engine, repository: repository).totals(of: own)
    totals.passedOver = blobs.count - own.count
    HistoryScan.keepFirst(of: &totals.secrets, among: own)
    if totals.secrets.isEmpty { return totals }
    let origins = HistoryScan.origins(
      in: try repository.output(
        ["log", "--raw", "--no-abbrev", "--no-renames", "-m", "--format=commit %H"] + commits),
      of: Set(totals.secrets.compactMap(\.blob)))
    for index in totals.secrets.indices {
      totals.secrets[index].commit = totals.secrets[index].blob.flatMap { origins[$0] }
    }
    return totals
  }

  /// Keeps, of a secret that many versions of a file have, that of the oldest.
  private static func keepFirst(of secrets: inout [FoundSecret], among blobs: [Blob]) {
    // The newest come first.
    let ages = Dictionary(blobs.enumerated().map { ($1.id, $0) }) { first, _ in first }
    var oldest: [String: Int] = [:]
    func key(_ found: FoundSecret) -> String {
      "\(found.path)\0\(found.secret.kind.id)\0\(found.secret.text)"
    }
    func age(_ found: FoundSecret) -> Int { found.blob.flatMap { ages[$0] } ?? 0 }
    for found in secrets { oldest[key(found)] = max(oldest[key(found)] ?? 0, age(found)) }
    secrets.removeAll { oldest[key($0)] != age($0) }
  }

  /// Lines of `DIGEST PATH`; those without a path are commits and tags.
  static func blobs(in list: [UInt8]) -> [Blob] {
    list.split(separator: UInt8(ascii: "\n")).compactMap { line in
      guard let space = line.firstIndex(of: UInt8(ascii: " ")), space + 1 < line.endIndex else {
        return nil
      }
      return Blob(
        id: String(decoding: line[..<space], as: UTF8.self),
        path: String(decoding: line[(space + 1)...], as: UTF8.self))
    }
  }

  /// The first commit of each version: a log comes newest first.
  static func origins(in log: [UInt8], of blobs: Set<String>) -> [String: String] {
    var origins: [String: String] = [:]
    var commit = ""
    for line in log.split(separator: UInt8(ascii: "\n")) {
      if line.starts(with: "commit ".utf8) {
        commit = String(decoding: line.dropFirst(7), as: UTF8.self)
      } else if line.first == UInt8(ascii: ":") {
        let words = line.split(separator: UInt8(ascii: " "), maxSplits: 4)
        guard words.count == 5 else { continue }
        let id = String(decoding: words[3], as: UTF8.self)
        if blobs.contains(id) { origins[id] = commit }
      }
    }
    return origins
  }
}
