extension [Finding] {
  /// By place, each thing once, and each with a fingerprint of its own.
  package func ordered() -> [Finding] {
    var seen: Set<String> = []
    let unique = filter { finding in
      let key = [finding.path ?? "", finding.rule, finding.message, "\(finding.line ?? 0)"]
      return seen.insert(key.joined(separator: "\0")).inserted
    }
    let sorted = unique.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      let (from, to) = (one.path ?? "", other.path ?? "")
      if from != to { return from < to }
      let place = (one.line ?? 0, one.column ?? 0, left.offset)
      return place < (other.line ?? 0, other.column ?? 0, right.offset)
    }
    return sorted.map(\.element).toldApart
  }

  /// Of those that say the same, their number counts, too.
  private var toldApart: [Finding] {
    var counts: [String: Int] = [:]
    return map { finding in
      let count = counts[finding.fingerprint, default: 0]
      counts[finding.fingerprint] = count + 1
      if count == 0 { return finding }
      var finding = finding
      finding.subject = "\(finding.subject ?? "")\0\(count)"
      return finding
    }
  }
}
