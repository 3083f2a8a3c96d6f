import Health
import Platform

extension LoadTarget: Probing {
  func prober(_ surroundings: Surroundings) -> any Prober { LoadProber(self) }
}

/// Asks the kernel for the load over five minutes.
final class LoadProber: Prober {
  private let target: LoadTarget

  init(_ target: LoadTarget) { self.target = target }

  func look(until deadline: Deadline) throws(ProbeFailure) -> Outcome {
    let load = Machine.loads()[1]
    let measures = [Outcome.Measure(name: "load", value: load)]
    let detail = "the load over five minutes is \((load * 100).rounded() / 100)"
    if let fail = target.fail, load >= Double(fail) { return .fail("high_load", detail, measures) }
    if load >= Double(target.warn) { return .warn("high_load", detail, measures) }
    return .pass(measures)
  }
}
