import Diagnostics
import JSON

/// What a generator reads: a bare stack document, or records that other tools wrote.
package struct RecordStream: Sendable {
  /// The document that the stream is about, and where its text stands in the input.
  package struct Document: Sendable {
    package let json: JSONValue
    /// Whether the input is the document, and not a stream with the document in a record.
    package let isBare: Bool
    fileprivate let text: [UInt8]
  }

  /// What messages call the input: a file's name, or `standard input`.
  package let name: String
  package private(set) var document: Document?
  /// The records that pass through, as they came, in order; the stack is not among them.
  package private(set) var passing: [[UInt8]] = []
  /// The files among them.
  package private(set) var files: [OutputFile] = []
  /// The findings among them.
  package private(set) var findings: [Finding] = []

  private var lineNumber = 0

  /// Reads the whole input.
  ///
  /// - Throws: Everything that is wrong with its records, with `name:LINE:COLUMN`.
  package init(_ bytes: [UInt8], name: String) throws(Failure) {
    self.name = name
    guard bytes.contains(where: { !RecordStream.isSpace($0) }) else {
      throw .invalid("\(name): there is nothing to read; give a stack document, or records")
    }
    if try readBareDocument(bytes) { return }
    var faults: [Finding] = []
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      lineNumber += 1
      if line.allSatisfy(RecordStream.isSpace) { continue }
      read(Array(line), &faults)
    }
    if !faults.isEmpty { throw .invalid(faults) }
  }

  /// Whether the input is one object, on any number of lines, that is no record.
  private mutating func readBareDocument(_ bytes: [UInt8]) throws(Failure) -> Bool {
    let first: (value: JSONValue, end: Int)
    do {
      first = try JSONParser.parseFirst(bytes, from: 0)
    } catch {
      throw .invalid([finding(error, lines: 0)])
    }
    if first.value["record"] != nil {
      if bytes[..<first.end].drop(while: RecordStream.isSpace).contains(UInt8(ascii: "\n")) {
        throw .invalid([
          Finding(
            rule: "json-syntax", message: "a record on more than one line",
            remedy: "print each record on one line, as `jq -c` does", path: name, line: 1)
        ])
      }
      return false
    }
    if let rest = bytes[first.end...].firstIndex(where: { !RecordStream.isSpace($0) }) {
      let line = bytes[..<rest].count { $0 == UInt8(ascii: "\n") } + 1
      throw .invalid([
        Finding(
          rule: "json-syntax", message: "expected the end of the input after the document",
          remedy: "give one stack document, or records of one line each", path: name, line: line)
      ])
    }
    document = Document(json: first.value, isBare: true, text: bytes)
    return true
  }

  private mutating func read(_ line: [UInt8], _ faults: inout [Finding]) {
    let record: JSONValue
    do {
      record = try JSONParser.parse(line)
    } catch {
      faults.append(finding(error, lines: lineNumber - 1))
      return
    }
    switch record["record"]?.string {
    case "stack": readStack(record, &faults)
    case "file":
      passing.append(line)
      readFile(record, line, &faults)
    case "finding":
      passing.append(line)
      Finding(record: record).map { findings.append($0) }
    case .some: passing.append(line)
    case nil:
      faults.append(
        Finding(
          rule: "no-record", message: "a line without a \"record\" member",
          remedy: "each line of a stream is one record: {\"record\":\"KIND\", …}", path: name,
          line: lineNumber))
    }
  }

  private mutating func readStack(_ record: JSONValue, _ faults: inout [Finding]) {
    guard let stack = record["stack"] else {
      faults.append(
        Finding(
          rule: "missing-key", message: "a stack record without its \"stack\"", path: name,
          line: lineNumber))
      return
    }
    if let document, document.json != stack {
      faults.append(
        Finding(
          rule: "two-stacks", message: "a second stack that differs from the first",
          remedy: "start the pipe from one document", path: name, line: lineNumber))
      return
    }
    document = Document(json: stack, isBare: false, text: [])
  }

  private mutating func readFile(
    _ record: JSONValue, _ line: [UInt8], _ faults: inout [Finding]
  ) {
    var decoding = Decoding()
    guard let file = OutputFile(record: record, &decoding) else {
      faults += decoding.problems.map { problem in
        var finding = Finding(problem: problem)
        finding.path = name
        finding.line = lineNumber
        finding.column = JSONLocator.position(of: problem.place, in: line)?.column
        return finding
      }
      return
    }
    files.append(file)
  }

  private func finding(_ error: JSONSyntaxError, lines: Int) -> Finding {
    Finding(
      rule: "json-syntax", message: error.message, path: name, line: error.position.line + lines,
      column: error.position.column)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d
  }
}

extension RecordStream {
  /// A finding about the document, with the file, line and column that a reader should look at:
  /// of the key or value meant, or of the nearest one around it that is there.
  ///
  /// A document that came in a record has no file any more; its pointer says enough.
  package func located(_ finding: Finding) -> Finding {
    guard let document, let pointer = finding.pointer, document.isBare else { return finding }
    var finding = finding
    finding.path = name
    var tokens = pointer.tokens + (finding.subject.map { [$0] } ?? [])
    while true {
      if let position = JSONLocator.position(of: JSONPointer(tokens), in: document.text) {
        finding.line = position.line
        finding.column = position.column
        return finding
      }
      if tokens.isEmpty { return finding }
      tokens.removeLast()
    }
  }
}
