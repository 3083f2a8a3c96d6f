import JSON
import TestKit
import Testing

@Suite("sources") struct SourceTests {
  @Test("keep the rules of the house") func checkout() throws {
    let stack = try JSONParser.parse(Checkout.bytes("infrastructure/stack.json"))
    let name = try #require(stack["project"]?["name"]?.string)
    let rules = SourceRules(
      manifest: try .ofCheckout(), stack: name, machinePaths: SourceTests.machinePaths)
    let files = try SourceFile.ofCheckout()
    #expect(files.count { $0.isProduct && $0.isSwift } > 100)
    let faults = files.flatMap(rules.faults)
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  /// Put together, so that this file doesn't mention them.
  static let machinePaths: [String] = {
    let isNested = Checkout.root.split(separator: "/").count > 1
    return ["/" + "work/", "/" + "Users/", "../" + "shared/"] + (isNested ? [Checkout.root] : [])
  }()

  static let rules: SourceRules = {
    var manifest = Manifest.sound
    for index in manifest.targets.indices where manifest.targets[index].name == "tfgen" {
      manifest.targets[index].dependencies = ["Model", "JSON"]
    }
    return SourceRules(manifest: manifest, stack: "Shop", machinePaths: ["/machine/"])
  }()

  /// A text below a path, and what is said of it.
  static let sources: [(path: String, text: String, faults: [String])] = [
    ("Tools/tfgen/A.swift", "import Model\nimport struct JSON.Thing\nimport Glibc\n", []),
    ("Tools/tfgen/A.swift", "import FoundationEssentials\n", []),
    (
      "Tools/tfgen/A.swift", "import Foundation\n",
      ["Tools/tfgen/A.swift:1: imports Foundation; use FoundationEssentials"]
    ),
    (
      "Tools/tfgen/A.swift", "\n@testable package import Emit\n",
      ["Tools/tfgen/A.swift:2: imports Emit, which tfgen doesn't declare in Package.swift"]
    ),
    (
      "Tools/tfgen/A.swift", "import enum wfgen.Job\n",
      ["Tools/tfgen/A.swift:1: imports wfgen, which tfgen doesn't declare in Package.swift"]
    ),
    ("Tools/tfgen/A.swift", "let text = \"\"\"\n  import Emit\n  exit(1)\n  \"\"\"\n", []),
    ("Tools/tfgen/A.swift", "// import Emit, exit(1), try! so\n", []),
    ("Shared/Lost/A.swift", "", ["Shared/Lost/A.swift: belongs to no target of the package"]),
    (
      "Shared/Emit/A.swift", "\n  let a = try! f()\n",
      ["Shared/Emit/A.swift:2: uses try!; throw a Failure"]
    ),
    (
      "Shared/Emit/A.swift", "guard a else { fatalError(\"no\") }\n",
      ["Shared/Emit/A.swift:1: uses fatalError; throw a Failure"]
    ),
    ("Tests/TestKit/A.swift", "let a = try! f()\nprint(a)\n", []),
    (
      "Shared/Emit/A.swift", "print(a)\n",
      ["Shared/Emit/A.swift: calls print; use what main was given: streams, environment, status"]
    ),
    (
      "Shared/Emit/A.swift", "let a = Glibc.getenv(\"A\")\n",
      ["Shared/Emit/A.swift: calls getenv; use what main was given: streams, environment, status"]
    ),
    (
      "Tools/tfgen/A.swift", "if a { exit(1) }\n",
      ["Tools/tfgen/A.swift: calls exit; use what main was given: streams, environment, status"]
    ),
    ("Shared/Emit/A.swift", "func print(_ a: Int) { printer.print(a); blueprint(a) }\n", []),
    ("Shared/CommandLine/Command+Process.swift", "exit(1)\n", []),
    (
      "Shared/CommandLine/Command+Process.swift", "",
      [
        "Shared/CommandLine/Command+Process.swift: doesn't call exit any more; "
          + "take it from SourceRules.allowed"
      ]
    ),
    (
      "Shared/Emit/A.swift", "  public let a = 1\n",
      ["Shared/Emit/A.swift:1: is wider than package"]
    ),
    ("Shared/Emit/A.swift", String(repeating: "\n", count: 300), []),
    (
      "Shared/Emit/A.swift", String(repeating: "\n", count: 301),
      ["Shared/Emit/A.swift: has 301 lines of at most 300; find the second idea"]
    ),
    ("Shared/Emit/A.swift", function("static func a() {", lines: 40), []),
    (
      "Shared/Emit/A.swift", "// a\n" + function("@inlinable package static func a() {", lines: 41),
      [
        "Shared/Emit/A.swift:2: is a function of 41 lines of at most 40; name its parts"
      ]
    ),
    (
      "Tools/tfgen/A.swift", function("init?(\n    a: Int\n  ) throws {", lines: 42),
      ["Tools/tfgen/A.swift:1: is a function of 42 lines of at most 40; name its parts"]
    ),
    ("Shared/Emit/A.swift", function("static let a: [Int] = {", lines: 50), []),
    ("Shared/Emit/A.swift", "  func a()\n" + function("var a: Int {", lines: 50), []),
    ("Tests/TestKit/A.swift", function("func a() {", lines: 50), []),
    (
      "docs/a.md", "read\n(/machine/a)\n",
      ["docs/a.md:2: mentions /machine/, a path of one machine"]
    ),
    ("docs/a.md", "our/machine/a\n", []),
    (
      "Tools/tfgen/data.json", "{\"shop\": 1}\n",
      ["Tools/tfgen/data.json:1: knows Shop, one stack of many"]
    ),
    ("README.md", "shop\n", []),
  ]

  /// A member that opens like this and has this many lines in all, one of them a brace deeper in.
  private static func function(_ opening: String, lines: Int) -> String {
    let rest = lines - opening.split(separator: "\n").count - 2
    return "  \(opening)\n    }\n\(String(repeating: "    a()\n", count: rest))  }\n"
  }

  @Test("are found at fault", arguments: sources.indices) func faults(_ row: Int) {
    let (path, text, faults) = SourceTests.sources[row]
    #expect(SourceTests.rules.faults(in: SourceFile(path: path, text: text)) == faults)
  }
}
