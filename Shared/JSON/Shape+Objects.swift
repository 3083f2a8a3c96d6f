/// A member of an object: its name, its shape, and the property that it fills.
package struct Field<Root: Sendable>: Sendable {
  package let key: String
  let isRequired: Bool
  let schema: @Sendable (inout SchemaDefinitions) -> JSONObject
  let decode: @Sendable (JSONValue, inout Root, inout Decoding) -> Void

  private init<Value>(
    _ key: String, isRequired: Bool, _ shape: Shape<Value>, _ description: String,
    default standard: JSONValue?,
    assign: @escaping @Sendable (inout Root, Value) -> Void
  ) {
    self.key = key
    self.isRequired = isRequired
    schema = { definitions in
      var schema = shape.schema(&definitions)
      schema["description"] = .string(description)
      schema["default"] = standard
      return schema
    }
    decode = { json, root, decoding in
      if let value = shape.decode(json, &decoding) { assign(&root, value) }
    }
  }

  package static func required<Value>(
    _ key: String,
    _ property: @autoclosure @escaping @Sendable () -> any WritableKeyPath<Root, Value> & Sendable,
    _ shape: Shape<Value>, _ description: String
  ) -> Field {
    Field(key, isRequired: true, shape, description, default: nil) { $0[keyPath: property()] = $1 }
  }

  /// - Parameter standard: What the property is without the key, where JSON can say it; it is
  ///   documentation, the value itself comes from the object's initial value.
  package static func optional<Value>(
    _ key: String,
    _ property: @autoclosure @escaping @Sendable () -> any WritableKeyPath<Root, Value> & Sendable,
    _ shape: Shape<Value>, default standard: JSONValue? = nil, _ description: String
  ) -> Field {
    Field(key, isRequired: false, shape, description, default: standard) {
      $0[keyPath: property()] = $1
    }
  }

  package static func optional<Value>(
    _ key: String,
    _ property: @autoclosure @escaping @Sendable () -> any WritableKeyPath<Root, Value?> & Sendable,
    _ shape: Shape<Value>, default standard: JSONValue? = nil, _ description: String
  ) -> Field {
    Field(key, isRequired: false, shape, description, default: standard) {
      $0[keyPath: property()] = $1
    }
  }

  /// A member that is read by others and has no property here, as `$schema`.
  package static func ignored(_ key: String, _ description: String) -> Field {
    Field(
      key, isRequired: false, Shape<String>.text(TextForm("a string")), description, default: nil
    ) { _, _ in }
  }
}

extension Shape {
  /// An object with known members only; a member that is absent leaves the initial value.
  ///
  /// - Parameter name: The name of its definition in the schema.
  package static func object(
    _ name: String, _ summary: String, initial: @escaping @Sendable () -> Value,
    _ fields: [Field<Value>]
  ) -> Shape {
    let positions = positions(of: fields)
    return Shape { definitions in
      definitions.reference(to: name) { objectSchema(summary, fields, &$0) }
    } decode: { json, decoding in
      guard case .object(let object) = json else {
        decoding.report(.wrongType(expected: "an object", found: json.kind))
        return nil
      }
      var value = initial()
      var isPresent = Array(repeating: false, count: fields.count)
      for (key, json) in object.members {
        guard let position = positions[key] else {
          decoding.report(.unknownKey(key, allowed: fields.map(\.key)))
          continue
        }
        isPresent[position] = true
        decoding.descend(to: key) { fields[position].decode(json, &value, &$0) }
      }
      for index in fields.indices where !isPresent[index] && fields[index].isRequired {
        decoding.report(.missingKey(fields[index].key))
      }
      return value
    }
  }

  /// An object of one of several kinds, which its member `key` names.
  package static func tagged(
    by key: String, _ cases: [(tag: String, shape: Shape)]
  ) -> Shape {
    let allowed = cases.map(\.tag)
    return Shape { definitions in
      JSONObject([
        (
          "oneOf",
          .array(
            cases.map { tag, shape in
              var schema = shape.schema(&definitions)
              schema["properties"] = .object(
                JSONObject([(key, ["const": .string(tag)])]))
              schema["required"] = [.string(key)]
              return .object(schema)
            })
        )
      ])
    } decode: { json, decoding in
      guard case .object(let object) = json else {
        decoding.report(.wrongType(expected: "an object", found: json.kind))
        return nil
      }
      guard let member = object[key] else {
        decoding.report(.missingKey(key))
        return nil
      }
      if let tag = member.string, let match = cases.first(where: { $0.tag == tag }) {
        return match.shape.decode(json, &decoding)
      }
      decoding.descend(to: key) {
        $0.report(.badValue(found: member.string, expected: "a kind", allowed: allowed))
      }
      return nil
    }
  }

  private static func positions(of fields: [Field<Value>]) -> [String: Int] {
    var positions: [String: Int] = [:]
    for index in fields.indices { positions[fields[index].key] = index }
    return positions
  }

  private static func objectSchema(
    _ summary: String, _ fields: [Field<Value>], _ definitions: inout SchemaDefinitions
  ) -> JSONObject {
    var schema = JSONObject([("type", "object"), ("description", .string(summary))])
    schema["properties"] = .object(
      JSONObject(fields.map { ($0.key, .object($0.schema(&definitions))) }))
    let required = fields.filter(\.isRequired).map { JSONValue.string($0.key) }
    if !required.isEmpty { schema["required"] = .array(required) }
    schema["additionalProperties"] = false
    return schema
  }
}
