import Glibc
import Platform

/// A program that runs beside a test, and ends with it.
package final class BackgroundProcess {
  package let identifier: pid_t
  private let outputFile: String
  private let errorFile: String
  private var status: Int32?

  /// Starts a program, whose streams go to files in a folder.
  ///
  /// - Parameter name: Of the files.
  package init(
    _ command: [String], in folder: TemporaryDirectory, name: String,
    environment changes: [String: String] = [:]
  ) throws {
    outputFile = folder.path("\(name).out")
    errorFile = folder.path("\(name).err")
    let environment = Program.environment.merging(changes) { $1 }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, outputFile, flags, 0o644)
    posix_spawn_file_actions_addopen(&actions, 2, errorFile, flags, 0o644)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    let words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    let variables: [UnsafeMutablePointer<CChar>?] =
      environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, command[0], &actions, &attributes, words, variables)
    guard code == 0 else { throw SystemError("run", path: command[0], code: code) }
    identifier = process
  }

  deinit {
    kill(-identifier, SIGKILL)
    _ = wait(within: .seconds(5))
  }

  package func signal(_ number: Int32) { kill(identifier, number) }

  /// What it has said so far.
  package var output: String { text(outputFile) }
  package var error: String { text(errorFile) }

  private func text(_ file: String) -> String {
    let bytes = (try? Files.read(file, limit: 64 << 20)) ?? nil
    return String(decoding: bytes ?? [], as: UTF8.self)
  }

  /// The exit status, 128 + n for a signal; `nil` where it doesn't end within the span.
  package func wait(within span: Duration) -> Int32? {
    if let status { return status }
    let isOver = Patience.until(span) {
      var state: Int32 = 0
      guard waitpid(identifier, &state, WNOHANG) == identifier else { return false }
      status = state & 0x7f == 0 ? state >> 8 & 0xff : 128 + state & 0x7f
      return true
    }
    return isOver ? status : nil
  }
}

/// Waiting for what must happen in time.
package enum Patience {
  /// Asks every few milliseconds.
  ///
  /// - Returns: Whether it came true within the span.
  package static func until(_ span: Duration, _ isTrue: () throws -> Bool) rethrows -> Bool {
    let deadline = Clock.monotonic() + span
    while !(try isTrue()) {
      if Clock.monotonic() > deadline { return false }
      usleep(2000)
    }
    return true
  }
}
