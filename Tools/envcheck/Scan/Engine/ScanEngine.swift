import Platform

/// What threads that scan have in common: the kinds, and the set of their first patterns.
struct ScanEngine: Sendable {
  let table: KindTable
  let set: PatternSet
  /// For each of the first patterns of ``set``, the index of its kind.
  let kindOfPattern: [Int]
  /// The rest of its patterns.
  let encoded: [EncodedOpening]
  /// What values begin with that only their own kinds judge: the fixed starts of tokens.
  let openings: [[UInt8]]
  /// What may stand.
  let allowances: [Allowance]
  /// What is found by its value.
  var known: KnownValues?

  /// - Parameter cache: The folder of compiled sets; `nil` for none.
  init(
    table: KindTable, allowances: [Allowance] = [], cache: String?
  ) throws(PatternSet.Fault) {
    self.table = table
    self.allowances = allowances
    kindOfPattern = table.kinds.indices.filter { !table.kinds[$0].isOfFiles }
    encoded = EncodedOpening.all(of: table.kinds)
    let patterns = kindOfPattern.map { table.kinds[$0].firstPattern } + encoded.map(\.pattern)
    set = try PatternCache(folder: cache).set(of: patterns)
    let own = table.kinds.map(\.opening).filter { opening in
      opening.utf8.count >= 4 && opening.utf8.contains { "_-.".utf8.contains($0) }
    }
    openings = (own + ["xox"]).map { Array($0.utf8) }
  }
}
