import Glibc
import Platform
import TestKit
import Testing

@Suite("Hash") struct SHA256Tests {
  // FIPS 180-4 examples, and NIST's CAVS vectors of 55, 56, 63 and 64 bytes around the padding.
  @Test(
    "agrees with the published digests",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func vectors(_ text: String, _ digest: String) {
    #expect(SHA256.hexDigest(Array(text.utf8)) == digest)
  }

  @Test("agrees with sha256sum at every length around the blocks") func lengths() throws {
    for length in [1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1000, 100_000] {
      let text = String(repeating: "x", count: length)
      let run = try Program.run("sha256sum", input: text)
      #expect(run.output.prefix(64) == SHA256.hexDigest(Array(text.utf8)))
    }
  }
}

@Suite("Streams") struct StreamTests {
  @Test("an input larger than the limit is not read whole") func limit() throws {
    #expect(try ByteSource.memory([1, 2, 3]).readAll(limit: 2) == nil)
    #expect(try ByteSource.memory([1, 2, 3]).readAll(limit: 3) == [1, 2, 3])
    let zeros = open("/dev/zero", O_RDONLY)
    defer { close(zeros) }
    #expect(try ByteSource(descriptor: zeros, name: "zeros").readAll(limit: 1 << 20) == nil)
  }

  @Test("a full disk is an error with its name") func full() throws {
    let descriptor = open("/dev/full", O_WRONLY)
    defer { close(descriptor) }
    let sink = ByteSink(descriptor: descriptor, name: "the report")
    try sink.write("text")
    let error = #expect(throws: SystemError.self) { try sink.flush() }
    #expect(error?.description == "the report: can't write: no space left on device")
  }

  @Test("a reader that left is known as such") func closedPipe() throws {
    _ = Streams.standard()
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    close(ends[0])
    defer { close(ends[1]) }
    let sink = ByteSink(descriptor: ends[1], name: "standard output")
    try sink.write("text")
    let error = #expect(throws: SystemError.self) { try sink.flush() }
    #expect(error?.isClosedPipe == true)
  }

  @Test("memory keeps what is written") func memory() throws {
    let io = Streams.memory(input: [65])
    try io.output.write("out")
    try io.output.write([33])
    #expect(String(decoding: io.output.collected, as: UTF8.self) == "out!")
    #expect(try io.input.readAll(limit: 10) == [65])
    #expect(!io.output.isTerminal)
  }

  @Test(
    "colour follows NO_COLOR, CLICOLOR_FORCE and TERM",
    arguments: [
      (true, [:], true), (false, [:], false), (true, ["NO_COLOR": "1"], false),
      (true, ["NO_COLOR": ""], true), (false, ["CLICOLOR_FORCE": "1"], true),
      (false, ["CLICOLOR_FORCE": "0"], false), (true, ["TERM": "dumb"], false),
      (true, ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], false),
    ] as [(Bool, [String: String], Bool)])
  func color(_ isTerminal: Bool, _ environment: [String: String], _ expected: Bool) {
    #expect(Terminal.isColored(isTerminal: isTerminal, environment: environment) == expected)
  }
}

@Suite("Clock") struct ClockTests {
  @Test(
    "tells moments as RFC 3339 does",
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (1_795_508_867_123, "2026-11-24T08:27:47.123Z"),
      (951_782_400_000, "2000-02-29T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
    ])
  func timestamp(_ milliseconds: Int, _ text: String) {
    #expect(Clock.timestamp(milliseconds: milliseconds) == text)
  }

  @Test("never goes back") func monotonic() {
    let first = Clock.monotonic()
    #expect(Clock.monotonic() >= first)
  }
}

@Suite("Files and folders") struct FileTests {
  @Test("says why a file can't be read") func unreadable() throws {
    let folder = try TemporaryDirectory()
    let missing = folder.path("none")
    let error = #expect(throws: SystemError.self) { try Files.read(missing, limit: 10) }
    #expect(error?.description == "\(missing): can't open: no such file or directory")
    let directory = #expect(throws: SystemError.self) { try Files.read(folder.path, limit: 10) }
    #expect(directory?.description == "\(folder.path): can't read: is a directory")
  }

  @Test("a file larger than the limit is not read") func limit() throws {
    let folder = try TemporaryDirectory()
    try folder.write("12345", to: "a")
    #expect(try Files.read(folder.path("a"), limit: 4) == nil)
    #expect(try Files.read(folder.path("a"), limit: 5)?.count == 5)
  }

  @Test("a folder's entries are not reached through links") func links() throws {
    let folder = try TemporaryDirectory()
    try folder.write("x", to: "outside/file")
    try folder.write("", to: "inside/keep")
    symlink("../outside", folder.path("inside/link"))
    symlink("../outside/file", folder.path("inside/file"))
    let inside = try Folder(path: folder.path("inside"))
    #expect(try inside.entry("link")?.kind == .link)
    #expect(try inside.target(of: "link") == "../outside")
    #expect(throws: SystemError.self) { try inside.target(of: "keep") }
    #expect(throws: SystemError.self) { _ = try inside.folder("link") }
    #expect(throws: SystemError.self) { _ = try inside.read("file") }
    #expect(throws: SystemError.self) { try inside.create("file", [1], mode: 0o644) }
    #expect(try folder.read("outside/file") == "x")
  }

