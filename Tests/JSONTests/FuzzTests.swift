import JSON
import TestKit
import Testing

@Suite("JSON under mutation") struct FuzzTests {
  /// Small, so that a million mutations take seconds; together they have every token.
  private static let documents: [[UInt8]] = [
    #"{"a":[1,-2.5e+3,true],"b":null}"#, #"["\u00e9\ud83d\ude00\n","é😀",{}]"#,
    #"{"x":{"y":[[],"z"]},"":false}"#, "[0,0.1,\t1E-9 ,\r\n\"\\\\\\\"\"]",
    "\"text of some length\"",
  ].map { Array($0.utf8) }

  /// Bytes that matter to the grammar or to UTF-8.
  private static let bytes: [UInt8] =
    Array("[]{},:\"\\/0123456789-+.eEtfnu \t\n\rabAB".utf8)
    + [0, 0x1F, 0x7F, 0x80, 0xBF, 0xC0, 0xC3, 0xE0, 0xED, 0xA0, 0xEF, 0xF0, 0xF4, 0xFF]

  /// Ten tests of 100,000 mutations, so that they share the processors.
  @Test("never traps, and reads only what it prints back", arguments: 0..<10 as Range<UInt64>)
  func mutations(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pointer = JSONPointer(["a", "1"])
    var accepted = 0
    for round in 0..<100_000 {
      let document = Self.documents[round % Self.documents.count]
      let mutated = Self.mutate(document, &random)
      do throws(JSONSyntaxError) {
        let value = try JSONParser.parse(mutated)
        accepted += 1
        if round.isMultiple(of: 8) {
          let printed = JSONPrinter.compact(value)
          guard (try? JSONParser.parse(printed)) == value else {
            Issue.record("\(mutated) is printed as \(printed)")
            return
          }
        }
      } catch {
        guard error.position.offset <= mutated.count, !error.message.isEmpty else {
          Issue.record("\(mutated) is refused at \(error.position)")
          return
        }
      }
      if round.isMultiple(of: 8) { _ = JSONLocator.position(of: pointer, in: mutated) }
    }
    #expect((1_000..<99_000).contains(accepted))
  }

  /// One to three changes: a byte replaced, put in, taken out, or a part repeated or cut off.
  private static func mutate(_ document: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = document
    var bits = random.next()
    for _ in 0...(bits % 3) {
      bits = random.next()
      let place = Int(bits >> 8 & 0xFFFF) % (bytes.count + 1)
      let byte = Self.bytes[Int(bits >> 24 & 0xFFFF) % Self.bytes.count]
      switch bits % 8 {
      case 0, 1, 2: if place < bytes.count { bytes[place] = byte }
      case 3, 4: bytes.insert(byte, at: place)
      case 5, 6: if place < bytes.count { bytes.remove(at: place) }
      default:
        if bits >> 40 & 1 == 0 {
          bytes.removeSubrange(place...)
        } else {
          bytes.insert(contentsOf: bytes.prefix(place), at: place)
        }
      }
    }
    return bytes
  }
}
