import Diagnostics
import Testing

@Suite("Severities and statuses") struct SeverityTests {
  @Test("order by weight")
  func order() {
    #expect(Severity.allCases.sorted() == [.note, .warning, .error])
    #expect([Severity.warning, .error, .note].max() == .error)
  }

  @Test(
    "have the numbers callers rely on",
    arguments: [
      (Diagnostics.ExitStatus.success, 0), (.negative, 1), (.invalid, 2), (.unavailable, 3),
      (.closedPipe, 141), (.signal(15), 143),
    ] as [(Diagnostics.ExitStatus, Int32)])
  func numbers(_ status: Diagnostics.ExitStatus, _ number: Int32) {
    #expect(status.rawValue == number)
  }
}
