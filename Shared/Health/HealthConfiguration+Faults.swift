import Diagnostics
import JSON

extension HealthConfiguration {
  /// Everything that is wrong with fields that are each well formed.
  var faults: [Finding] {
    var seen: Set<String> = []
    return probes.enumerated().flatMap { index, probe -> [Finding] in
      let place = ["probes", String(index)]
      var findings: [Finding] = []
      if !seen.insert(probe.name).inserted {
        findings.append(
          Finding(
            rule: "duplicate", message: "there is a probe \"\(probe.name)\" before it",
            remedy: "give it a name of its own", pointer: JSONPointer(place + ["name"])))
      }
      if probe.terms.timeout > probe.terms.interval {
        findings.append(
          Finding(
            rule: "timeout-above-interval",
            message: "the timeout is \(probe.terms.timeout), longer than the interval, "
              + "\(probe.terms.interval)",
            remedy: "make it the shorter one", pointer: JSONPointer(place + ["timeout"])))
      }
      if Set(probe.terms.aspects).count < probe.terms.aspects.count {
        findings.append(
          Finding(
            rule: "duplicate", message: "an aspect is there twice", remedy: "name each once",
            pointer: JSONPointer(place + ["affects"])))
      }
      return findings
        + probe.target.faults.map { fault in
          Finding(
            rule: "bad-probe", message: fault.message, remedy: fault.remedy,
            pointer: JSONPointer(place + (fault.key.map { [$0] } ?? [])))
        }
    }
  }
}
