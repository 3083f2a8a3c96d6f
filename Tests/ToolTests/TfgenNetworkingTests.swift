import Emit
import Model
import TestKit
import Testing

@testable import tfgen

@Suite("Networking module") struct TfgenNetworkingTests {
  private let module: TerraformModule

  init() throws { module = .networking(for: try Stacks.stack(named: "reference")) }

  /// The module of every stack.
  private var modules: [(stack: String, module: TerraformModule)] {
    Stacks.all.map { ($0.name, .networking(for: $0.stack)) }
  }

  @Test("has the inputs and outputs of the log") func interface() {
    #expect(module.inputs.count >= 15)
    let names = [
      "vpc_name", "firewall_droplet_tags", "admin_ssh_ips", "database_firewall_tags", "ip_range",
      "environment", "region", "custom_inbound_rules", "custom_outbound_rules",
    ]
    for name in names { #expect(module.inputs.contains { $0.name == name }, "\(name)") }
    #expect(
      module.outputs.map(\.name) == [
        "vpc_id", "vpc_urn", "vpc_name", "vpc_ip_range", "vpc_region", "vpc_created_at",
        "api_firewall_id", "api_firewall_name", "api_firewall_status", "database_firewall_id",
        "database_firewall_name", "database_firewall_status", "firewall_tags",
      ])
    #expect(module.inputs.allSatisfy { !$0.description.isEmpty })
  }

  @Test("validates every input that is not a switch") func validated() {
    for input in module.inputs where input.type != .boolType {
      #expect(!input.validations.isEmpty, "\(input.name)")
    }
  }

  @Test(
    "takes its stack's environments, ports and databases",
    arguments: [
      ("reference", ["dev", "staging", "production"], "[3001]", "true"),
      ("single.json", ["dev", "staging", "production", "prod"], "[8000]", "false"),
      ("no-images", ["dev", "staging", "production"], "[]", "false"),
    ])
  func derived(
    _ name: String, _ environments: [String], _ ports: String, _ hasDatabase: String
  ) throws {
    let inputs = TerraformModule.networking(for: try Stacks.stack(named: name)).inputs
    func input(_ name: String) throws -> Input { try #require(inputs.first { $0.name == name }) }
    let names = HCL.Expression.list(environments.map { .string($0) })
    #expect(
      try input("environment").validations[0].condition
        == .call("contains", [names, .variable("environment")]))
    #expect(try input("api_ports").standard?.line == ports)
    #expect(try input("enable_database_firewall").standard?.line == hasDatabase)
  }

  @Test("uses every input, and only inputs that it has") func used() {
    for (stack, module) in modules {
      let text = HCL.File(module.main).text
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

  @Test("tests each validation with a value that it refuses") func refusals() {
    let runs = ModuleTest(module: module).runs
    let count = module.inputs.reduce(0) { $0 + $1.validations.count }
    // One more: the precondition on custom rules that open SSH.
    #expect(runs.count { $0.name.hasPrefix("refuses_") } == count + 1)
    #expect(Set(runs.map(\.name)).count == runs.count)
    for run in runs { #expect(run.assertions.isEmpty != run.failures.isEmpty, "\(run.name)") }
  }

  @Test("documents exactly what it declares, in every stack") func tables() throws {
    for (stack, module) in modules {
      let files = module.files(in: "m", by: "tfgen")
      let readme = try Stacks.text("m/networking/README.md", in: files)
      let variables = HCLDeclaration.all(
        of: "variable", in: try Stacks.text("m/networking/variables.tf", in: files))
      let outputs = HCLDeclaration.all(
        of: "output", in: try Stacks.text("m/networking/outputs.tf", in: files))
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
        "m/networking/README.md", in: module.files(in: "m", by: "tfgen"))
      let examples = Self.examples(in: readme)
      #expect(examples.count == 3, "\(stack)")
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

  /// The blocks of HCL in a guide.
  static func examples(in readme: String) -> [String] {
    readme.split(separator: "```hcl\n").dropFirst().map { part in
      String(part[..<(part.firstRange(of: "```")?.lowerBound ?? part.endIndex)])
    }
  }
}
