import Diagnostics
import Health
import JSON
import Model
import Platform

/// Looks at everything once, all at the same time.
struct SingleLook {
  private let configuration: HealthConfiguration
  private let environment: [String: String]

  init(_ configuration: HealthConfiguration, environment: [String: String]) {
    self.configuration = configuration
    self.environment = environment
  }

  /// What was found, as a daemon tells its status. What doesn't end in time stays `starting`.
  func document() throws(Failure) -> JSONValue {
    do throws(SystemError) {
      let board = Board(events: try EventLog(descriptor: 1))
      let done = try Wakeup()
      let surroundings = Surroundings(environment: environment)
      for (identity, probe) in board.replace(with: configuration.probes).added {
        try Thread.start {
          let prober = (probe.target as? any Probing)?.prober(surroundings)
          let start = Clock.monotonic()
          let timeout = Duration.milliseconds(probe.terms.timeout.milliseconds)
          let outcome = prober.map { ProbeThread.look($0, within: timeout) }
          let took = (Clock.monotonic() - start) / .milliseconds(1)
          if let outcome { _ = board.record(outcome, of: identity, milliseconds: took) }
          done.signal()
        }
      }
      wait(for: board, done)
      return StatusDocument(snapshot: board.snapshot(), probers: []).json
    } catch {
      throw Failure(error)
    }
  }

  /// A program that doesn't end by itself takes a second more than its time.
  private func wait(for board: Board, _ done: Wakeup) {
    let longest = configuration.probes.map(\.terms.timeout.milliseconds).max() ?? 0
    let deadline = Deadline(in: .milliseconds(longest + 1500))
    while board.outcomeCount < configuration.probes.count, !deadline.isOver {
      _ = done.wait(within: deadline.left)
      done.clear()
    }
  }
}
