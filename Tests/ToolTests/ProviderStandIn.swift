import Glibc
import JSON
import Platform
import TestKit

/// Terraform with a stand-in for DigitalOcean's provider (`Fixtures/digitalocean/provider`): the real
/// one's schemas and checks, and no cloud. One process serves all tests, and ends with this one.
struct ProviderStandIn: Sendable {
  /// The versions whose schemas it has: the oldest that the modules take, and a late one.
  static let versions = ["2.75.0", "2.99.1"]

  private let terraform: String
  /// What Terraform needs to reach a version.
  private let attachments: [String: String]
  private let lifeline: Lifeline

  /// `nil` where Terraform isn't installed, which a skip has said.
  static func find() throws -> ProviderStandIn? { try started.get() }

  private static let started = Result { try start() }

  private static func start() throws -> ProviderStandIn? {
    guard let terraform = Judge.find("terraform", isOptional: true),
      let python = Judge.find("python3")
    else { return nil }
    // The program takes its folder away.
    let folder = try TemporaryDirectory.make("slipway-provider")
    let pipe = "\(folder)/attachments"
    guard mkfifo(pipe, 0o600) == 0 else { throw SystemError("make a pipe", path: pipe) }
    let script = Checkout.path("Tests/Fixtures/digitalocean/provider/provider.py")
    let lifeline = try Lifeline(
      "exec '\(python)' -B '\(script)' '\(folder)' \(versions.joined(separator: " ")) >'\(pipe)'")
    let lines = try Program.run("cat", [pipe]).output.split(separator: "\n").map(String.init)
    guard lines.count == versions.count else {
      lifeline.end()
      _ = try Program.run("rm", ["-rf", folder])
      throw NoStandIn()
    }
    return ProviderStandIn(
      terraform: terraform, attachments: Dictionary(uniqueKeysWithValues: zip(versions, lines)),
      lifeline: lifeline)
  }

  private struct NoStandIn: Error, CustomStringConvertible {
    let description = "the provider's stand-in doesn't start; run make setup, then try it by hand"
  }

  /// Runs Terraform in a folder, with a version of the provider.
  ///
  /// - Parameter variables: Of the root module.
  func run(
    _ arguments: [String], in folder: String, version: String, variables: [String: String] = [:]
  ) throws -> Program.Run {
    var environment = [
      "TF_REATTACH_PROVIDERS": attachments[version] ?? "", "TF_CLI_CONFIG_FILE": "/dev/null",
      "TF_IN_AUTOMATION": "1", "TF_INPUT": "0", "CHECKPOINT_DISABLE": "1",
      // Collecting less often takes a third off its time, and 60 MB more.
      "GOGC": "400",
    ]
    for (name, value) in variables { environment["TF_VAR_\(name)"] = value }
    return try Program.run(
      terraform, arguments, directory: folder, environment: environment, deadline: .seconds(300))
  }

  /// What Terraform says of a folder's configuration, or of a plan of it.
  ///
  /// - Parameter command: `validate`, or `plan`.
  func diagnostics(_ command: String, in folder: String, version: String) throws -> [Diagnostic] {
    let run = try run([command, "-json"], in: folder, version: version)
    // A document where it validates, a line an event where it plans.
    let texts =
      command == "validate" ? [run.output] : run.output.split(separator: "\n").map(String.init)
    return try texts.flatMap { text -> [Diagnostic] in
      let value = try JSONParser.parse(Array(text.utf8))
      let found = value["diagnostics"]?.array ?? value["diagnostic"].map { [$0] } ?? []
      return found.map(Diagnostic.init)
    }
  }

  /// A fault that Terraform or the provider found.
  struct Diagnostic: Hashable, CustomStringConvertible {
    let severity: String
    let summary: String
    /// The line that its block begins with.
    let block: String

    init(_ value: JSONValue) {
      severity = value["severity"]?.string ?? ""
      summary = value["summary"]?.string ?? ""
      block = value["snippet"]?["context"]?.string ?? ""
    }

    var description: String { "\(severity): \(block): \(summary)" }
  }
}
