import JSON

/// What scalars mean (YAML 1.2.2 §10.3.2).
enum CoreSchema {
  /// The value of a scalar. A tag that the schema doesn't know changes nothing; one that it knows
  /// and the text doesn't fit leaves text.
  static func value(of text: String, style: YAMLNode.Style, tag: String?) -> JSONValue {
    let kinds = "tag:yaml.org,2002:"
    switch tag {
    case "!", "\(kinds)str": return .string(text)
    case "\(kinds)null", "\(kinds)bool", "\(kinds)int", "\(kinds)float": return plain(text)
    default: return style == .plain ? plain(text) : .string(text)
    }
  }

  /// The value of a scalar without quotes.
  static func plain(_ text: String) -> JSONValue {
    switch text {
    case "", "~", "null", "Null", "NULL": .null
    case "true", "True", "TRUE": .bool(true)
    case "false", "False", "FALSE": .bool(false)
    default: number(Array(text.utf8)).map(JSONValue.number) ?? .string(text)
    }
  }

  private static func number(_ bytes: [UInt8]) -> JSONNumber? {
    // Most scalars are words.
    guard let first = bytes.first, first <= UInt8(ascii: "9") else { return nil }
    if bytes.starts(with: "0x".utf8) { return whole(bytes.dropFirst(2), radix: 16) }
    if bytes.starts(with: "0o".utf8) { return whole(bytes.dropFirst(2), radix: 8) }
    return decimal(bytes)
  }

  /// Digits alone; what is beyond 64 bits becomes the nearest `Double`.
  private static func whole(_ digits: ArraySlice<UInt8>, radix: Int) -> JSONNumber? {
    // Swift's own conversion takes a sign.
    guard let first = digits.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-") else {
      return nil
    }
    if let value = Int(String(decoding: digits, as: UTF8.self), radix: radix) {
      return JSONNumber(value)
    }
    var value = 0.0
    for digit in digits {
      guard let place = Int(String(Unicode.Scalar(digit)), radix: radix) else { return nil }
      value = value * Double(radix) + Double(place)
    }
    return JSONNumber(value)
  }

  /// `12`, `-0.5`, `1e3` and what JSON writes otherwise: `+1`, `007`, `.5`, `1.`.
  private static func decimal(_ bytes: [UInt8]) -> JSONNumber? {
    var rest = bytes[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    let whole = digits(&rest)
    var fraction: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      fraction = digits(&rest)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    var exponent: ArraySlice<UInt8> = []
    if let mark = rest.first {
      guard mark | 0x20 == UInt8(ascii: "e") else { return nil }
      exponent = rest
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
        rest = rest.dropFirst()
      }
      guard !digits(&rest).isEmpty, rest.isEmpty else { return nil }
    }
    let significant = whole.drop { $0 == UInt8(ascii: "0") }
    var text = isNegative ? [UInt8(ascii: "-")] : []
    text += significant.isEmpty ? [UInt8(ascii: "0")] : significant
    if !fraction.isEmpty { text += [UInt8(ascii: ".")] + fraction }
    return JSONNumber(validated: String(decoding: text + exponent, as: UTF8.self))
  }

  private static func digits(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    rest = rest.dropFirst(digits.count)
    return digits
  }
}
