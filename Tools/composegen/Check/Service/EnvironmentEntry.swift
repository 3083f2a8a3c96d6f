/// A variable that a service gets.
struct EnvironmentEntry {
  let name: String
  /// As written; `nil` where it is passed on from outside.
  let value: String?
  /// What it is written as, where it is a mapping's.
  let scalar: ComposeNode.Scalar?
  let place: ComposePlace

  /// Both forms, in order; a name may be there twice.
  static func all(of node: ComposeNode?) -> [EnvironmentEntry] {
    if let entries = node?.entries {
      return entries.map { entry in
        EnvironmentEntry(
          name: entry.key, value: entry.value.text, scalar: entry.value.scalar, place: entry.place)
      }
    }
    return (node?.elements ?? []).compactMap { element in
      guard let text = element.text else { return nil }
      guard let equals = text.firstIndex(of: "=") else {
        return EnvironmentEntry(name: text, value: nil, scalar: nil, place: element.place)
      }
      return EnvironmentEntry(
        name: String(text[..<equals]), value: String(text[text.index(after: equals)...]),
        scalar: nil, place: element.place)
    }
  }
}

/// What a service waits for before it starts.
struct ServiceDependency {
  let service: String
  /// `service_started` where nothing is said.
  let condition: String
  let isRequired: Bool
  let place: ComposePlace

  static func all(of node: ComposeNode?) -> [ServiceDependency] {
    if let entries = node?.entries {
      return entries.map { entry in
        ServiceDependency(
          service: entry.key, condition: entry.value["condition"]?.text ?? "service_started",
          isRequired: entry.value["required"]?.isFalse != true, place: entry.place)
      }
    }
    return (node?.elements ?? []).compactMap { element in
      element.text.map {
        ServiceDependency(
          service: $0, condition: "service_started", isRequired: true, place: element.place)
      }
    }
  }
}
