/// One thread's hands: finds secrets in texts.
final class TextScanner {
  private let engine: ScanEngine
  private let scratch: PatternSet.Scratch
  private let knownScratch: PatternSet.Scratch?
  private let matchers: [KindMatcher]
  /// Kinds that have no trigger, but files.
  private let kindsOfFiles: [Int]
  /// The paths of all their files.
  private let pathsOfKinds: CapturePattern?
  private let allowances: [AllowanceMatcher]
  /// Kinds whose pattern gave up on a text, so that not all of it was looked at.
  private(set) var exhausted: [(kind: String, path: String)] = []

  /// - Returns: `nil` where there is no memory.
  init?(_ engine: ScanEngine) {
    guard let scratch = PatternSet.Scratch(for: engine.set) else { return nil }
    self.engine = engine
    allowances = engine.allowances.compactMap { try? AllowanceMatcher($0) }
    self.scratch = scratch
    knownScratch = engine.known.flatMap { PatternSet.Scratch(for: $0.set) }
    var widths = [Int](repeating: 0, count: engine.table.kinds.count)
    for (pattern, kind) in engine.kindOfPattern.enumerated() {
      widths[kind] = engine.set.widths[pattern]
    }
    matchers = zip(engine.table.kinds, widths).map { KindMatcher($0, width: $1) }
    kindsOfFiles = engine.table.kinds.indices.filter { engine.table.kinds[$0].isOfFiles }
    let paths = kindsOfFiles.map { "(?:\(engine.table.kinds[$0].files))" }
    pathsOfKinds = paths.isEmpty ? nil : try? CapturePattern(paths.joined(separator: "|"))
  }

  /// The secrets of a text, in order of their places; each once, as the first kind that it is.
  ///
  /// - Parameters:
  ///   - path: For kinds that are looked for in some files only.
  ///   - firstLine: The number of the text's first line.
  ///   - depth: How many encodings may lie over one another.
  func secrets(
    in text: UnsafeBufferPointer<UInt8>, path: String, firstLine: Int = 1, depth: Int = 2
  ) -> [Secret] {
    let hits = engine.set.hits(in: text, scratch)
    var found: [(kind: SecretKind, candidate: KindMatcher.Candidate)] = []
    var taken = Spans()
    var dismissed = Spans()
    for (index, ends) in places(hits, in: text, path: path) {
      let matcher = matchers[index]
      for candidate in candidates(matcher, in: text, ends: ends, path: path) {
        guard candidate.isAccepted else {
          dismissed.insert(candidate.secret)
          continue
        }
        // What a known kind has passed over isn't a secret by another name.
        if matcher.isGeneral && dismissed.overlap(candidate.secret) { continue }
        if taken.overlap(candidate.secret) { continue }
        taken.insert(candidate.secret)
        if !isAllowed(candidate, of: matcher.kind.id, path: path, in: text) {
          found.append((matcher.kind, candidate))
        }
      }
    }
    found += known(in: text, path: path).filter { other in
      !taken.overlap(other.candidate.secret)
        && !isAllowed(other.candidate, of: other.kind.id, path: path, in: text)
    }
    let plain = TextScanner.placed(found, in: text, from: firstLine)
    guard depth > 0, hits.contains(where: { $0.pattern >= engine.kindOfPattern.count }) else {
      return plain
    }
    let others = decoded(hits, in: text, path: path, firstLine: firstLine, depth: depth - 1)
    return (plain + others.filter { other in !taken.contain(other.offset) })
      .sorted { $0.offset < $1.offset }
  }

  /// Values of local variables, but not where they are said.
  private func known(
    in text: UnsafeBufferPointer<UInt8>, path: String
  ) -> [(kind: SecretKind, candidate: KindMatcher.Candidate)] {
    guard let known = engine.known, let knownScratch else { return [] }
    return known.set.hits(in: text, knownScratch).compactMap { hit in
      let origin = known.origins[hit.pattern]
      if known.mayBeAtHome && origin.file == path { return nil }
      var kind = SecretKind()
      kind.id = "known-secret"
      kind.what = "the value of \(origin.name) in \(origin.file)"
      let range = (hit.end - known.values[hit.pattern].count)..<hit.end
      return (kind, KindMatcher.Candidate(match: range, secret: range, isAccepted: true))
    }
  }

  /// Secrets in what is written in another encoding, at the place where that begins.
  private func decoded(
    _ hits: [PatternSet.Hit], in text: UnsafeBufferPointer<UInt8>, path: String, firstLine: Int,
    depth: Int
  ) -> [Secret] {
    var secrets: [Secret] = []
    var lines = Lines(text, from: firstLine)
    var seen: [(range: Range<Int>, encoding: Encoding)] = []
    for hit in hits where hit.pattern >= engine.kindOfPattern.count {
      let opening = engine.encoded[hit.pattern - engine.kindOfPattern.count]
      let place = (hit.end - opening.count)..<hit.end
      if seen.contains(where: { $0.encoding == opening.encoding && $0.range.overlaps(place) }) {
        continue
      }
      guard let (range, inner) = opening.encoding.decoded(around: place, in: text) else { continue }
      seen.append((range, opening.encoding))
      if Lines.isAllowed(range, in: text) { continue }
      let found = inner.withUnsafeBufferPointer { self.secrets(in: $0, path: path, depth: depth) }
      if found.isEmpty { continue }
      let start = lines.place(of: max(range.lowerBound, lines.offset))
      secrets += found.map {
        Secret(
          kind: $0.kind, value: $0.value, offset: range.lowerBound, line: start.line,
          column: start.column, lastLine: start.line, encoding: opening.encoding)
      }
    }
    return secrets
  }

  private func isAllowed(
    _ candidate: KindMatcher.Candidate, of kind: String, path: String,
    in text: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    Lines.isAllowed(candidate.match, in: text)
      || allowances.contains { $0.allows(candidate, of: kind, path: path, in: text) }
  }

  /// Kinds to look for, in the table's order, and where their triggers end.
  private func places(
    _ hits: [PatternSet.Hit], in text: UnsafeBufferPointer<UInt8>, path: String
  ) -> [(kind: Int, ends: [Int])] {
    let bytes = Array(path.utf8)
    let isOfFile = pathsOfKinds?.matches(bytes) == true
    let ofFiles = isOfFile ? kindsOfFiles.filter { matchers[$0].isOf(bytes) } : []
    if hits.isEmpty && ofFiles.isEmpty { return [] }
    var ends: [Int: [Int]] = [:]
    for hit in hits where hit.pattern < engine.kindOfPattern.count {
      ends[engine.kindOfPattern[hit.pattern], default: []].append(hit.end)
    }
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
