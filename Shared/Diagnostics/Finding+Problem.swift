import JSON

extension Finding {
  /// A decoding problem, with the nearest allowed word where one is meant.
  ///
  /// The pointer leads to the object whose key is unknown; the subject is then the key.
  package init(problem: Problem) {
    let (rule, message, remedy) = Finding.explain(problem.kind)
    var subject: String?
    if case .unknownKey(let key, _) = problem.kind { subject = key }
    self.init(
      rule: rule, message: message, remedy: remedy, pointer: problem.pointer, subject: subject)
  }

  private static func explain(
    _ kind: Problem.Kind
  ) -> (rule: String, message: String, remedy: String?) {
    switch kind {
    case .wrongType(let expected, let found):
      return ("wrong-type", "expected \(expected), found \(found)", nil)
    case .unknownKey(let key, let allowed):
      let shown = String(key.prefix(64))
      return ("unknown-key", "unknown key \"\(shown)\"", choices(for: key, among: allowed))
    case .missingKey(let key):
      return ("missing-key", "the key \"\(key)\" is missing", nil)
    case .badValue(let found, let expected, let allowed):
      let shown = found.map { "\"\($0.prefix(64))\" is not " } ?? "the value is not "
      let remedy = allowed.isEmpty ? nil : choices(for: found ?? "", among: allowed)
      return ("bad-value", shown + expected, remedy)
    case .duplicate(let name):
      return ("duplicate", "\"\(name)\" is there twice", nil)
    }
  }

  private static func choices(for word: String, among allowed: [String]) -> String {
    Suggestion.remedy(for: word, among: allowed, lead: "allowed: ")
  }
}

extension Suggestion {
  /// The words that are right, with the nearest to the wrong one first.
  ///
  /// - Parameter lead: What comes before the list: `allowed: `.
  package static func remedy(for word: String, among words: [String], lead: String) -> String {
    let list = lead + words.joined(separator: ", ")
    guard let nearest = nearest(to: word, among: words) else { return list }
    return "did you mean \"\(nearest)\"? \(list)"
  }
}
