import CommandLine
import Diagnostics
import JSON
import Model
import TestKit
import Testing

@testable import tfgen

@Suite("tfgen check") struct TfgenCheckTests {
  @Test("the stack that mistakes are put into has none") func sound() throws {
    #expect(Mistake.findings(in: try Mistake.sound()).isEmpty)
    #expect(Mistake.all.count >= 60)
  }

  @Test(
    "tells a mistake with its place, what is allowed, and what was meant", arguments: Mistake.all)
  func told(_ mistake: Mistake) throws {
    let findings = Mistake.findings(in: try mistake.document())
    let finding = try #require(findings.first, "nothing is found")
    #expect(findings.count == 1, "\(findings.map { $0.line() })")
    #expect(finding.pointer?.description == mistake.pointer)
    #expect(finding.severity != .note)
    let text = finding.line()
    for word in mistake.words { #expect(text.contains(word), "\(text)") }
  }

  @Test("every fixture and the reference stack are let pass") func sane() {
    for (name, stack) in Stacks.all {
      let findings = CloudCheck(stack: stack, document: .null).findings
      #expect(findings.isEmpty, "\(name): \(findings.map { $0.line() })")
    }
  }

  @Test("200 random stacks have notes on what they take that isn't known, and nothing else")
  func falseAlarms() throws {
    let notes = ["unpriced-size", "unlisted-image", "unconfirmed-version"]
    var random = RandomStacks(seed: 9)
    var told: Set<String> = []
    for index in 0..<200 {
      let findings = CloudCheck(stack: try random.next(), document: .null).findings
      #expect(findings.allSatisfy { notes.contains($0.rule) && $0.severity == .note }, "\(index)")
      told.formUnion(findings.map(\.rule))
    }
    #expect(told == Set(notes))
  }

  @Test(
    "what isn't known is a note, and generates all the same",
    arguments: [
      Mistake("@/servers/0/size", #""c-8""#, "unpriced-size", "no price is known for c-8"),
      Mistake("@/servers/0/size", #""gpu-h100x1-80gb""#, "unpriced-size", "gpu-h100x1-80gb"),
      Mistake("@/datastores/main/size", #""db-intel-8vcpu-32gb""#, "unpriced-size", "look it up"),
      Mistake("@/datastores/main/size", #""gd-8vcpu-32gb""#, "unpriced-size", "gd-8vcpu-32gb"),
      Mistake(
        "@/servers/0/image", #""ubuntu-28-04-x64""#, "unlisted-image", "isn't in the catalog"),
      Mistake("@/servers/0/image", #""123456789""#, "unlisted-image", "isn't in the catalog"),
      Mistake("@/datastores/main/version", #""18""#, "unconfirmed-version", "15, 16, 17"),
    ])
  func notes(_ mistake: Mistake) throws {
    let findings = Mistake.findings(in: try mistake.document())
    #expect(findings.count == 1, "\(findings.map { $0.line() })")
    let finding = try #require(findings.first)
    #expect(finding.severity == .note && finding.pointer?.description == mistake.pointer)
    for word in mistake.words { #expect("\(finding.rule) \(finding.line())".contains(word)) }
  }

  @Test("a block may be a region's own of old") func regional() throws {
    let text = """
      { "project": { "name": "x" }, "services": [{ "name": "api" }], "environments":
        [{ "name": "live", "kind": "digitalocean", "region": "REGION", "network": "10.10.8.0/24" }] }
      """
    for (region, rules) in [("nyc1", ["regional-network"]), ("nyc3", [])] {
      let stack = try Stacks.stack(text.split(separator: "REGION").joined(separator: region))
      let findings = CloudCheck(stack: stack, document: .null).findings
      #expect(findings.map(\.rule) == rules)
    }
  }

  @Test("one pool without a list around it has its own place") func onePool() throws {
    let text = """
      { "project": { "name": "x" }, "services": [{ "name": "api" }], "environments":
        [{ "name": "live", "kind": "digitalocean", "servers": SERVERS }] }
      """
    let pool = #"{ "size": "s-9" }"#
    for (servers, place) in [(pool, "servers/size"), ("[\(pool)]", "servers/0/size")] {
      let document = try JSONParser.parse(
        Array(text.split(separator: "SERVERS").joined(separator: servers).utf8))
      let findings = Mistake.findings(in: document)
      #expect(findings.map(\.pointer?.description) == ["/environments/0/" + place])
    }
  }

  @Test("every rule has a mistake that shows it") func rules() throws {
    let all = try Mistake.all.map { Mistake.findings(in: try $0.document()).map(\.rule) }
    let shown = Set(all.joined())
    let notes = CloudRule.allCases.filter { $0.severity == .note }
    for rule in CloudRule.allCases where !notes.contains(rule) {
      #expect(shown.contains(rule.rawValue), "\(rule.rawValue)")
    }
  }
}

@Suite("tfgen check, as a command") struct TfgenCheckCommandTests {
  private static let wrong = """
    { "project": { "name": "x" }, "services": [{ "name": "api" }], "environments": [
      { "name": "live", "kind": "digitalocean", "region": "nyc9",
        "servers": { "size": "s-1vcpu-2gbb" } },
      { "name": "dev", "kind": "digitalocean", "servers": { "size": "c-8" } } ] }
    """

  @Test(
    "ends with 0, 1 or 2",
    arguments: [
      (#"{ "project": { "name": "x" }, "services": [{ "name": "api" }] }"#, 0),
      (Self.wrong, 1), (#"{ "project": { "name": "x" } }"#, 2), ("{", 2), ("", 2),
    ])
  func status(_ text: String, _ status: Int) throws {
    #expect(try Tools.shell("tfgen check --format human", input: text).status == Int32(status))
  }

  @Test("tells file, line and column, in four formats") func formats() throws {
    let folder = try TemporaryDirectory()
    try folder.write(Self.wrong, to: "stack.json")
    let human = try Tools.shell(
      "tfgen check --stack stack.json --format human", directory: folder.path)
    let lines = human.output.split(separator: "\n")
    #expect(lines.count == 3 && human.error.isEmpty)
    #expect(lines[0].hasPrefix("tfgen: error: stack.json:2:45: /environments/0/region: "))
    #expect(lines[1].contains(#"/environments/0/servers/size: DigitalOcean has no size"#))
    #expect(
      lines[2].hasPrefix("tfgen: note: stack.json:4:57: /environments/1/servers/size: no price"))
    let records = try Tools.shell(
      "tfgen check --stack stack.json | jq -r .rule", directory: folder.path)
    #expect(records.output == "unknown-region\nunknown-size\nunpriced-size\n")
    let json = try Tools.shell(
      "tfgen check --stack stack.json --format json | jq length", directory: folder.path)
    #expect(json.output == "3\n")
    let sarif = try Tools.shell(
      "tfgen check --stack stack.json --format sarif | jq -r '.runs[0].results | length'",
      directory: folder.path)
    #expect(sarif.output == "3\n")
  }

  @Test("what it calls an error is not generated, wherever files go, for no environment")
  func refused() throws {
    let folder = try TemporaryDirectory()
    for options in ["", " --out out", " --check out", " --environment dev"] {
      let run = try Tools.shell("tfgen" + options, directory: folder.path, input: Self.wrong)
      #expect(run.status == 2 && run.output.isEmpty, "\(options): \(run.status)")
      #expect(run.error.contains(#"did you mean "nyc1"?"#), "\(run.error)")
      #expect(run.error.contains("/environments/0/servers/size"))
      #expect(!run.error.contains("c-8"))
    }
    #expect(!folder.exists("out"))
  }

  @Test("the manual's table names every rule as the tool does") func manual() throws {
    let rows = try Checkout.read("docs/tfgen.md").split(separator: "\n")
    let table = CloudRule.allCases.map {
      "| `\($0.rawValue)` | \($0.severity.rawValue) | \($0.summary) |"
    }
    let first = try #require(rows.firstIndex { $0 == table[0] })
    #expect(rows[first..<min(first + table.count, rows.count)].map(String.init) == table)
  }

  @Test("--rules lists them") func rules() throws {
    let run = try Tools.shell("tfgen check --rules")
    #expect(run.status == 0)
    #expect(run.output.split(separator: "\n").count == CloudRule.allCases.count)
  }

  @Test("the examples in the help of check and cost run") func examples() throws {
    let folder = try TemporaryDirectory()
    try folder.write(try Checkout.read("infrastructure/stack.json"), to: "stack.json")
    for example in CheckCommand.command.examples + CostCommand.command.examples {
      let run = try Tools.shell(example.command, directory: folder.path)
      #expect(run.status == 0, "\(example.command): \(run.error)")
    }
  }
}
