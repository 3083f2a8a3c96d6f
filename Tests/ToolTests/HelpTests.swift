import CommandLine
import TestKit
import Testing

@testable import composegen
@testable import envcheck
@testable import healthd
@testable import rollout
@testable import tfgen
@testable import wfgen

@Suite("Help, manuals and completions") struct HelpTests {
  private static let commands: [Command] = [
    Envcheck.command, Healthd.command, Tfgen.command, Composegen.command, Wfgen.command,
    Rollout.command,
  ]

  @Test("describe themselves without a fault") func faults() {
    for command in Self.commands { #expect(command.faults.isEmpty, "\(command.faults)") }
    #expect(Self.commands.map(\.name) == Tools.all)
  }

  @Test("what docs/cli has is what the tools say", arguments: Tools.all)
  func recorded(_ tool: String) throws {
    let forms = [
      ("--manual", "1"), ("--help", "txt"), ("--completions bash", "bash"),
      ("--completions zsh", "zsh"), ("--completions fish", "fish"),
    ]
    for (option, suffix) in forms {
      let run = try Tools.shell("\(tool) \(option)")
      #expect(run.status == 0)
      #expect(run.output == (try Checkout.read("docs/cli/\(tool).\(suffix)")), "\(option)")
    }
  }

  @Test("every tool tells its version, and helps", arguments: Tools.all)
  func version(_ tool: String) throws {
    #expect(try Tools.shell("\(tool) --version").output == "\(tool) \(Release.version)\n")
    let help = try Tools.shell("\(tool) --help")
    #expect(help.status == 0 && help.output.contains("Usage: \(tool)") && help.error.isEmpty)
    for shell in ["bash", "zsh", "fish"] {
      #expect(try Tools.shell("\(tool) --completions \(shell)").status == 0)
    }
  }

  @Test("the version is the changelog's newest") func changelog() throws {
    let text = try Checkout.read("CHANGELOG.md")
    let newest = text.split(separator: "\n").first { $0.hasPrefix("## ") }
    #expect(newest == "## \(Release.version)")
  }

  @Test("what is to come says so, and does nothing", arguments: ["rollout"])
  func toCome(_ tool: String) throws {
    let run = try Tools.shell(tool)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.error.contains("in this release"))
    #expect(try Tools.shell("\(tool) --help").output.contains("To come are the commands"))
  }

  @Test("the examples in a generator's help run", arguments: Tools.generators)
  func examples(_ generator: String) throws {
    let folder = try TemporaryDirectory()
    try folder.write(try Checkout.read("infrastructure/stack.json"), to: "stack.json")
    let tool = String(generator.split(separator: " ")[0])
    let command = try #require(Self.commands.first { $0.name == tool }?.subcommands.first)
    #expect(command.examples.count >= 3)
    for example in command.examples {
      let run = try Tools.shell(example.command, directory: folder.path)
      #expect(run.status == 0, "\(example.command): \(run.error)")
    }
  }
}
