import Artifacts
import Emit

/// A Terraform module: what it takes, what it makes, what it gives, how it is tested, and its guide.
struct TerraformModule {
  var name: String
  var inputs: [Input]
  /// Names of inputs with the rules of a called module's, whose own test tries them.
  var inherited: Set<String> = []
  var outputs: [Output]
  var main: HCL.Body
  /// The settings of Terraform itself.
  var settings = TerraformModule.versions
  /// Files beside `main.tf`, as those that `templatefile` reads.
  var templates: [(name: String, text: String)] = []
  /// Values for every input that has no default, for tests and examples.
  var sample: [(String, HCL.Expression)]
  /// Plans of ``sample``, or of changes to it, and what must hold of them.
  var runs: [ModuleTest.Run]
  /// The guide's parts around the tables of inputs and outputs.
  var opening: [Markdown.Block]
  var closing: [Markdown.Block]

  /// The versions that the modules are written for, and checked against.
  static let terraformVersion = ">= 1.7"
  static let providerVersion = ">= 2.75, < 3.0"

  /// The module's files.
  ///
  /// - Parameter folder: Where modules are, below the folder that is written to.
  func files(in folder: String, by generator: String) -> [GeneratedFile] {
    let texts = [
      ("main.tf", HCL.File(main).text),
      ("variables.tf", HCL.File(HCL.Body(separated: inputs.map(\.block))).text),
      ("outputs.tf", HCL.File(HCL.Body(separated: outputs.map(\.block))).text),
      ("versions.tf", HCL.File(settings).text),
      ("tests/\(name).tftest.hcl", HCL.File(ModuleTest(module: self).body).text),
      ("README.md", guide.text),
    ]
    return (texts + templates).map {
      GeneratedFile(path: "\(folder)/\(name)/\($0.0)", content: $0.1, generator: generator)
    }
  }

  static let versions = HCL.block("terraform") { requirementsOfVersions }

  /// What stands in every `terraform` block.
  static let requirementsOfVersions = HCL.Body {
    .attribute("required_version", .string(terraformVersion))
      .blank
      .block("required_providers") {
        .attribute(
          "digitalocean",
          .object([
            "source": "digitalocean/digitalocean", "version": .string(providerVersion),
          ]))
      }
  }

  /// What a guide says of versions and tests.
  static let requirements: [Markdown.Block] = [
    .heading(2, "Requirements"),
    .table(
      Markdown.Table(
        ["What", "Version"],
        rows: [
          ["Terraform", .code(terraformVersion)],
          ["digitalocean/digitalocean", .code(providerVersion)],
        ])),
    .paragraph(
      "Its tests run on mocks, without an account: \(code: "terraform init -backend=false"), then \(code: "terraform test")."
    ),
  ]

  /// A call of the module, for a guide.
  static func example(_ name: String, _ arguments: [(String, HCL.Expression)]) -> Markdown.Block {
    let body = HCL.block("module", name) {
      for (name, value) in arguments { .attribute(name, value) }
    }
    return .code(String(HCL.File(body).text.dropLast()), language: "hcl")
  }

  private var guide: Markdown {
    Markdown(
      opening + [
        .heading(2, "Inputs"), .table(inputTable), .heading(2, "Outputs"), .table(outputTable),
      ] + closing)
  }

  var inputTable: Markdown.Table {
    Markdown.Table(
      ["Name", "Description", "Type", "Default", "Required"],
      rows: inputs.map { input in
        [
          .code(input.name), Markdown.Text(input.description), .code(input.type.line),
          input.standard.map { .code($0.line) } ?? "", input.standard == nil ? "yes" : "no",
        ]
      })
  }

  var outputTable: Markdown.Table {
    Markdown.Table(
      ["Name", "Description", "Sensitive"],
      rows: outputs.map {
        [.code($0.name), Markdown.Text($0.description), $0.isSensitive ? "yes" : "no"]
      })
  }
}

extension HCL.Body {
  /// Bodies with a blank line between them; empty ones are left out.
  init(separated bodies: [HCL.Body]) {
    self.init(Array(bodies.filter { !$0.isEmpty }.map(\.items).joined(separator: [.blank])))
  }
}
