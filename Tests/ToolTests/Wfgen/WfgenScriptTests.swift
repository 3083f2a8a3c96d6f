import Emit
import Model
import Platform
import TestKit
import Testing

@testable import wfgen

/// The scripts of steps, run by bash as GitHub's runners do, with stand-ins for the programs that
/// need the world outside.
@Suite("Scripts of workflows") struct WfgenScriptTests {
  /// A step's script in a folder of its own.
  private struct Bench {
    let folder: TemporaryDirectory
    let script: String

    init(_ step: Step) throws {
      folder = try TemporaryDirectory()
      guard case .script(let text) = step.work else { throw Failure() }
      script = text
      try folder.write("", to: "summary")
      try folder.write("", to: "path")
      try folder.write("", to: "output")
    }

    private struct Failure: Error {}

    /// A program of a test's own, first in `PATH`.
    func program(_ name: String, _ text: String) throws {
      try folder.write("#!/bin/bash\n\(text)\n", to: "bin/\(name)")
      _ = try Program.run("chmod", ["+x", folder.path("bin/\(name)")])
    }

    func run(_ variables: [String: String] = [:]) throws -> Program.Run {
      let surroundings = [
        "PATH": folder.path("bin") + ":" + (Program.environment["PATH"] ?? ""),
        "RUNNER_TEMP": folder.path, "GITHUB_STEP_SUMMARY": folder.path("summary"),
        "GITHUB_PATH": folder.path("path"), "GITHUB_OUTPUT": folder.path("output"),
        "GITHUB_REPOSITORY_OWNER": "Acme", "GITHUB_REPOSITORY": "Acme/shop",
      ]
      return try Program.run(
        "bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        directory: folder.path, environment: surroundings.merging(variables) { $1 })
    }
  }

  private static func step(_ name: String, _ job: Job) throws -> Step {
    try #require(job.steps.first { $0.name == name })
  }

