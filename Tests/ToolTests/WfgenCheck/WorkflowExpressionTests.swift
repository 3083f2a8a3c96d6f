import TestKit
import Testing

@testable import wfgen

@Suite("Expressions of workflows") struct WorkflowExpressionTests {
  @Test(
    "are read as GitHub reads them",
    arguments: [
      ("github.ref", "github.ref"), ("github['ref']", "github.ref"),
      ("github.event.commits[0].id", "github.event.commits.*.id"),
      ("github.event.commits.*.id", "github.event.commits.*.id"),
      ("matrix[format('{0}', env.NAME)]", "matrix.* env.NAME"),
      ("a.b-c_d == 'it''s' && !d || e >= -1.5e3", "a.b-c_d d e"),
      ("contains(fromJSON('[1]'), needs.x.outputs.y)", "needs.x.outputs.y"),
      ("((a)) != 0xFF", "a"), ("true == null", ""), ("GitHub.Ref", "github.Ref"),
      ("success() && toJSON(steps)", "steps"),
    ])
  func read(_ text: String, _ chains: String) throws {
    let expression = try ExpressionParser.parse(text)
    #expect(
      expression.chains.map { $0.names.joined(separator: ".") }.joined(separator: " ") == chains)
  }

  @Test(
    "are refused with the place and what to do",
    arguments: [
      ("", 0, "empty"), ("a ==", 4, "the end"), ("a = b", 2, "=="), ("\"a\"", 0, "single quotes"),
      ("'a", 0, "never closed"), ("a b", 2, "\"b\""), ("f(a,)", 4, "\")\""), ("a.", 2, "a name"),
      ("a[1", 3, "\"]\""), ("a + b", 2, "calculate"), ("1x", 0, "no number"), ("(a", 2, "\")\""),
      ("${{ a }}", 0, "within another"), ("a & b", 2, "&&"), ("é", 0, "ASCII"), ("*", 0, "a value"),
    ])
  func refused(_ text: String, _ offset: Int, _ words: String) {
    let fault = #expect(throws: ExpressionFault.self) { try ExpressionParser.parse(text) }
    #expect(fault?.offset == offset, "\(String(describing: fault))")
    let said = [fault?.message, fault?.remedy].compactMap(\.self).joined(separator: "; ")
    #expect(said.contains(words), "\(said)")
  }

  @Test("depth and length have limits, and no trap") func limits() {
    for text in [
      String(repeating: "(", count: 5000), String(repeating: "!", count: 5000) + "a",
      String(repeating: "a[", count: 5000), String(repeating: "f(", count: 5000),
      String(repeating: "a", count: 30_000),
    ] {
      #expect(throws: ExpressionFault.self) { try ExpressionParser.parse(text) }
    }
    let long = Array(repeating: "a", count: 2000).joined(separator: " || ")
    #expect((try? ExpressionParser.parse(long)) != nil)
  }

  @Test("braces within quotes end nothing") func braces() {
    let text = ExpressionText("a ${{ format('}}', b) }} c ${{ d }} ${{ e")
    #expect(text.pieces.map { String($0.text) } == [" format('}}', b) ", " d "])
    #expect(text.rest == "a  c  " && text.unclosed == 2)
  }

  @Test(
    "schedules have five fields",
    arguments: [
      ("* * * * *", 1 as Int?, true), ("*/15 0-6,12 1,15 * MON-FRI", 15, true),
      ("0 0 * * 7", nil, false),
      ("30 5 * * 1-5", nil, true), ("60 * * * *", nil, false), ("* * * *", nil, false),
      ("@daily", nil, false), ("5-1 * * * *", nil, false), ("1,,2 * * * *", nil, false),
      ("0 0 0 * *", nil, false), ("0 0 1 JAN,DEC SUN", nil, true), ("*/0 * * * *", nil, false),
      ("10,12 * * * *", 2, true), ("0/20 * * * *", 20, true),
    ])
  func schedules(_ text: String, _ minutes: Int?, _ isValid: Bool) {
    #expect((CronSchedule.fault(in: text) == nil) == isValid)
    #expect(CronSchedule.shortestInterval(text) == minutes)
  }

  @Test(
    "a variable is unquoted where a shell would split it",
    arguments: [
      ("echo $A", true), ("echo \"$A\"", false), ("echo '$A'", false), ("echo ${A}", true),
      ("echo $AB", false), ("A=$A", false), ("echo \"a\"$A", true), ("echo \\$A", false),
      ("export B=$A", false), ("[[ $A == b ]]", false), ("a --token=\"$A\"", false),
    ])
  func quotes(_ line: String, _ isUnquoted: Bool) {
    #expect(ShellText(line).hasUnquoted("A") == isUnquoted)
  }
}
