import CLinux
import Glibc

/// Another program, run to its end.
///
/// It has a process group of its own, so that a deadline ends it with all that it started, and
/// default signal actions with nothing blocked, whatever this process does with its own.
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
  /// What it leaves running in the background with its streams open (as `ssh` does with
  /// `ControlPersist`) is heard until it is silent for 100 ms, and left alone.
  ///
  /// - Throws: Where it can't be started.
  package func run() throws(SystemError) -> Result {
    var conversation = try Conversation(input: input, limit: outputLimit)
    defer { conversation.close() }
    let process = try start(conversation.childEnds)
    conversation.closeChildEnds()
    let isInTime = attend(process, &conversation, until: Clock.monotonic() + deadline)
    if !isInTime { end(process) }
    conversation.drain()
    let ending = ChildProcess.reaped(process)
    return Result(
      ending: isInTime ? ending : .deadlinePassed, output: conversation.output,
      error: conversation.error)
  }

  /// Serves the streams until the program has ended and they are closed or silent.
  ///
  /// - Returns: Whether it ended before the deadline.
  private func attend(
    _ process: pid_t, _ conversation: inout Conversation, until deadline: Duration
  ) -> Bool {
    var isOver = false
    while !isOver || conversation.isOpen {
      let left = deadline - Clock.monotonic()
      if left <= .zero { return isOver }
      // A program that ends closes its streams, which wakes the wait; the pause is for the others.
      let pause: Duration = .milliseconds(isOver ? 100 : conversation.isOpen ? 20 : 1)
      let isHeard = conversation.serve(within: min(left, pause))
      if isOver && !isHeard { return true }
      if !isOver { isOver = ChildProcess.hasEnded(process) }
    }
    return true
  }

  /// Ends the whole group. Its number stays its own, since the program isn't reaped yet.
  private func end(_ process: pid_t) {
    kill(-process, SIGTERM)
    let deadline = Clock.monotonic() + .seconds(1)
    while !ChildProcess.hasEnded(process), Clock.monotonic() < deadline { usleep(1000) }
    kill(-process, SIGKILL)
  }

  private static func hasEnded(_ process: pid_t) -> Bool {
    var information = siginfo_t()
    let options = WEXITED | WNOHANG | WNOWAIT
    let result = retrying { waitid(P_PID, id_t(process), &information, options) }
    return result == 0 && information.si_signo == SIGCHLD
  }

  static func reaped(_ process: pid_t) -> Ending {
    var status: Int32 = 0
    _ = retrying { waitpid(process, &status, 0) }
    let signal = status & 0x7f
    return signal == 0 ? .exited(status >> 8 & 0xff) : .signalled(signal)
  }

  /// Starts it with three descriptors as its standard streams.
  func start(_ streams: [Int32]) throws(SystemError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (target, descriptor) in streams.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(target))
    }
    if let directory { clinux_spawn_in_folder(&actions, directory) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    posix_spawnattr_setflags(&attributes, Int16(flags))
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
