import Diagnostics
import Testing

@Suite("Failures") struct FailureTests {
  @Test(
    "say what is wrong and what to do next",
    arguments: [
      (.usage("unknown option \"--x\""), ["tfgen: error: unknown option \"--x\""], 2),
      (
        .usage("--out needs a value", hint: "run `tfgen --help`"),
        ["tfgen: error: --out needs a value", "tfgen: hint: run `tfgen --help`"], 2
      ),
      (.invalid("a\nb"), ["tfgen: error: a\\nb"], 2),
      (
        .invalid([
          Finding(rule: "r", message: "one", path: "p"),
          Finding(rule: "r", severity: .warning, message: "two"),
        ]),
        ["tfgen: error: p: one", "tfgen: warning: two"], 2
      ),
      (.unavailable("disk full"), ["tfgen: error: disk full"], 3),
      (.closedPipe, [], 141),
    ] as [(Failure, [String], Int32)])
  func lines(_ failure: Failure, _ expected: [String], _ status: Int32) {
    #expect(failure.lines(tool: "tfgen") == expected)
    #expect(failure.status.rawValue == status)
  }

  @Test("set off their words in colour")
  func colour() {
    let lines = Failure.usage("m", hint: "h").lines(tool: "t", isColored: true)
    #expect(lines == ["t: \u{1b}[1;31merror\u{1b}[0m: m", "t: \u{1b}[1;36mhint\u{1b}[0m: h"])
  }
}
