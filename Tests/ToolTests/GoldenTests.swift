import Platform
import TestKit
import Testing

/// The files of every fixture as they were last looked at by a person. `make golden` records them
/// anew.
@Suite("Golden trees") struct GoldenTests {
  @Test(
    "are what the four generators print",
    arguments: try Checkout.names(in: "Tests/Fixtures/stacks"))
  func tree(_ name: String) throws {
    let tree = Checkout.path("Tests/Fixtures/golden/\(name.dropLast(".json".count))")
    let stack = Checkout.path("Tests/Fixtures/stacks/\(name)")
    // The schema is the same for every stack, and the reference stack's tree has it.
    let schema = #"jq -c 'select((.path // "") | endswith("stack.schema.json") | not)'"#
    let run = try Tools.shell(
      "tfgen --stack \(stack) | \(schema) | composegen | wfgen | envcheck template --check \(tree)")
    #expect(run.status == 0, "\(run.output.prefix(4000))\n\(run.error)")
  }

  @Test("have no tree without its stack") func leftOver() throws {
    let stacks = try Checkout.names(in: "Tests/Fixtures/stacks").map { String($0.dropLast(5)) }
    #expect(try Checkout.names(in: "Tests/Fixtures/golden") == stacks)
  }
}

@Suite("The reference stack") struct ReferenceTests {
  @Test("is rendered as it is committed") func rendered() throws {
    let run = try Tools.shell(
      "tfgen --stack \(Tools.reference) | composegen | wfgen | envcheck template --check "
        + Checkout.path("infrastructure"))
    #expect(run.status == 0, "\(run.output.prefix(4000))\n\(run.error)")
  }

  @Test("and every fixture, are valid by the schema that the tools write") func schema() throws {
    guard let judge = Judge.find("check-jsonschema") else { return }
    let stacks = try Checkout.names(in: "Tests/Fixtures/stacks").map {
      "Tests/Fixtures/stacks/\($0)"
    }
    let verdict = try Verdict(
      judge,
      ["--schemafile", "infrastructure/stack.schema.json", "infrastructure/stack.json"] + stacks,
      in: Checkout.root)
    #expect(verdict.isClean, "\(verdict.words)")
  }

  @Test("is clean for gitleaks, with everything made from it") func gitleaks() throws {
    guard let judge = Judge.find("gitleaks") else { return }
    for folder in ["infrastructure", "Tests/Fixtures/golden"] {
      let verdict = try Verdict(
        judge, ["dir", "--no-banner", "--no-color", "--verbose", "--redact", folder],
        in: Checkout.root)
      #expect(verdict.isClean, "\(verdict.words)")
    }
  }
}
