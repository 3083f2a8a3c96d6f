import Health
import Platform

extension MemoryTarget: Probing {
  func prober(_ surroundings: Surroundings) -> any Prober { MemoryProber(self) }
}

/// Asks the kernel for memory in use: of the machine, and of the control group where it has a limit.
final class MemoryProber: Prober {
  private let target: MemoryTarget
  private let memory: MemoryUse

  init(_ target: MemoryTarget, root: String = "") {
    self.target = target
    memory = MemoryUse(root: root)
  }

  func look(until deadline: Deadline) throws(ProbeFailure) -> Outcome {
    let uses = [("the machine", memory.ofMachine), ("the control group", memory.ofGroup)]
      .compactMap { name, use in use.map { (name, $0) } }
    guard let most = uses.max(by: { $0.1 < $1.1 }) else {
      throw ProbeFailure("no_memory_information", "the kernel doesn't tell of memory")
    }
    let measures = [Outcome.Measure(name: "usedPercent", value: most.1)]
    let detail = "\((most.1 * 10).rounded() / 10) % of the memory of \(most.0) are in use"
    if most.1 >= Double(target.thresholds.fail) { return .fail("no_memory", detail, measures) }
    if most.1 >= Double(target.thresholds.warn) { return .warn("low_memory", detail, measures) }
    return .pass(measures)
  }
}

/// Memory in use, in per cent.
struct MemoryUse {
  /// What stands before `/proc` and `/sys`.
  let root: String

  /// What can't be had without swapping (proc(5), MemAvailable).
  var ofMachine: Double? {
    let values = fields("\(root)/proc/meminfo")
    guard let total = values["MemTotal:"], total > 0, let available = values["MemAvailable:"] else {
      return nil
    }
    return (total - available) / total * 100
  }

  /// Of the own control group, version 2 or 1; `nil` where it has no limit. Pages that only cache
  /// files and weren't used lately can be had at once, so they don't count.
  var ofGroup: Double? {
    let group =
      text("\(root)/proc/self/cgroup").split(separator: "\n")
      .first { $0.hasPrefix("0::") }.map { String($0.dropFirst(3)) } ?? "/"
    let unified = "\(root)/sys/fs/cgroup\(group == "/" ? "" : group)"
    return use("\(unified)/memory.max", "\(unified)/memory.current", "\(unified)/memory.stat")
      ?? use(
        "\(root)/sys/fs/cgroup/memory/memory.limit_in_bytes",
        "\(root)/sys/fs/cgroup/memory/memory.usage_in_bytes",
        "\(root)/sys/fs/cgroup/memory/memory.stat")
  }

  private func use(_ limit: String, _ current: String, _ statistics: String) -> Double? {
    // Version 1 says a number near 2^63 where there is no limit.
    guard let limit = number(limit), limit > 0, limit < 1e15, let current = number(current) else {
      return nil
    }
    let values = fields(statistics)
    let idle = values["total_inactive_file"] ?? values["inactive_file"] ?? 0
    return max(0, current - idle) / limit * 100
  }

  private func number(_ file: String) -> Double? {
    Double(text(file).prefix { !$0.isWhitespace })
  }

  private func fields(_ file: String) -> [String: Double] {
    let pairs = text(file).split(separator: "\n").compactMap { line -> (String, Double)? in
      let words = line.split(separator: " ")
      guard words.count >= 2, let value = Double(words[1]) else { return nil }
      return (String(words[0]), value)
    }
    return Dictionary(pairs) { first, _ in first }
  }

  private func text(_ file: String) -> String {
    let bytes = (try? Files.read(file, limit: 1 << 20)) ?? nil
    return String(decoding: bytes ?? [], as: UTF8.self)
  }
}
