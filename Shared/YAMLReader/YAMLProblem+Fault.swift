import JSON

/// libyaml's problems in plain words. Its sources, 0.2.5, are where they come from: `reader.c`,
/// `scanner.c`, `parser.c`.
extension YAMLProblem {
  func fault(in places: inout PlaceCursor) -> YAMLFault {
    if isOfBytes { return YAMLProblem.bytesFault(in: places) }
    let here = places.position(at: index)
    // What it was reading; without a context there is no such place.
    let start = places.position(at: contextIndex)
    if let message = YAMLProblem.aboutStart[problem] {
      return YAMLFault(position: start, message: message)
    }
    let message =
      layoutMessage(at: here, start: start, in: places)
      ?? contentMessage(at: here, in: places)
      ?? YAMLProblem.aboutHere[problem]
      ?? [context, problem].filter { !$0.isEmpty }.joined(separator: ", ")
    return YAMLFault(position: here, message: message)
  }

  /// What is said of the place where the thing begins that is at fault, and not of where it shows.
  private static let aboutStart = [
    "found unexpected end of stream": "the quote that begins here is never closed; close it",
    "found unexpected document indicator":
      "the quote that begins here isn't closed before a line of --- or ...; close it",
    "could not find expected ':'":
      #"this is neither "key: value" nor a part of the value above; add ": ", or indent it more"#,
  ]

  /// What needs no more than libyaml says.
  private static let aboutHere = [
    "block sequence entries are not allowed in this context":
      #"a list can't begin here; begin it on a line of its own, or put the value in quotes"#,
    "mapping keys are not allowed in this context":
      #""? " can't begin here; put the value in quotes, if it is text"#,
    "found unexpected ':'":
      #"a ":" within brackets needs a space behind it, or quotes around the value"#,
    "found unknown escape character":
      #"double quotes know no such escape; write \\ for a backslash, or use single quotes"#,
    "did not find expected hexdecimal number":
      #"an escape lacks hexadecimal digits; \x takes 2 of them, \u takes 4, \U takes 8"#,
    "found invalid Unicode character escape code":
      "the escape stands for no character; write the character itself",
    "found a tab character where an indentation space is expected": tab,
    "found a tab character that violates indentation": tab,
    "found an indentation indicator equal to 0":
      "the number after | or > is from 1 to 9; leave it out, or write one of these",
    "did not find expected <document start>":
      "this belongs to nothing above; indent it like the first line, or write --- above it",
    "no memory": "there is no memory to read the text",
  ]

  private static let tab = "a tab indents this line; indent it with spaces"
}

// MARK: Layout

extension YAMLProblem {
  /// What is wrong with lines, indentation and brackets.
  private func layoutMessage(
    at here: TextPosition, start: TextPosition, in places: PlaceCursor
  ) -> String? {
    switch problem {
    case "mapping values are not allowed in this context":
      return hasColon(before: here, in: places)
        ? #"a second ": " on one line; put the value in quotes, or begin it on a line of its own"#
        : #"a ":" where no key can be; indent the line like the keys around it"#
    case "did not find expected key":
      return tail(before: here, in: places)
        ?? "this belongs to nothing above; indent it like the mapping that begins at \(start), "
        + "whose keys it follows"
    case "did not find expected '-' indicator":
      return tail(before: here, in: places)
        ?? "this belongs to nothing above; begin it with \"- \" like the list that begins at "
        + "\(start), or indent it"
    case "did not find expected ',' or ']'": return unclosed("[", "]", from: start)
    case "did not find expected ',' or '}'": return unclosed("{", "}", from: start)
    default: return nil
    }
  }

  private func unclosed(_ opening: String, _ closing: String, from start: TextPosition) -> String {
    "expected \",\" or \"\(closing)\" after an item of the \"\(opening)\" at \(start); close it, "
      + "or put what is text in quotes"
  }

  /// What is said where something follows a whole value on its line; `nil` where it begins the line.
  private func tail(before here: TextPosition, in places: PlaceCursor) -> String? {
    switch places.line(before: here).last(where: { $0 != 0x20 && $0 != 0x09 }) {
    case UInt8(ascii: "'"):
      "text follows a closing quote; write a quote within single quotes twice: 'it''s'"
    case UInt8(ascii: "\""):
      #"text follows a closing quote; write a quote within double quotes as \""#
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      "text follows a closing bracket; put the whole value in quotes, if it is text"
    case nil, UInt8(ascii: "-"): nil
    default: "expected the end of the line after a value; put the whole value in quotes"
    }
  }

