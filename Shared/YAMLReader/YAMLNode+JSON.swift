import JSON

extension YAMLNode {
  /// The value by the core schema of YAML 1.2, with merge keys applied.
  ///
  /// Keys are text, as written. `.inf` and `.nan`, which JSON can't say, stay text, and so do `yes`,
  /// `no`, `on` and `off`. It calls itself once a level; ``YAMLLimits/depth`` bounds that.
  package var json: JSONValue {
    switch content {
    case .scalar(let text, let style): CoreSchema.value(of: text, style: style, tag: tag)
    case .sequence(let elements): .array(elements.map(\.json))
    case .mapping:
      .object(JSONObject((entries ?? []).map { ($0.key.text ?? "", $0.value.json) }))
    }
  }
}
