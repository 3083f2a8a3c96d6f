import Diagnostics

/// What the next commit would add: the lines that are staged, looked at in the whole of their files.
struct StagedScan {
  let repository: GitRepository

  /// A file that is staged.
  struct Change: Equatable {
    let path: String
    let id: String
    /// Lines that the commit adds or changes.
    var lines: [ClosedRange<Int>] = []
  }

  func totals(by engine: ScanEngine) throws(Failure) -> ScanTotals {
    let changes = try changes()
    let blobs = changes.filter { !Exclusion.isForeign(path: $0.path) }
      .map { Blob(id: $0.id, path: $0.path) }
    var totals = try BlobScan(engine: engine, repository: repository).totals(of: blobs)
    let lines = Dictionary(changes.map { ($0.path, $0.lines) }) { $1 }
    totals.secrets.removeAll { found in
      let range = found.secret.line...found.secret.lastLine
      return lines[found.path]?.contains { $0.overlaps(range) } != true
    }
    return totals
  }

  private func changes() throws(Failure) -> [Change] {
    let options = [
      "diff", "--cached", "--raw", "--patch", "-z", "--unified=0", "--no-abbrev", "--no-renames",
      "--no-color", "--no-ext-diff", "--no-textconv", "--diff-filter=AM", "--ignore-submodules",
    ]
    return StagedScan.changes(in: try repository.output(options))
  }

  /// Reads the records, each `:MODES OLD NEW STATUS NUL PATH NUL`, and the patches, which come behind them
  /// in the same order (git-diff(1), raw output format).
  static func changes(in output: [UInt8]) -> [Change] {
    let zero: UInt8 = 0
    var changes: [Change] = []
    var rest = output[...]
    while rest.first == UInt8(ascii: ":"), let end = rest.firstIndex(of: zero),
      let pathEnd = rest[(end + 1)...].firstIndex(of: zero)
    {
      let words = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
      if words.count == 5 {
        let path = String(decoding: rest[(end + 1)..<pathEnd], as: UTF8.self)
        changes.append(Change(path: path, id: String(words[3])))
      }
      rest = rest[(pathEnd + 1)...]
    }
    var index = -1
    for line in rest.split(separator: UInt8(ascii: "\n")) {
      if line.starts(with: "diff --git ".utf8) || line.starts(with: "\0diff --git ".utf8) {
        index += 1
      } else if line.starts(with: "@@ -".utf8), changes.indices.contains(index) {
        added(String(decoding: line, as: UTF8.self)).map { changes[index].lines.append($0) }
      }
    }
    return changes
  }

  /// `@@ -3,0 +4,2 @@` adds the lines 4 and 5.
  private static func added(_ header: String) -> ClosedRange<Int>? {
    guard let word = header.split(separator: " ").first(where: { $0.hasPrefix("+") }) else {
      return nil
    }
    let numbers = word.dropFirst().split(separator: ",").compactMap { Int($0) }
    let count = numbers.count > 1 ? numbers[1] : 1
    guard let start = numbers.first, count > 0 else { return nil }
    return start...(start + count - 1)
  }
}
