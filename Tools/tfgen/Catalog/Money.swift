import JSON

/// An amount of US dollars, in whole cents: sums are exact.
struct Money: Hashable, Comparable, Sendable {
  let cents: Int

  static let zero = Money(cents: 0)

  static func < (left: Money, right: Money) -> Bool { left.cents < right.cents }
  static func + (left: Money, right: Money) -> Money { Money(cents: left.cents + right.cents) }
  static func * (left: Money, count: Int) -> Money { Money(cents: left.cents * count) }

  /// A share of it, rounded to the nearest cent; half a cent is rounded up.
  func percent(_ share: Int) -> Money { Money(cents: (cents * share + 50) / 100) }

  static let shape = Shape<Int>.integer("cents", 1...100_000_000).map { Money(cents: $0) }

  /// As a number with two decimals, as it is printed.
  var json: JSONValue { .number(JSONNumber(validated: description)) }
}

extension Money: CustomStringConvertible {
  /// `249.60`
  var description: String {
    let fraction = String(abs(cents) % 100)
    return (cents < 0 ? "-" : "") + "\(abs(cents) / 100)."
      + (fraction.utf8.count < 2 ? "0" : "") + fraction
  }
}
