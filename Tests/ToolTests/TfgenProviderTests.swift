import Artifacts
import Emit
import JSON
import Model
import TestKit
import Testing

@testable import tfgen

/// What Terraform makes of modules and environments, with a stand-in for the provider.
@Suite("tfgen and the provider") struct TfgenProviderTests {
  /// A module of a stack, among all files of the stack, under one version of the provider.
  struct Root: CustomTestStringConvertible, Sendable {
    let stack: String
    let files: [GeneratedFile]
    let module: TerraformModule
    let folder: String
    let version: String

    var testDescription: String { "\(stack): \(folder), \(version)" }

    /// What must be given, and belongs into no file.
    var secrets: [String: String] {
      Dictionary(
        uniqueKeysWithValues: module.sample.compactMap { name, value in
          guard case .string = value, isSecret(name) else { return nil }
          return (name, String(value.line.dropFirst().dropLast()))
        })
    }

    private func isSecret(_ name: String) -> Bool {
      module.inputs.contains { $0.name == name && $0.isSensitive }
    }
  }

  /// Those that differ at DigitalOcean.
  private static let stacks = Stacks.all.filter {
    $0.name == "reference" || $0.name.hasSuffix(".json") || $0.name == "stores-only"
  }

  /// The reference stack's under both versions, those of the others under one and the other.
  private static func roots(
    of stacks: [(name: String, stack: Stack)], in folder: String,
    _ modules: (Stack) -> [TerraformModule]
  ) -> [Root] {
    var versions = ProviderStandIn.versions
    return stacks.flatMap { name, stack -> [Root] in
      let files = TfgenGenerator.files(for: stack).filter { !$0.path.hasSuffix(".md") }
      return modules(stack).flatMap { module -> [Root] in
        versions.reverse()
        return (name == "reference" ? versions : [versions[0]]).map {
          Root(
            stack: name, files: files, module: module,
            folder: stack.paths.infrastructure("terraform/\(folder)/\(module.name)"), version: $0)
        }
      }
    }
  }

  /// Every module, once for each of two stacks; those of others are alike, but for the sample.
  static let modules = roots(
    of: stacks.filter { $0.name == "reference" || $0.name == "production.json" }, in: "modules",
    TfgenGenerator.modules)

  static let environments: [Root] = {
    var random = RandomStacks(seed: 23)
    let more = (0..<3).compactMap { index in
      (try? random.next()).map { ("random-\(index)", $0) }
    }
    return roots(of: stacks + more, in: "environments") {
      TfgenGenerator.environments(of: $0, calling: TfgenGenerator.modules(for: $0))
    }
  }()

  @Test("there are modules and environments of many kinds, under each version")
  func breadth() throws {
    for version in ProviderStandIn.versions {
      #expect(Set(Self.modules.filter { $0.version == version }.map(\.module.name)).count >= 4)
      #expect(Set(Self.environments.filter { $0.version == version }.map(\.stack)).count >= 4)
    }
    #expect(Self.environments.contains { $0.stack.hasPrefix("random") })
  }

  /// Besides what the module's test says of plans on mocks, the provider makes the plans.
  @Test("a module is sound, and its tests hold with the provider, too", arguments: modules)
  func module(_ root: Root) throws {
    guard let work = try Work(root) else { return }
    try work.initialize()
    #expect(try work.faults() == [])
    if root.stack == "reference" {
      try work.test(runs: ModuleTest(module: root.module).runs.count)
    }
    let text = try work.writeOwnTest()
    let provided = text.replacing(
      "mock_provider \"digitalocean\"", with: "provider \"digitalocean\"")
    #expect(provided != text)
    try work.writeTest(provided)
    try work.test(runs: root.module.runs.count)
  }

  /// Of its test, the refusals are left out: they are those of the modules' inputs, and take long.
  @Test(
    "an environment's test holds; it is made, needs no change then, and is taken away",
    arguments: environments)
  func environment(_ root: Root) throws {
    guard let work = try Work(root) else { return }
    try work.initialize("-backend=false")
    #expect(try work.faults() == [])
    try work.writeOwnTest()
    try work.test(runs: root.module.runs.count)
    try work.keepStateInFile()
    try work.initialize("-reconfigure")
    try work.expect(["apply", "-auto-approve"], toSay: "Apply complete!")
    try work.expect(["plan", "-detailed-exitcode"], toSay: "No changes.")
    try work.expectOutputs()
    try work.expect(["destroy", "-auto-approve"], toSay: "Destroy complete!")
  }
}

/// A root module in a folder of its own, with Terraform.
private struct Work {
  private let root: TfgenProviderTests.Root
  private let terraform: ProviderStandIn
  private let directory: TemporaryDirectory

  /// `nil` where Terraform isn't installed, which a skip has said.
  init?(_ root: TfgenProviderTests.Root) throws {
    guard let terraform = try ProviderStandIn.find() else { return nil }
    self.root = root
    self.terraform = terraform
    directory = try TemporaryDirectory()
    try write(root.files, to: directory, below: "tree")
  }

  private var folder: String { directory.path("tree/\(root.folder)") }

  private func put(_ text: String, in name: String) throws {
    try directory.write(text, to: "tree/\(root.folder)/\(name)")
  }

  /// Runs Terraform, which must succeed without a warning, and say so.
  @discardableResult
  func expect(_ arguments: [String], toSay words: String) throws -> String {
    let run = try terraform.run(
      arguments + (arguments[0] == "output" ? [] : ["-no-color"]), in: folder,
      version: root.version, variables: root.secrets)
    let said = run.output + run.error
    #expect(run.status == 0 && said.contains(words) && !said.contains("Warning:"), "\(said)")
    return run.output
  }

  func initialize(_ options: String...) throws {
    try expect(["init"] + options, toSay: "Terraform has been successfully initialized!")
  }

  func faults() throws -> [ProviderStandIn.Diagnostic] {
    try terraform.diagnostics("validate", in: folder, version: root.version)
  }

  /// What is null isn't there.
  func expectOutputs() throws {
    let text = try expect(["output", "-json"], toSay: "{")
    let given = try #require(JSONParser.parse(Array(text.utf8)).object).members
    #expect(given.count > root.module.outputs.count / 2)
    for (name, value) in given {
      let output = root.module.outputs.first { $0.name == name }
      #expect(output?.isSensitive == (value["sensitive"] == true), "\(name)")
    }
  }

  func test(runs: Int) throws {
    try expect(["test"], toSay: "Success! \(runs) passed, 0 failed.")
  }

  func writeTest(_ text: String) throws {
    try put(text, in: "tests/\(root.module.name).tftest.hcl")
  }

  /// Puts the module's test without its refusals in the place of the whole.
  @discardableResult
  func writeOwnTest() throws -> String {
    var module = root.module
    for index in module.inputs.indices { module.inputs[index].validations = [] }
    let text = HCL.File(ModuleTest(module: module).body).text
    try writeTest(text)
    return text
  }

  /// Instead of in a Space; and takes the example of values as it is.
  func keepStateInFile() throws {
    try put("terraform {\n  backend \"local\" {}\n}\n", in: "backend_override.tf")
    let example = try #require(
      root.files.first { $0.path == "\(root.folder)/terraform.tfvars.example" })
    try put(example.content, in: "terraform.tfvars")
  }
}
