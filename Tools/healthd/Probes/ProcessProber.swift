import Health
import Platform

extension ProcessTarget: Probing {
  func prober(_ surroundings: Surroundings) -> any Prober { ProcessProber(self) }
}

/// Counts the processes of a name (proc(5), comm).
final class ProcessProber: Prober {
  private let target: ProcessTarget

  init(_ target: ProcessTarget) { self.target = target }

  func look(until deadline: Deadline) throws(ProbeFailure) -> Outcome {
    let names: [String]
    do {
      names = try Folder(path: "/proc").entries().map(\.name)
    } catch {
      throw ProbeFailure("no_processes", error.description)
    }
    let wanted = Array(target.executable.utf8.prefix(15)) + [UInt8(ascii: "\n")]
    let count = names.filter { $0.utf8.first.map { (48...57).contains($0) } == true }
      .count { process in
        // One that has ended meanwhile has no name any more.
        (try? Files.read("/proc/\(process)/comm", limit: 64)) == wanted
      }
    let measures = [Outcome.Measure(name: "count", value: Double(count))]
    if count >= target.count { return .pass(measures) }
    return .fail(
      "not_running", "\(count) of \(target.executable) run, of at least \(target.count)", measures)
  }
}
