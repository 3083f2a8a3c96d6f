import Artifacts
import Diagnostics
import JSON
import Testing

@Suite("Record stream") struct RecordStreamTests {
  private func lines(_ text: String) throws -> [String] {
    do throws(Failure) {
      _ = try RecordStream(Array(text.utf8), name: "in")
      return []
    } catch {
      return error.lines(tool: "t").map { String($0.dropFirst("t: error: ".count)) }
    }
  }

  private static let stack = #"{"record":"stack","stack":{"a":1}}"#

  @Test(
    "reads a bare document on any number of lines",
    arguments: [
      #"{"project":{}}"#, "{\n  \"project\": {}\n}\n", "\n\n {}", "[1]", "\"x\"", "{}\r\n",
    ])
  func bare(_ text: String) throws {
    let stream = try RecordStream(Array(text.utf8), name: "in")
    #expect(stream.document?.json == (try JSONParser.parse(Array(text.utf8))))
    #expect(stream.passing.isEmpty)
  }

  @Test("reads records, and keeps those of others as they are") func records() throws {
    let other = #"{ "record":"probe" , "x": 1.0}"#
    let file =
      #"{"record":"file","path":"a/b","mode":"0755","content":"x","generator":"g","placement":"block"}"#
    let stream = try RecordStream(
      Array("\(Self.stack)\n\(other)\n\n\(file)\n".utf8), name: "in")
    #expect(stream.document?.json == ["a": 1])
    #expect(stream.passing.map { String(decoding: $0, as: UTF8.self) } == [other, file])
    let read = try #require(stream.files.first)
    #expect(read.path == "a/b" && read.mode == 0o755 && read.placement == .block)
    #expect(read.record == (try JSONParser.parse(Array(file.utf8))))
  }

  @Test(
    "says what is wrong, with line and column",
    arguments: [
      ("", "in: there is nothing to read; give a stack document, or records"),
      (" \n", "in: there is nothing to read; give a stack document, or records"),
      ("{", "in:1:2: expected a name in double quotes or \"}\" after \"{\", found end of input"),
      (
        "{}\n{}",
        "in:2: expected the end of the input after the document; give one stack document, or records of one line each"
      ),
      ("\(stack)\nx", "in:2:1: expected a value, found \"x\""),
      (
        "\(stack)\n{}",
        "in:2: a line without a \"record\" member; each line of a stream is one record: {\"record\":\"KIND\", …}"
      ),
      (
        "{\n  \"record\": \"stack\",\n  \"stack\": {}\n}\n",
        "in:1: a record on more than one line; print each record on one line, as `jq -c` does"
      ),
      ("{\"record\":\"stack\"}", "in:1: a stack record without its \"stack\""),
      (
        "\(stack)\n{\"record\":\"stack\",\"stack\":2}",
        "in:2: a second stack that differs from the first; start the pipe from one document"
      ),
      ("\(stack)\n{\"record\":\"file\"}", "in:2:1: the key \"path\" is missing"),
      (
        "{\"record\":\"file\",\"path\":\"/etc/passwd\",\"content\":\"\",\"generator\":\"g\"}",
        "in:1:18: /path: \"/etc/passwd\" is not a path inside the folder that is written to"
      ),
      (
        "{\"record\":\"file\",\"path\":\"a/../../b\",\"content\":\"\",\"generator\":\"g\"}",
        "in:1:18: /path: \"a/../../b\" is not a path inside the folder that is written to"
      ),
      (
        "{\"record\":\"file\",\"path\":\"a\",\"content\":1,\"generator\":\"g\"}",
        "in:1:29: /content: expected the file's text, found a number"
      ),
      (
        "{\"record\":\"file\",\"path\":\"a\",\"mode\":\"9\",\"content\":\"\",\"generator\":\"g\"}",
        "in:1:29: /mode: \"9\" is not a file mode, as \"0644\""
      ),
      (
        "{\"record\":\"file\",\"path\":\"a\",\"mode\":\"4755\",\"content\":\"\",\"generator\":\"g\"}",
        "in:1:29: /mode: \"4755\" is not a file mode, as \"0644\""
      ),
    ])
  func faults(_ text: String, _ message: String) throws {
    let lines = try lines(text)
    #expect(lines.contains { $0.hasPrefix(message) }, "\(lines)")
  }

  @Test("tells of every bad line, not only the first") func all() throws {
    #expect(try lines("\(Self.stack)\nx\n{}\n{\"record\":\"file\"}").count >= 5)
  }

  @Test("finds the place of a finding in the document") func located() throws {
    let text = "{\n  \"services\": [\n    { \"naem\": 1 }\n  ]\n}\n"
    let stream = try RecordStream(Array(text.utf8), name: "stack.json")
    func place(_ pointer: [String], subject: String? = nil) -> [Int?] {
      let finding = Finding(
        rule: "r", message: "m", pointer: JSONPointer(pointer), subject: subject)
      let located = stream.located(finding)
      return [located.line, located.column]
    }
    #expect(place(["services", "0"], subject: "naem") == [3, 7])
    #expect(place(["services", "0"]) == [3, 5])
    #expect(place(["services", "0", "port"]) == [3, 5])
    #expect(place(["nowhere", "at", "all"]) == [1, 1])
  }

  @Test("files that can't be one tree are refused") func sets() {
    func file(_ path: String, _ generator: String) -> OutputFile {
      OutputFile(GeneratedFile(path: path, content: "", generator: generator))
    }
    let faults = FileSet.faults(in: [
      file("a", "x"), file("a", "y"), file("b", "x"), file("b/c", "y"),
    ])
    #expect(
      faults.map(\.message) == [
        "two files with the path \"a\", from x and y", "\"b\" is a file and the folder of \"b/c\"",
      ])
  }
}
