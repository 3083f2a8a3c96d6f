import JSON
import Testing

@Suite("JSON grammar") struct GrammarTests {
  @Test("accepts what RFC 8259 calls JSON", arguments: AcceptedCases.all + UndecidedCases.accepted)
  func accepted(_ json: GrammarCase) throws {
    let value = try JSONParser.parse(json.bytes)
    #expect(try JSONParser.parse(JSONPrinter.compact(value)) == value)
    #expect(try JSONParser.parse(JSONPrinter.pretty(value)) == value)
  }

  @Test("refuses what RFC 8259 doesn't call JSON", arguments: RefusedCases.all)
  func refused(_ json: GrammarCase) { expectRefusal(of: json) }

  @Test("refuses unpaired surrogates", arguments: UndecidedCases.refusedSurrogates)
  func surrogates(_ json: GrammarCase) {
    expectRefusal(of: json, saying: "surrogate")
  }

  @Test("refuses what is not UTF-8", arguments: UndecidedCases.refusedEncodings)
  func encodings(_ json: GrammarCase) { expectRefusal(of: json) }

  @Test("refuses a name that comes twice", arguments: UndecidedCases.refusedNames)
  func names(_ json: GrammarCase) {
    expectRefusal(of: json, saying: "duplicate member name")
  }

  @Test("holds as many cases as it should, each under its own name") func completeness() {
    let cases =
      AcceptedCases.all + UndecidedCases.accepted + RefusedCases.all
      + UndecidedCases.refusedSurrogates + UndecidedCases.refusedEncodings
      + UndecidedCases.refusedNames
    #expect(cases.count >= 380)
    #expect(Set(cases.map(\.name)).count == cases.count)
  }

  private func expectRefusal(of json: GrammarCase, saying word: String = "") {
    let error = #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(json.bytes) }
    guard let error else { return }
    #expect(error.message.contains(word))
    #expect((0...json.bytes.count).contains(error.position.offset))
    #expect(error.position == TextPosition(offset: error.position.offset, in: json.bytes))
    #expect(error.message.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
  }
}
