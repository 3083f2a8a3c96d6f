import Diagnostics
import JSON
import TestKit
import Testing

@testable import wfgen

/// `wfgen check` as users run it.
@Suite("The command wfgen check") struct WorkflowCommandTests {
  private static let path = ".github/workflows/ci.yml"

  private static let faulty = """
    name: CI
    on: pull_request
    permissions: {}
    concurrency: {group: "${{ github.ref }}", cancel-in-progress: true}
    jobs:
      test:
        name: Test
        runs-on: ubuntu-24.04
        timeout-minutes: 5
        steps:
          - run: |
              echo start
              echo "${{ github.head_ref }}"

    """

  private static func check(
    _ arguments: String, _ files: [String: String], prepare: String = "true", input: String = ""
  ) throws -> Program.Run {
    let folder = try TemporaryDirectory()
    for (path, text) in files { try folder.write(text, to: path) }
    return try withExtendedLifetime(folder) {
      try Tools.shell(
        "\(prepare); wfgen check \(arguments)", directory: folder.path, input: input)
    }
  }

  @Test("says what it found, where, and what to do, and ends with 1") func human() throws {
    let run = try Self.check("--format human .", [Self.path: Self.faulty])
    #expect(run.status == 1)
    #expect(
      run.output
        == "wfgen: error: .github/workflows/ci.yml:13:21: github.head_ref is what somebody wrote, "
        + "and is run here; give it to env: and write \"$NAME\" in the script\n")
    #expect(run.error.isEmpty)
  }

  @Test(
    "tells the place of what stands in any kind of text",
    arguments: [
      ("name: A\non: push\njobs:\n  a:\n    runs-on: x\n    if: github.reff\n", "6:9"),
      ("name: A\non: push\njobs:\n  a:\n    if: 'a == github.reff'\n", "5:15"),
      ("name: A\non: push\njobs:\n  a:\n    name: \"é ${{ github.reff }}\"\n", "5:18"),
      ("name: A\non: push\njobs:\n  a:\n    name: >-\n      a\n      ${{ github.reff }}\n", "7:11"),
      (
        "name: A\non: push\njobs:\n  a:\n    steps:\n      - run: |\n          a ${{ 1 }} ${{ github.reff }}\n",
        "7:26"
      ),
    ])
  func places(_ text: String, _ place: String) throws {
    let found = try WorkflowTree.findings(in: text).first { $0.rule == "unknown-property" }
    let finding = try #require(found)
    #expect("\(finding.line ?? 0):\(finding.column ?? 0)" == place)
  }

  @Test("ends with 0 where there is nothing but notes") func notes() throws {
    let text = Self.faulty.replacing("${{ github.head_ref }}", with: "done")
      .replacing("ubuntu-24.04", with: "ubuntu-latest")
    let run = try Self.check("--format ndjson", [Self.path: text])
    #expect(run.status == 0)
    #expect(run.output.contains(#""rule":"floating-runner","severity":"note""#))
  }

  @Test("writes records, one JSON array, and SARIF") func formats() throws {
    let files = [Self.path: Self.faulty]
    let records = try Self.check(Self.path, files)
    #expect(
      records.output.hasPrefix(
        #"{"record":"finding","tool":"wfgen","rule":"script-injection","severity":"error""#))
    #expect(try Self.check("--format json .", files).output.hasPrefix("[\n"))
    let sarif = try Self.check("--format sarif .", files).output
    #expect(sarif.contains(#""ruleId": "script-injection""#) && sarif.contains(#""startLine": 13"#))
  }

  @Test("lists its rules") func rules() throws {
    let run = try Self.check("--rules", [:])
    #expect(run.status == 0)
    #expect(run.output.split(separator: "\n").count == CheckRules.all.count)
  }

  @Test("reads standard input: a workflow, or the files of a generator") func input() throws {
    let plain = try Self.check("-", [:], input: Self.faulty)
    #expect(plain.status == 1 && plain.output.contains(#""path":"-""#))
    let piped = try Tools.shell(
      "wfgen --stack \(Tools.reference) | wfgen check --format human -")
    #expect(piped.status == 0, "\(piped.output)\(piped.error)")
  }

  @Test("finds workflows and actions below a folder, and those beside one another")
  func search() throws {
    let files = [
      "apps/shop/.github/workflows/a.yml": Self.faulty, ".github/actions/x/action.yaml": "a: b\n",
      "node_modules/x/.github/workflows/b.yml": Self.faulty, "compose.yml": "services: {}\n",
    ]
    let found = try Self.check("--format human .", files)
    #expect(found.output.contains("apps/shop/.github/workflows/a.yml:13:21"))
    #expect(found.output.contains(".github/actions/x/action.yaml:1:1"))
    #expect(!found.output.contains("node_modules") && !found.output.contains("compose.yml"))
    let beside = try Self.check("--format human w", ["w/one.yml": Self.faulty, "w/two.txt": "x"])
    #expect(beside.output.contains("w/one.yml:13:21"))
  }

  @Test("a comment turns a rule off, and no other") func ignored() throws {
    let own = Self.faulty.replacing("echo start", with: "echo start # wfgen:ignore no-timeout")
      .replacing(
        "          echo \"$", with: "          # wfgen:ignore script-injection\n          echo \"$")
    #expect(try WorkflowTree.findings(in: own) == [])
    let other = Self.faulty.replacing(
      "          echo \"$", with: "          # wfgen:ignore no-timeout\n          echo \"$")
    #expect(try WorkflowTree.findings(in: other).count == 1)
  }

  @Test(
    "refuses what can't be judged, with the place and a remedy",
    arguments: [
      ("", "", "true", ".: there are no workflows"),
      ("none", "", "true", "none: there is neither a folder nor a file; name a workflow"),
      ("", "a: [1\nb: 2\n", "true", "\(path):2:2: "),
      ("", "on: push\njobs:\n\ta: 1\n", "true", "\(path):3:1: a tab indents this line"),
      ("", "on: push\non: push\n", "true", "\(path):2:1: duplicate key \"on\", first given at 1:1"),
      ("", "on: &a [push]\njobs: *b\n", "true", "\(path):2:7: the alias *b names nothing above"),
      ("", "on: &a [*a]\n", "true", "\(path):1:9: the alias *a is within what it names"),
      ("", "just text\n", "true", "\(path):1:1: this is no workflow: it holds no mapping"),
      ("", "# nothing\n", "true", "\(path):1:1: the text holds nothing but comments"),
      ("", "on: push\n---\non: push\n", "true", "\(path):2:1: a second document begins here"),
      ("", "x", "printf 'a\\0b' > \(path)", "\(path): the file is binary"),
      ("", "x", "printf 'a: \\377' > \(path)", "\(path):1:4: byte 0xFF is no UTF-8"),
      (
        "", "x", "head -c 10000000 /dev/zero | tr '\\0' a > \(path)",
        "\(path): the file is larger than 4 MiB"
      ),
      (
        "", "x", "head -c 3000 /dev/zero | tr '\\0' [ > \(path)",
        "\(path):1:65: values are nested more than 64 levels deep"
      ),
      ("", "x", "rm \(path); ln -s gone \(path)", "\(path): can't open: no such file or directory"),
      ("", "x", "rm \(path); mkdir \(path)", ".: there are no workflows"),
      ("- < /dev/null", "", "true", "-:1:1: the text is empty"),
    ])
  func refused(_ arguments: String, _ text: String, _ prepare: String, _ message: String) throws {
    let files = text.isEmpty ? [:] : [Self.path: text]
    let run = try Self.check(arguments, files, prepare: prepare)
    #expect(run.status == 2, "\(run.status): \(run.output)")
    #expect(run.output.isEmpty)
    #expect(run.error.contains("wfgen: error: \(message)"), "\(run.error)")
  }

  @Test("tells of every file that can't be read, at once") func all() throws {
    let run = try Self.check(
      "", [Self.path: "a: [", ".github/workflows/b.yaml": "[", "a.txt": ""])
    #expect(run.status == 2)
    #expect(run.error.contains("ci.yml:1:5") && run.error.contains("b.yaml:1:2"))
  }
}
