import Diagnostics
import JSON
import YAMLReader

/// Matrices (docs.github.com, "Running variations of jobs in a workflow").
enum MatrixRules {
  static let all: [CheckRule] = [
    CheckRule(
      "matrix-duplicate", .warning, "a value that is twice in a list of a matrix", .job(doubles)),
    CheckRule(
      "matrix-exclude", .error, "an exclusion that is none of the combinations", .job(exclusions)),
    CheckRule(
      "matrix-size", .error, "a matrix of more than 256 jobs, or of none", .job(size)),
    CheckRule(
      "matrix-number", .warning, "a version such as 3.10 without quotes, which is 3.1",
      .job(numbers)),
  ]

  private static func matrix(_ job: CheckedJob) -> YAMLNode? { job.node["strategy"]?["matrix"] }

  /// The lists that are combined.
  private static func axes(_ job: CheckedJob) -> [(name: String, values: [YAMLNode])] {
    (matrix(job)?.entries ?? []).compactMap { entry in
      let name = entry.key.text ?? ""
      guard name != "include", name != "exclude", let values = entry.value.elements else {
        return nil
      }
      return (name, values)
    }
  }

  private static func doubles(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    axes(job).flatMap { name, values -> [Fault] in
      var seen: [JSONValue] = []
      return values.compactMap { node in
        let value = node.json
        defer { seen.append(value) }
        guard seen.contains(value) else { return nil }
        return Fault(
          node.position, "the matrix has a value of \(QuotedName.text(name)) twice",
          do: "take one out")
      }
    }
  }

  private static func exclusions(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    let axes = axes(job)
    let isKnown = matrix(job)?.entries?.allSatisfy { entry in
      entry.value.string?.contains("${{") != true
    }
    guard isKnown == true, let exclude = matrix(job)?["exclude"]?.elements else { return [] }
    return exclude.flatMap { combination in
      (combination.entries ?? []).compactMap { entry -> Fault? in
        let name = entry.key.text ?? ""
        guard let axis = axes.first(where: { $0.name == name }) else {
          return Fault(
            entry.key.position, "the matrix has no list \(QuotedName.text(name)) to exclude from",
            do: Suggestion.remedy(for: name, among: axes.map(\.name), lead: "lists: "))
        }
        let value = entry.value.json
        guard !axis.values.contains(where: { MatrixRules.isLike($0.json, value) }),
          !axis.values.contains(where: { $0.string?.contains("${{") == true }),
          entry.value.string?.contains("${{") != true
        else { return nil }
        return Fault(
          entry.value.position, "the matrix has no such value of \(QuotedName.text(name))",
          do: "exclude one that it has")
      }
    }
  }

  /// Whether a value has all that another asks for.
  private static func isLike(_ value: JSONValue, _ wanted: JSONValue) -> Bool {
    guard case .object(let members) = wanted else {
      if let text = value.string, let other = wanted.string {
        return text.lowercased() == other.lowercased()
      }
      return value == wanted
    }
    return members.members.allSatisfy { value[$0.name] == $0.value }
  }

  private static func size(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    guard let matrix = matrix(job), matrix.isMapping else { return [] }
    let count = axes(job).reduce(1) { min($0 * max($1.values.count, 1), 100_000) }
    guard count > 256 else { return [] }
    return [
      Fault(
        matrix.position, "the matrix makes \(count) jobs, and GitHub takes 256",
        do: "take values out, or split the job")
    ]
  }

  private static func numbers(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    axes(job).flatMap { name, values in
      values.compactMap { node -> Fault? in
        guard case .scalar(let text, .plain) = node.content,
          text.wholeMatch(of: /[0-9]+\.[0-9]*0/) != nil
        else { return nil }
        return Fault(
          node.position, "\(text) is a number to YAML, and loses its last 0",
          do: "write '\(text)'")
      }
    }
  }
}
