import Diagnostics
import JSON

/// Everything that is wrong with a stack whose parts are well formed.
struct Faults {
  private(set) var findings: [Finding] = []

  /// - Parameters:
  ///   - place: Where a reader should look, as pointer tokens.
  ///   - remedy: What to do about it.
  mutating func add(_ rule: String, at place: [String], _ message: String, do remedy: String? = nil) {
    findings.append(
      Finding(
        tool: "stack", rule: rule, severity: .error, message: message, remedy: remedy,
        pointer: JSONPointer(place)))
  }
}

extension Stack {
  /// Every fault of the completed stack, in a fixed order.
  func faults() -> [Finding] {
    var faults = Faults()
    checkNames(&faults)
    checkReferences(&faults)
    checkPaths(&faults)
    checkDependencies(&faults)
    checkVariables(&faults)
    checkComposeEnvironments(&faults)
    checkPorts(&faults)
    checkCloudEnvironments(&faults)
    checkNetworks(&faults)
    checkDeployment(&faults)
    return faults.findings
  }
}

extension Finding {
  /// A decoding problem, with the nearest allowed word where one is meant.
  init(problem: Problem) {
    let (rule, message, remedy) = Finding.explain(problem.kind)
    self.init(
      tool: "stack", rule: rule, severity: .error, message: message, remedy: remedy,
      pointer: problem.pointer)
  }

  private static func explain(_ kind: Problem.Kind) -> (String, String, String?) {
    switch kind {
    case .wrongType(let expected, let found):
      return ("wrong-type", "expected \(expected), found \(found)", nil)
    case .unknownKey(let key, let allowed):
      let shown = String(key.prefix(64))
      return ("unknown-key", "unknown key \"\(shown)\"", suggestion(for: key, among: allowed))
    case .missingKey(let key):
      return ("missing-key", "the key \"\(key)\" is missing", nil)
    case .badValue(let found, let expected, let allowed):
      let shown = found.map { "\"\($0.prefix(64))\" is not " } ?? "the value is not "
      let remedy = allowed.isEmpty ? nil : suggestion(for: found ?? "", among: allowed)
      return ("bad-value", shown + expected, remedy)
    case .duplicate(let name):
      return ("duplicate", "\"\(name)\" is there twice", nil)
    }
  }

  private static func suggestion(for word: String, among allowed: [String]) -> String {
    let list = "allowed: " + allowed.joined(separator: ", ")
    guard let nearest = Suggestion.nearest(to: word, among: allowed) else { return list }
    return "did you mean \"\(nearest)\"? \(list)"
  }
}

/// Names that are used more than once, with the positions after the first.
func repetitions(of names: [String]) -> [(index: Int, name: String)] {
  var seen: Set<String> = []
  return names.enumerated().compactMap { index, name in
    seen.insert(name).inserted ? nil : (index, name)
  }
}

/// Words for a list of choices, with the nearest to what was written.
func choices(for word: String, among names: [String], none: String) -> String {
  guard !names.isEmpty else { return none }
  let list = "there are: " + names.joined(separator: ", ")
  guard let nearest = Suggestion.nearest(to: word, among: names) else { return list }
  return "did you mean \"\(nearest)\"? \(list)"
}
