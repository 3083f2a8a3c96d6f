/// Writes JSON (RFC 8259): numbers as they were read, text as UTF-8 with no escape but the needed.
package enum JSONPrinter {
  /// A value on one line, without white space and without a newline at the end.
  ///
  /// - Parameter sorted: Members in the order of their names' code points, at every level, instead
  ///   of their own order.
  package static func compact(_ value: JSONValue, sorted: Bool = false) -> [UInt8] {
    var printer = Printer(isPretty: false, isSorted: sorted)
    printer.print(value)
    return printer.output.pop(from: 0)
  }

  /// A value with a line for each element and member, two spaces deeper at each level, and a
  /// newline at the end. Empty containers are `[]` and `{}`.
  ///
  /// - Parameter sorted: As for ``compact(_:sorted:)``.
  package static func pretty(_ value: JSONValue, sorted: Bool = false) -> [UInt8] {
    var printer = Printer(isPretty: true, isSorted: sorted)
    printer.print(value)
    printer.output.push(0x0A)
    return printer.output.pop(from: 0)
  }
}

/// Prints with its own stack: depth costs no machine stack.
private struct Printer: ~Copyable {
  var output = MoveStack<UInt8>(capacity: 1024)
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
        output.push(UInt8(ascii: ":"))
        if isPretty { output.push(0x20) }
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
    case .null: verbatim("null")
    case .bool(let flag): verbatim(flag ? "true" : "false")
    case .number(let number): verbatim(number.text)
    case .string(let text): string(text)
    case .array(let elements):
      output.push(UInt8(ascii: "["))
      if elements.isEmpty { output.push(UInt8(ascii: "]")); return }
      frames.append(Frame(elements: elements, isObject: false))
    case .object(let object):
      output.push(UInt8(ascii: "{"))
      if object.members.isEmpty { output.push(UInt8(ascii: "}")); return }
      let members =
        isSorted
        ? object.members.sorted { ExactString.areInOrder($0.name, $1.name) } : object.members
      frames.append(Frame(members: members, isObject: true))
    }
  }

  private mutating func end(_ bracket: UInt8) {
    frames.removeLast()
    indent()
    output.push(bracket)
  }

  private mutating func separate(isFirst: Bool) {
    if !isFirst { output.push(UInt8(ascii: ",")) }
    indent()
  }

  private mutating func indent() {
    guard isPretty else { return }
    output.push(0x0A)
    for _ in 0..<(2 * frames.count) { output.push(0x20) }
  }

  /// Prints a string (RFC 8259 §7): only `"`, `\` and control characters are escaped.
  private mutating func string(_ text: String) {
    var text = text
    output.push(UInt8(ascii: "\""))
    text.withUTF8 { bytes in
      guard let base = bytes.baseAddress else { return }
      var cursor = JSONCursor(base: base, end: bytes.count, offset: 0)
      while true {
        let start = cursor.offset
        _ = cursor.skipPlainText()
        output.push(from: base + start, count: cursor.offset - start)
        guard cursor.offset < bytes.count else { return }
        escape(bytes[cursor.offset])
        cursor.offset += 1
      }
    }
    output.push(UInt8(ascii: "\""))
  }

  /// Prints text that needs no escape.
  private mutating func verbatim(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      guard let base = bytes.baseAddress else { return }
      output.push(from: base, count: bytes.count)
    }
  }

  private mutating func escape(_ byte: UInt8) {
    output.push(UInt8(ascii: "\\"))
    switch byte {
    case 0x08: output.push(UInt8(ascii: "b"))
    case 0x09: output.push(UInt8(ascii: "t"))
    case 0x0A: output.push(UInt8(ascii: "n"))
    case 0x0C: output.push(UInt8(ascii: "f"))
    case 0x0D: output.push(UInt8(ascii: "r"))
    case 0x22, 0x5C: output.push(byte)
    default:
      let digits: StaticString = "0123456789ABCDEF"
      verbatim("u00")
      output.push(digits.utf8Start[Int(byte >> 4)])
      output.push(digits.utf8Start[Int(byte & 0xF)])
    }
  }
}
