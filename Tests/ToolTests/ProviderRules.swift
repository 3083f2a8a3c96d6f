import Emit
import JSON
import TestKit

/// What the provider's own validators take of each attribute (`Fixtures/digitalocean/attributes.json`).
struct ProviderRules {
  private let resources: JSONValue

  init() throws {
    let document = try JSONParser.parse(
      Checkout.bytes("Tests/Fixtures/digitalocean/attributes.json"))
    resources = document["resources"] ?? .null
  }

  /// Whether the table has rules of a resource.
  func knows(_ resource: String) -> Bool { resources[resource] != nil }

  /// The attributes of a resource whose literal values the provider would refuse; what is only known
  /// when it runs is passed by.
  func faults(in body: HCL.Body, of resource: String) -> [String] {
    faults(in: body, resources[resource] ?? .null, path: "")
  }

  private func faults(in body: HCL.Body, _ rules: JSONValue, path: String) -> [String] {
    body.items.flatMap { item -> [String] in
      switch item {
      case .attribute(let name, let value):
        let one = rules[path + name].map { rule in
          ProviderRules.literals(of: value).filter { !ProviderRules.takes($0, rule) }
        }
        let many = rules[path + name + "[]"].map { rule in
          ProviderRules.elements(of: value).flatMap(ProviderRules.literals)
            .filter { !ProviderRules.takes($0, rule) }
        }
        return (one ?? []).isEmpty && (many ?? []).isEmpty ? [] : [path + name]
      case .block(let block):
        if block.type == "content" { return faults(in: block.body, rules, path: path) }
        let type = block.type == "dynamic" ? block.labels[0] : block.type
        return faults(in: block.body, rules, path: "\(path)\(type).")
      case .comment, .blank: return []
      }
    }
  }

  /// The values that are written out: all branches of a choice.
  private static func literals(of value: HCL.Expression) -> [HCL.Expression] {
    switch value {
    case .string, .number: [value]
    case .conditional(_, let then, let otherwise): literals(of: then) + literals(of: otherwise)
    default: []
    }
  }

  private static func elements(of value: HCL.Expression) -> [HCL.Expression] {
    switch value {
    case .list(let elements): elements
    case .call(_, let arguments, _): arguments.flatMap(elements)
    case .conditional(_, let then, let otherwise): elements(of: then) + elements(of: otherwise)
    default: []
    }
  }

  private static func takes(_ literal: HCL.Expression, _ rule: JSONValue) -> Bool {
    switch literal {
    case .string(let text): takes(text, rule)
    case .number(let text): takes(Double(text), rule)
    default: true
    }
  }

  private static func takes(_ text: String, _ rule: JSONValue) -> Bool {
    if let values = rule["values"]?.array?.compactMap(\.string) {
      let isLoose = rule["anyCase"] != nil
      return values.contains { isLoose ? $0.lowercased() == text.lowercased() : $0 == text }
    }
    if let pattern = rule["pattern"]?.string {
      guard let form = try? Regex(pattern), text.wholeMatch(of: form) != nil else { return false }
    }
    let length = text.unicodeScalars.count
    return (rule["nonEmpty"] == nil || length > 0)
      && length >= rule["shortest"]?.integer ?? 0 && length <= rule["longest"]?.integer ?? .max
  }

  private static func takes(_ number: Double?, _ rule: JSONValue) -> Bool {
    guard let number else { return true }
    return number >= Double(rule["least"]?.integer ?? .min)
      && number <= Double(rule["most"]?.integer ?? .max)
  }
}
