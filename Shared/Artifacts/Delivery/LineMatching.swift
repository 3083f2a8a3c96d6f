/// The shortest way from one list of lines to another (Myers, "An O(ND) Difference Algorithm", 1986).
struct LineMatching {
  private let old: [Int]
  private let new: [Int]
  private let prefix: Int
  private let suffix: Int

  /// Changes beyond this number are shown as all lines out, all lines in.
  private static let limit = 2000

  init(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) {
    // Equal lines get equal numbers, so that comparing them is cheap.
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    func number(_ line: ArraySlice<UInt8>) -> Int {
      let next = numbers.count
      if let known = numbers[line] { return known }
      numbers[line] = next
      return next
    }
    let oldNumbers = old.map(number)
    let newNumbers = new.map(number)
    let shorter = min(oldNumbers.count, newNumbers.count)
    let prefix = (0..<shorter).first { oldNumbers[$0] != newNumbers[$0] } ?? shorter
    let suffix =
      (0..<(shorter - prefix)).first {
        oldNumbers[oldNumbers.count - 1 - $0] != newNumbers[newNumbers.count - 1 - $0]
      } ?? (shorter - prefix)
    self.old = oldNumbers
    self.new = newNumbers
    self.prefix = prefix
    self.suffix = suffix
  }

  /// Every line of both, in order.
  func edits() -> [LineEdit] {
    var edits = (0..<prefix).map { LineEdit(kind: .keep, old: $0, new: $0) }
    edits += middle()
    for offset in stride(from: suffix, to: 0, by: -1) {
      edits.append(LineEdit(kind: .keep, old: old.count - offset, new: new.count - offset))
    }
    return edits
  }

  private func middle() -> [LineEdit] {
    let a = Array(old[prefix..<(old.count - suffix)])
    let b = Array(new[prefix..<(new.count - suffix)])
    guard let trace = LineMatching.trace(a, b) else {
      return a.indices.map { LineEdit(kind: .delete, old: prefix + $0, new: prefix) }
        + b.indices.map { LineEdit(kind: .insert, old: prefix + a.count, new: prefix + $0) }
    }
    return LineMatching.backtrack(trace, a.count, b.count).map {
      LineEdit(kind: $0.kind, old: prefix + $0.old, new: prefix + $0.new)
    }
  }

  /// The furthest points of each number of changes; `nil` where there are too many.
  private static func trace(_ a: [Int], _ b: [Int]) -> [[Int]]? {
    let most = min(a.count + b.count, limit)
    var furthest = [Int](repeating: 0, count: 2 * most + 3)
    let middle = most + 1
    var trace: [[Int]] = []
    for changes in 0...most {
      trace.append(Array(furthest[(middle - changes - 1)...(middle + changes + 1)]))
      for k in stride(from: -changes, through: changes, by: 2) {
        let goesDown =
          k == -changes || (k != changes && furthest[middle + k - 1] < furthest[middle + k + 1])
        var x = goesDown ? furthest[middle + k + 1] : furthest[middle + k - 1] + 1
        while x < a.count, x - k < b.count, a[x] == b[x - k] { x += 1 }
        furthest[middle + k] = x
        if x >= a.count && x - k >= b.count { return trace }
      }
    }
    return nil
  }

  /// The edits, from the end back to the beginning.
  private static func backtrack(_ trace: [[Int]], _ oldCount: Int, _ newCount: Int) -> [LineEdit] {
    var edits: [LineEdit] = []
    var (x, y) = (oldCount, newCount)
    for changes in stride(from: trace.count - 1, through: 0, by: -1) {
      let furthest = trace[changes]
      func at(_ k: Int) -> Int { furthest[k + changes + 1] }
      let k = x - y
      let goesDown = k == -changes || (k != changes && at(k - 1) < at(k + 1))
      let previous = goesDown ? k + 1 : k - 1
      let (startX, startY) = (at(previous), at(previous) - previous)
      while x > startX && y > startY && x > 0 && y > 0 {
        x -= 1
        y -= 1
        edits.append(LineEdit(kind: .keep, old: x, new: y))
      }
      if changes > 0 {
        edits.append(LineEdit(kind: goesDown ? .insert : .delete, old: startX, new: startY))
        (x, y) = (startX, startY)
      }
    }
    return edits.reversed()
  }
}
