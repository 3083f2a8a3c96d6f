/// What the user may have meant.
package enum Suggestion {
  /// The candidate that is most like `word`, or `nil` where none is like enough.
  ///
  /// Likeness is the optimal string alignment distance (insertions, deletions, substitutions and
  /// swaps of neighbours), whatever the case: at most one, or a third of the word's length. Ties
  /// go to the earlier candidate. A candidate that shares no character is never like enough.
  ///
  /// - Complexity: O(candidates × length × bound).
  package static func nearest(to word: String, among candidates: [String]) -> String? {
    let letters = Array(word.lowercased().unicodeScalars)
    let bound = max(1, letters.count / 3)
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let other = Array(candidate.lowercased().unicodeScalars)
      let limit = min(best.map { $0.distance - 1 } ?? bound, max(letters.count, other.count) - 1)
      guard limit >= 0, let found = distance(letters, other, atMost: limit) else { continue }
      if found == 0 { return candidate }
      best = (candidate, found)
    }
    return best?.candidate
  }

  /// The distance between two words where it is at most `bound`, else `nil`.
  static func distance(
    _ left: [Unicode.Scalar], _ right: [Unicode.Scalar], atMost bound: Int
  ) -> Int? {
    guard abs(left.count - right.count) <= bound else { return nil }
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    let far = bound + 1
    var beforePrevious: [Int] = []
    var previous = (0...right.count).map { min($0, far) }
    for row in 1...left.count {
      var current = [Int](repeating: far, count: right.count + 1)
      if row <= bound { current[0] = row }
      let columns = max(1, row - bound)...max(1, min(right.count, row + bound))
      for column in columns {
        let isSame = left[row - 1] == right[column - 1]
        var cost = min(previous[column], current[column - 1]) + 1
        cost = min(cost, previous[column - 1] + (isSame ? 0 : 1))
        if row > 1, column > 1, left[row - 1] == right[column - 2],
          left[row - 2] == right[column - 1]
        {
          cost = min(cost, beforePrevious[column - 2] + 1)
        }
        current[column] = min(cost, far)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[right.count] <= bound ? previous[right.count] : nil
  }
}
