import Health
import Platform

extension DiskTarget: Probing {
  func prober(_ surroundings: Surroundings) -> any Prober { DiskProber(self) }
}

/// Asks the file system for its room. One that hangs holds this thread, and its outcome gets stale.
final class DiskProber: Prober {
  private let target: DiskTarget

  init(_ target: DiskTarget) { self.target = target }

  func look(until deadline: Deadline) throws(ProbeFailure) -> Outcome {
    let system: Machine.FileSystem
    do {
      system = try Machine.fileSystem(target.path)
    } catch {
      throw ProbeFailure("no_file_system", error.description)
    }
    let used = Double(system.bytes - system.freeBytes)
    let bytes = DiskProber.percent(used, of: used + Double(system.availableBytes))
    let files = DiskProber.percent(
      Double(system.files - min(system.freeFiles, system.files)), of: Double(system.files))
    let measures = [
      Outcome.Measure(name: "usedPercent", value: bytes),
      Outcome.Measure(name: "inodesUsedPercent", value: files),
    ]
    let (most, reason, what) =
      files > bytes ? (files, "inodes", "of its inodes are in use") : (bytes, "space", "are in use")
    let detail = "\(target.path): \((most * 10).rounded() / 10) % \(what)"
    if most >= Double(target.thresholds.fail) { return .fail("no_\(reason)", detail, measures) }
    if most >= Double(target.thresholds.warn) { return .warn("low_\(reason)", detail, measures) }
    return .pass(measures)
  }

  private static func percent(_ part: Double, of whole: Double) -> Double {
    whole > 0 ? part / whole * 100 : 0
  }
}
