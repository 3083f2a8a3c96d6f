import JSON
import TestKit
import Testing

/// What linters say of every Dockerfile; each must find the one at fault in the same run.
@Suite("Judges of images") struct ComposegenImageJudgeTests {
  @Test("hadolint finds nothing, at any level, with no comment obeyed")
  func hadolint() throws {
    guard let hadolint = Judge.find("hadolint") else { return }
    let written = try WrittenStacks.images()
    let run = try written.judge(
      [hadolint, "--no-color", "--disable-ignore-pragma"], atOnce: 64)
    let lines = run.output.split(separator: "\n")
    #expect(run.error.isEmpty, "\(run.error)")
    #expect(lines.allSatisfy { $0.hasPrefix("\(written.bad):") }, "\(run.output)")
    for rule in ["DL3002", "DL3007", "DL3008"] {
      #expect(lines.contains { $0.contains(rule) }, "\(rule)\n\(run.output)")
    }
  }

  @Test("checkov passes every check of every image, and skips none")
  func checkov() throws {
    guard let checkov = Judge.find("checkov") else { return }
    let written = try WrittenStacks.images()
    let run = try Program.run(
      checkov,
      [
        "--directory", ".", "--framework", "dockerfile", "--skip-download", "--compact",
        "--quiet", "--output", "json",
      ], directory: written.folder.path, environment: ["HOME": written.folder.path])
    #expect(run.status == 1, "\(run.status): \(run.error)")
    let report = try JSONParser.parse(Array(run.output.utf8))
    let failed = try #require(report["results"]?["failed_checks"]?.array)
    let others = failed.filter { $0["file_path"]?.string != "/\(written.bad)" }
    #expect(
      others.isEmpty,
      "\(others.map { "\($0["file_path"]?.string ?? ""): \($0["check_name"]?.string ?? "")" })")
    let rules = Set(failed.compactMap { $0["check_id"]?.string })
    #expect(rules.isSuperset(of: ["CKV_DOCKER_1", "CKV_DOCKER_2", "CKV_DOCKER_7"]), "\(rules)")
    let summary = try #require(report["summary"])
    #expect(summary["skipped"]?.integer == 0 && summary["parsing_errors"]?.integer == 0)
    #expect(summary["resource_count"]?.integer == written.files.count + 1)
    #expect(try #require(summary["passed"]?.integer) > 100 * written.files.count)
  }

  @Test("trivy finds no misconfiguration, of any severity")
  func trivy() throws {
    guard let trivy = Judge.find("trivy") else { return }
    let written = try WrittenStacks.images()
    let run = try Program.run(
      trivy,
      [
        "config", "--skip-check-update", "--cache-dir", written.folder.path("cache"), "--quiet",
        "--format", "json", ".",
      ], directory: written.folder.path, environment: ["HOME": written.folder.path, "GOGC": "400"])
    #expect(run.status == 0, "\(run.status): \(run.error)")
    let results = try #require(try JSONParser.parse(Array(run.output.utf8))["Results"]?.array)
    #expect(results.count == written.files.count + 1)
    for result in results {
      let file = try #require(result["Target"]?.string)
      let found = (result["Misconfigurations"]?.array ?? []).compactMap { $0["ID"]?.string }
      if file == written.bad {
        #expect(Set(found).isSuperset(of: ["DS002", "DS004", "DS026"]), "\(found)")
      } else {
        #expect(found.isEmpty, "\(file): \(found)")
        #expect(try #require(result["MisconfSummary"]?["Successes"]?.integer) > 20, "\(file)")
      }
    }
  }
}
