extension JSONSyntaxError {
  init(_ fault: JSONFault, in bytes: [UInt8]) {
    self.init(
      position: TextPosition(offset: fault.offset, in: bytes),
      message: fault.message(in: bytes))
  }
}

extension JSONFault {
  /// What was expected and what was found, and what to do where that is not plain.
  func message(in bytes: [UInt8]) -> String {
    switch kind {
    case .duplicate(let object): duplicate(inObjectAt: object, of: bytes)
    case .depth(let limit): "expected at most \(limit) levels of nesting, found more"
    case .size(let limit): "expected at most \(limit) bytes, found more"
    case .loneLowSurrogate: "\(expected), found a low surrogate alone"
    case .encoding: "\(expected), found \(encodingError(in: bytes))"
    case .controlCharacter: "\(expected), found \(found(in: bytes))\(controlRemedy(in: bytes))"
    case .literal(let name, let matched):
      "\(expected), found \(found(in: bytes)) after \"\("\(name)".prefix(matched))\""
    case .stringEnd(let start):
      "\(expected) for the string that begins at \(TextPosition(offset: start, in: bytes)), "
        + "found end of input"
    default: "\(expected), found \(found(in: bytes))\(remedy(in: bytes))"
    }
  }

  private var expected: String {
    switch kind {
    case .value(.bracket): "expected a value or \"]\" after \"[\""
    case .value(let mark): "expected a value\(mark.suffix)"
    case .name(.brace): "expected a name in double quotes or \"}\" after \"{\""
    case .name(let mark): "expected a name in double quotes\(mark.suffix)"
    case .colon: "expected \":\" after a name"
    case .elementEnd: "expected \",\" or \"]\" after an element"
    case .memberEnd: "expected \",\" or \"}\" after a member"
    case .documentEnd: "expected end of input after the value"
    case .literal(let name, _): "expected \"\(name)\""
    case .digit(let mark): "expected a digit after \"\(mark)\""
    case .leadingZero: "expected no digit after a leading \"0\""
    case .stringEnd: "expected a closing quote"
    case .controlCharacter: "expected a closing quote or an escape"
    case .escape: "expected one of \" \\ / b f n r t u after a backslash"
    case .hexDigit: "expected four hexadecimal digits after \"\\u\""
    case .lowSurrogate: "expected a low surrogate (\\uDC00 to \\uDFFF) after a high one"
    case .loneLowSurrogate: "expected a high surrogate (\\uD800 to \\uDBFF) before a low one"
    case .encoding: "expected UTF-8"
    case .duplicate, .depth, .size: "expected less"
    }
  }

  /// Names a member twice given, and where it is first.
  private func duplicate(inObjectAt object: Int, of bytes: [UInt8]) -> String {
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return "duplicate member name" }
      var cursor = JSONCursor(base: base, end: buffer.count, offset: offset)
      var scratch = MoveStack<UInt8>(capacity: 64)
      guard let name = try? cursor.string(scratch: &scratch) else { return "duplicate member name" }
      cursor.offset = object
      let first = cursor.offset(ofMember: name)
      let place = first.map { ", first given at \(TextPosition(offset: $0, in: bytes))" } ?? ""
      return "duplicate member name \(QuotedName.text(name))\(place); remove one of them"
    }
  }
}

extension JSONFault.Mark {
  fileprivate var suffix: String {
    switch self {
    case .nothing: ""
    case .bracket: " after \"[\""
    case .brace: " after \"{\""
    case .comma: " after \",\""
    case .colon: " after \":\""
    }
  }
}

// MARK: What was found

extension JSONFault {
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// What is at the offset: one character, or a name for it.
  private func found(in bytes: [UInt8]) -> String {
    guard offset < bytes.count else { return "end of input" }
    let rest = bytes[offset...]
    if offset == 0, rest.starts(with: Self.byteOrderMark) { return "a byte order mark" }
    if let word = foreignWord(in: bytes) { return "\"\(word.text)\"" }
    switch bytes[offset] {
    case 0x0A: return "a line feed"
    case 0x0D: return "a carriage return"
    case 0x09: return "a tab"
    case UInt8(ascii: "\""): return "a double quote"
    case UInt8(ascii: "\\"): return "a backslash"
    case 0x20: return "a space"
    case 0x21..<0x7F: return "\"\(Unicode.Scalar(bytes[offset]))\""
    default: break
    }
    guard let scalar = scalar(in: bytes) else { return "byte 0x\(hex(bytes[offset], 2))" }
    return "U+\(hex(scalar.value, 4))"
  }

