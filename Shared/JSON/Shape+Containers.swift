extension Shape {
  /// An array whose elements all have one shape; the elements that can't be read are left out.
  package static func list<Element>(
    of element: Shape<Element>, _ counts: ClosedRange<Int> = 0...1000
  ) -> Shape where Value == [Element] {
    let expected = counts.lowerBound == 0 ? "a list" : "a list of at least \(counts.lowerBound)"
    return Shape { definitions in
      var schema = JSONObject([
        ("type", "array"), ("items", .object(element.schema(&definitions))),
      ])
      if counts.lowerBound > 0 { schema["minItems"] = .number(JSONNumber(counts.lowerBound)) }
      schema["maxItems"] = .number(JSONNumber(counts.upperBound))
      return schema
    } decode: { json, decoding in
      guard case .array(let elements) = json else {
        decoding.report(.wrongType(expected: expected, found: json.kind))
        return nil
      }
      if !counts.contains(elements.count) {
        decoding.report(
          .badValue(
            found: "\(elements.count) elements",
            expected: "\(counts.lowerBound) to \(counts.upperBound) elements", allowed: []))
      }
      var values: [Element] = []
      for (index, json) in elements.enumerated() {
        decoding.descend(to: String(index)) {
          if let value = element.decode(json, &$0) { values.append(value) }
        }
      }
      return values
    }
  }

  /// One value, or an array of them.
  package static func oneOrMany<Element>(of element: Shape<Element>) -> Shape
  where Value == [Element] {
    let many = Shape.list(of: element, 1...100)
    return Shape { definitions in
      JSONObject([
        (
          "anyOf",
          [.object(element.schema(&definitions)), .object(many.schema(&definitions))]
        )
      ])
    } decode: { json, decoding in
      if case .array = json { return many.decode(json, &decoding) }
      return element.decode(json, &decoding).map { [$0] }
    }
  }

  /// An object whose member names are data: pairs in order of name, whatever the input's order.
  package static func dictionary<Element>(
    name form: TextForm, of element: Shape<Element>
  ) -> Shape where Value == [Named<Element>] {
    let names = Shape<String>.text(form)
    return Shape { definitions in
      JSONObject([
        ("type", "object"), ("propertyNames", .object(names.schema(&definitions))),
        ("additionalProperties", .object(element.schema(&definitions))),
      ])
    } decode: { json, decoding in
      guard case .object(let object) = json else {
        decoding.report(.wrongType(expected: "an object", found: json.kind))
        return nil
      }
      return object.members.compactMap { name, json in
        decoding.descend(to: name) { decoding in
          let name = names.decode(.string(name), &decoding)
          let value = element.decode(json, &decoding)
          if let name, let value { return Named(name: name, value: value) }
          return nil
        }
      }.sorted { $0.name < $1.name }
    }
  }

  /// Whichever of two shapes the JSON type calls for: `first` where `isFirst` says so.
  package static func either(
    _ first: Shape, where isFirst: @escaping @Sendable (JSONValue) -> Bool, or second: Shape
  ) -> Shape {
    Shape { definitions in
      JSONObject([
        (
          "anyOf",
          [.object(first.schema(&definitions)), .object(second.schema(&definitions))]
        )
      ])
    } decode: { json, decoding in
      isFirst(json) ? first.decode(json, &decoding) : second.decode(json, &decoding)
    }
  }
}

/// A member of an object whose names are data.
package struct Named<Value: Sendable>: Sendable {
  package var name: String
  package var value: Value

  package init(name: String, value: Value) {
    self.name = name
    self.value = value
  }
}

extension Named: Equatable where Value: Equatable {}

extension Array {
  /// The value under a name, as from a dictionary.
  package subscript<Value>(named name: String) -> Value? where Element == Named<Value> {
    first { $0.name == name }?.value
  }
}
