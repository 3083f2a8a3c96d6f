import Diagnostics
import TestKit
import Testing

@testable import composegen

/// `composegen check` as users run it.
@Suite("The command composegen check") struct CheckCommandTests {
  private static let faulty = "services:\n  a:\n    image: \"a:1\"\n    privileged: true\n"

  /// Programs in the place of docker and docker-compose that only fail: the same is said whether the
  /// machine has them or not.
  private static let failing = [
    "bin/docker": "#!/bin/sh\nexit 1\n", "bin/docker-compose": "#!/bin/sh\nexit 1\n",
  ]

  private static func check(
    _ arguments: String, _ files: [String: String], prepare: String = "true"
  ) throws -> Program.Run {
    let folder = try CheckTree(files: failing.merging(files) { $1 }).written()
    return try Program.shell(
      "chmod +x bin/*; \(prepare); PATH=$PWD/bin:$PATH; composegen check \(arguments)",
      directory: folder.path, environment: ["PATH": "\(Checkout.tools):/usr/bin:/bin"])
  }

  @Test("says what it found, where, and what to do, and ends with 1") func human() throws {
    let run = try Self.check("--format human .", ["compose.yml": Self.faulty])
    #expect(run.status == 1)
    #expect(
      run.output
        == "composegen: warning: compose.yml:4:5: \"a\" has every right on the host; take it out, and "
        + "add the capability or device that is needed\n")
    #expect(run.error.contains("no stack is beside the files"))
  }

  @Test("ends with 0 where there is nothing but notes") func notes() throws {
    let text = "services: {a: {image: \"a:1\", links: [a]}}\n"
    let run = try Self.check("--format ndjson", ["compose.yml": text])
    #expect(run.status == 0)
    #expect(run.output.contains(#""rule":"obsolete-links","severity":"note""#))
  }

  @Test("writes records, one JSON array, and SARIF") func formats() throws {
    let files = ["compose.yml": Self.faulty]
    let records = try Self.check("compose.yml", files)
    #expect(
      records.output.hasPrefix(
        #"{"record":"finding","tool":"composegen","rule":"privileged","severity":"warning""#))
    #expect(try Self.check("--format json .", files).output.hasPrefix("[\n"))
    let sarif = try Self.check("--format sarif .", files).output
    #expect(sarif.contains(#""ruleId": "privileged""#) && sarif.contains(#""startLine": 4"#))
  }

  @Test("lists its rules") func rules() throws {
    let run = try Self.check("--rules", [:])
    #expect(run.status == 0)
    #expect(run.output.split(separator: "\n").count == CheckRules.all.count)
  }

  @Test(
    "refuses what can't be judged, with the place and a remedy",
    arguments: [
      ("", "", "true", ".: there are no compose files"),
      ("none", "", "true", "none: there is neither a folder nor a file; name one"),
      ("", "a: [1\nb: 2\n", "true", "compose.yml:2:2: "),
      ("", "services:\n\ta: 1\n", "true", "compose.yml:2:1: "),
      ("", "a: 1\na: 2\n", "true", "compose.yml:2:1: duplicate key \"a\""),
      ("", "just text\n", "true", "compose.yml:1:1: this is no compose file"),
      ("", "# nothing\n", "true", "compose.yml:1:1: the file is empty"),
      ("", "x", "printf 'a\\0b' > compose.yml", "compose.yml: the file is binary"),
      ("", "x", "printf 'a: \\377' > compose.yml", "compose.yml:1:4: "),
      (
        "", "x", "head -c 9000000 /dev/zero | tr '\\0' a > compose.yml",
        "compose.yml: the file is larger than 8 MiB"
      ),
      (
        "", "x", "rm compose.yml; ln -s gone compose.yml",
        "compose.yml: can't open: no such file or directory; name a compose file"
      ),
      ("", "x", "rm compose.yml; mkfifo compose.yml", ".: there are no compose files"),
      (
        "", "services: {a: {extends: {file: b.yml, service: c}}}\n", "echo 'a: [' > b.yml",
        "b.yml:2:1: "
      ),
      ("--stack no.json", "services: {a: {image: b}}\n", "true", "no.json: can't open"),
    ])
  func refused(_ arguments: String, _ text: String, _ prepare: String, _ message: String) throws {
    let files = text.isEmpty ? [:] : ["compose.yml": text]
    let run = try Self.check(arguments, files, prepare: prepare)
    #expect(run.status == (arguments.hasPrefix("--stack") ? 3 : 2), "\(run.status)")
    #expect(run.output.isEmpty)
    #expect(run.error.contains("composegen: error: \(message)"), "\(run.error)")
  }

  @Test("tells of every file that can't be read, at once") func all() throws {
    let run = try Self.check("", ["compose.yml": "a: [", "compose.b.yml": "[", "a.txt": ""])
    #expect(run.status == 2)
    #expect(run.error.contains("compose.yml:1:5") && run.error.contains("compose.b.yml:1:2"))
  }

  @Test("says what it can't follow without compose") func gaps() throws {
    let text = "include: [\"https://example.com/a.git\"]\nservices: {a: {image: \"a:1\"}}\n"
    let run = try Self.check("", ["compose.yml": text])
    #expect(run.status == 0, "\(run.output)")
    #expect(run.error.contains("compose.yml:1: \"https://example.com/a.git\" leads elsewhere"))
  }

  /// A program in the place of docker-compose, found by the path that the tree's `bin` is on.
  private static func checked(
    _ text: String, by script: String, version: String = "2.40.3"
  ) throws -> Program.Run {
    let program = """
      #!/bin/bash
      if [ "$1" = version ]; then echo \(version); exit; fi
      \(script)
      """
    return try check("--format human .", ["compose.yml": text, "bin/docker-compose": program])
  }

  @Test("asks compose for what only that can follow, and places it where it is named")
  func followed() throws {
    let text = "include:\n  - https://example.com/a.git\nservices: {a: {image: \"a:1\"}}\n"
    let json = #"{"services":{"a":{"image":"x:1"},"b":{"image":"b:1","privileged":true}}}"#
    let run = try Self.checked(text, by: "echo '\(json)'")
    #expect(
      run.output.hasPrefix(
        "composegen: warning: compose.yml:2:5: \"b\" has every right on the host"))
    #expect(run.status == 1 && !run.error.contains("elsewhere"))
  }

  @Test("shows compose's words without the file's secrets, and without its lines of progress")
  func words() throws {
    let text = "services: {a: {image: \"a:1\", environment: {API_TOKEN: hunter2}}}\n"
    let run = try Self.checked(
      text,
      by:
        "echo 'time=\"x\" level=warning msg=\"the \\\"b\\\" is old\"' >&2; echo 'bad hunter2' >&2; exit 15"
    )
    #expect(
      run.output.contains("compose-") == false && run.output.contains("compose says: bad ***"))
    #expect(run.output.contains("compose says: the \"b\" is old"))
    #expect(!run.output.contains("hunter2"))
  }

  @Test("asks no compose of version 1, and goes on where one fails to run") func old() throws {
    let text = "services: {a: {image: \"a:1\"}}\n"
    let old = try Self.checked(text, by: "exit 1", version: "1.29.2")
    #expect(old.status == 0 && old.output.isEmpty, "\(old.output)")
    let killed = try Self.checked(text, by: "echo 'unknown flag: --format' >&2; exit 1")
    #expect(killed.status == 0 && killed.output.isEmpty, "\(killed.output)")
  }

  @Test("takes strange values as they come, and never traps") func strange() throws {
    for (index, text) in CheckStrange.files.enumerated() {
      let folder = try CheckTree(files: ["compose.yml": text]).written()
      let judge = index % 12 == 0 ? CheckTree.judge : nil
      do {
        let findings = try CheckTree.findings(folder.path, judge: judge)
        for finding in findings { #expect(!finding.line().isEmpty && finding.remedy != nil) }
      } catch let failure as Failure {
        #expect(failure.status == .invalid, "\(text): \(failure)")
      }
    }
  }
}

