import Platform

/// What threads that scan have in common: the kinds, and the set of their first patterns.
struct ScanEngine: Sendable {
  let table: KindTable
  let set: PatternSet
  /// For each pattern of ``set``, the index of its kind.
  let kindOfPattern: [Int]
  /// What values begin with that only their own kinds judge: the fixed starts of tokens.
  let openings: [[UInt8]]

  /// - Parameter cache: The folder of compiled sets; `nil` for none.
  init(table: KindTable, cache: String?) throws(PatternSet.Fault) {
    self.table = table
    kindOfPattern = table.kinds.indices.filter { !table.kinds[$0].isOfFiles }
    let patterns = kindOfPattern.map { table.kinds[$0].firstPattern }
    set = try PatternCache(folder: cache).set(of: patterns)
    let own = table.kinds.map(\.opening).filter { opening in
      opening.utf8.count >= 4 && opening.utf8.contains { "_-.".utf8.contains($0) }
    }
    openings = (own + ["xox"]).map { Array($0.utf8) }
  }
}

/// One thread's hands: finds secrets in texts.
final class TextScanner {
  private let engine: ScanEngine
  private let scratch: PatternSet.Scratch
  private let matchers: [KindMatcher]
  /// Kinds that have no trigger, but files.
  private let kindsOfFiles: [Int]
  /// Kinds whose pattern gave up on a text, so that not all of it was looked at.
  private(set) var exhausted: [(kind: String, path: String)] = []

  /// - Returns: `nil` where there is no memory.
  init?(_ engine: ScanEngine) {
    guard let scratch = PatternSet.Scratch(for: engine.set) else { return nil }
    self.engine = engine
    self.scratch = scratch
    var widths = [Int](repeating: 0, count: engine.table.kinds.count)
    for (pattern, kind) in engine.kindOfPattern.enumerated() {
      widths[kind] = engine.set.widths[pattern]
    }
    matchers = zip(engine.table.kinds, widths).map { KindMatcher($0, width: $1) }
    kindsOfFiles = engine.table.kinds.indices.filter { engine.table.kinds[$0].isOfFiles }
  }

  /// The secrets of a text, in order of their places; each once, as the first kind that it is.
  ///
  /// - Parameters:
  ///   - path: For kinds that are looked for in some files only.
  ///   - firstLine: The number of the text's first line.
  func secrets(
    in text: UnsafeBufferPointer<UInt8>, path: String, firstLine: Int = 1
  ) -> [Secret] {
    var found: [(kind: SecretKind, candidate: KindMatcher.Candidate)] = []
    var judged: [Range<Int>] = []
    for (index, ends) in places(in: text, path: path) {
      let matcher = matchers[index]
      for candidate in candidates(matcher, in: text, ends: ends, path: path) {
        let isTaken = judged.contains { $0.overlaps(candidate.secret) }
        if !isTaken && candidate.isAccepted && !Lines.isAllowed(candidate.match, in: text) {
          found.append((matcher.kind, candidate))
        }
        // What a known kind has passed over isn't a secret by another name.
        if candidate.isAccepted || !matcher.isGeneral { judged.append(candidate.secret) }
      }
    }
    return TextScanner.placed(found, in: text, from: firstLine)
  }

  /// Kinds to look for, in the table's order, and where their triggers end.
  private func places(
    in text: UnsafeBufferPointer<UInt8>, path: String
  ) -> [(kind: Int, ends: [Int])] {
    let hits = engine.set.hits(in: text, scratch)
    let bytes = Array(path.utf8)
    let ofFiles = kindsOfFiles.filter { matchers[$0].isOf(bytes) }
    if hits.isEmpty && ofFiles.isEmpty { return [] }
    var ends: [Int: [Int]] = [:]
    for hit in hits { ends[engine.kindOfPattern[hit.pattern], default: []].append(hit.end) }
    for kind in ofFiles { ends[kind] = [text.count] }
    return ends.sorted { $0.key < $1.key }
      .filter { matchers[$0.key].kind.files.isEmpty || matchers[$0.key].isOf(bytes) }
      .map { ($0.key, $0.value) }
  }

  private func candidates(
    _ matcher: KindMatcher, in text: UnsafeBufferPointer<UInt8>, ends: [Int], path: String
  ) -> [KindMatcher.Candidate] {
    do throws(CapturePattern.Exhausted) {
      return try matcher.candidates(in: text, ends: ends, openings: engine.openings)
    } catch {
      exhausted.append((matcher.kind.id, path))
      return []
    }
  }

  private static func placed(
    _ found: [(kind: SecretKind, candidate: KindMatcher.Candidate)],
    in text: UnsafeBufferPointer<UInt8>, from line: Int
  ) -> [Secret] {
    var lines = Lines(text, from: line)
    return found.sorted { $0.candidate.secret.lowerBound < $1.candidate.secret.lowerBound }
      .map { kind, candidate in
        let place = lines.place(of: candidate.secret.lowerBound)
        let rest = text[candidate.secret.lowerBound..<candidate.match.upperBound]
        return Secret(
          kind: kind, value: Array(text[candidate.secret]), offset: candidate.secret.lowerBound,
          line: place.line, column: place.column,
          lastLine: place.line + rest.count { $0 == UInt8(ascii: "\n") })
      }
  }
}
