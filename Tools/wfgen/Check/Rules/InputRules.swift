import Diagnostics
import JSON
import YAMLReader

/// Inputs of workflows that are started by hand or called, and of actions.
enum InputRules {
  static let all: [CheckRule] = [
    CheckRule(
      "bad-input", .error, "an input whose default, options and type don't fit", .file(faults)),
    CheckRule("unused-input", .note, "an input that nothing reads", .file(unused)),
    CheckRule(
      "bad-action", .error, "an action's file without a shell for a script, or of a broken form",
      .file(action)),
  ]

  /// GitHub's limit for a workflow that is started by hand.
  private static let most = 25

  private static func inputs(_ file: CheckedFile, _ event: String) -> [YAMLNode.Entry] {
    file.triggers.filters(of: event)?["inputs"]?.entries ?? []
  }

  private static func faults(_ file: CheckedFile) -> [Fault] {
    guard file.kind == .workflow else { return [] }
    let manual = inputs(file, "workflow_dispatch")
    let many =
      manual.count <= most
      ? []
      : [
        Fault(
          manual[most].key.position, "there are \(manual.count) inputs, and GitHub takes \(most)",
          do: "put some together, as JSON for example")
      ]
    return many + (manual + inputs(file, "workflow_call")).compactMap(fault)
  }

  private static func fault(_ entry: YAMLNode.Entry) -> Fault? {
    let name = QuotedName.text(entry.key.text ?? "")
    let type = entry.value["type"]?.string ?? "string"
    let options = entry.value["options"]
    let standard = entry.value["default"]
    if type == "choice" {
      guard let options, let words = options.elements?.compactMap(\.text), !words.isEmpty else {
        return Fault(
          entry.key.position, "the choice \(name) has no options", do: "list them below options:")
      }
      guard let standard, let text = standard.string, !words.contains(text) else { return nil }
      return Fault(
        standard.position, "the default of \(name) is none of its options",
        do: Suggestion.remedy(for: text, among: words, lead: "allowed: "))
    }
    if let options {
      return Fault(
        options.position, "options are for a choice, and \(name) is a \(type)",
        do: "write type: choice")
    }
    guard let standard, !standard.isNull, standard.string?.contains("${{") != true else {
      return nil
    }
    let fits =
      switch type {
      case "boolean": standard.json.bool != nil
      case "number": if case .number = standard.json { true } else { false }
      default: standard.text != nil
      }
    if fits { return nil }
    return Fault(
      standard.position, "the default of \(name) is \(standard.kind), and its type is \(type)",
      do: "write a \(type) without quotes, or change the type")
  }

  private static func unused(_ file: CheckedFile) -> [Fault] {
    let declared =
      file.kind == .action
      ? (file.root["runs"]?["using"]?.string == "composite"
        ? file.root["inputs"]?.entries ?? [] : [])
      : inputs(file, "workflow_dispatch") + inputs(file, "workflow_call")
    guard !declared.isEmpty else { return [] }
    var read: Set<String> = []
    for chain in file.expressions.flatMap(\.chains).map(\.names) {
      let names = chain.map { $0.lowercased() }
      if names.first == "inputs" { read.insert(names.count > 1 ? names[1] : "*") }
      if names.starts(with: ["github", "event", "inputs"]) {
        read.insert(names.count > 3 ? names[3] : "*")
      }
      if names == ["github", "event"] || names == ["github"] { read.insert("*") }
    }
    if read.contains("*") { return [] }
    return declared.compactMap { entry in
      let name = entry.key.text ?? ""
      if read.contains(name.lowercased()) { return nil }
      return Fault(
        entry.key.position, "nothing reads the input \(QuotedName.text(name))",
        do: "take it out, or use inputs.\(name)")
    }
  }

  private static func action(_ file: CheckedFile) -> [Fault] {
    guard file.kind == .action else { return [] }
    let using = file.root["runs"]?["using"]
    var faults: [Fault] = []
    let runtimes = ["composite", "docker", "node24", "node20", "node16", "node12"]
    if let using, let text = using.string, !runtimes.contains(text) {
      faults.append(
        Fault(
          using.position, "\(QuotedName.text(text)) is nothing that runs an action",
          do: Suggestion.remedy(for: text, among: Array(runtimes.prefix(3)), lead: "allowed: ")))
    }
    for step in file.steps where step.run != nil && step.node.entry("shell") == nil {
      faults.append(
        Fault(
          step.node.position, "\(step.quoted) of a composite action says no shell",
          do: "add shell: bash"))
    }
    for entry in file.root["outputs"]?.entries ?? []
    where using?.string == "composite" && entry.value["value"] == nil {
      faults.append(
        Fault(
          entry.key.position, "the output \(QuotedName.text(entry.key.text ?? "")) has no value",
          do: "say where it comes from: value: ${{ steps.ID.outputs.NAME }}"))
    }
    return faults
  }
}
