import Emit
import Model
import TestKit
import Testing

@testable import tfgen

/// What holds of every module.
@Suite("Terraform modules") struct TfgenModuleTests {
  /// Each module of every stack.
  private var modules: [(stack: String, module: TerraformModule)] {
    Stacks.all.flatMap { name, stack in
      TfgenGenerator.modules(for: stack).map { (name, $0) }
    }
  }

  @Test("uses every input, and only inputs that it has") func used() {
    for (stack, module) in modules {
      let text =
        HCL.File(module.main).text + HCL.File(HCL.Body(module.outputs.flatMap(\.block.items))).text
      let names = Set(module.inputs.map(\.name))
      for name in names { #expect(text.contains("var.\(name)"), "\(stack): \(name) is unused") }
      var rest = text[...]
      while let start = rest.firstRange(of: "var.") {
        let name = rest[start.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        #expect(names.contains(String(name)), "\(stack): \(name)")
        rest = rest[start.upperBound...]
      }
    }
  }

  @Test("documents exactly what it declares, in every stack") func tables() throws {
    for (stack, module) in modules {
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
      #expect(HCLDeclaration.rows(below: "Inputs", in: readme) == inputRows, "\(stack)")
      let outputRows = outputs.map {
        [$0.name, $0["description"], $0["sensitive"] == "true" ? "yes" : "no"]
      }
      #expect(HCLDeclaration.rows(below: "Outputs", in: readme) == outputRows, "\(stack)")
    }
  }

  @Test("its examples give what is required, and nothing that it doesn't take")
  func examples() throws {
    for (stack, module) in modules {
      let readme = try Stacks.text(
        "m/\(module.name)/README.md", in: module.files(in: "m", by: "tfgen"))
      let examples = ModuleExamples.all(in: readme)
      #expect(examples.count >= 3, "\(stack)")
      let known = Set(module.inputs.map(\.name))
      let required = Set(module.inputs.filter { $0.standard == nil }.map(\.name))
      for example in examples {
        let lines = example.split(separator: "\n")
          .filter { $0.hasPrefix("  ") && $0.dropFirst(2).first?.isLetter == true }
        let given = Set(lines.map { String($0.dropFirst(2).prefix { $0 != " " }) })
          .subtracting(["source"])
        #expect(given.isSubset(of: known), "\(stack): \(given.subtracting(known))")
        #expect(required.isSubset(of: given), "\(stack): \(required.subtracting(given))")
      }
    }
  }
}

enum ModuleExamples {
  /// The blocks of HCL in a guide.
  static func all(in readme: String) -> [String] {
    readme.split(separator: "```hcl\n").dropFirst().map { part in
      String(part[..<(part.firstRange(of: "```")?.lowerBound ?? part.endIndex)])
    }
  }
}
