import JSON
import TestKit

/// Makes values of all kinds and shapes, the same for the same seed.
struct ValueGenerator {
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// A value with at most so many containers in one another.
  mutating func value(depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth > 0 ? 9 : 5), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .number(JSONNumber(Int.random(in: .min ... .max, using: &random)))
    case 3: return .number(number())
    case 4: return .string(string())
    case 5, 6: return .array((0..<count()).map { _ in value(depth: depth - 1) })
    default:
      var object = JSONObject()
      for _ in 0..<count() { object[string()] = value(depth: depth - 1) }
      return .object(object)
    }
  }

  /// Mostly few, and sometimes more than a reader compares one by one.
  private mutating func count() -> Int {
    Int.random(in: 0..<10, using: &random) == 0
      ? Int.random(in: 10...40, using: &random) : Int.random(in: 0...4, using: &random)
  }

  private mutating func number() -> JSONNumber {
    let pattern = UInt64.random(in: .min ... .max, using: &random)
    return JSONNumber(Double(bitPattern: pattern)) ?? JSONNumber(0)
  }

  /// Scalars of every length in UTF-8, with those that JSON escapes among them.
  private mutating func string() -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...20, using: &random) {
      let limits: [UInt32] = [0x20, 0x80, 0x80, 0x80, 0x800, 0x10000, 0x110000]
      let limit = limits.randomElement(using: &random) ?? 0x80
      guard let scalar = Unicode.Scalar(UInt32.random(in: 0..<limit, using: &random)) else {
        continue
      }
      text.unicodeScalars.append(scalar)
    }
    return text
  }
}
