import Artifacts
import JSON
import Model
import TestKit
import Testing
import YAMLReader

@testable import composegen
@testable import envcheck
@testable import wfgen

@Suite("YAML that the tools write") struct GeneratedYAMLTests {
  /// Reads each text by the core schema of YAML 1.2.2 §10.3.2, and compares with the JSON beside it.
  private static let script = #"""
    import json, re, sys, yaml
    class Core(yaml.SafeLoader): yaml_implicit_resolvers = {}
    for tag, pattern in [
        ("null", r"(?:null|Null|NULL|~|)$"), ("bool", r"(?:true|True|TRUE|false|False|FALSE)$"),
        ("int", r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$"),
        ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$"),
        ("merge", r"<<$")]:
        Core.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), None)
    def text(value): return json.dumps(value, sort_keys=True)
    texts = open("texts", newline="").read().split("\x1e\n")
    values = open("values", newline="").read().split("\x1e\n")
    assert len(texts) == len(values)
    for source, value in zip(texts, values):
        read, expected = text(yaml.load(source, Core)), text(json.loads(value))
        if read != expected: sys.exit(f"{source}\n-- {read}\n-- {expected}")
    print(len(texts), end="")
    """#

  @Test("is read as PyYAML reads it, in every stack") func files() throws {
    var texts: [String] = []
    var values: [String] = []
    for (name, stack) in Stacks.all {
      for file in GeneratedYAMLTests.files(for: stack) {
        do {
          let node = try YAMLParser.parseOne(Array(file.content.utf8))
          texts.append(file.content)
          values.append(String(decoding: JSONPrinter.compact(node.json), as: UTF8.self))
        } catch {
          Issue.record("\(name): \(file.path):\(error)")
        }
      }
    }
    #expect(texts.count > 30)
    guard let python = Judge.find("python3") else { return }
    let folder = try TemporaryDirectory()
    try folder.write(texts.joined(separator: "\u{1e}\n"), to: "texts")
    try folder.write(values.joined(separator: "\u{1e}\n"), to: "values")
    try folder.write(GeneratedYAMLTests.script, to: "judge.py")
    guard try Program.run(python, ["-c", "import yaml"]).status == 0 else {
      Judge.skip("PyYAML")
      return
    }
    let run = try Program.run(python, ["judge.py"], directory: folder.path)
    #expect(run.status == 0 && run.output == "\(texts.count)", "\(run.output)\(run.error)")
  }

  private static func files(for stack: Stack) -> [GeneratedFile] {
    let all = [ComposegenGenerator.files, WfgenGenerator.files, EnvcheckGenerator.files]
    return all.flatMap { $0(stack) }
      .filter { $0.path.hasSuffix(".yml") || $0.path.hasSuffix(".yaml") }
  }
}
