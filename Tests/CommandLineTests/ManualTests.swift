import CommandLine
import TestKit
import Testing

@Suite("Manual pages") struct ManualTests {
  /// Texts that troff would take for something else.
  static let hostile = Command(
    name: "mill", summary: "Grind .dots, 'quotes' and \\fBbackslashes\\fR -- all",
    discussion: """
      .TH is no heading here, nor is 'br at the beginning.
      Grüße – “quoted” ^caret ~tilde `tick` "double" \\e end…

        .PP verbatim
        'fi
      """,
    options: [
      Option(name: "out", short: "o", value: .text("A \"B\" \\C"), summary: ".Bd and \\(aq")
    ],
    examples: [Example(command: "mill '.a' \\\n  | sort", summary: "'Tis an example")])

  @Test("have the sections of a page, in order")
  func sections() {
    let page = Sample.tool.manual(version: "0.1.0")
    let titles = page.split(separator: "\n").filter { $0.hasPrefix(".SH ") }.map {
      String($0.dropFirst(4))
    }
    #expect(
      titles == [
        "NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "EXIT STATUS", "EXAMPLES",
        "SEE ALSO",
      ])
    #expect(page.hasPrefix(".TH MILL 1 \"\" \"mill 0.1.0\" \"User Commands\"\n"))
    #expect(
      page.contains("\n\\fB\\-o\\fR, \\fB\\-\\-out\\fR \\fIDIR\\fR\nWrite the sacks below DIR.\n"))
    #expect(page.contains("\nmill < recipe.json | jq \\-r \\(aq.path\\(aq\n"))
    #expect(page.contains("\n.SS \"mill inspect\"\n"))
  }

  @Test("leave out the sections that a tool has nothing for")
  func plainSections() {
    let page = Sample.plain.manual(version: "0.1.0")
    #expect(!page.contains(".SH COMMANDS") && !page.contains(".SH EXAMPLES"))
    #expect(!page.contains(".SH SEE ALSO") && page.contains("\\fIFROM\\fR\nThe flour.\n"))
  }

  @Test("are the same every day")
  func repeatable() {
    #expect(Sample.tool.manual(version: "1") == Sample.tool.manual(version: "1"))
    #expect(!Sample.tool.manual(version: "1").contains("20"))
  }

  @Test("are clean for groff", arguments: [Sample.tool, Sample.plain, hostile])
  func groff(_ tool: Command) throws {
    guard let program = Judge.find("groff", isOptional: true) else { return }
    let run = try Program.run(
      program, ["-man", "-ww", "-z"], input: tool.manual(version: "0.1.0"))
    #expect(run.status == 0 && run.error == "" && run.output == "")
  }

  @Test(
    "are clean for mandoc, but for the date they don't have",
    arguments: [
      Sample.tool, Sample.plain, hostile,
    ])
  func mandoc(_ tool: Command) throws {
    guard let program = Judge.find("mandoc", isOptional: true) else { return }
    let run = try Program.run(
      program, ["-Tlint", "-Wstyle"], input: tool.manual(version: "0.1.0"))
    let complaints = run.output.split(separator: "\n").filter { !$0.contains("missing date") }
    #expect(complaints == [] && run.error == "")
  }

  @Test("show what was written, whatever troff makes of dots, quotes and backslashes")
  func hostileText() throws {
    guard let program = Judge.find("groff", isOptional: true) else { return }
    let run = try Program.run(
      program, ["-man", "-Tutf8", "-P-c", "-rLL=200n"],
      input: Self.hostile.manual(version: "0.1.0"), environment: ["GROFF_NO_SGR": "1"])
    let text = Self.withoutOverstrike(run.output)
    for expected in [
      "mill - Grind .dots, 'quotes' and \\fBbackslashes\\fR -- all",
      ".TH is no heading here, nor is 'br at the beginning.",
      "Grüße – “quoted” ^caret ~tilde `tick` \"double\" \\e end...",
      "  .PP verbatim\n", "  'fi\n", "-o, --out A \"B\" \\C", ".Bd and \\(aq.",
      "'Tis an example:", "mill '.a' \\\n", "  | sort\n",
    ] {
      #expect(text.contains(expected), "\(text)")
    }
  }

  /// Bold and underlined letters of a printing terminal as plain ones.
  private static func withoutOverstrike(_ text: String) -> String {
    var scalars: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      if scalars.last == "\u{8}" {
        scalars.removeLast(2)
      }
      scalars.append(scalar)
    }
    return scalars.reduce(into: "") { $0.unicodeScalars.append($1) }
  }
}
