/// A text in which `$` begins a variable (compose-spec, 12-interpolation).
struct Interpolation {
  struct Variable: Equatable {
    let name: String
    /// `${NAME}`, not `$NAME`.
    let isBraced: Bool
    /// Whether the text says what stands there when nobody sets it: a default, an alternative, or
    /// that compose shall refuse.
    let isProvided: Bool
    /// The default; `nil` for none.
    let standard: [Part]?
    /// Whether a letter, a digit or an underscore stands right before it.
    let isWithinWord: Bool
  }

  enum Part: Equatable {
    case literal(String)
    indirect case variable(Variable)
    /// `${` that isn't closed or names nothing.
    case broken
  }

  let parts: [Part]

  init(_ text: String) {
    parts = text.utf8.contains(UInt8(ascii: "$")) ? Scanner(text).parts : [.literal(text)]
  }

  /// Every variable, those in defaults too, in order.
  var variables: [Variable] { Interpolation.variables(in: parts) }

  var isBroken: Bool { parts.contains(.broken) }

  private static func variables(in parts: [Part]) -> [Variable] {
    parts.flatMap { part -> [Variable] in
      guard case .variable(let variable) = part else { return [] }
      return [variable] + variables(in: variable.standard ?? [])
    }
  }

  /// The text with defaults in place of variables, else what is known of them.
  ///
  /// - Returns: `nil` where a variable has neither.
  func resolved(_ known: [String: String]) -> String? {
    Interpolation.resolved(parts, known)
  }

  /// The literal text, with nothing in place of variables.
  var literal: String {
    parts.map { if case .literal(let text) = $0 { text } else { "" } }.joined()
  }

  /// The text with its variables' defaults, else a letter, in their place: for its outline.
  var outline: String {
    parts.map { part in
      switch part {
      case .literal(let text): text
      case .variable(let variable):
        variable.standard.flatMap { Interpolation.resolved($0, [:]) } ?? "x"
      case .broken: ""
      }
    }.joined()
  }

  private static func resolved(_ parts: [Part], _ known: [String: String]) -> String? {
    var text = ""
    for part in parts {
      switch part {
      case .literal(let literal): text += literal
      case .broken: return nil
      case .variable(let variable):
        let standard = variable.standard.flatMap { resolved($0, known) }
        guard let value = standard ?? known[variable.name] else { return nil }
        text += value
      }
    }
    return text
  }
}

extension Interpolation {
  private struct Scanner {
    private let bytes: [UInt8]
    private var index = 0
    private(set) var parts: [Part] = []
    private var literal: [UInt8] = []

    init(_ text: String) {
      bytes = Array(text.utf8)
      while index < bytes.count {
        if bytes[index] == UInt8(ascii: "$") { dollar() } else { take() }
      }
      flush()
    }

    private mutating func take() {
      literal.append(bytes[index])
      index += 1
    }

    private mutating func flush() {
      if !literal.isEmpty { parts.append(.literal(String(decoding: literal, as: UTF8.self))) }
      literal = []
    }

    private mutating func dollar() {
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if next == UInt8(ascii: "$") {
        index += 1
        take()
      } else if next == UInt8(ascii: "{") {
        braced()
      } else {
        let name = bytes[(index + 1)...].prefix(while: Interpolation.isWord)
        guard let first = name.first, !Interpolation.isDigit(first) else { return take() }
        append(String(decoding: name, as: UTF8.self), isBraced: false, isProvided: false, nil)
        index += 1 + name.count
      }
    }

    private mutating func append(
      _ name: String, isBraced: Bool, isProvided: Bool, _ standard: [Part]?
    ) {
      let before = index > 0 ? bytes[index - 1] : 0
      flush()
      parts.append(
        .variable(
          Variable(
            name: name, isBraced: isBraced, isProvided: isProvided, standard: standard,
            isWithinWord: Interpolation.isWord(before))))
    }

    /// `${NAME}`, `${NAME:-default}`, `${NAME-default}`, and with `?` or `+`.
    private mutating func braced() {
      let body = bytes[(index + 2)...]
      let name = body.prefix(while: Interpolation.isWord)
      guard let end = closing(from: index + 2), let first = name.first,
        !Interpolation.isDigit(first)
      else {
        flush()
        parts.append(.broken)
        index += 2
        return
      }
      var rest = bytes[(index + 2 + name.count)..<end]
      if rest.first == UInt8(ascii: ":") { rest = rest.dropFirst() }
      var standard: [Part]?
      if rest.first == UInt8(ascii: "-") {
        standard = Interpolation(String(decoding: rest.dropFirst(), as: UTF8.self)).parts
        if standard?.isEmpty == true { standard = [.literal("")] }
      }
      append(
        String(decoding: name, as: UTF8.self), isBraced: true, isProvided: !rest.isEmpty, standard)
      index = end + 1
    }

    /// The brace that closes, those of variables within skipped.
    private func closing(from start: Int) -> Int? {
      var depth = 0
      for position in start..<bytes.count {
        if bytes[position] == UInt8(ascii: "{"), bytes[position - 1] == UInt8(ascii: "$") {
          if position > start { depth += 1 }
        } else if bytes[position] == UInt8(ascii: "}") {
          if depth == 0 { return position }
          depth -= 1
        }
      }
      return nil
    }
  }
}

extension Interpolation {
  static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Whether a name of a variable may have the byte.
  static func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "_")
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