  private static func stack(_ members: String = "") throws -> Stack {
    try Stacks.stack(
      #"""
      { "project": { "name": "shop" }, "services": [{ "name": "api" }, { "name": "web" }],
        "packages": [{ "path": "packages/p" }], "pipeline": { "coverage": 80 },
        "variables": [{ "name": "PIN", "secret": true }, { "name": "GITHUB_KEY", "secret": true },
          { "name": "HELLO", "required": false }, { "name": "API_URL", "from": "api.url" }],
        "environments": [{ "name": "live", "kind": "digitalocean", "deploy": { "approval": true } }]
        \#(members) }
      """#)
  }

  @Test(
    "coverage is counted over all packages, and too little of it fails",
    arguments: [
      (["LF:10\nLH:10\n", "LF:90\nLH:70\n"], 0, "80.00 % of 100 lines"),
      (["LF:10\nLH:10\n", "LF:90\nLH:69\n"], 1, "79.00 % of 100 lines"),
      (["SF:a\nLF:5\nLH:5\nend_of_record\nSF:b\nLF:5\nLH:1\n"], 1, "60.00 % of 10 lines"),
      (["LF:0\nLH:0\n"], 1, "0.00 % of 0 lines"), ([], 1, "No package has a coverage/lcov.info"),
    ])
  func coverage(_ reports: [String], _ status: Int32, _ words: String) throws {
    let job = TestJob(stack: try Self.stack()).job
    let bench = try Bench(Self.step("Check the coverage threshold", job))
    for (report, place) in zip(reports, ["apps/web", "packages/p"]) {
      try bench.folder.write(report, to: "\(place)/coverage/lcov.info")
    }
    let run = try bench.run(["THRESHOLD": "80"])
    #expect(run.status == status, "\(run.error)")
    #expect(run.output.contains(words), "\(run.output)")
  }

  @Test("an archive of tools that isn't the one expected is never opened") func checksum() throws {
    let bench = try Bench(OperationSteps(stack: try Self.stack()).tools)
    try bench.folder.write("echo hello\n", to: "release/bin/hello")
    _ = try Program.shell("tar -czf good.tar.gz -C release bin", directory: bench.folder.path)
    let sum = try Program.shell("sha256sum good.tar.gz", directory: bench.folder.path).output
      .prefix(64)
    try bench.program("curl", "cp good.tar.gz tools.tar.gz")
    let wrong = try bench.run([
      "URL": "https://x.example/t.tar.gz", "SHA256": String(repeating: "0", count: 64),
    ])
    #expect(wrong.status != 0)
    #expect(try bench.folder.read("path") == "")
    let right = try bench.run(["URL": "https://x.example/t.tar.gz", "SHA256": String(sum)])
    #expect(right.status == 0, "\(right.error)")
    #expect(try bench.folder.read("path") == bench.folder.path("tools/bin") + "\n")
    #expect(try bench.folder.read("tools/bin/hello") == "echo hello\n")
    let unset = try bench.run(["URL": "", "SHA256": ""])
    #expect(unset.status == 1)
    #expect(unset.output.contains("::error::Set deployment.tools"))
  }

  @Test("a deployment gives the plan the digests, and the rollout its settings by a pipe")
  func deployment() throws {
    let stack = try Self.stack()
    let job = DeployJob(to: try #require(stack.deployedEnvironments.first), in: stack).job
    let bench = try Bench(Self.step("Deploy", job))
    try bench.program(
      "terraform",
      #"""
      [ "$*" = "-chdir=infrastructure/terraform/environments/live output -json" ] || exit 9
      echo '{"application_variables":{"value":{"API_URL":"https://a.example/?b=$c","NONE":null}}}'
      """#)
    try bench.program(
      "rollout",
      #"""
      case $1 in
        plan) echo "$*" >&2; cat ;;
        apply) cat >/dev/null; echo "$*" | sed 's|/dev/fd/[0-9]*|FD|' >&2; cat "$5" ;;
      esac
      """#)
    let run = try bench.run([
      "DIGEST_API": "sha256:aa", "DIGEST_WEB": "sha256:bb", "SETTING_PIN": "it's \"1\"\n\\2",
      "SETTING_GITHUB_KEY": "k$HOME", "SETTING_HELLO": "",
    ])
    #expect(run.status == 0, "\(run.error)")
    #expect(
      run.error.split(separator: "\n").sorted() == [
        "apply --format ndjson --secrets FD",
        "plan --stack infrastructure/stack.json --environment live "
          + "--release ghcr.io/acme/shop-api@sha256:aa --release ghcr.io/acme/shop-web@sha256:bb",
      ])
    let expected = #"""
      API_URL="https://a.example/?b=\$c"
      PIN="it's \"1\"\n\\2"
      GITHUB_KEY="k\$HOME"

      """#
    #expect(run.output == expected)
    #expect(try bench.folder.read("record/events.ndjson") == expected)
    #expect(try bench.folder.read("record/plan.json").contains("application_variables"))
  }

  @Test("a plan that fails fails the deployment") func failure() throws {
    let stack = try Self.stack()
    let job = DeployJob(to: try #require(stack.deployedEnvironments.first), in: stack).job
    let bench = try Bench(Self.step("Deploy", job))
    try bench.program("terraform", "echo '{}'")
    try bench.program("rollout", "cat >/dev/null; [ $1 = apply ]")
    #expect(try bench.run(["DIGEST_API": "a", "DIGEST_WEB": "b"]).status == 1)
  }

  @Test(
    "an environment that asks nobody is not deployed to",
    arguments: [("required_reviewers", 0), ("branch_policy", 1), ("", 1)])
  func approval(_ rules: String, _ status: Int32) throws {
    let stack = try Self.stack()
    let job = DeployJob(to: try #require(stack.deployedEnvironments.first), in: stack).job
    let bench = try Bench(try #require(job.steps.first))
    try bench.program("gh", "echo wait_timer; echo \(rules)")
    #expect(try bench.run().status == status)
  }

  @Test("every generator is asked, and those whose files differ are told") func drift() throws {
    let bench = try Bench(try #require(DriftJobs(stack: try Self.stack()).jobs[0].steps.last))
    for tool in ["tfgen", "composegen", "wfgen", "envcheck"] {
      try bench.program(
        tool, "echo \"\(tool) $*\" >>asked; [ \(tool) != wfgen ] && [ \(tool) != envcheck ]")
    }
    #expect(try bench.run().status == 1)
    #expect(
      try bench.folder.read("asked") == """
        tfgen --stack infrastructure/stack.json --check .
        composegen --stack infrastructure/stack.json --check .
        wfgen --stack infrastructure/stack.json --check .
        envcheck template --stack infrastructure/stack.json --check .

        """)
    #expect(
      try bench.folder.read("summary")
        == "### Files differ from infrastructure/stack.json\n- of wfgen\n- of envcheck template\n")
  }

  @Test(
    "Terraform's word on an environment is the job's",
    arguments: [(0, ""), (1, ""), (2, "### live differs from Terraform's files\n- a.b: update\n")])
  func servers(_ status: Int32, _ summary: String) throws {
    let bench = try Bench(try #require(DriftJobs(stack: try Self.stack()).jobs[1].steps.last))
    try bench.program(
      "terraform",
      #"""
      case $2 in
        plan) exit \#(status) ;;
        show) echo '{"resource_changes":[{"address":"a.b","change":{"actions":["update"]}},
          {"address":"a.c","change":{"actions":["no-op"]}}]}' ;;
      esac
      """#)
    let run = try bench.run(["ENVIRONMENT": "live", "TFVARS": "tags = []"])
    #expect(run.status == status, "\(run.error)")
    #expect(try bench.folder.read("summary") == summary)
    #expect(try bench.folder.read("drift.tfvars") == "tags = []\n")
  }

  @Test(
    "a rollback goes to the release that is named, or to the one before",
    arguments: [("", ""), ("sha-1a2b3c4", " --to sha-1a2b3c4")])
  func rollback(_ release: String, _ target: String) throws {
    let job = RollbackJob(stack: try Self.stack()).job
    let bench = try Bench(Self.step("Roll back", job))
    try bench.program("terraform", "echo '{}'")
    try bench.program("rollout", "cat; echo \"$*\"")
    let run = try bench.run(["ENVIRONMENT": "live", "RELEASE": release])
    #expect(run.status == 0, "\(run.error)")
    #expect(
      run.output == "{}\nrollback --stack infrastructure/stack.json --environment live "
        + "--inventory - --format ndjson\(target)\n")
  }

  @Test("every tag is pushed, and the digest handed on by the service's name") func push() throws {
    let job = DockerBuildJob(stack: try Self.stack()).job
    let bench = try Bench(Self.step("Push the image that was scanned", job))
    try bench.program(
      "docker",
      #"""
      echo "$*" >>asked
      if [ "$1" = image ]; then echo "ghcr.io/acme/shop-api@sha256:12ab"; fi
      """#)
    let run = try bench.run([
      "SERVICE": "api", "TAGS": "ghcr.io/acme/shop-api:main\nghcr.io/acme/shop-api:sha-1",
    ])
    #expect(run.status == 0, "\(run.error)")
    #expect(try bench.folder.read("output") == "api=sha256:12ab\n")
    #expect(
      try bench.folder.read("asked") == """
        push ghcr.io/acme/shop-api:main
        push ghcr.io/acme/shop-api:sha-1
        image inspect --format {{index .RepoDigests 0}} ghcr.io/acme/shop-api:main

        """)
  }
}
