import CommandLine
import Diagnostics
import Testing

@Suite("Wrong usage") struct UsageErrorTests {
  @Test(
    "says what is wrong and what to do",
    arguments: [
      ("--forse", "unknown option \"--forse\"; did you mean \"--force\"?"),
      ("--FORMAT json", "unknown option \"--FORMAT\"; did you mean \"--format\"?"),
      ("--fin 3", "unknown option \"--fin\"; did you mean \"--fineness\"?"),
      ("-x", "unknown option \"-x\""),
      ("-qx", "unknown option \"-x\""),
      ("-version", "unknown option \"-version\"; did you mean \"--version\"?"),
      ("--zzz=1", "unknown option \"--zzz\""),
      ("--site here a", "unknown option \"--site\" of `mill`; `mill inspect` has it"),
      ("grind --depth=3", "unknown option \"--depth\" of `mill grind`; `mill inspect` has it"),
      ("--out", "--out needs a value: --out DIR"),
      ("-o", "-o needs a value: -o DIR"),
      (
        "--out --quiet",
        "--out needs a value: --out DIR; one that begins with a hyphen is joined: --out=DIR"
      ),
      ("--quiet=1", "--quiet takes no value"),
      ("-q=1", "-q takes no value"),
      ("--out=", "--out: the value is empty"),
      ("--out ''", "--out: the value is empty"),
      ("--history=", "--history: the value is empty"),
      ("''", "SACK: the value is empty"),
      ("--out a --out b", "--out is given more than once"),
      ("-q --quiet", "--quiet is given more than once"),
      (
        "--format jsn",
        "--format: \"jsn\" isn't one of human, json, ndjson; did you mean \"json\"?"
      ),
      ("--format x", "--format: \"x\" isn't one of human, json, ndjson"),
      ("--fineness 10", "--fineness: \"10\" isn't a whole number from 1 to 9"),
      ("--fineness 1.5", "--fineness: \"1.5\" isn't a whole number from 1 to 9"),
      ("--out a --check b", "--out and --check can't be given together"),
      ("--force", "--force needs --out as well"),
      ("inspect stone", "--site is missing: --site NAME"),
      ("inspect --site here", "STONE is missing: The stone to look at"),
      (
        "inspect --site x a uper",
        "SIDE: \"uper\" isn't one of upper, lower; did you mean \"upper\"?"
      ),
      ("inspect --site x a upper b", "unexpected argument \"b\""),
      ("stones swap a", "STONE is missing: at least 2 are needed, 1 given"),
      ("stones dress a", "unexpected argument \"a\"; `mill stones dress` takes none"),
      ("stones", "a command is missing: one of swap, dress"),
      ("stones swpa a b", "unknown command \"swpa\"; did you mean \"swap\"?"),
      ("stones polish", "unknown command \"polish\"; the commands are swap, dress"),
      ("--completions tcsh", "--completions: \"tcsh\" isn't one of bash, zsh, fish"),
      ("--completions", "--completions needs a value: --completions SHELL"),
    ])
  func messages(_ line: String, _ expected: String) throws {
    let failure = try Self.failure(of: ParseTests.words(line))
    #expect(failure.messages == [expected])
    #expect(failure.status == .invalid)
  }

  @Test("says everything at once")
  func several() throws {
    let failure = try Self.failure(of: ParseTests.words("--forse --out --fineness x --quiet=2 a"))
    #expect(
      failure.messages == [
        "unknown option \"--forse\"; did you mean \"--force\"?",
        "--out needs a value: --out DIR; one that begins with a hyphen is joined: --out=DIR",
        "--fineness: \"x\" isn't a whole number from 1 to 9",
        "--quiet takes no value",
      ])
  }

  @Test(
    "points to the help of the command",
    arguments: [
      ("--forse", "run `mill --help`"), ("inspect", "run `mill inspect --help`"),
      ("stones", "run `mill stones --help`"), ("stones swap", "run `mill stones swap --help`"),
    ])
  func hints(_ line: String, _ expected: String) throws {
    #expect(try Self.failure(of: ParseTests.words(line)).hint == expected)
  }

  @Test(
    "refuses words that no file can be named by, and never traps",
    arguments: [
      ["a\0b"], ["--out=\0"], ["-\0"], ["--\0=\0"], ["-"], ["--"], ["---"], ["-="], ["--="],
      ["--=x"], ["-\u{301}"], ["--out=\u{301}x"], ["-o\u{301}"], ["\u{FFFD}\u{FFFD}"],
      ["--\u{1F469}\u{200D}\u{1F692}"], ["-q\u{301}"], [String(repeating: "-", count: 100_000)],
      ["--" + String(repeating: "x", count: 1_000_000)], [String(repeating: "q", count: 100_000)],
    ])
  func hostile(_ words: [String]) {
    do {
      _ = try Sample.tool.parse(words)
      #expect(!words.contains { $0.utf8.contains(0) }, "a NUL byte was taken")
    } catch {
      #expect(error.status == .invalid)
      #expect(!error.messages.isEmpty && error.messages.allSatisfy { $0.utf8.count < 400 })
    }
  }

  @Test("names the word that holds a NUL byte")
  func nul() throws {
    #expect(try Self.failure(of: ["a", "b\0"]).messages == ["argument 2 contains a NUL byte"])
  }

  static func failure(of words: [String]) throws -> Failure {
    let failure = #expect(throws: Failure.self) { try Sample.tool.parse(words) }
    return try #require(failure)
  }
}
