/// One kind of secret, ready to be found by one thread: its patterns are compiled when they are first
/// needed.
final class KindMatcher {
  let kind: SecretKind
  /// Bytes by which a match may begin before the end of its trigger.
  private let width: Int
  /// Whether what it finds has to look random.
  var isGeneral: Bool { kind.filter == .assignment }
  private lazy var whole = KindMatcher.compiled(kind.wholePattern, isMultiline: !kind.isCustom)
  private lazy var unless = KindMatcher.compiled(kind.unless)
  private lazy var decoded = KindMatcher.compiled(kind.decoded)
  private lazy var files = KindMatcher.compiled(kind.files)

  init(_ kind: SecretKind, width: Int) {
    self.kind = kind
    self.width = kind.isOfFiles ? .max / 2 : width + kind.reach
  }

  /// What was found at a place.
  struct Candidate {
    let match: Range<Int>
    let secret: Range<Int>
    let isAccepted: Bool
  }

  func isOf(_ path: [UInt8]) -> Bool { files.map { $0.matches(path) } ?? true }

  /// Everything that begins before the end of one of some triggers and not too far from it.
  ///
  /// - Parameters:
  ///   - ends: Where triggers end, in order.
  ///   - openings: What values begin with that only their own kinds judge.
  /// - Throws: Where the pattern gives up.
  func candidates(
    in text: UnsafeBufferPointer<UInt8>, ends: [Int], openings: [[UInt8]]
  ) throws(CapturePattern.Exhausted) -> [Candidate] {
    var candidates: [Candidate] = []
    var start = 0
    for end in ends where end > start {
      start = max(start, end - width)
      while start <= end, let match = try whole?.match(in: text, starts: start...end) {
        let secret = match["secret"] ?? match[kind.group] ?? match.range
        let name = match["name"].map { Array(text[$0]) }
        candidates.append(
          Candidate(
            match: match.range, secret: secret,
            isAccepted: isAccepted(Array(text[secret]), name: name, openings)
              && !isExcused(match.range, in: text)))
        start = max(match.range.upperBound, start + 1)
      }
    }
    return candidates
  }

  private func isAccepted(_ secret: [UInt8], name: [UInt8]?, _ openings: [[UInt8]]) -> Bool {
    if kind.isCustom { return Randomness.entropy(secret) >= kind.entropy ?? 0 }
    let least = kind.entropy ?? Randomness.leastEntropy(length: secret.count)
    guard least > 0 else { return true }
    if Randomness.entropy(secret) < least || Dummy.isPlaceholder(secret) { return false }
    if Dummy.isDocumented(secret) || (secret.count < 80 && Randomness.hasRun(secret)) {
      return false
    }
    if let decoded, !decoded.matches(Base64.decoded(secret)) { return false }
    if !kind.near.isEmpty && !isRandom(secret) { return false }
    switch kind.filter {
    case nil: return true
    case .plain: return !Dummy.isReference(secret)
    case .url: return !Dummy.isReference(secret) && !secret.contains(UInt8(ascii: "$"))
    case .assignment:
      return !openings.contains(where: secret.starts)
        && Assignment(name: name ?? [], value: secret).isSecret
    }
  }

  /// Beside a provider's name anything of the right length could stand, so it has a digit and no words.
  private func isRandom(_ secret: [UInt8]) -> Bool {
    secret.contains { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } && !Randomness.isWordy(secret)
  }

  /// Whether its line says that it is something else.
  private func isExcused(_ match: Range<Int>, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let unless else { return false }
    return unless.matches(Array(Lines.around(match, in: text)))
  }

  private static func compiled(_ pattern: String, isMultiline: Bool = true) -> CapturePattern? {
    pattern.isEmpty ? nil : try? CapturePattern(pattern, isMultiline: isMultiline)
  }
}
