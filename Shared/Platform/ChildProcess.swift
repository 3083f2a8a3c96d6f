import CLinux
import Glibc

/// Another program, run to its end.
///
/// It has a process group of its own, so that a deadline ends it with all that it started.
package struct ChildProcess: Sendable {
  /// The program's path, or its name to be found by `PATH`; then its arguments.
  package var command: [String]
  package var environment: [String: String]
  /// The folder it starts in; this process's own, where it is `nil`.
  package var directory: String?
  package var input: [UInt8] = []
  /// After this it is ended: asked to (SIGTERM), and a second later made to (SIGKILL).
  package var deadline: Duration
  /// Bytes of each output stream that are kept; what comes after them is read and dropped.
  package var outputLimit = 64 << 20

  package init(
    _ command: [String], environment: [String: String], directory: String? = nil,
    input: [UInt8] = [], deadline: Duration = .seconds(60)
  ) {
    self.command = command
    self.environment = environment
    self.directory = directory
    self.input = input
    self.deadline = deadline
  }

  /// How a program ended.
  package enum Ending: Equatable, Sendable {
    case exited(Int32)
    case signalled(Int32)
    case deadlinePassed
  }

  package struct Result: Sendable {
    package let ending: Ending
    package let output: [UInt8]
    package let error: [UInt8]
  }

  /// Runs it.
  ///
  /// - Throws: Where it can't be started.
  package func run() throws(SystemError) -> Result {
    var conversation = try Conversation(input: input, limit: outputLimit)
    defer { conversation.close() }
    let process = try start(conversation)
    conversation.closeChildEnds()
    let isInTime = conversation.run(until: Clock.monotonic() + deadline)
    let status = isInTime ? reap(process, within: deadline) : nil
    if status == nil { end(process) }
    conversation.drain()
    return Result(
      ending: status.map(ChildProcess.ending) ?? .deadlinePassed, output: conversation.output,
      error: conversation.error)
  }

  private static func ending(_ status: Int32) -> Ending {
    let signal = status & 0x7f
    return signal == 0 ? .exited(status >> 8 & 0xff) : .signalled(signal)
  }

  /// - Returns: `nil` where it hasn't ended in time, though its streams are closed.
  private func reap(_ process: pid_t, within span: Duration) -> Int32? {
    let end = Clock.monotonic() + span
    var status: Int32 = 0
    while retrying({ waitpid(process, &status, WNOHANG) }) == 0 {
      if Clock.monotonic() > end { return nil }
      usleep(500)
    }
    return status
  }

  private func end(_ process: pid_t) {
    kill(-process, SIGTERM)
    if reap(process, within: .seconds(1)) == nil {
      kill(-process, SIGKILL)
      var status: Int32 = 0
      _ = retrying { waitpid(process, &status, 0) }
    }
    kill(-process, SIGKILL)
  }

  private func start(_ conversation: Conversation) throws(SystemError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (target, descriptor) in conversation.childEnds.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(target))
    }
    if let directory { clinux_spawn_in_folder(&actions, directory) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP) | Int16(POSIX_SPAWN_SETSIGDEF))
    return try spawn(&actions, &attributes)
  }

  private func spawn(
    _ actions: inout posix_spawn_file_actions_t, _ attributes: inout posix_spawnattr_t
  ) throws(SystemError) -> pid_t {
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      environment.sorted { $0.key < $1.key }.map { strdup("\($0)=\($1)") } + [nil]
    defer { (arguments + variables).forEach { free($0) } }
    var process: pid_t = 0
    let code = posix_spawnp(
      &process, command.first ?? "", &actions, &attributes, &arguments, &variables)
    guard code == 0 else {
      throw SystemError("run", path: command.first, code: code)
    }
    return process
  }
}
