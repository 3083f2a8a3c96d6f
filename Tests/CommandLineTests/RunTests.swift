import CommandLine
import Diagnostics
import Glibc
import Platform
import TestKit
import Testing

@Suite("Running a tool") struct RunTests {
  struct Outcome: Equatable {
    var status: Int32
    var output: String
    var error: String
  }

  /// Runs the sample, which echoes its arguments.
  private func run(
    _ words: [String], environment: [String: String] = [:],
    _ body: Command.Body = { arguments, io throws(Failure) in
      do throws(SystemError) { try io.output.write("\(arguments.positionals)\n") } catch {
        throw Failure(error)
      }
      return arguments.has("quiet") ? .negative : .success
    }
  ) -> Outcome {
    let streams = Streams.memory(environment: environment)
    let status = Sample.tool.run(words, version: "0.1.0", streams: streams, body)
    return Outcome(
      status: status.rawValue, output: String(decoding: streams.output.collected, as: UTF8.self),
      error: String(decoding: streams.error.collected, as: UTF8.self))
  }

  @Test("gives the body what was said, and its status back")
  func body() {
    #expect(run(["a"]) == Outcome(status: 0, output: "[\"a\"]\n", error: ""))
    #expect(run(["-q"]) == Outcome(status: 1, output: "[]\n", error: ""))
  }

  @Test("answers what every tool is asked")
  func requests() {
    #expect(run(["--version"]) == Outcome(status: 0, output: "mill 0.1.0\n", error: ""))
    #expect(run(["-h"]) == Outcome(status: 0, output: Sample.tool.help(), error: ""))
    #expect(run(["stones", "--help"]).output == Sample.tool.help(for: ["stones"]))
    #expect(run(["--manual"]).output == Sample.tool.manual(version: "0.1.0"))
    for shell in Shell.allCases {
      let expected = Sample.tool.completions(for: shell)
      #expect(
        run(["--completions", shell.rawValue])
          == Outcome(status: 0, output: expected, error: ""))
    }
  }

  @Test("leaves standard output empty when the usage is wrong")
  func usage() {
    let expected = """
      mill: error: unknown option "--forse"; did you mean "--force"?
      mill: hint: run `mill --help`

      """
    #expect(run(["--forse"]) == Outcome(status: 2, output: "", error: expected))
  }

  @Test("reports what fails, in colour where it is wanted")
  func failure() {
    let outcome = run([]) { _, _ throws(Failure) in
      throw .invalid([Finding(rule: "r", message: "m", path: "p\u{1b}")])
    }
    #expect(outcome == Outcome(status: 2, output: "", error: "mill: error: p\\u{1b}: m\n"))
    let coloured = run(["--forse"], environment: ["CLICOLOR_FORCE": "1"])
    #expect(coloured.error.hasPrefix("mill: \u{1b}[1;31merror\u{1b}[0m: unknown"))
    let plain = run(["--forse"], environment: ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"])
    #expect(!plain.error.contains("\u{1b}"))
  }

  @Test("says nothing when the reader has left")
  func closedPipe() {
    let outcome = run([]) { _, _ throws(Failure) in throw .closedPipe }
    #expect(outcome == Outcome(status: 141, output: "", error: ""))
  }

  @Test("ends quietly when a pipe closes before the last byte", arguments: [1, 1 << 20])
  func pipe(_ size: Int) throws {
    _ = Program.environment  // From here on a closed pipe is an error, not a signal.
    var ends: [Int32] = [0, 0]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    defer { ends.forEach { close($0) } }
    // Unlike a pipe's reading end, which other tests' processes inherit, this is gone at once.
    try #require(shutdown(ends[1], Int32(SHUT_WR)) == 0)
    #expect(writing(size, to: ends[1]) == Outcome(status: 141, output: "", error: ""))
  }

  @Test("fails when the disk is full, even at the last byte", arguments: [1, 1 << 20])
  func fullDisk(_ size: Int) throws {
    let descriptor = open("/dev/full", O_WRONLY)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    let expected = "mill: error: the output: can't write: no space left on device\n"
    #expect(writing(size, to: descriptor) == Outcome(status: 3, output: "", error: expected))
    #expect(
      writing(nil, to: descriptor) == Outcome(status: 3, output: "", error: expected), "help")
  }

  @Test("says first what failed first")
  func twoFailures() throws {
    let descriptor = open("/dev/full", O_WRONLY)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    let streams = Streams(
      input: .memory([]), output: ByteSink(descriptor: descriptor, name: "the output"),
      error: .memory(), environment: [:])
    let status = Sample.tool.run([], version: "1", streams: streams) { _, io throws(Failure) in
      do throws(SystemError) { try io.output.write("x") } catch { throw Failure(error) }
      throw .invalid("the grain is wet")
    }
    #expect(status.rawValue == 2)
    #expect(
      String(decoding: streams.error.collected, as: UTF8.self)
        == "mill: error: the grain is wet\n")
  }

  /// Writes so many bytes, or the help, to a descriptor.
  private func writing(_ size: Int?, to descriptor: Int32) -> Outcome {
    let streams = Streams(
      input: .memory([]), output: ByteSink(descriptor: descriptor, name: "the output"),
      error: .memory(), environment: [:])
    let words = size == nil ? ["--help"] : []
    let status = Sample.tool.run(words, version: "1", streams: streams) { _, io throws(Failure) in
      let bytes = [UInt8](repeating: 65, count: size ?? 0)
      do throws(SystemError) { try io.output.write(bytes) } catch { throw Failure(error) }
      return .negative
    }
    return Outcome(
      status: status.rawValue, output: "",
      error: String(decoding: streams.error.collected, as: UTF8.self))
  }
}
