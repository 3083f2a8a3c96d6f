/// What a configuration lets stand (gitleaks 8.30, README, allowlists).
struct Allowance: Sendable {
  /// What patterns are held against.
  enum Target: String, Sendable { case secret, match, line }

  /// The kinds that it is for; all where it is empty.
  var kinds: Set<String> = []
  /// Whether all of what follows that is given must hold, and not one of it.
  var needsAll = false
  var commits: Set<String> = []
  var paths: [String] = []
  var patterns: [String] = []
  var target = Target.secret
  /// Parts of secrets, in lower case.
  var words: [String] = []
}

/// An allowance with its patterns compiled, for one thread.
final class AllowanceMatcher {
  private let allowance: Allowance
  private let paths: [CapturePattern]
  private let patterns: [CapturePattern]

  /// - Throws: The first pattern that is none.
  init(_ allowance: Allowance) throws(CapturePattern.Fault) {
    self.allowance = allowance
    var compiled: [[CapturePattern]] = []
    for texts in [allowance.paths, allowance.patterns] {
      var patterns: [CapturePattern] = []
      for text in texts { patterns.append(try CapturePattern(text, isMultiline: false)) }
      compiled.append(patterns)
    }
    paths = compiled[0]
    patterns = compiled[1]
  }

  /// Whether a match stands.
  func allows(
    _ candidate: KindMatcher.Candidate, of kind: String, path: String,
    in text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard allowance.kinds.isEmpty || allowance.kinds.contains(kind) else { return false }
    var answers: [Bool] = []
    if !paths.isEmpty {
      let bytes = Array(path.utf8)
      answers.append(paths.contains { $0.matches(bytes) })
    }
    if !patterns.isEmpty {
      let target = target(candidate, in: text)
      answers.append(patterns.contains { $0.matches(target) })
    }
    if !allowance.words.isEmpty {
      let secret = String(decoding: text[candidate.secret], as: UTF8.self).lowercased()
      answers.append(allowance.words.contains { secret.contains($0) })
    }
    if allowance.needsAll {
      return !answers.isEmpty && allowance.commits.isEmpty && !answers.contains(false)
    }
    return answers.contains(true)
  }

  private func target(
    _ candidate: KindMatcher.Candidate, in text: UnsafeBufferPointer<UInt8>
  ) -> [UInt8] {
    switch allowance.target {
    case .secret: Array(text[candidate.secret])
    case .match: Array(text[candidate.match])
    case .line: Array(Lines.around(candidate.match, in: text))
    }
  }
}
