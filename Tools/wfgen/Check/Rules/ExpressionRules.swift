import Diagnostics
import JSON
import YAMLReader

/// Expressions by themselves: their syntax, contexts and functions.
enum ExpressionRules {
  static let all: [CheckRule] = [
    CheckRule(
      "expression-syntax", .error, "an expression that GitHub can't read", .expression(syntax)),
    CheckRule(
      "unknown-context", .error, "a name that is no context; the nearest is named",
      .expression(contexts)),
    CheckRule(
      "unavailable-context", .error, "a context, or a function, that isn't there at this place",
      .expression(places)),
    CheckRule(
      "unknown-property", .error, "a member that `github`, `runner`, `job` or `strategy` hasn't",
      .expression(members)),
    CheckRule(
      "unknown-function", .error, "a function that there isn't; the nearest is named",
      .expression(functions)),
    CheckRule(
      "function-arguments", .error, "too few or too many arguments, or a format that doesn't fit",
      .expression(arguments)),
    CheckRule(
      "object-as-text", .error, "a whole context or list as text, which becomes `Object`",
      .expression(objects)),
  ]

  private static func syntax(_ found: FoundExpression, _ file: CheckedFile) -> [Fault] {
    guard case .broken(let fault) = found.reading else { return [] }
    return [Fault(found.position(fault.offset), fault.message, do: fault.remedy)]
  }

  /// The contexts that an expression names, with where.
  private static func named(_ found: FoundExpression) -> [(name: String, offset: Int)] {
    (found.expression?.all ?? []).compactMap { part in
      if case .context(let name) = part.kind { (name, part.offset) } else { nil }
    }
  }

  private static func contexts(_ found: FoundExpression, _ file: CheckedFile) -> [Fault] {
    named(found).compactMap { name, offset in
      guard !Contexts.all.contains(name.lowercased()) else { return nil }
      let isFunction = Contexts.functions[name.lowercased()] != nil
      return Fault(
        found.position(offset), "there is no context \(QuotedName.text(name))",
        do: isFunction
          ? "it is a function: \(name)()"
          : Suggestion.nearest(to: name, among: Contexts.all).map { "did you mean \"\($0)\"?" }
            ?? "put text in single quotes; contexts: \(Contexts.all.joined(separator: ", "))")
    }
  }

  private static func places(_ found: FoundExpression, _ file: CheckedFile) -> [Fault] {
    let availability = found.site.availability
    let contexts = named(found).compactMap { name, offset -> Fault? in
      let name = name.lowercased()
      guard Contexts.all.contains(name), !availability.contexts.contains(name) else { return nil }
      return Fault(
        found.position(offset), "GitHub doesn't know \(name) at this place",
        do: name == "secrets" && found.site.isCondition
          ? "give the secret to env: and ask whether env.NAME is empty"
          : name == "env" && availability.contexts.contains("vars")
            ? "use vars, or write the value; there are \(availability.contexts.joined(separator: ", "))"
            : "there are \(availability.contexts.joined(separator: ", "))")
    }
    let functions = found.calls.compactMap { call -> Fault? in
      let name = call.name.lowercased()
      if Contexts.statusFunctions.contains(name), !availability.hasStatus {
        return Fault(
          found.position(call.offset), "\(call.name)() is for conditions alone",
          do: "ask for the result: job.status, needs.JOB.result, steps.ID.outcome")
      }
      guard name == "hashfiles", !availability.hasFiles else { return nil }
      return Fault(
        found.position(call.offset), "hashFiles() is for steps: there are no files yet",
        do: "use it in a step")
    }
    return contexts + functions
  }

  private static func members(_ found: FoundExpression, _ file: CheckedFile) -> [Fault] {
    found.chains.compactMap { names, offset in
      guard names.count > 1, let known = Contexts.members[names[0]], names[1] != "*" else {
        return nil
      }
      let member = names[1].lowercased()
      guard !known.contains(member) else { return nil }
      let wanted =
        names[0] == "github"
          && ["pull_request", "issue", "inputs", "release", "commits"].contains(member)
        ? "it is github.event.\(member)"
        : Suggestion.nearest(to: member, among: known.sorted()).map {
          "did you mean \"\(names[0]).\($0)\"?"
        } ?? "it has \(known.sorted().joined(separator: ", "))"
      return Fault(
        found.position(offset), "\(names[0]) has no \(QuotedName.text(names[1]))", do: wanted)
    }
  }

  private static func functions(_ found: FoundExpression, _ file: CheckedFile) -> [Fault] {
    found.calls.compactMap { call in
      guard Contexts.functions[call.name.lowercased()] == nil else { return nil }
      return Fault(
        found.position(call.offset), "there is no function \(QuotedName.text(call.name))",
        do: Suggestion.remedy(for: call.name, among: Contexts.spellings, lead: "functions: "))
    }
  }

  private static func arguments(_ found: FoundExpression, _ file: CheckedFile) -> [Fault] {
    found.calls.compactMap { call in
      guard let range = Contexts.functions[call.name.lowercased()] else { return nil }
      let count = call.arguments.count
      if !range.contains(count) || (call.name.lowercased() == "case" && count.isMultiple(of: 2)) {
        let wanted =
          range.lowerBound == range.upperBound
          ? "\(range.lowerBound)"
          : range.upperBound == 255
            ? "at least \(range.lowerBound)" : "\(range.lowerBound) or \(range.upperBound)"
        return Fault(
          found.position(call.offset), "\(call.name)() is given \(count) arguments",
          do: call.name.lowercased() == "case"
            ? "give pairs of a condition and a value, and one value more" : "give it \(wanted)")
      }
      guard call.name.lowercased() == "format", let text = call.arguments[0].string else {
        return nil
      }
      return formatFault(text, count - 1).map {
        Fault(found.position(call.offset), $0, do: "number them from {0}; a brace is written twice")
      }
    }
  }

  private static func formatFault(_ text: String, _ count: Int) -> String? {
    let bare = text.replacing("{{", with: "").replacing("}}", with: "")
    let numbers = bare.matches(of: /\{([0-9]+)\}/).compactMap { Int($0.1) }
    if let large = numbers.max(), large >= count {
      return "the format asks for {\(large)}, and there are \(count) values"
    }
    guard let unused = (0..<count).first(where: { !numbers.contains($0) }) else { return nil }
    return "the format never asks for {\(unused)}"
  }

  private static func objects(_ found: FoundExpression, _ file: CheckedFile) -> [Fault] {
    guard !found.site.isCondition, let expression = found.expression,
      let chain = expression.chain, !found.site.node.isExpressionForStructure(found)
    else { return [] }
    let isWhole =
      (chain.count == 1 && chain[0] != "inputs")
      || (chain.count == 2 && ["steps", "needs", "jobs"].contains(chain[0]) && chain[1] != "*")
      || (chain.count == 3 && ["steps", "needs", "jobs"].contains(chain[0])
        && chain[2] == "outputs")
      || chain == ["github", "event"] || chain == ["job", "services"]
    guard isWhole else { return [] }
    return [
      Fault(
        found.position(expression.offset), "\(chain.joined(separator: ".")) is no text",
        do: "name a member of it, or write toJSON(\(chain.joined(separator: ".")))")
    ]
  }
}
