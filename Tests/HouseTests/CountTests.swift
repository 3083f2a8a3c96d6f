import TestKit
import Testing

@Suite("the count of tests") struct CountTests {
  /// What a runner printed and ended with, and the line and status that follow from it.
  static let runs: [(printed: String, status: Int32, count: String, ending: Int32)] = [
    ("✔ Test run with 12 tests in 3 suites passed after 0.1 seconds.", 0, "12 passed, 0 failed", 0),
    ("✔ Test run with 1 test in 1 suite passed after 0.1 seconds.", 0, "1 passed, 0 failed", 0),
    (
      """
      ✘ Test "is quoted" recorded an issue at A.swift:1:1: Expectation failed
      ✘ Test "is quoted" with 3 test cases failed after 0.1 seconds with 1 issue.
      ✘ Test plain() failed after 0.1 seconds with 2 issues.
      ✘ Suite "words" failed after 0.1 seconds with 3 issues.
      ✘ Test run with 12 tests in 3 suites failed after 0.1 seconds with 3 issues.
      """, 1, "10 passed, 2 failed", 1
    ),
    // A runner that says it failed, whatever else it says.
    ("✔ Test run with 12 tests in 3 suites passed after 0.1 seconds.", 7, "11 passed, 1 failed", 7),
    // A runner that ended in the middle, that said nothing known, or that found no test.
    ("✔ Test plain() passed after 0.1 seconds.", 139, "0 passed, 1 failed", 139),
    ("all is well", 0, "0 passed, 1 failed", 1),
    ("✔ Test run with 0 tests in 0 suites passed after 0.1 seconds.", 0, "0 passed, 1 failed", 1),
  ]

  @Test("is that of the runner", arguments: runs.indices) func counted(_ row: Int) throws {
    let (printed, status, count, ending) = CountTests.runs[row]
    let run = try CountTests.run(printing: printed, status: status)
    #expect(run.output.split(separator: "\n").last == "\(count), 0 skipped")
    #expect(run.status == ending)
  }

  @Test("holds each reason to skip once, and prints it") func skipped() throws {
    let run = try CountTests.run(
      printing: """
        skipped: hadolint is not installed
        skipped: yamllint is not installed
        skipped: hadolint is not installed
        ✔ Test run with 12 tests in 3 suites passed after 0.1 seconds.
        """, status: 0)
    #expect(run.output.hasSuffix("\n12 passed, 0 failed, 2 skipped\n"), "\(run.output)")
    #expect(run.output.contains("skipped: yamllint is not installed\n"))
  }

  /// Without arguments the whole is two runs: the engine's tests come last, by themselves.
  @Test("is of both runs together") func together() throws {
    let script = try StandIn(
      swift: """
        case "$*" in
        *"--skip EngineTests"*) echo "✔ Test run with 12 tests in 3 suites passed after 0.1 seconds." ;;
        *"--filter EngineTests"*)
          echo "skipped: dockerd is not installed"
          echo "✘ Test up() failed after 0.1 seconds with 1 issue."
          echo "✘ Test run with 3 tests in 1 suite failed after 0.1 seconds with 1 issue."
          exit 1 ;;
        esac
        """)
    let run = try script.run("test.sh")
    #expect(run.output.hasSuffix("\n14 passed, 1 failed, 1 skipped\n"), "\(run.output)")
    #expect(run.status == 1)
  }

  @Test("is of a failure where nothing builds") func unbuilt() throws {
    let script = try StandIn(swift: #"echo "A.swift:1:1: error: cannot find 'a'"; exit 1"#)
    let run = try script.run("test.sh")
    #expect(run.output == "0 passed, 1 failed, 0 skipped\n")
    #expect(run.error == "A.swift:1:1: error: cannot find 'a'\n")
    #expect(run.status == 1)
  }

  private static func run(printing printed: String, status: Int32) throws -> Program.Run {
    let script = try StandIn(
      swift: """
        [ "$1" = test ] || exit 0
        cat <<'TEXT'
        \(printed)
        TEXT
        exit \(status)
        """)
    return try script.run("test.sh", ["--filter", "Any"])
  }
}
