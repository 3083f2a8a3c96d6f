import Emit
import TestKit
import Testing

@Suite("Shell scripts") struct ShellTests {
  @Test(
    "words are what they say",
    arguments: [
      ("plain", "plain"), ("a b", "'a b'"), ("it's", #"'it'\''s'"#), ("", "''"),
      ("\(variable: "a")", "\"$a\""), ("\(variable: "a")_b", "\"${a}_b\""),
      ("\(variable: "a")[0]", "\"${a}[0]\""),
      ("\(variable: "a")/\"$`\\", #""$a/\"\$\`\\""#),
      ("x\(output: .run(["id", "-u"]))", "\"x$(id -u)\""),
    ] as [(Shell.Word, String)])
  func words(_ word: Shell.Word, _ text: String) {
    #expect(Shell.text([.run(["echo", word])]) == "echo \(text)\n")
  }

  @Test(
    "statements have their form",
    arguments: [
      (.set("a", ""), "a=\n"), (.comment("one\ntwo"), "# one\n# two\n"), (.blank, "\n"),
      (.run(["if"]), "'if'\n"),
      (
        .when(.not(.run(["a"])), then: [.run(["b"])], otherwise: [.run(["c"])]),
        "if ! a; then\n  b\nelse\n  c\nfi\n"
      ),
      (
        .function(
          "f", body: [.local(["x", "y"]), .each("x", in: .variable("@"), body: [.blank])]),
        "f() {\n  local x y\n  for x in \"$@\"; do\n\n  done\n}\n"
      ),
      (.eachWord("x", of: "list", body: [.run(["a"])]), "for x in $list; do\n  a\ndone\n"),
      (.pipe([.run(["a"]), .quiet(.run(["b"]))]), "a | b >/dev/null 2>&1\n"),
      (.all([.run(["a"]), .run(["b"])]), "a && b\n"),
      (.write(.run(["a"]), to: "f g"), "a >'f g'\n"),
      (.write(.run(["a"]), to: "f", appends: true), "a >>f\n"),
    ] as [(Shell.Statement, String)])
  func statements(_ statement: Shell.Statement, _ text: String) {
    #expect(Shell.text([statement]) == text)
  }

  @Test("bash reads words as they are", arguments: ["$x", "`id`", "a\"b", "a\\b", "!", "*", "é\n"])
  func bash(_ text: String) throws {
    let script = Shell.text([
      .set("v", Shell.Word(text)),
      .run(["printf", "%s|%s", .variable("v"), "\(variable: "v")\(text)"]),
    ])
    let run = try Program.run("/bin/bash", ["-c", script])
    #expect(run.output == "\(text)|\(text)\(text)", "\(script)")
  }
}
