import JSON

extension Stack {
  func checkVariables(_ faults: inout Faults) {
    for (index, variable) in variables.enumerated() {
      let place = ["variables", String(index)]
      checkForm(of: variable, at: place, &faults)
      if variable.isSecret(in: self) { checkSecret(variable, at: place, &faults) }
      var values: [(key: [String], value: String)] = []
      if let value = variable.standard { values.append((["default"], value)) }
      if let value = variable.example { values.append((["example"], value)) }
      values += variable.environments.map { (["environments", $0.name], $0.value) }
      for (key, value) in values {
        guard let expected = variable.expectation(unmetBy: value) else { continue }
        faults.add(
          "bad-value", at: place + key,
          "the value of \(variable.name) is not \(expected)",
          do: "correct it, or change the variable's type")
      }
    }
  }

  private func checkForm(of variable: Variable, at place: [String], _ faults: inout Faults) {
    if variable.kind == .choice && variable.values.isEmpty {
      faults.add(
        "missing-key", at: place, "\(variable.name) is an enum without \"values\"",
        do: "list the values that it takes")
    }
    if variable.kind != .choice && !variable.values.isEmpty {
      faults.add(
        "bad-value", at: place + ["values"],
        "only an enum has \"values\", and \(variable.name) is \(variable.kind.rawValue)",
        do: "set its \"type\" to enum")
    }
    let takesBounds: Set<Variable.Kind> = [.string, .integer, .number]
    if !takesBounds.contains(variable.kind) && (variable.minimum ?? variable.maximum) != nil {
      faults.add(
        "bad-value", at: place, "\(variable.kind.rawValue) takes no \"minimum\" or \"maximum\"",
        do: "take them away from \(variable.name)")
    }
    if let minimum = variable.minimum, let maximum = variable.maximum, minimum > maximum {
      faults.add(
        "bad-value", at: place + ["minimum"],
        "the minimum of \(variable.name) is above its maximum", do: "exchange them")
    }
    for (index, value) in repetitions(of: variable.values) {
      faults.add(
        "duplicate", at: place + ["values", String(index)], "\"\(value)\" is there twice",
        do: "name it once")
    }
  }

  /// A stack is committed, so it says no secret, not even an example that might be one.
  private func checkSecret(_ variable: Variable, at place: [String], _ faults: inout Faults) {
    var keys: [[String]] = []
    if variable.standard != nil { keys.append(["default"]) }
    if variable.example != nil { keys.append(["example"]) }
    keys += variable.environments.map { ["environments", $0.name] }
    for key in keys {
      faults.add(
        "secret-literal", at: place + key, "\(variable.name) is secret, and the stack says a value",
        do: "take it away: templates get a dummy, and deployments read it from a secret store")
    }
  }
}

extension Variable {
  /// What a value should have been, where it isn't.
  package func expectation(unmetBy value: String) -> String? {
    switch kind {
    case .string: isInBounds(value.unicodeScalars.count) ? nil : "of the right length"
    case .integer:
      Int(value).map(isInBounds) == true ? nil : "a whole number" + boundsText
    case .number:
      Double(value).map { $0.isFinite && isInBounds($0) } == true ? nil : "a number" + boundsText
    case .boolean: ["true", "false"].contains(value) ? nil : "true or false"
    case .url: Variable.isURL(value) ? nil : "a URL with scheme and host"
    case .email: Variable.isEmail(value) ? nil : "an e-mail address"
    case .port: Int(value).map((1...65535).contains) == true ? nil : "a port from 1 to 65535"
    case .duration: TimeSpan(value) != nil ? nil : "a span of time, as 30s"
    case .choice:
      values.contains(value) ? nil : "one of \(values.joined(separator: ", "))"
    }
  }

  private func isInBounds(_ number: Int) -> Bool {
    number >= minimum ?? .min && number <= maximum ?? .max
  }

  private func isInBounds(_ number: Double) -> Bool {
    (minimum.map { number >= Double($0) } ?? true) && (maximum.map { number <= Double($0) } ?? true)
  }

  private var boundsText: String {
    switch (minimum, maximum) {
    case (let low?, let high?): " from \(low) to \(high)"
    case (let low?, nil): " of at least \(low)"
    case (nil, let high?): " of at most \(high)"
    case (nil, nil): ""
    }
  }

  /// `SCHEME://HOST…` (RFC 3986 §3), without white space.
  private static func isURL(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon > 0,
      Forms.isAlphanumeric(bytes[0]), bytes.count > colon + 3,
      bytes[colon + 1] == UInt8(ascii: "/"), bytes[colon + 2] == UInt8(ascii: "/"),
      bytes[colon + 3] != UInt8(ascii: "/")
    else { return false }
    return bytes[..<colon].allSatisfy { Forms.isAlphanumeric($0) || "+.-".utf8.contains($0) }
      && bytes.allSatisfy { $0 > 0x20 && $0 != 0x7f }
  }

  private static func isEmail(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
      && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7f }
  }
}
