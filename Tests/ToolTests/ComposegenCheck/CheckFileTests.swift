import Diagnostics
import TestKit
import Testing

@testable import composegen

/// What takes more than one change of one file: files beside one another, and beside a stack.
@Suite("Files that composegen check puts together") struct CheckFileTests {
  /// The rules that are tried here and in no row of ``CheckFaultTests``.
  static let rules: Set<String> = [
    "no-services", "container-name-clash", "neighbour-container", "shadowed-file", "drift",
    "model-image", "model-port", "model-variable", "compose-refuses", "compose-warns",
  ]

  static let trees: [(rules: [String], files: [String: String])] = [
    (["no-services"], ["compose.yml": "web:\n  image: nginx:1.27\n"]),
    (
      ["container-name-clash"],
      [
        "compose.yml":
          "services:\n  a: {image: \"a:1\", container_name: web}\n"
          + "  b: {image: \"b:1\", container_name: web}\n"
      ]
    ),
    (
      ["neighbour-container"],
      [
        "compose.yml": "name: a\nservices: {a: {image: \"a:1\", container_name: web}}\n",
        "compose.test.yml": "name: b\nservices: {a: {image: \"a:1\", container_name: web}}\n",
      ]
    ),
    (
      ["neighbour-project"],
      [
        "compose.yml": "services: {a: {image: \"a:1\"}}\n",
        "compose.staging.yml":
          "services: {a: {image: \"a:1\", restart: always, mem_limit: 1g, "
          + "security_opt: [\"no-new-privileges:true\"]}}\n",
      ]
    ),
    (
      ["neighbour-data"],
      [
        "compose.yml":
          "name: a\nservices: {db: {image: \"mongo:7\", volumes: [\"./data:/data/db\"]}}\n",
        "compose.b.yml":
          "name: b\nservices: {db: {image: \"mongo:7\", volumes: [\"./data:/data/db\"]}}\n",
      ]
    ),
    (
      ["shadowed-file"],
      [
        "compose.yaml": "services: {a: {image: \"a:1\"}}\n",
        "docker-compose.yml": "services: {a: {image: \"a:1\"}}\n",
      ]
    ),
    // An override is judged with its base, and what it resets is gone.
    (
      ["port-clash"],
      [
        "compose.yml": "services: {a: {image: \"a:1\", ports: [\"127.0.0.1:81:80\"]}}\n",
        "compose.override.yml":
          "services: {a: {ports: [\"127.0.0.1:82:80\"]}, b: {image: \"a:1\", "
          + "ports: [\"127.0.0.1:81:80\"]}}\n",
      ]
    ),
    (
      [],
      [
        "compose.yml": "services: {a: {image: \"a:1\", ports: [\"127.0.0.1:81:80\"]}}\n",
        "compose.override.yml":
          "services: {a: {ports: !override [\"127.0.0.1:82:80\"]}, b: {image: \"a:1\", "
          + "ports: [\"127.0.0.1:81:80\"]}}\n",
      ]
    ),
    // What a service extends and what a file includes is judged as theirs, in their files.
    (
      ["privileged"],
      [
        "compose.yml": "services: {a: {extends: {file: base/base.yml, service: b}}}\n",
        "base/base.yml": "services: {b: {image: \"a:1\", privileged: true}}\n",
      ]
    ),
    (
      ["undefined-resource"],
      [
        "compose.yml":
          "include: [db/compose.yml]\nservices: {a: {image: \"a:1\", depends_on: [db]}}\n",
        "db/compose.yml": "services: {db: {image: \"a:1\", volumes: [\"data:/data\"]}}\n",
      ]
    ),
    // A variable is told by the template of a folder above, and by what another file brings.
    (
      [],
      [
        ".env.example": "TAG=1\n", "docker/compose.yml": "services: {a: {image: \"a:${TAG}\"}}\n",
        "compose.yml": "services: {b: {image: \"b:1\"}}\n",
      ]
    ),
  ]

  @Test("each speaks once, without compose and with it", arguments: trees.indices)
  func found(_ index: Int) throws {
    let (rules, files) = Self.trees[index]
    let tree = CheckTree(files: files)
    let findings = try tree.findings()
    #expect(findings.map(\.rule) == rules, "\(findings.map { $0.line() })")
    if let judged = try tree.judgedFindings() {
      #expect(judged.map(\.rule) == rules, "\(judged.map { $0.line() })")
    }
  }

  @Test("a finding of an extended file is placed in that file") func places() throws {
    let tree = CheckTree(files: Self.trees[8].files)
    let finding = try #require(try tree.findings().first)
    #expect(finding.path?.hasSuffix("/base/base.yml") == true)
    #expect(finding.line == 1 && finding.column == 30)
  }

  @Test("what compose refuses and no rule names is told in its own words") func refusals() throws {
    guard CheckTree.judge != nil else { return }
    let tree = CheckTree(files: [
      "compose.yml":
        "services: {a: {image: \"a:1\", tmpfs: {a: b}, environment: {TOKEN: \"${T:-x}\"}}}\n"
    ])
    #expect(try tree.findings() == [])
    let findings = try #require(try tree.judgedFindings())
    #expect(findings.map(\.rule) == ["compose-refuses"])
    #expect(findings[0].message.contains("tmpfs"), "\(findings[0].message)")
  }

  @Test("what compose warns of and no rule names is told in its own words") func warnings() throws {
    guard CheckTree.judge != nil else { return }
    let tree = CheckTree(files: [
      "compose.yml":
        "services: {a: {image: \"a:1\", networks: [b]}}\n"
        + "networks: {b: {external: {name: c}}}\n"
    ])
    #expect(try tree.findings() == [])
    let findings = try #require(try tree.judgedFindings())
    #expect(findings.map(\.rule) == ["compose-warns"])
    #expect(findings.first?.message.contains("deprecated") == true)
  }

  @Test("compose's words are shown without secrets of the file") func redacted() throws {
    guard CheckTree.judge != nil else { return }
    let tree = CheckTree(files: [
      "compose.yml":
        "services: {a: {image: \"a:1\", environment: {API_TOKEN: hunter2}, dns_search: {hunter2: 1}}}\n"
    ])
    let findings = try #require(try tree.judgedFindings())
    #expect(findings.map(\.rule).contains("compose-refuses"))
    #expect(!findings.contains { $0.message.contains("hunter2") }, "\(findings.map(\.message))")
  }

  @Test("what only compose can follow is judged where it is there") func followed() throws {
    let tree = CheckTree(files: [
      "compose.yml": "include: [\"${DIR}/compose.yml\"]\nservices: {a: {image: \"a:1\"}}\n",
      ".env": "DIR=inner\n",
      "inner/compose.yml": "services: {b: {image: \"b:1\", privileged: true}}\n",
    ])
    #expect(try tree.findings().map(\.rule) == ["privileged"])
    let far = CheckTree(files: [
      "compose.yml": "include: [\"~/compose.yml\"]\nservices: {a: {image: \"a:1\"}}\n"
    ])
    #expect(try far.findings() == [])
  }

  @Test("a comment turns a rule off for its line, or for the next") func ignored() throws {
    let text = """
      services:
        # composegen:ignore privileged
        a: {image: "a:1", privileged: true}
        b: {image: "b:1", privileged: true}  # composegen:ignore docker-socket, privileged
        c: {image: "c:1", privileged: true}  # composegen:ignore docker-socket
        d: {image: "d:1", privileged: true}  # composegen:ignore

      """
    let findings = try CheckTree(files: ["compose.yml": text]).findings()
    #expect(findings.map(\.line) == [5])
  }
}
