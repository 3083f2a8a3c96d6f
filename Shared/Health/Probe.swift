import JSON
import Model

/// One thing that is looked at, how often, and what its failing means.
package struct Probe: Sendable {
  package var terms: ProbeTerms
  package var target: any ProbeTarget

  package var name: String { terms.name }
  package var kind: String { type(of: target).kind }

  package init(_ terms: ProbeTerms, _ target: any ProbeTarget) {
    self.terms = terms
    self.target = target
  }

  /// Every kind, in the order that documents list them.
  package static let kinds: [any ProbeTarget.Type] = [
    HTTPTarget.self, TCPTarget.self, DNSTarget.self, TLSTarget.self, PostgresTarget.self,
    RedisTarget.self, DiskTarget.self, MemoryTarget.self, LoadTarget.self, ProcessTarget.self,
    ExecTarget.self,
  ]

  static let shape = Shape<Probe>.tagged(by: "kind", kinds.map { ($0.kind, $0.shape) })

  /// The probe as a configuration has it, with every default written out.
  package var json: JSONValue {
    .object(
      JSONObject(
        [("name", .string(name)), ("kind", .string(kind))] + target.members + terms.members)
    )
  }
}

extension Probe: Equatable {
  package static func == (left: Probe, right: Probe) -> Bool { left.json == right.json }
}

/// What a failing probe means, and when it counts as failing.
package struct ProbeTerms: Equatable, Sendable {
  package enum Level: String, CaseIterable, Sendable {
    /// Its failing makes what it affects fail: 503.
    case critical
    /// Its failing is told, and the answer stays 200.
    case degraded
  }

  package enum Aspect: String, CaseIterable, Sendable { case health, readiness }

  package var name = ""
  package var interval = TimeSpan.seconds(5)
  package var timeout = TimeSpan.seconds(1)
  /// Successes in a row until it is well again.
  package var rise = 2
  /// Failures in a row until it isn't well any more.
  package var fall = 2
  /// Per cent of the interval by which it may come earlier or later.
  package var jitter = 10
  package var level = Level.critical
  package var aspects = Aspect.allCases

  package init(name: String = "") { self.name = name }

  static func fields<Target>() -> [Field<ProbeDraft<Target>>] {
    [
      .required(
        "name", \.terms.name, .text(Forms.name("the probe's name", upTo: 40)),
        "Names it in answers and metrics."),
      .ignored("kind", Target.kind),
      .optional(
        "interval", \.terms.interval, TimeSpan.shape, default: "5s", "From one look to the next."),
      .optional(
        "timeout", \.terms.timeout, TimeSpan.shape, default: "1s",
        "For one look, with all it takes: the name's resolution, the connection, the answer."),
      .optional(
        "rise", \.terms.rise, .integer("a number", 1...20), default: 2,
        "Successes in a row until it is well again."),
      .optional(
        "fall", \.terms.fall, .integer("a number", 1...20), default: 2,
        "Failures in a row until it isn't well any more; after the first it is looked at again soon."
      ),
      .optional(
        "jitter", \.terms.jitter, .integer("a percentage", 0...50), default: 10,
        "Per cent of the interval by which it may come earlier or later."),
      .optional(
        "level", \.terms.level, .choice("a level"), default: "critical",
        "critical: its failing is answered with 503; degraded: it is told, and answered with 200."),
      .optional(
        "affects", \.terms.aspects, .list(of: .choice("an aspect"), 1...2),
        default: ["health", "readiness"], "What it counts for; liveness never looks at probes."),
    ]
  }

  var members: [(String, JSONValue)] {
    [
      ("interval", .string(interval.description)), ("timeout", .string(timeout.description)),
      ("rise", .number(JSONNumber(rise))), ("fall", .number(JSONNumber(fall))),
      ("jitter", .number(JSONNumber(jitter))), ("level", .string(level.rawValue)),
      ("affects", .array(aspects.map { .string($0.rawValue) })),
    ]
  }
}

/// What a probe of one kind looks at. A kind is one file in `Targets/` and one line in ``Probe/kinds``.
package protocol ProbeTarget: Equatable, Sendable {
  init()
  /// As a configuration names it.
  static var kind: String { get }
  static var summary: String { get }
  static var fields: [Field<ProbeDraft<Self>>] { get }
  /// What ``fields`` reads, with every default written out.
  var members: [(String, JSONValue)] { get }
  /// What is wrong with fields that are each well formed.
  var faults: [TargetFault] { get }
}

extension ProbeTarget {
  package var faults: [TargetFault] { [] }

  static var shape: Shape<Probe> {
    Shape<ProbeDraft<Self>>.object(
      "\(kind)Probe", summary, initial: { ProbeDraft() }, ProbeTerms.fields() + fields
    ).map { Probe($0.terms, $0.target) }
  }
}

/// A probe of one kind, as it is decoded.
package struct ProbeDraft<Target: ProbeTarget>: Sendable {
  package var terms = ProbeTerms()
  package var target = Target()
}

/// What is wrong with a target, and where.
package struct TargetFault: Sendable {
  /// The key that a reader should look at; the probe itself, where it is `nil`.
  let key: String?
  let message: String
  let remedy: String

  init(_ key: String?, _ message: String, do remedy: String) {
    self.key = key
    self.message = message
    self.remedy = remedy
  }
}

/// Optional members of a printed object: those that have a value.
func present(_ members: [(String, JSONValue?)]) -> [(String, JSONValue)] {
  members.compactMap { name, value in value.map { (name, $0) } }
}