  @Test("a folder knows its path without links") func realPath() throws {
    let folder = try TemporaryDirectory()
    try folder.write("", to: "real/keep")
    symlink("real", folder.path("link"))
    let real = try Folder(path: folder.path("real")).realPath
    #expect(
      try Folder(path: folder.path("link")).realPath == real && real?.hasSuffix("/real") == true)
  }

  @Test("makes files with exactly the mode asked for") func modes() throws {
    let folder = try TemporaryDirectory()
    let handle = try Folder(path: folder.path)
    let mask = umask(0o077)
    defer { umask(mask) }
    try handle.create("a", [65], mode: 0o755)
    #expect(try handle.entry("a")?.mode == 0o755)
    #expect(try handle.read("a") == [65])
    #expect(throws: SystemError.self) { try handle.create("a", [66], mode: 0o644) }
  }
}

@Suite("Child processes") struct ChildProcessTests {
  @Test("tells how a program ended, and what it said") func endings() throws {
    let run = try Program.shell("echo out; echo err >&2; exit 7")
    #expect(run.status == 7)
    #expect(run.output == "out\n")
    #expect(run.error == "err\n")
    #expect(try Program.shell("kill -9 $$").status == 137)
  }

  @Test("neither side waits for the other, however much they say") func large() throws {
    let text = String(repeating: "0123456789abcdef", count: 200_000)
    let run = try Program.run("cat", input: text)
    #expect(run.output == text)
    let unread = try Program.shell("exec <&-; echo done", input: text)
    #expect(unread.output == "done\n")
  }

  @Test("ends a program, and what it started, at the deadline") func deadline() throws {
    let folder = try TemporaryDirectory()
    let start = Clock.monotonic()
    let run = try Program.shell(
      "trap '' TERM; sh -c 'echo $$ > \(folder.path("pid")); exec sleep 1000' & wait; sleep 1000",
      deadline: .milliseconds(300))
    #expect(run.status == 124)
    #expect(Clock.monotonic() - start < .seconds(20))
    let number = try #require(Int32(try folder.read("pid").split(separator: "\n").first ?? ""))
    // The kernel ends it in its own time.
    while !isGone(number), Clock.monotonic() - start < .seconds(20) { sched_yield() }
    #expect(isGone(number))
  }

  /// A zombie that nobody has waited for yet counts as gone.
  private func isGone(_ process: Int32) -> Bool {
    let state: [UInt8]? = try? Files.read("/proc/\(process)/stat", limit: 4096)
    return state.map { String(decoding: $0, as: UTF8.self).contains(") Z ") } ?? true
  }

  @Test("ends at the deadline a program that closed its streams") func silent() throws {
    let start = Clock.monotonic()
    let run = try Program.shell("exec >&- 2>&-; sleep 1000", deadline: .milliseconds(300))
    #expect(run.status == 124)
    #expect(Clock.monotonic() - start < .seconds(10))
  }

  @Test("doesn't wait for what a program leaves in the background") func background() throws {
    let start = Clock.monotonic()
    let run = try Program.shell(
      "sleep 1000 & echo $!; exit 3", deadline: .seconds(60))
    #expect(run.status == 3)
    #expect(Clock.monotonic() - start < .seconds(20))
    let number = try #require(Int32(run.output.split(separator: "\n").first ?? ""))
    #expect(kill(number, SIGKILL) == 0, "left alone")
  }

  @Test("a program can be ended by signals that this one holds back") func mask() throws {
    let run = try Signals.deferring { try Program.shell("kill -TERM $$; echo alive") }
    #expect(run.status == 128 + SIGTERM)
    #expect(run.output.isEmpty)
  }

  @Test("a program that isn't there is an error with its name") func missing() throws {
    let error = #expect(throws: SystemError.self) { try Program.run("no-such-program-here") }
    #expect(error?.description == "no-such-program-here: can't run: no such file or directory")
  }

  @Test("starts in the folder and with the variables it is given") func surroundings() throws {
    let folder = try TemporaryDirectory()
    let run = try Program.shell(
      "pwd; echo $COLOUR", directory: folder.path, environment: ["COLOUR": "blue"])
    #expect(run.output == "\(folder.path)\nblue\n")
  }
}

@Suite("Signals") struct SignalTests {
  @Test("a signal that was sent is waited for") func waiting() throws {
    // SIGWINCH is ignored by default, so no other thread of the test runner minds it.
    let signals = try Signals([SIGWINCH])
    #expect(signals.next(within: .zero) == nil)
    pthread_kill(pthread_self(), SIGWINCH)
    #expect(signals.next(within: .seconds(Int32.max) + .milliseconds(500)) == SIGWINCH)
  }
}
