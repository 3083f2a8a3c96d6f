import JSON

/// The part of TOML 1.0 that configurations of gitleaks are written in, read as JSON: tables, arrays of
/// tables, strings of all four kinds, numbers, booleans and arrays.
struct TOMLReader {
  /// Why a text is none, and where.
  struct Fault: Error, Equatable {
    let message: String
    /// From 1.
    let line: Int
  }

  private var text: Substring.UnicodeScalarView
  private var line = 1

  static func read(_ bytes: [UInt8]) throws(Fault) -> JSONValue {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Fault(message: "the file isn't valid UTF-8", line: 1)
    }
    var reader = TOMLReader(text: text[...].unicodeScalars)
    return .object(try reader.document())
  }

  private init(text: Substring.UnicodeScalarView) { self.text = text }

  private func fault(_ message: String) -> Fault { Fault(message: message, line: line) }

  private mutating func document() throws(Fault) -> JSONObject {
    var root = JSONObject()
    var table: [String] = []
    var isElement = false
    var members = JSONObject()
    while true {
      skipBlank()
      guard let first = text.first else { break }
      guard first == "[" else {
        let path = try keys()
        try expect("=")
        let value = try value()
        try endLine()
        try TOMLReader.put(value, at: path[...], in: &members, isElement: false) { fault($0) }
        continue
      }
      try TOMLReader.put(.object(members), at: table[...], in: &root, isElement: isElement) {
        fault($0)
      }
      members = JSONObject()
      text.removeFirst()
      isElement = text.first == "["
      if isElement { text.removeFirst() }
      table = try keys()
      try expect("]")
      if isElement { try expect("]") }
      try endLine()
    }
    try TOMLReader.put(.object(members), at: table[...], in: &root, isElement: isElement) {
      fault($0)
    }
    return root
  }

  /// Puts a value below names; a name of an array of tables means its last element.
  private static func put(
    _ value: JSONValue, at path: ArraySlice<String>, in object: inout JSONObject, isElement: Bool,
    _ fault: (String) -> Fault
  ) throws(Fault) {
    guard let name = path.first else {
      if case .object(let members) = value {
        for (key, member) in members.members { object[key] = member }
      }
      return
    }
    if path.count > 1 {
      var elements = object[name]?.array
      var inner = (elements?.last ?? object[name])?.object ?? JSONObject()
      try put(value, at: path.dropFirst(), in: &inner, isElement: isElement, fault)
      if elements != nil {
        elements?.removeLast()
        object[name] = .array((elements ?? []) + [.object(inner)])
      } else {
        object[name] = .object(inner)
      }
    } else if isElement {
      object[name] = .array((object[name]?.array ?? []) + [value])
    } else if case .object(let members) = value, var known = object[name]?.object {
      for (key, member) in members.members { known[key] = member }
      object[name] = .object(known)
    } else if object[name] == nil {
      object[name] = value
    } else {
      throw fault("the key \"\(name)\" is there twice")
    }
  }
}

extension TOMLReader {
  private mutating func skipBlank() {
    while let first = text.first {
      if first == "#" {
        text = text.drop { $0 != "\n" }
      } else if first == "\n" || first == "\r" || first == " " || first == "\t" {
        if first == "\n" { line += 1 }
        text.removeFirst()
      } else {
        return
      }
    }
  }

  private mutating func skipSpace() { text = text.drop { $0 == " " || $0 == "\t" } }

  private mutating func expect(_ scalar: Unicode.Scalar) throws(Fault) {
    skipSpace()
    guard text.first == scalar else { throw fault("expected \"\(scalar)\"") }
    text.removeFirst()
  }

  private mutating func endLine() throws(Fault) {
    skipSpace()
    if text.first == "#" { text = text.drop { $0 != "\n" } }
    guard text.isEmpty || text.first == "\n" || text.first == "\r" else {
      throw fault("expected the end of the line")
    }
  }

  private mutating func keys() throws(Fault) -> [String] {
    var keys: [String] = []
    while true {
      skipSpace()
      if text.first == "\"" || text.first == "'" {
        keys.append(try string())
      } else {
        let word = text.prefix {
          $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" || $0 == "-"
        }
        if word.isEmpty { throw fault("expected a key") }
        keys.append(String(word))
        text.removeFirst(word.count)
      }
      skipSpace()
      guard text.first == "." else { return keys }
      text.removeFirst()
    }
  }

  private mutating func value() throws(Fault) -> JSONValue {
    skipSpace()
    switch text.first {
    case "\"", "'": return .string(try string())
    case "[": return .array(try array())
    case "{": throw fault("an inline table isn't read here; write it as a table of its own")
    default: break
    }
    let word = String(text.prefix { !" \t\r\n,]#".unicodeScalars.contains($0) })
    text.removeFirst(word.unicodeScalars.count)
    if word == "true" || word == "false" { return .bool(word == "true") }
    guard let number = try? JSONParser.parse(Array(word.utf8)), case .number = number else {
      throw fault("expected a value")
    }
    return number
  }

  private mutating func array() throws(Fault) -> [JSONValue] {
    text.removeFirst()
    var values: [JSONValue] = []
    while true {
      skipBlank()
      if text.first == "]" { break }
      values.append(try value())
      skipBlank()
      if text.first == "," {
        text.removeFirst()
      } else if text.first != "]" {
        throw fault("expected \",\" or \"]\"")
      }
    }
    text.removeFirst()
    return values
  }

  private mutating func string() throws(Fault) -> String {
    guard let quote = text.first else { throw fault("expected a string") }
    let isLong = text.prefix(3).elementsEqual([quote, quote, quote])
    text.removeFirst(isLong ? 3 : 1)
    if isLong, text.first == "\n" {
      text.removeFirst()
      line += 1
    }
    var result = String.UnicodeScalarView()
    while let scalar = text.popFirst() {
      if scalar == quote, !isLong { return String(result) }
      if scalar == quote, text.prefix(2).elementsEqual([quote, quote]) {
        text.removeFirst(2)
        // Up to two quotes may stand before the three that end it.
        while text.first == quote { result.append(text.removeFirst()) }
        return String(result)
      }
      if scalar == "\n" {
        if !isLong { break }
        line += 1
      }
      result.append(scalar == "\\" && quote == "\"" ? try escape() : scalar)
    }
    throw fault("a string isn't closed")
  }

  private mutating func escape() throws(Fault) -> Unicode.Scalar {
    switch text.popFirst() {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "b": return "\u{8}"
    case "f": return "\u{c}"
    case "\"": return "\""
    case "\\": return "\\"
    case "u": return try hexadecimal(4)
    case "U": return try hexadecimal(8)
    default: throw fault("no such escape; a pattern is best written between '''")
    }
  }

  private mutating func hexadecimal(_ count: Int) throws(Fault) -> Unicode.Scalar {
    let digits = String(text.prefix(count))
    guard digits.count == count, let number = UInt32(digits, radix: 16),
      let scalar = Unicode.Scalar(number)
    else { throw fault("no character has this number") }
    text.removeFirst(count)
    return scalar
  }
}
