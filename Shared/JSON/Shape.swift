/// What a JSON value must look like.
///
/// One description serves three readers: it decodes the value strictly, it writes the value's JSON
/// Schema (draft 2020-12), and its descriptions are the documentation an editor shows.
package struct Shape<Value: Sendable>: Sendable {
  private let decoder: @Sendable (JSONValue, inout Decoding) -> Value?
  private let schemaWriter: @Sendable (inout SchemaDefinitions) -> JSONObject

  package init(
    schema: @escaping @Sendable (inout SchemaDefinitions) -> JSONObject,
    decode: @escaping @Sendable (JSONValue, inout Decoding) -> Value?
  ) {
    schemaWriter = schema
    decoder = decode
  }

  /// - Returns: `nil` where the value is wrong; `decoding` then says how. Parts that can be read
  ///   are read all the same, so that one run reports everything.
  package func decode(_ json: JSONValue, _ decoding: inout Decoding) -> Value? {
    decoder(json, &decoding)
  }

  package func schema(_ definitions: inout SchemaDefinitions) -> JSONObject {
    schemaWriter(&definitions)
  }

  /// The same JSON, as another Swift type.
  package func map<Other>(_ transform: @escaping @Sendable (Value) -> Other) -> Shape<Other> {
    Shape<Other>(schema: schemaWriter) { json, decoding in
      decoder(json, &decoding).map(transform)
    }
  }
}

/// The named parts of a schema, its `$defs`.
package struct SchemaDefinitions {
  private var definitions: [String: JSONObject?] = [:]

  package init() {}

  /// A `$ref` to the definition, which is made when it is first asked for.
  mutating func reference(
    to name: String, _ make: (inout SchemaDefinitions) -> JSONObject
  ) -> JSONObject {
    if definitions[name] == nil {
      definitions.updateValue(nil, forKey: name)
      definitions.updateValue(make(&self), forKey: name)
    }
    return JSONObject([("$ref", .string("#/$defs/\(name)"))])
  }

  /// All definitions, in order of name.
  package var object: JSONObject {
    JSONObject(
      definitions.sorted { $0.key < $1.key }.compactMap { name, schema in
        schema.map { (name, .object($0)) }
      })
  }
}
