import Diagnostics
import Health
import Platform

extension ExecTarget: Probing {
  func prober(_ surroundings: Surroundings) -> any Prober {
    ExecProber(self, environment: surroundings.environment)
  }
}

/// Runs a program to its end, or to the deadline, at which its whole process group is ended.
final class ExecProber: Prober {
  private let target: ExecTarget
  private let environment: [String: String]

  /// What a program is told of the daemon's environment, in which there may be secrets.
  private static let variables = ["PATH", "LANG", "LC_ALL", "TZ", "HOME"]
  private static let outputLimit = 4096

  init(_ target: ExecTarget, environment: [String: String]) {
    self.target = target
    self.environment = environment.filter { ExecProber.variables.contains($0.key) }
  }

  func look(until deadline: Deadline) throws(ProbeFailure) -> Outcome {
    var process = ChildProcess(
      target.command, environment: environment, deadline: deadline.left)
    process.outputLimit = ExecProber.outputLimit
    let result: ChildProcess.Result
    do {
      result = try process.run()
    } catch {
      throw ProbeFailure("not_startable", error.description)
    }
    let line = ExecProber.firstLine(of: result.output)
    switch result.ending {
    case .exited(0): return .pass()
    case .exited(1): return .warn("warning", line ?? "it ended with 1")
    case .exited(let code): throw ProbeFailure("exit_\(code)", line ?? "it ended with \(code)")
    case .signalled(let number):
      throw ProbeFailure("signal_\(number)", "it was ended by signal \(number)")
    case .deadlinePassed: throw ProbeFailure("timeout", "it didn't end in time")
    }
  }

  /// As plugins of Nagios say what they found: before the first `|`, which numbers follow.
  private static func firstLine(of output: [UInt8]) -> String? {
    let line = String(decoding: output, as: UTF8.self).prefix { $0 != "\n" && $0 != "|" }.prefix(
      200)
    return line.isEmpty ? nil : PlainText.escaped(String(line))
  }
}
