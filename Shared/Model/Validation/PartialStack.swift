import Diagnostics
import JSON

/// A stack of which some parts couldn't be read: what can be said of the rest all the same.
///
/// All errors are told at once, but none that only follows from another: a finding counts when it
/// is about something that the document says, and that was read.
struct PartialStack {
  let stack: Stack
  let document: JSONValue
  let problems: [Problem]

  var findings: [Finding] {
    if hasLostElements { return [] }
    return stack.completed().faults().filter(isSure)
  }

  /// Whether a list has an element that was dropped, so that positions no longer fit.
  private var hasLostElements: Bool {
    problems.contains { problem in
      guard case .wrongType = problem.kind, let last = problem.pointer.tokens.last else {
        return problem.pointer.tokens.isEmpty
      }
      return problem.pointer.tokens.count < 3 || JSONPointer.index(last) != nil
    } || problems.contains { $0.pointer.tokens.last == "kind" }
  }

  private func isSure(_ finding: Finding) -> Bool {
    guard let pointer = finding.pointer, document[pointer] != nil else { return false }
    if problems.contains(where: { overlaps($0.pointer, pointer) }) { return false }
    let isReference = finding.rule == "broken-reference" || finding.rule == "dependency-cycle"
    return !isReference || namesAreRead
  }

  /// Whether every name that something could refer to was read.
  private var namesAreRead: Bool {
    !problems.contains { problem in
      switch problem.kind {
      case .unknownKey: problem.pointer.tokens.isEmpty
      case .missingKey(let key): key == "name"
      default: problem.pointer.tokens.last == "name"
      }
    }
  }

  /// Whether one place is the other, or inside it. An object with an unknown key is itself read.
  private func overlaps(_ problem: JSONPointer, _ place: JSONPointer) -> Bool {
    place.tokens.starts(with: problem.tokens)
      && !problems.allSatisfy { $0.pointer != problem || $0.isOfKey }
      || problem.tokens.starts(with: place.tokens) && problem != place
  }
}

extension Problem {
  /// Whether it is about the keys of an object, whose other members were read.
  fileprivate var isOfKey: Bool {
    switch kind {
    case .unknownKey, .missingKey: true
    case .wrongType, .badValue, .duplicate: false
    }
  }
}
