import Emit
import Model
import TestKit
import Testing

@testable import tfgen

@Suite("Terraform modules") struct TfgenModuleTests {
  /// Each module of every stack that others call.
  private static let called: [(place: String, module: TerraformModule)] = Stacks.all.flatMap {
    name, stack in TfgenGenerator.modules(for: stack).map { ("\(name): \($0.name)", $0) }
  }

  /// Those, and the root module of each environment.
  private static let modules =
    called
    + Stacks.all.flatMap { name, stack in
      TfgenGenerator.environments(of: stack, calling: TfgenGenerator.modules(for: stack))
        .map { ("\(name): \($0.name)", $0) }
    }

  @Test("have a description and a validation for every input that is not a switch")
  func validated() {
    for (place, module) in Self.modules {
      for input in module.inputs where input.type != .boolType {
        #expect(!input.validations.isEmpty, "\(place): \(input.name)")
      }
      #expect(module.inputs.allSatisfy { !$0.description.isEmpty }, "\(place)")
      #expect(module.outputs.allSatisfy { !$0.description.isEmpty }, "\(place)")
    }
  }

  @Test("use every input, and only inputs that they have") func used() {
    for (place, module) in Self.modules {
      let text = HCL.File(module.main).text
      let names = Set(module.inputs.map(\.name))
      #expect(names.count == module.inputs.count, "\(place)")
      #expect(Set(module.outputs.map(\.name)).count == module.outputs.count, "\(place)")
      let used = Self.variables(in: text)
      #expect(used == names, "\(place): \(used.symmetricDifference(names))")
      for output in module.outputs {
        let read = Self.variables(in: output.value.line)
        #expect(read.isSubset(of: names), "\(place): \(output.name)")
      }
    }
  }

  /// The names after each `var.`
  private static func variables(in text: String) -> Set<String> {
    var names: Set<String> = []
    var rest = text[...]
    while let start = rest.firstRange(of: "var.") {
      rest = rest[start.upperBound...]
      names.insert(String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }))
    }
    return names
  }

  @Test("test each validation with a value that it refuses, each run under a name of its own")
  func refusals() {
    for (place, module) in Self.modules {
      let runs = ModuleTest(module: module).runs
      for input in module.inputs
      where !input.validations.isEmpty && !module.inherited.contains(input.name) {
        let own = runs.count {
          $0.failures == [.variable(input.name)] && $0.name.hasPrefix("refuses_\(input.name)")
        }
        #expect(own == input.validations.count, "\(place): \(input.name)")
      }
      #expect(Set(runs.map(\.name)).count == runs.count, "\(place)")
      for run in runs {
        #expect(run.assertions.isEmpty != run.failures.isEmpty, "\(place): \(run.name)")
      }
    }
  }

  @Test("test each precondition by a run that it refuses") func preconditions() {
    for (place, module) in Self.modules {
      let refused = Set(module.runs.flatMap(\.failures).map(\.line))
      for case .block(let block) in module.main.items where block.type == "resource" {
        let address = block.labels.joined(separator: ".")
        let hasOne = HCL.File(block.body).text.contains("precondition {")
        // A replica's trusted sources are the cluster's, whose run refuses first.
        let isTested = refused.contains(address) || address.hasSuffix("_firewall.replica")
        #expect(!hasOne || isTested, "\(place): \(address)")
      }
    }
  }

  @Test("document exactly what they declare, in every stack") func tables() throws {
    for (place, module) in Self.modules {
      let files = module.files(in: "m", by: "tfgen")
      let readme = try Stacks.text("m/\(module.name)/README.md", in: files)
      let variables = HCLDeclaration.all(
        of: "variable", in: try Stacks.text("m/\(module.name)/variables.tf", in: files))
      let outputs = HCLDeclaration.all(
        of: "output", in: try Stacks.text("m/\(module.name)/outputs.tf", in: files))
      #expect(variables.count == module.inputs.count && outputs.count == module.outputs.count)
      let inputRows = variables.map { variable in
        [
          variable.name, variable["description"], variable["type"], variable["default"],
          variable["default"].isEmpty ? "yes" : "no",
        ]
      }
      #expect(HCLDeclaration.rows(below: "Inputs", in: readme) == inputRows, "\(place)")
      let outputRows = outputs.map {
        [$0.name, $0["description"], $0["sensitive"] == "true" ? "yes" : "no"]
      }
      #expect(HCLDeclaration.rows(below: "Outputs", in: readme) == outputRows, "\(place)")
    }
  }

  @Test("have examples that give what is required, and nothing that they don't take")
  func examples() throws {
    for (place, module) in Self.called {
      let readme = try Stacks.text(
        "m/\(module.name)/README.md", in: module.files(in: "m", by: "tfgen"))
      let examples = Self.examples(in: readme)
      #expect(examples.count >= 3, "\(place)")
      let known = Set(module.inputs.map(\.name))
      let required = Set(module.inputs.filter { $0.standard == nil }.map(\.name))
      for example in examples {
        let lines = example.split(separator: "\n")
          .filter { $0.hasPrefix("  ") && $0.dropFirst(2).first?.isLetter == true }
        let given = Set(lines.map { String($0.dropFirst(2).prefix { $0 != " " }) })
          .subtracting(["source"])
        #expect(given.isSubset(of: known), "\(place): \(given.subtracting(known))")
        #expect(required.isSubset(of: given), "\(place): \(required.subtracting(given))")
      }
    }
  }

  /// The blocks of HCL in a guide.
  static func examples(in readme: String) -> [String] {
    readme.split(separator: "```hcl\n").dropFirst().map { part in
      String(part[..<(part.firstRange(of: "```")?.lowerBound ?? part.endIndex)])
    }
  }
}
