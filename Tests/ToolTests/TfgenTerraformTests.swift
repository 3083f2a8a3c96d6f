import Artifacts
import Emit
import Model
import TestKit
import Testing

@testable import tfgen

/// What Terraform itself says; skipped where it is not installed, since no archive serves it.
@Suite("tfgen and terraform") struct TfgenTerraformTests {
  /// Keeps the machine's own configuration out.
  private static let environment = ["TF_CLI_CONFIG_FILE": "/dev/null", "CHECKPOINT_DISABLE": "1"]

  @Test("terraform fmt changes nothing, in files and in examples") func format() throws {
    guard let terraform = Judge.find("terraform", isOptional: true) else { return }
    let folder = try TemporaryDirectory()
    var random = RandomStacks(seed: 5)
    let stacks = try Stacks.all + (0..<200).map { ("random-\($0)", try random.next()) }
    var count = 0
    var modules = 0
    for (name, stack) in stacks {
      let all = TfgenGenerator.files(for: stack)
      let files = all.filter { $0.path.hasSuffix(".tf") || $0.path.hasSuffix(".hcl") }
      count += files.count
      try write(files, to: folder, below: name)
      for example in all where example.path.hasSuffix(".tfvars.example") {
        try folder.write(
          Self.uncommented(example.content), to: "\(name)/\(example.path.dropLast(8))")
        try folder.write(example.content, to: "\(name)/\(example.path.dropLast(15)).auto.tfvars")
      }
      modules += TfgenGenerator.modules(for: stack).count + stack.cloudEnvironments.count
      for readme in all where readme.path.hasSuffix("README.md") {
        for (index, example) in TfgenModuleTests.examples(in: readme.content).enumerated() {
          try folder.write(example, to: "\(name)/\(readme.path)-\(index).tf")
        }
      }
    }
    #expect(count == 5 * modules && modules > stacks.count)
    let verdict = try Verdict(
      terraform, ["fmt", "-check", "-diff", "-recursive", "."], in: folder.path,
      environment: Self.environment)
    #expect(verdict.isClean && verdict.words.isEmpty, "\(verdict.words)")
  }

  /// The example with the values that stand in comments, as a user would have them.
  private static func uncommented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let isValue =
        line.hasPrefix("# ")
        && line.dropFirst(2).prefix { $0 != " " }.allSatisfy {
          $0.isLowercase || $0 == "_" || $0.isNumber
        } && line.contains(" = ")
      return isValue ? String(line.dropFirst(2)) : String(line)
    }.joined(separator: "\n")
  }

  /// Variables alone are a module, and need no provider.
  @Test(
    "each validation refuses its counterexample, and takes the sample",
    arguments: ["reference", "hostile-names.json", "two-databases.json", "no-images"])
  func refusals(_ name: String) throws {
    guard let terraform = Judge.find("terraform", isOptional: true) else { return }
    let stack = try Stacks.stack(named: name)
    let modules = TfgenGenerator.modules(for: stack)
    for var module in modules + TfgenGenerator.environments(of: stack, calling: modules) {
      module.runs = [ModuleTest.Run(name: "takes_the_sample")]
      let folder = try TemporaryDirectory()
      let variables = module.inputs.map { HCL.File($0.block).text }
      try folder.write(variables.joined(separator: "\n"), to: "variables.tf")
      let test = HCL.File(ModuleTest(module: module).body).text
      let mock = "mock_provider \"digitalocean\" {}\n"
      #expect(test.hasPrefix(mock))
      try folder.write(String(test.dropFirst(mock.count)), to: "refusals.tftest.hcl")
      let verdict = try Verdict(
        terraform, ["test", "-no-color"], in: folder.path, environment: Self.environment)
      let own = module.inputs.filter { !module.inherited.contains($0.name) }
      let count = own.reduce(1) { $0 + $1.validations.count }
      #expect(
        verdict.isClean && verdict.words.contains("Success! \(count) passed, 0 failed."),
        "\(module.name): \(verdict.words)")
    }
  }

  /// What a stack says becomes a default, which its own rules must let pass: each pair of rules and
  /// default once, over all stacks and 200 random ones.
  @Test("every default of an environment passes its own validations") func defaults() throws {
    guard let terraform = Judge.find("terraform", isOptional: true) else { return }
    var seen: Set<String> = []
    var variables: [String] = []
    for input in TfgenTrees.all.flatMap(\.roots).flatMap(\.module.inputs)
    where input.standard != nil && !input.validations.isEmpty {
      let key = HCL.File(input.renamed("value", standard: input.standard).block).text
      guard seen.insert(key.split(separator: "\n").dropFirst(2).joined()).inserted else { continue }
      let named = input.renamed("value_\(variables.count)", standard: input.standard)
      variables.append(HCL.File(named.block).text)
    }
    #expect(variables.count > 300)
    let folder = try TemporaryDirectory()
    try folder.write(variables.joined(separator: "\n"), to: "variables.tf")
    let verdict = try Verdict(
      terraform, ["plan", "-no-color", "-input=false"], in: folder.path,
      environment: Self.environment)
    #expect(verdict.isClean, "\(verdict.words)")
  }

  /// Each validation is taken out in turn, and its counterexample must pass all that stay: else the
  /// module's test would pass without the validation.
  @Test("a counterexample is refused by its own validation only") func exclusiveness() throws {
    guard let terraform = Judge.find("terraform", isOptional: true) else { return }
    for module in TfgenGenerator.modules(for: try Stacks.stack(named: "reference")) {
      try checkExclusiveness(of: module, terraform)
    }
  }

  private func checkExclusiveness(of module: TerraformModule, _ terraform: String) throws {
    var variables: [String] = []
    var values: [String] = []
    for input in module.inputs {
      for index in input.validations.indices {
        var rest = input
        let value = rest.validations.remove(at: index).counterexample
        rest.name += "_without_\(index)"
        rest.standard = nil
        let name = "var.\(input.name)"
        variables.append(
          HCL.File(rest.block).text.split(separator: name, omittingEmptySubsequences: false)
            .joined(separator: "var.\(rest.name)"))
        values.append("  \(rest.name) = \(value.line)\n")
      }
    }
    let folder = try TemporaryDirectory()
    try folder.write(variables.joined(separator: "\n"), to: "variables.tf")
    try folder.write(
      "variables {\n\(values.joined())}\n\nrun \"plan\" {\n  command = plan\n}\n",
      to: "rest.tftest.hcl")
    let verdict = try Verdict(
      terraform, ["test", "-no-color"], in: folder.path, environment: Self.environment)
    #expect(verdict.isClean, "\(module.name): \(verdict.words)")
  }
}
