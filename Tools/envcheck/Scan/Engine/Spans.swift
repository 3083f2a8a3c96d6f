/// Parts of a text that don't overlap, in order.
struct Spans {
  private var spans: [Range<Int>] = []

  func overlap(_ range: Range<Int>) -> Bool {
    let index = index(of: range)
    return index < spans.count && spans[index].overlaps(range)
  }

  func contain(_ offset: Int) -> Bool { overlap(offset..<offset + 1) }

  /// Adds a part, unless it overlaps one that is there.
  mutating func insert(_ range: Range<Int>) {
    let index = index(of: range)
    if index < spans.count && spans[index].overlaps(range) { return }
    spans.insert(range, at: index)
  }

  /// The first that ends behind the start of a range.
  private func index(of range: Range<Int>) -> Int {
    var low = 0
    var high = spans.count
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].upperBound <= range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
