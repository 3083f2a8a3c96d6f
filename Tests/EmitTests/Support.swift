import Glibc

/// SplitMix64: the same numbers for the same seed on every machine.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}

/// A directory of its own for a test, removed with everything in it when the value goes.
final class TemporaryDirectory {
  let path: String
  private var files: Set<String> = []

  init() throws {
    var template = Array("/tmp/emit-tests-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw TestFailure("no temporary directory") }
    path = String(cString: made)
  }

  deinit {
    for file in files { unlink(file) }
    rmdir(path)
  }

  func write(_ text: String, to name: String) throws {
    let file = path + "/" + name
    files.insert(file)
    guard let stream = fopen(file, "w") else { throw TestFailure("can't write \(file)") }
    let bytes = Array(text.utf8)
    let count = fwrite(bytes, 1, bytes.count, stream)
    guard fclose(stream) == 0, count == bytes.count else { throw TestFailure("short write") }
  }

  func read(_ name: String) throws -> String {
    let file = path + "/" + name
    files.insert(file)
    guard let stream = fopen(file, "r") else { throw TestFailure("can't read \(file)") }
    defer { fclose(stream) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, stream), count > 0 {
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Runs a program here, its standard input from a file of this directory (or nothing).
  func run(
    _ words: [String], input: String? = nil, environment: [String: String] = [:]
  ) throws -> (status: Int32, output: String) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    files.insert(path + "/stdout")
    posix_spawn_file_actions_addopen(
      &actions, 0, input.map { path + "/" + $0 } ?? "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, 1, path + "/stdout", O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var variables = ["LC_ALL": "C.UTF-8", "HOME": path, "TMPDIR": path]
    variables["PATH"] = Programs.searchPath
    variables.merge(environment) { $1 }
    let command = ["sh", "-c", "cd \"$0\" && exec \"$@\"", path] + words
    let arguments = command.map { strdup($0) } + [nil]
    let settings = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { (arguments + settings).forEach { free($0) } }
    var process = pid_t()
    let code = posix_spawnp(&process, command[0], &actions, nil, arguments, settings)
    guard code == 0 else { throw TestFailure("can't run \(words[0]): \(code)") }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      guard errno == EINTR else { throw TestFailure("lost \(words[0])") }
    }
    return ((status >> 8) & 0xff | status & 0x7f, try read("stdout"))
  }
}

struct TestFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

enum Programs {
  static var searchPath: String {
    getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
  }

  /// Whether a program is there. Where it is not, the test says that it is skipped, and why.
  static func has(_ name: String) -> Bool {
    let found = searchPath.split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
    if !found { print("skipped: \(name) is not installed") }
    return found
  }
}
