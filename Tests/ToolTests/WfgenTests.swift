import Artifacts
import Emit
import JSON
import Model
import TestKit
import Testing

@testable import wfgen

@Suite("wfgen") struct WfgenTests {
  private static let rules =
    "{extends: default, rules: {line-length: {max: 120}, document-start: disable, "
    + "truthy: {check-keys: false}, comments: {min-spaces-from-content: 1}}}"

  /// Every fixture's workflows in one folder, and their paths.
  private static func workflows(random count: Int = 0) throws -> (TemporaryDirectory, [String]) {
    let folder = try TemporaryDirectory()
    var stacks = Stacks.all
    var random = RandomStacks(seed: 17)
    for index in 0..<count { stacks.append(("random-\(index)", try random.next())) }
    var paths: [String] = []
    for (name, stack) in stacks {
      let files = WfgenGenerator.files(for: stack)
      try write(files, to: folder, below: name)
      paths += files.map { "\(name)/\($0.path)" }
    }
    return (folder, paths)
  }

  @Test("actionlint, with shellcheck, finds nothing") func actionlint() throws {
    guard let judge = Judge.find("actionlint"), Judge.find("shellcheck") != nil else { return }
    let (folder, paths) = try Self.workflows(random: 200)
    let verdict = try Verdict(judge, ["-no-color"] + paths, in: folder.path)
    #expect(verdict.isClean, "\(verdict.words)")
  }

  @Test("zizmor finds nothing, as its strictest persona") func zizmor() throws {
    guard let judge = Judge.find("zizmor") else { return }
    let (folder, paths) = try Self.workflows(random: 200)
    let verdict = try Verdict(
      judge, ["--offline", "--persona=auditor", "--no-progress", "--color=never"] + paths,
      in: folder.path)
    #expect(verdict.isClean, "\(verdict.words)")
    #expect(verdict.words.contains("No findings to report"), "\(verdict.words)")
  }

  @Test(
    "both schemas of workflows hold, the one that asks for timeouts too",
    arguments: [
      "vendor.github-workflows", "custom.github-workflows-require-timeout",
    ])
  func schema(_ name: String) throws {
    guard let judge = Judge.find("check-jsonschema") else { return }
    let (folder, paths) = try Self.workflows(random: 200)
    let verdict = try Verdict(judge, ["--builtin-schema", name] + paths, in: folder.path)
    #expect(verdict.isClean, "\(verdict.words)")
  }

  @Test("yamllint finds nothing") func style() throws {
    guard let judge = Judge.find("yamllint") else { return }
    let (folder, paths) = try Self.workflows(random: 200)
    let verdict = try Verdict(judge, ["--strict", "-d", Self.rules] + paths, in: folder.path)
    #expect(verdict.isClean, "\(verdict.words)")
  }

  @Test("the job has the steps of the log, in their order") func steps() throws {
    let stack = try Stacks.stack(named: "reference")
    let job = CodeQualityJob(stack: stack).job
    #expect(
      job.steps.map(\.name) == [
        "Check out the repository", "Set up pnpm 8", "Set up Node.js", "Install dependencies",
        "Cache Turborepo outputs", "Lint what changed", "Check formatting", "Check types",
        "Audit dependencies", "Scan for secrets with gitleaks",
        "Scan for vulnerabilities with Trivy", "Upload the findings to the Security tab",
      ])
    #expect(job.minutes == 15)
    let text = WfgenGenerator.pipeline(of: stack).text
    for fact in [
      "branches: [main, develop]", "NODE_VERSION: 20.18.1", "fetch-depth: 0",
      "pnpm install --frozen-lockfile", "severity: CRITICAL,HIGH", "pnpm audit --audit-level high",
      "pnpm exec turbo run type-check", "--filter=\"...[$base]\"", "continue-on-error: true",
    ] {
      #expect(text.contains(fact), "\(fact)")
    }
  }

  @Test(
    "each package manager gets its own commands",
    arguments: [
      ("pnpm@10.12.1", "pnpm install --frozen-lockfile", "pnpm exec turbo", "version: 10.12.1"),
      ("npm@10", "npm ci", "npx --no turbo", "cache: npm"),
      ("yarn@1", "yarn install --frozen-lockfile", "yarn turbo", "yarn audit --level high"),
      ("yarn@4", "yarn install --immutable", "yarn turbo", "yarn npm audit --all --recursive"),
    ])
  func managers(_ manager: String, _ install: String, _ turbo: String, _ more: String) throws {
    let stack = try Stacks.stack(
      #"{"project":{"name":"x"},"services":[{"name":"a"}],"toolchain":{"packageManager":"\#(manager)"}}"#
    )
    let text = WfgenGenerator.pipeline(of: stack).text
    for words in [install, turbo, more] { #expect(text.contains(words), "\(words)\n\(text)") }
  }

  @Test("without Turborepo there is no cache of it, and no call") func withoutTurbo() throws {
    let stack = try Stacks.stack(
      #"{"project":{"name":"x"},"services":[{"name":"a"}],"toolchain":{"turbo":false}}"#)
    let text = WfgenGenerator.pipeline(of: stack).text
    #expect(!text.lowercased().contains("turbo"))
    #expect(text.contains("pnpm --filter \"...[$base]\" --if-present run lint"))
  }

  @Test("a workflow that a release branch starts restores no cache") func releaseBranch() throws {
    let stack = try Stacks.stack(
      #"{"project":{"name":"x"},"services":[{"name":"a"}],"pipeline":{"branches":["release/2"]}}"#)
    let text = WfgenGenerator.pipeline(of: stack).text
    #expect(!text.contains("actions/cache@"))
    #expect(text.contains("package-manager-cache: false"))
  }
}

@Suite("Pinned actions") struct ActionTableTests {
  @Test("the table is read whole, and holds each action once") func table() throws {
    let actions = ActionTable.current.actions
    #expect(actions.count == 28)
    #expect(Set(actions.map(\.name)).count == actions.count)
    #expect(actions.allSatisfy { ["node24", "composite"].contains($0.runtime) })
  }

  @Test("what workflows give an action, it takes; what it needs, it gets") func inputs() throws {
    for (name, stack) in Stacks.all {
      for step in WfgenGenerator.pipeline(of: stack).jobs.flatMap(\.steps) {
        guard case .action(let action, let inputs) = step.work else { continue }
        let given = Set(inputs.map(\.0))
        #expect(given.isSubset(of: action.inputs), "\(name): \(action.name) \(given)")
        #expect(given.isSuperset(of: action.requiredInputs), "\(name): \(action.name)")
      }
    }
  }

  @Test(
    "a broken table is refused with the place",
    arguments: [
      ("{", "1:2"), (#"{"$comment":"","actions":[{"name":"a/b"}]}"#, "version"),
      (
        #"{"actions":[{"name":"a/b","version":"v1","commit":"abc","date":"2026-01-01","runtime":"node24","required":[],"inputs":[],"outputs":[]}]}"#,
        "commit"
      ),
    ])
  func broken(_ text: String, _ words: String) {
    let fault = #expect(throws: ActionTable.Fault.self) { try ActionTable(Array(text.utf8)) }
    #expect("\(String(describing: fault))".contains(words))
  }
}