  /// The scalar that starts at the offset.
  private func scalar(in bytes: [UInt8]) -> Unicode.Scalar? {
    var decoder = Unicode.UTF8()
    var rest = bytes[offset...].prefix(4).makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&rest) else { return nil }
    return scalar
  }

  /// Names the bytes that are no UTF-8 (RFC 3629 §3, §4).
  private func encodingError(in bytes: [UInt8]) -> String {
    guard offset < bytes.count else { return "end of input" }
    let lead = bytes[offset]
    let second = offset + 1 < bytes.count ? bytes[offset + 1] : 0
    let byte = "byte 0x\(hex(lead, 2))"
    switch (lead, second) {
    case (0x80...0xBF, _): return "\(byte), which continues no character"
    case (0xC0...0xC1, _), (0xE0, 0x80...0x9F), (0xF0, 0x80...0x8F):
      return "\(byte), which starts an overlong form"
    case (0xED, 0xA0...0xBF): return "\(byte), which starts a surrogate"
    case (0xF4, 0x90...0xBF), (0xF5...0xFF, _): return "\(byte), which starts no character"
    default: return "\(byte), which starts an incomplete character"
    }
  }

  private func hex(_ value: some BinaryInteger, _ width: Int) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

// MARK: What to do

extension JSONFault {
  /// Words of other languages that are no secret: they may be repeated.
  private static let foreignWords: [(text: String, remedy: String)] = [
    ("NaN", "JSON has no such number"), ("nan", "JSON has no such number"),
    ("Infinity", "JSON has no such number"), ("inf", "JSON has no such number"),
    ("True", "write true"), ("TRUE", "write true"),
    ("False", "write false"), ("FALSE", "write false"),
    ("Null", "write null"), ("NULL", "write null"), ("None", "write null"),
    ("nil", "write null"), ("undefined", "write null"),
  ]

  private func foreignWord(in bytes: [UInt8]) -> (text: String, remedy: String)? {
    switch kind {
    case .value, .digit: break
    default: return nil
    }
    return Self.foreignWords.first { word in
      let rest = bytes[offset...]
      guard rest.starts(with: word.text.utf8) else { return false }
      return !(rest.dropFirst(word.text.utf8.count).first.map(isLetterOrDigit) ?? false)
    }
  }

  private func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF: true
    default: (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
  }

  /// What to do, where what was found shows a habit from another format.
  private func remedy(in bytes: [UInt8]) -> String {
    guard offset < bytes.count else { return "" }
    if case .leadingZero = kind { return "; remove the zero" }
    if let word = foreignWord(in: bytes) { return "; \(word.remedy)" }
    switch (kind, bytes[offset]) {
    case (.value, _) where offset == 0 && bytes.starts(with: Self.byteOrderMark):
      return "; save the text without it"
    case (.value(.comma), UInt8(ascii: "]")), (.name(.comma), UInt8(ascii: "}")):
      return "; remove the comma"
    case (.escape, _), (.hexDigit, _), (.lowSurrogate, _), (.digit, _): return ""
    case (_, UInt8(ascii: "/")), (_, UInt8(ascii: "#")): return "; JSON has no comments"
    case (.value, UInt8(ascii: "'")), (.name, UInt8(ascii: "'")): return "; use double quotes"
    case (.value, UInt8(ascii: "+")): return "; a number has no plus sign"
    case (.value, UInt8(ascii: ".")): return "; a number starts with a digit"
    case (.value, 0x80...0xFF) where scalar(in: bytes) == nil: return "; JSON is UTF-8"
    default: return ""
    }
  }

  private func controlRemedy(in bytes: [UInt8]) -> String {
    guard offset < bytes.count else { return "" }
    switch bytes[offset] {
    case 0x0A: return "; write it as \\n"
    case 0x0D: return "; write it as \\r"
    case 0x09: return "; write it as \\t"
    default: return "; write it as \\u\(hex(bytes[offset], 4))"
    }
  }
}
