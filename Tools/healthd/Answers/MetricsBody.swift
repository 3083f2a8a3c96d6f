import Health
import Platform

/// Metrics in Prometheus' text format, version 0.0.4.
struct MetricsBody {
  let snapshot: Snapshot
  let counters: Answers.Counters
  /// Milliseconds since the daemon's start.
  let uptime: Int

  var page: Page {
    Page(
      status: 200, type: "text/plain; version=0.0.4; charset=utf-8",
      body: Array((hostFamilies + probeFamilies).map(\.text).joined().utf8))
  }

  /// Samples of one name.
  private struct Family {
    let name: String
    let kind: String
    let help: String
    /// Labels with their braces, and values.
    let samples: [(labels: String, value: Double)]

    var text: String {
      "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
        + samples.map { "\(name)\($0.labels) \(MetricsBody.number($0.value))\n" }.joined()
    }
  }

  private var hostFamilies: [Family] {
    let aspects = ProbeTerms.Aspect.allCases.map { aspect in
      ("{aspect=\"\(aspect.rawValue)\"}", snapshot.verdict(on: aspect).isWell ? 1.0 : 0)
    }
    let answers = counters.answers.sorted { $0.key < $1.key }.map {
      ("{code=\"\($0.key)\"}", Double($0.value))
    }
    let time = Machine.processorTime()
    return [
      Family(
        name: "healthd_well", kind: "gauge", help: "Whether requests should come.", samples: aspects
      ),
      one("healthd_draining", "gauge", "Whether it drains.", snapshot.drain == nil ? 0 : 1),
      one(
        "healthd_reload_ok", "gauge", "Whether the last configuration was taken.",
        snapshot.isReloadGood ? 1 : 0),
      one("healthd_uptime_seconds", "gauge", "Since its start.", Double(uptime) / 1000),
      Family(
        name: "healthd_http_responses_total", kind: "counter", help: "Answers by status.",
        samples: answers),
      one(
        "healthd_http_connections", "gauge", "Connections that are open.",
        Double(counters.connections)),
      one(
        "healthd_http_evictions_total", "counter", "Idle connections closed to make room.",
        Double(counters.evictions)),
      one(
        "process_resident_memory_bytes", "gauge", "Resident memory.",
        Double(ProcessMemory.resident)),
      one(
        "process_cpu_seconds_total", "counter", "Processor time.", time.user + time.system),
    ]
  }

  private var probeFamilies: [Family] {
    [
      family("healthd_probe_up", "gauge", "Whether it is well.") {
        $0.status == .up || $0.status == .warn ? 1 : 0
      },
      family("healthd_probe_warning", "gauge", "Whether there is a warning.") {
        $0.status == .warn ? 1 : 0
      },
      family("healthd_probe_stale", "gauge", "Whether its last outcome is too old.") {
        $0.isStale ? 1 : 0
      },
      family("healthd_probe_duration_seconds", "gauge", "Of the last look.") {
        $0.state.milliseconds / 1000
      },
      family("healthd_probe_age_seconds", "gauge", "Of the last outcome.") {
        $0.state.last == nil ? 0 : Double(snapshot.takenAt - $0.state.cameAt) / 1000
      },
      family("healthd_probe_transitions_total", "counter", "Changes between up and down.") {
        Double($0.state.transitions)
      },
      family("healthd_probe_passes_total", "counter", "Looks that found it well.") {
        Double($0.state.passes)
      },
      family("healthd_probe_failures_total", "counter", "Looks that found it failing.") {
        Double($0.state.failures)
      },
    ].filter { !$0.samples.isEmpty }
  }

  private func one(_ name: String, _ kind: String, _ help: String, _ value: Double) -> Family {
    Family(name: name, kind: kind, help: help, samples: [("", value)])
  }

  /// Names of probes and kinds need no escapes.
  private func family(
    _ name: String, _ kind: String, _ help: String, _ value: (Snapshot.Entry) -> Double
  ) -> Family {
    Family(
      name: name, kind: kind, help: help,
      samples: snapshot.entries.map { entry in
        ("{probe=\"\(entry.probe.name)\",kind=\"\(entry.probe.kind)\"}", value(entry))
      })
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
  }
}
