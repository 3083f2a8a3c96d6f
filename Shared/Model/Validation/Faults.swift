import Diagnostics
import JSON

/// Everything that is wrong with a stack whose parts are well formed.
struct Faults {
  private(set) var findings: [Finding] = []

  /// - Parameters:
  ///   - place: Where a reader should look, as pointer tokens.
  ///   - remedy: What to do about it.
  mutating func add(_ rule: String, at place: [String], _ message: String, do remedy: String? = nil)
  {
    findings.append(
      Finding(
        rule: rule, message: message, remedy: remedy,
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
    checkAccounts(&faults)
    checkImages(&faults)
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

/// Names that are used more than once, with the positions after the first.
func repetitions(of names: [String]) -> [(index: Int, name: String)] {
  var seen: Set<String> = []
  return names.enumerated().compactMap { index, name in
    seen.insert(name).inserted ? nil : (index, name)
  }
}

/// Words for a list of choices, with the nearest to what was written.
func choices(for word: String, among names: [String], none: String) -> String {
  names.isEmpty ? none : Suggestion.remedy(for: word, among: names, lead: "there are: ")
}