  private func hasColon(before here: TextPosition, in places: PlaceCursor) -> Bool {
    let line = places.line(before: here)
    return zip(line, line.dropFirst()).contains { $0 == UInt8(ascii: ":") && $1 <= 0x20 }
  }
}

// MARK: Content

extension YAMLProblem {
  /// What is wrong with a value, a name or a directive.
  private func contentMessage(at here: TextPosition, in places: PlaceCursor) -> String? {
    switch problem {
    case "found character that cannot start any token":
      return places.character(at: here) == "\t"
        ? YAMLProblem.tab : cannotBegin(at: here, in: places)
    case "did not find expected node content":
      return places.character(at: here) == "-"
        ? #"a "-" begins no item within brackets; put a comma between items"#
        : cannotBegin(at: here, in: places)
    case "did not find expected alphabetic or numeric character":
      let (mark, meaning) = context.hasSuffix("alias") ? ("*", "an alias") : ("&", "an anchor")
      return "\"\(mark)\" begins \(meaning), whose name has only letters, digits, - and _; "
        + "put the value in quotes, if it is text"
    case "did not find expected comment or line break" where context.hasSuffix("block scalar"):
      return "only a number, + or -, and a comment may follow | or > on its line; "
        + "begin the text on the next one"
    case "found incompatible YAML document", "found duplicate %YAML directive",
      "found duplicate %TAG directive":
      return directive
    case "found undefined tag handle": return tag
    case _ where context.hasSuffix("directive"): return directive
    case _ where context.hasSuffix("tag"): return tag
    default: return nil
    }
  }

  private func cannotBegin(at here: TextPosition, in places: PlaceCursor) -> String {
    guard let found = places.character(at: here) else {
      return "the text ends where a value must be; write it, and close what brackets are open"
    }
    return "a value can't begin with \(QuotedName.text(String(found))); "
      + "put it in quotes, if it is text"
  }

  private var directive: String {
    "a line that begins with % is a directive; only %YAML 1.1, %YAML 1.2 and %TAG are known, once "
      + "each, before a line of ---"
  }

  private var tag: String {
    #""!" begins a tag, like !name or !!str; put the value in quotes, if it is text"#
  }
}

// MARK: Bytes

extension YAMLProblem {
  /// libyaml's own offsets are those of its buffer at times, so the bytes are looked at again.
  private static func bytesFault(in places: PlaceCursor) -> YAMLFault {
    let bytes = places.bytes
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return YAMLFault(
        position: places.position(ofByte: 0), message: "the text is UTF-16; save it as UTF-8")
    }
    if let offset = invalidByte(in: bytes) {
      let digits = String(bytes[offset], radix: 16, uppercase: true)
      return YAMLFault(
        position: places.position(ofByte: offset),
        message: "byte 0x\(digits) is no UTF-8; save the text as UTF-8")
    }
    let offset = bytes.indices.first { isUnreadable(at: $0, in: bytes) } ?? bytes.count
    let position = places.position(ofByte: offset)
    let digits = String(places.character(at: position)?.value ?? 0, radix: 16, uppercase: true)
    let code = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return YAMLFault(
      position: position,
      message:
        "the character U+\(code) can't be in YAML as it is; take it out, or write \\u\(code) "
        + "in double quotes")
  }

  private static func invalidByte(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    do throws(Unicode.UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  /// Whether a character that libyaml refuses begins here, in UTF-8 (YAML 1.2.2 §5.1).
  private static func isUnreadable(at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let next = offset + 1 < bytes.count ? bytes[offset + 1] : 0
    let third = offset + 2 < bytes.count ? bytes[offset + 2] : 0
    switch bytes[offset] {
    case 0x09, 0x0A, 0x0D: return false
    case 0x00..<0x20, 0x7F: return true
    // U+0080 to U+009F but U+0085, U+FFFE and U+FFFF.
    case 0xC2: return (0x80...0x9F).contains(next) && next != 0x85
    case 0xEF: return next == 0xBF && third >= 0xBE
    default: return false
    }
  }
}
