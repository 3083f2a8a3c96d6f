import TestKit
import Testing

/// What a user sees of bad input: one clear message or more, nothing on standard output, nothing
/// written, and never a trap.
@Suite("Bad input") struct BadInputTests {
  @Test(
    "is told with its place, and nothing is written",
    arguments: [
      ("", "wfgen: error: standard input: there is nothing to read"),
      ("{", "wfgen: error: standard input:1:2: expected"),
      (
        #"{"project":{"name":"x"},}"#,
        "wfgen: error: standard input:1:25: expected a name in double quotes after \",\""
      ),
      ("\u{feff}{}", "wfgen: error: standard input:1:1: expected"),
      (#"{"a":"\ud800"}"#, "wfgen: error: standard input:1:13: expected"),
      (
        "{\"a\0\":1}",
        "wfgen: error: standard input:1:4: expected a closing quote or an escape, found U+0000"
      ),
      (#"{"project":{"name":"x"},"project":{}}"#, "wfgen: error: standard input:1:25: "),
      (
        #"{"project":{"name":1e999999999999},"services":[{"name":"a"}]}"#,
        "wfgen: error: standard input:1:13: /project/name: expected"
      ),
      (
        #"{"project":{"name":"x"},"services":[{"name":"a","port":1e400}]}"#,
        "wfgen: error: standard input:1:49: /services/0/port: \"1e400\" is not a port"
      ),
      (
        #"{"project":{"name":"x"},"services":[{"name":"a","uses":["db"]}]}"#,
        "wfgen: error: standard input:1:57: /services/0/uses/0: there is no datastore \"db\""
      ),
    ])
  func told(_ input: String, _ message: String) throws {
    let folder = try TemporaryDirectory()
    for destination in ["", " --out out", " --check out"] {
      let run = try Tools.shell("wfgen" + destination, directory: folder.path, input: input)
      #expect(run.status == 2, "\(run.status)")
      #expect(run.output.isEmpty)
      #expect(run.error.hasPrefix(message), "\(run.error)")
    }
    #expect(!folder.exists("out"))
  }

  @Test("bytes that are no UTF-8 are named") func encoding() throws {
    let run = try Tools.shell(#"printf '{"a":"\xff"}' | wfgen"#)
    #expect(run.status == 2)
    #expect(run.error.contains("standard input:1:7: expected UTF-8, found byte 0xFF"))
  }

  @Test(
    "depth and size have an end, and take no more memory than that",
    arguments: [
      ("yes '[' | head -100000 | tr -d '\\n'", "standard input:1:513: expected at most 512 levels"),
      ("yes '[{\"a\":' | head -100000 | tr -d '\\n'", "expected at most 512 levels"),
      ("head -c 1000000000 /dev/zero | tr '\\0' ' '", "the input is larger than 64 MiB"),
    ])
  func bombs(_ source: String, _ message: String) throws {
    let run = try Tools.shell("\(source) 2>/dev/null | (ulimit -v 1500000; wfgen)")
    #expect(run.status == 2, "\(run.status) \(run.error)")
    #expect(run.error.contains(message), "\(run.error)")
  }

  @Test(
    "files that can't be read are named",
    arguments: [
      ("--stack none.json", "wfgen: error: none.json: can't open: no such file or directory"),
      ("--stack .", "wfgen: error: .: can't read: is a directory"),
    ])
  func files(_ option: String, _ message: String) throws {
    let folder = try TemporaryDirectory()
    let run = try Tools.shell("wfgen \(option)", directory: folder.path)
    #expect(run.status == 3)
    #expect(run.error.hasPrefix(message), "\(run.error)")
  }

  @Test("a reader that leaves ends a tool quietly; a full disk does not") func outputs() throws {
    let closed = try Tools.shell(
      "tfgen --stack \(Tools.reference) | head -c 1 >/dev/null; echo ${PIPESTATUS[0]}")
    #expect(closed.output == "141\n")
    #expect(closed.error.isEmpty)
    let full = try Tools.shell("tfgen --stack \(Tools.reference) >/dev/full")
    #expect(full.status == 3)
    #expect(full.error == "tfgen: error: standard output: can't write: no space left on device\n")
  }

  @Test(
    "usage is told, with the nearest word",
    arguments: [
      ("wfgen --stak x", "wfgen: error: unknown option \"--stak\"; did you mean \"--stack\"?"),
      ("wfgen genrate", "wfgen: error: unknown command \"genrate\"; did you mean \"generate\"?"),
      ("wfgen --out a --check b", "wfgen: error: --out and --check can't be given together"),
      ("wfgen --prune", "wfgen: error: --prune"),
      ("wfgen --format xml", "wfgen: error: "),
      ("envcheck", "envcheck: error: "),
      (
        "tfgen --stack \(Tools.reference) --environment stging",
        "tfgen: error: there is no environment \"stging\"; did you mean \"staging\"?"
      ),
    ])
  func usage(_ line: String, _ message: String) throws {
    let run = try Tools.shell(line)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.error.hasPrefix(message), "\(run.error)")
  }

  @Test("a secret in a stack is never shown") func secrets() throws {
    let run = try Tools.shell(
      "tfgen",
      input:
        #"{"project":{"name":"x"},"services":[{"name":"a"}],"variables":[{"name":"KEY","secret":true,"default":"hunter2-hunter2"},{"name":"OTHER","type":"integer","default":"hunter3\u0007"}]}"#
    )
    #expect(run.status == 2)
    #expect(!run.error.contains("hunter"), "\(run.error)")
  }
}
