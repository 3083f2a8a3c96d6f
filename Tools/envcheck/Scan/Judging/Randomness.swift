import Glibc

/// Whether a text was drawn by chance, as keys are, or written by people.
enum Randomness {
  /// The entropy of a text by the frequency of its bytes, in bits a byte (Shannon, 1948).
  static func entropy(_ text: [UInt8]) -> Double {
    var counts = [Int](repeating: 0, count: 256)
    for byte in text { counts[Int(byte)] += 1 }
    let length = Double(text.count)
    return counts.reduce(into: 0.0) { sum, count in
      if count > 0 { sum -= Double(count) / length * log2(Double(count) / length) }
    }
  }

  /// What a random text of a length has at the least, by far: the entropy of a constant is 0, that of
  /// `n` different bytes is log2(n).
  static func leastEntropy(length: Int) -> Double {
    0.55 * min(log2(Double(max(1, length))), 4)
  }

  /// Whether it is made of words: most pairs of neighbouring letters are frequent in them. In English and
  /// in names of code 93 % of pairs are of those here, of random ones 36 %.
  static func isWordy(_ text: [UInt8]) -> Bool {
    if text.count >= 16 && text.allSatisfy(isHexadecimal) { return false }
    var pairs = 0
    var frequent = 0
    for (first, second) in zip(text, text.dropFirst()) where !isHump(first, second) {
      guard let first = letter(first), let second = letter(second) else { continue }
      pairs += 1
      if followers[first] >> UInt32(second) & 1 == 1 { frequent += 1 }
    }
    return pairs >= 8 && frequent * 100 >= pairs * 72 + 100
  }

  /// Whether ten bytes or more follow each other as in an alphabet, or as in `0123456789`.
  static func hasRun(_ text: [UInt8]) -> Bool {
    var length = 1
    for (first, second) in zip(text, text.dropFirst()) {
      length = second == first &+ 1 ? length + 1 : 1
      if length >= 10 { return true }
    }
    return false
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
    case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): true
    default: false
    }
  }

  /// Whether one word ends and another begins: `aB`.
  private static func isHump(_ first: UInt8, _ second: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= first
      && UInt8(ascii: "A")...UInt8(ascii: "Z") ~= second
  }

  /// The letter's place in the alphabet, whatever its case.
  private static func letter(_ byte: UInt8) -> Int? {
    let lower = byte | 0x20
    return UInt8(ascii: "a")...UInt8(ascii: "z") ~= lower ? Int(lower - UInt8(ascii: "a")) : nil
  }

  /// For each letter, a bit for each that often follows it: the 240 most frequent of the 676 pairs, counted
  /// over the words of 20,000 sources and documents of Debian 12.
  private static let followers: [UInt32] = [
    "bcdgiklmnprstuvy", "aeijlorsu", "acehiklortu", "adeilorsu", "acdefgilmnopqrstvxy",
    "aefilnortu",
    "ehilnrsu", "aeiort", "abcdefglmnoprstvz", "e", "eis", "adeilostuy", "abeimopsu",
    "acdefgilostuv",
    "bcdfilmnoprstuvw", "aeiloprstuy", "u", "acdegilmnoprstuvy", "acehilopstuy", "acehiloprstuy",
    "abcdefilmnprst", "aeio", "aehir", "cpt", "ps", "e",
  ].map { letters in letters.utf8.reduce(0) { $0 | 1 << UInt32($1 - UInt8(ascii: "a")) } }
}
