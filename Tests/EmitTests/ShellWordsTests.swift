import Emit
import TestKit
import Testing

@Suite("Shell words") struct ShellWordsTests {
  @Test(
    "quotes what a shell would read as something else",
    arguments: [
      ("", "''"), ("a", "a"), ("/usr/bin/x-1.0_2", "/usr/bin/x-1.0_2"),
      ("--a=b,c:d@e%+", "--a=b,c:d@e%+"),
      ("a b", "'a b'"), ("it's", #"'it'\''s'"#), ("'", #"''\'''"#), ("$HOME", "'$HOME'"),
      ("~", "'~'"), ("*", "'*'"), ("a\nb", "'a\nb'"), ("\\", #"'\'"#), ("é", "'é'"), ("!", "'!'"),
      ("#", "'#'"), ("{a,b}", "'{a,b}'"), ("\r\t", "'\r\t'"),
    ])
  func quoting(_ input: String, _ expected: String) {
    #expect(ShellWords.quote(input) == expected)
  }

  @Test(
    "joins words to a command",
    arguments: [
      ([], ""), (["ls", "-l", "a b"], "ls -l 'a b'"), (["A=b", "A=b"], "'A=b' A=b"),
      (["if", "if"], "'if' if"), (["", "x"], "'' x"),
    ])
  func joining(_ words: [String], _ expected: String) {
    #expect(ShellWords.join(words) == expected)
  }

  @Test("sh reads back random words")
  func roundTrip() throws {
    let directory = try TemporaryDirectory()
    var random = SeededGenerator(seed: 3)
    let words = (0..<800).map { _ in random.hostileWord() }
    try directory.write("printf '%s\\0' " + ShellWords.join(words), to: "script")
    let (status, output) = try directory.run(["sh", "script"])
    #expect(status == 0)
    let read = output.utf8.split(separator: 0, omittingEmptySubsequences: false).dropLast()
    #expect(read.count == words.count)
    for (word, bytes) in zip(words, read) {
      #expect(Array(word.utf8) == Array(bytes), "\(word.debugDescription)")
    }
  }
}

extension SeededGenerator {
  /// Any text without NUL, with more of what shells and dotenv readers mind.
  mutating func hostileWord() -> String {
    var word = ""
    for _ in 0..<below(12) {
      if chance(50) {
        word += pick([
          "'", "\"", "\\", "$", "`", "\n", " ", "#", "=", "!", "*", "~", "\t", "\r", "${x}", "\\n",
          "a",
        ])
      } else {
        let value = UInt32(chance(70) ? 1 + below(126) : 0x80 + below(0x10ff80))
        word.unicodeScalars.append(Unicode.Scalar(value) ?? "é")
      }
    }
    return word
  }
}

@Suite("Dotenv values") struct DotenvTests {
  @Test(
    "takes the form that compose, node and sh read alike, or none",
    arguments: [
      ("", ""), ("plain-1.0", "plain-1.0"), ("a b", "'a b'"), ("$x", "'$x'"), ("#x", "'#x'"),
      (
        "postgresql://u:p@host:5432/db?sslmode=require",
        "postgresql://u:p@host:5432/db?sslmode=require"
      ),
      (#"say "hi""#, #"'say "hi"'"#), ("it's", #""it's""#), ("a\nb", "'a\nb'"),
      ("it's\nb", "\"it's\nb\""),
      (#"a\nb"#, #"'a\nb'"#), ("`x`", "'`x`'"), ("é", "'é'"), (" a ", "' a '"), ("~", "'~'"),
      ("*", "'*'"),
      (#"it's "q""#, nil), ("it's $x", nil), ("it's `x`", nil), (#"it's \n"#, nil), (#"a\"#, nil),
      (#"a b\\"#, nil), ("a\rb", nil), ("a\0", nil),
    ] as [(String, String?)])
  func values(_ input: String, _ expected: String?) {
    #expect(DotenvValue.quoted(input) == expected)
  }

  @Test("sh reads back every value that has a form")
  func roundTrip() throws {
    let directory = try TemporaryDirectory()
    var random = SeededGenerator(seed: 4)
    let words = (0..<800).map { _ in random.hostileWord() }
      .filter { DotenvValue.quoted($0) != nil }
    let entries = words.enumerated().compactMap { DotenvFile.Entry("V\($0)", $1) }
    #expect(words.count > 200 && entries.count == words.count)
    try directory.write(DotenvFile(entries.map(DotenvFile.Item.entry)).text, to: "env")
    let names = entries.indices.map { "\"$V\($0)\"" }.joined(separator: " ")
    try directory.write(". ./env && printf '%s\\0' \(names)", to: "script")
    let (status, output) = try directory.run(["sh", "script"])
    #expect(status == 0)
    let read = output.utf8.split(separator: 0, omittingEmptySubsequences: false).dropLast()
    #expect(read.map { Array($0) } == words.map { Array($0.utf8) })
  }

  @Test(
    "refuses names that are none",
    arguments: [
      ("A", true), ("_a1", true), ("1A", false), ("A-B", false), ("", false), ("É", false),
    ])
  func names(_ name: String, _ isName: Bool) {
    #expect((DotenvFile.Entry(name, "x") != nil) == isName)
  }

  @Test("writes sections, comments and examples")
  func file() throws {
    let entry = try #require(DotenvFile.Entry("URL", "a b"))
    let lines = try #require(DotenvFile.Entry("KEY", "a\nb"))
    let file = DotenvFile([
      .blank, .comment("Made by a tool.\n\nCopy it."), .heading("Database"),
      .comment("Where it is."),
      .entry(entry), .blank, .blank, .disabled(lines), .heading("Cache"), .entry(entry), .blank,
    ])
    #expect(
      file.text == """
        # Made by a tool.
        #
        # Copy it.

        # --- Database ---
        # Where it is.
        URL='a b'

        # KEY='a
        # b'

        # --- Cache ---
        URL='a b'

        """)
    #expect(DotenvFile().text.isEmpty)
  }
}
