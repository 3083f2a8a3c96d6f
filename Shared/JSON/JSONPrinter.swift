/// Writes JSON (RFC 8259): numbers as they were read, text as UTF-8 with no escape but the needed.
package enum JSONPrinter {
  /// A value on one line, without white space and without a newline at the end.
  ///
  /// - Parameter sorted: Members in the order of their names' code points, at every level, instead
  ///   of their own order.
  package static func compact(_ value: JSONValue, sorted: Bool = false) -> [UInt8] {
    var printer = Printer(isPretty: false, isSorted: sorted)
    printer.print(value)
    return printer.output
  }

  /// A value with a line for each element and member, two spaces deeper at each level, and a
  /// newline at the end. Empty containers are `[]` and `{}`.
  ///
  /// - Parameter sorted: As for ``compact(_:sorted:)``.
  package static func pretty(_ value: JSONValue, sorted: Bool = false) -> [UInt8] {
    var printer = Printer(isPretty: true, isSorted: sorted)
    printer.print(value)
    printer.output.append(0x0A)
    return printer.output
  }
}

/// Prints with its own stack: depth costs no machine stack.
private struct Printer {
  var output: [UInt8] = []
  private let isPretty: Bool
  private let isSorted: Bool
  private var frames: [Frame] = []

  /// A container of which a part is printed.
  private struct Frame {
    var elements: [JSONValue] = []
    var members: [(name: String, value: JSONValue)] = []
    let isObject: Bool
    var next = 0
  }

  init(isPretty: Bool, isSorted: Bool) {
    self.isPretty = isPretty
    self.isSorted = isSorted
  }

  mutating func print(_ value: JSONValue) {
    begin(value)
    while let top = frames.indices.last {
      let next = frames[top].next
      frames[top].next += 1
      if frames[top].isObject {
        guard next < frames[top].members.count else {
          end(UInt8(ascii: "}"))
          continue
        }
        separate(isFirst: next == 0)
        let member = frames[top].members[next]
        string(member.name)
        output.append(UInt8(ascii: ":"))
        if isPretty { output.append(0x20) }
        begin(member.value)
      } else {
        guard next < frames[top].elements.count else {
          end(UInt8(ascii: "]"))
          continue
        }
        separate(isFirst: next == 0)
        begin(frames[top].elements[next])
      }
    }
  }

  /// Prints a scalar or an empty container; opens any other.
  private mutating func begin(_ value: JSONValue) {
    switch value {
    case .null: output.append(contentsOf: "null".utf8)
    case .bool(let flag): output.append(contentsOf: (flag ? "true" : "false").utf8)
    case .number(let number): output.append(contentsOf: number.text.utf8)
    case .string(let text): string(text)
    case .array(let elements):
      output.append(UInt8(ascii: "["))
      if elements.isEmpty { output.append(UInt8(ascii: "]")); return }
      frames.append(Frame(elements: elements, isObject: false))
    case .object(let object):
      output.append(UInt8(ascii: "{"))
      if object.members.isEmpty { output.append(UInt8(ascii: "}")); return }
      let members =
        isSorted
        ? object.members.sorted { ExactString.areInOrder($0.name, $1.name) } : object.members
      frames.append(Frame(members: members, isObject: true))
    }
  }

  private mutating func end(_ bracket: UInt8) {
    frames.removeLast()
    indent()
    output.append(bracket)
  }

  private mutating func separate(isFirst: Bool) {
    if !isFirst { output.append(UInt8(ascii: ",")) }
    indent()
  }

  private mutating func indent() {
    guard isPretty else { return }
    output.append(0x0A)
    output.append(contentsOf: repeatElement(0x20, count: 2 * frames.count))
  }

  /// Prints a string (RFC 8259 §7): only `"`, `\` and control characters are escaped.
  private mutating func string(_ text: String) {
    var text = text
    output.append(UInt8(ascii: "\""))
    text.withUTF8 { bytes in
      guard let base = bytes.baseAddress else { return }
      let cursor = JSONCursor(base: base, end: bytes.count, offset: 0)
      var start = 0
      while true {
        let stop = cursor.endOfPlainText(from: start)
        output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<stop]))
        guard stop < bytes.count else { return }
        escape(bytes[stop])
        start = stop + 1
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    output.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: output.append(UInt8(ascii: "b"))
    case 0x09: output.append(UInt8(ascii: "t"))
    case 0x0A: output.append(UInt8(ascii: "n"))
    case 0x0C: output.append(UInt8(ascii: "f"))
    case 0x0D: output.append(UInt8(ascii: "r"))
    case 0x22, 0x5C: output.append(byte)
    default:
      let digits: StaticString = "0123456789ABCDEF"
      output.append(contentsOf: "u00".utf8)
      output.append(digits.utf8Start[Int(byte >> 4)])
      output.append(digits.utf8Start[Int(byte & 0xF)])
    }
  }
}
