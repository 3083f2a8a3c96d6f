/// A form of text: what a string must look like, for the reader, for the schema and for the decoder.
package struct TextForm: Sendable {
  /// What is expected, as a message says it: `a name (…)`.
  package let expected: String
  /// An ECMA-262 pattern that agrees with ``accepts``, for the schema.
  package let pattern: String?
  package let lengths: ClosedRange<Int>
  /// Whether a refused value may be shown in a message.
  package let isPublic: Bool
  package let accepts: @Sendable (String) -> Bool

  /// - Parameter lengths: In Unicode scalars, as JSON Schema counts.
  package init(
    _ expected: String, pattern: String? = nil, lengths: ClosedRange<Int> = 0...1000,
    isPublic: Bool = true, accepts: @escaping @Sendable (String) -> Bool = { _ in true }
  ) {
    self.expected = expected
    self.pattern = pattern
    self.lengths = lengths
    self.isPublic = isPublic
    self.accepts = accepts
  }
}

extension Shape where Value == String {
  package static func text(_ form: TextForm) -> Shape<String> {
    Shape { _ in
      var schema = JSONObject([("type", "string")])
      if form.lengths.lowerBound > 0 {
        schema["minLength"] = .number(JSONNumber(form.lengths.lowerBound))
      }
      schema["maxLength"] = .number(JSONNumber(form.lengths.upperBound))
      schema["pattern"] = form.pattern.map(JSONValue.string)
      return schema
    } decode: { json, decoding in
      guard case .string(let text) = json else {
        decoding.report(.wrongType(expected: form.expected, found: json.kind))
        return nil
      }
      guard form.lengths.contains(text.unicodeScalars.count), form.accepts(text) else {
        decoding.report(
          .badValue(found: form.isPublic ? text : nil, expected: form.expected, allowed: []))
        return nil
      }
      return text
    }
  }
}

extension Shape where Value == Bool {
  package static let boolean = Shape { _ in
    JSONObject([("type", "boolean")])
  } decode: { json, decoding in
    if case .bool(let value) = json { return value }
    decoding.report(.wrongType(expected: "true or false", found: json.kind))
    return nil
  }
}

extension Shape where Value == Int {
  /// A whole number in a range.
  ///
  /// - Parameter what: The unit or kind, as a message says it: `a port`.
  package static func integer(_ what: String, _ range: ClosedRange<Int>) -> Shape<Int> {
    let expected = "\(what) from \(range.lowerBound) to \(range.upperBound)"
    return Shape { _ in
      JSONObject([
        ("type", "integer"), ("minimum", .number(JSONNumber(range.lowerBound))),
        ("maximum", .number(JSONNumber(range.upperBound))),
      ])
    } decode: { json, decoding in
      guard case .number(let number) = json else {
        decoding.report(.wrongType(expected: expected, found: json.kind))
        return nil
      }
      guard let value = number.integer, range.contains(value) else {
        let shown = number.text.utf8.count <= 24 ? number.text : nil
        decoding.report(.badValue(found: shown, expected: expected, allowed: []))
        return nil
      }
      return value
    }
  }
}

extension Shape where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
  /// One of the type's raw values.
  package static func choice(_ what: String) -> Shape {
    let allowed = Value.allCases.map(\.rawValue)
    return Shape { _ in
      JSONObject([("enum", .array(allowed.map(JSONValue.string)))])
    } decode: { json, decoding in
      guard case .string(let text) = json else {
        decoding.report(.wrongType(expected: what, found: json.kind))
        return nil
      }
      guard let value = Value(rawValue: text) else {
        let shown = text.utf8.count <= 64 ? text : nil
        decoding.report(.badValue(found: shown, expected: what, allowed: allowed))
        return nil
      }
      return value
    }
  }
}
