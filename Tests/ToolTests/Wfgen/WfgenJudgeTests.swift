import TestKit
import Testing

/// What others say of the workflows: of the reference stack's, every fixture's, and those of 200
/// random stacks.
@Suite("Judges of workflows", .workflows) struct WfgenJudgeTests {
  private static let rules =
    "{extends: default, rules: {line-length: {max: 120}, document-start: disable, "
    + "truthy: {check-keys: false}, comments: {min-spaces-from-content: 1}}}"

  @Test("actionlint finds nothing") func actionlint() throws {
    guard let judge = Judge.find("actionlint") else { return }
    let written = try #require(WrittenWorkflows.current)
    let verdict = try Verdict(
      judge, ["-no-color", "-shellcheck="] + written.paths, in: written.folder.path)
    #expect(verdict.isClean, "\(verdict.words)")
  }

  /// It starts a process for every script, so all scripts go to shellcheck itself, once each.
  @Test("actionlint with shellcheck finds nothing in those of fixtures")
  func actionlintWithShellcheck() throws {
    guard let judge = Judge.find("actionlint"), Judge.find("shellcheck") != nil else { return }
    let written = try #require(WrittenWorkflows.current)
    let verdict = try Verdict(judge, ["-no-color"] + written.fixed, in: written.folder.path)
    #expect(verdict.isClean, "\(verdict.words)")
  }

  @Test("shellcheck finds nothing in any script") func shellcheck() throws {
    guard let judge = Judge.find("shellcheck") else { return }
    let written = try #require(WrittenWorkflows.current)
    #expect(written.scripts.count > 100)
    let verdict = try written.judge(
      // Of variables in capitals it can't know that they come from the step's environment.
      [judge, "--norc", "--shell=bash", "--exclude=SC2153"], over: written.scripts, atOnce: 50)
    #expect(verdict.isClean, "\(verdict.words)")
  }

  @Test("zizmor finds nothing, as its strictest persona") func zizmor() throws {
    guard let judge = Judge.find("zizmor") else { return }
    let written = try #require(WrittenWorkflows.current)
    let verdict = try Verdict(
      judge, ["--offline", "--persona=auditor", "--no-progress", "--color=never"] + written.paths,
      in: written.folder.path)
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
    let written = try #require(WrittenWorkflows.current)
    let verdict = try written.judge(
      [judge, "--builtin-schema", name], over: written.paths, atOnce: 150)
    #expect(verdict.isClean, "\(verdict.words)")
  }

  @Test("yamllint finds nothing") func style() throws {
    guard let judge = Judge.find("yamllint") else { return }
    let written = try #require(WrittenWorkflows.current)
    let verdict = try written.judge(
      [judge, "--strict", "-d", Self.rules], over: written.paths, atOnce: 100)
    #expect(verdict.isClean, "\(verdict.words)")
  }
}