/// Files that make no sense to compose, one way or another.
enum CheckStrange {
  static let files: [String] =
    [
      "services:", "services: []", "services: 1", "services: {a: }", "services: {a: []}",
      "services: {a: {extends: {service: a}}}", "services: {a: {extends: a}}",
      "services: {a: {extends: b}, b: {extends: a}}", "include: [compose.yml]",
      "include: [{path: compose.yml}]\nservices: {a: {image: b}}",
      "services: {a: {depends_on: [a, a]}}", "services: {? [a] : b}", "{}", "--- a\n--- b\n",
      "services: {a: {image: b}}\n---\nservices: {a: {ports: [1]}}\n", "networks: 1\nvolumes: x",
    ]
    + [
      "ports", "volumes", "environment", "command", "healthcheck", "build", "depends_on",
      "networks", "deploy", "env_file", "image", "container_name", "restart", "links", "secrets",
      "security_opt", "profiles", "tmpfs",
    ].flatMap { key in
      [
        "", "1", "[]", "{}", "[[]]", "[{}]", "{a: {}}", "[null]", "{a: [1]}", "\"${\"", "\"$$\"",
        "\":::\"", "[\"\", \":\", \"::\", \"-\", \"[\", \"a-b-c:1\", \"1-2-3\"]", "true",
      ].map { "services: {a: {image: x, \(key): \($0)}}\n" }
    }
}
