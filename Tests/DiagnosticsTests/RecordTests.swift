import Diagnostics
import JSON
import Testing

@Suite("Finding records") struct RecordTests {
  @Test("leave out what is absent, in a fixed order")
  func minimal() {
    let finding = Finding(tool: "t", rule: "r", severity: .note, message: "m", fingerprint: "f")
    let text = String(decoding: JSONPrinter.compact(finding.record), as: UTF8.self)
    #expect(
      text == #"{"record":"finding","tool":"t","rule":"r","severity":"note","#
        + #""message":"m","fingerprint":"f"}"#)
  }

  @Test("say all there is, in a fixed order")
  func full() {
    let text = String(decoding: JSONPrinter.compact(FindingTests.full.record), as: UTF8.self)
    #expect(
      text == #"{"record":"finding","tool":"tfgen","rule":"unknown-key","severity":"error","#
        + #""message":"unknown key \"imgae\"","remedy":"did you mean \"image\"?","#
        + #""path":"stack.json","line":14,"column":7,"pointer":"/services/1","#
        + #""fingerprint":"\#(FindingTests.full.fingerprint)"}"#)
  }

  @Test(
    "are read back as they were",
    arguments: [
      FindingTests.full,
      Finding(tool: "t", rule: "r", message: "m"),
      Finding(
        tool: "t", rule: "r", message: "\0\n\u{1b}\"\\é", path: "a\nb", pointer: JSONPointer()),
      Finding(tool: "t", rule: "r", message: "m", line: 1, subject: "KEY"),
      Finding(tool: "t", rule: "r", message: "m", fingerprint: "given"),
    ])
  func roundTrip(_ finding: Finding) throws {
    let bytes = JSONPrinter.compact(finding.record)
    #expect(Finding(record: try JSONParser.parse(bytes)) == finding)
  }

  @Test(
    "are refused where they are none",
    arguments: [
      #"null"#, #"[]"#, #"{}"#,
      #"{"record":"file","tool":"t","rule":"r","severity":"note","message":"m"}"#,
      #"{"record":"finding","rule":"r","severity":"note","message":"m"}"#,
      #"{"record":"finding","tool":"t","severity":"note","message":"m"}"#,
      #"{"record":"finding","tool":"t","rule":"r","severity":"fatal","message":"m"}"#,
      #"{"record":"finding","tool":"t","rule":"r","severity":"note","message":1}"#,
      #"{"record":"finding","tool":"t","rule":"r","severity":"note","message":"m","line":0}"#,
      #"{"record":"finding","tool":"t","rule":"r","severity":"note","message":"m","line":"1"}"#,
      #"{"record":"finding","tool":"t","rule":"r","severity":"note","message":"m","column":1.5}"#,
      #"{"record":"finding","tool":"t","rule":"r","severity":"note","message":"m","path":null}"#,
      #"{"record":"finding","tool":"t","rule":"r","severity":"note","message":"m","pointer":"a"}"#,
    ])
  func refused(_ text: String) throws {
    #expect(Finding(record: try JSONParser.parse(Array(text.utf8))) == nil)
  }

  @Test("may hold what a later version adds")
  func laterMembers() throws {
    let text =
      #"{"record":"finding","tool":"t","rule":"r","severity":"note","message":"m","new":[1]}"#
    let expected = Finding(tool: "t", rule: "r", severity: .note, message: "m")
    #expect(Finding(record: try JSONParser.parse(Array(text.utf8))) == expected)
  }
}
