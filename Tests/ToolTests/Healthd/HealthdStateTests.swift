import Testing

@testable import Health
@testable import healthd

@Suite("healthd's judgement") struct HealthdStateTests {
  private static let good = Outcome.pass()
  private static let bad = Outcome.fail("timeout", "it didn't answer")

  /// The conditions after each of some outcomes.
  private static func conditions(_ outcomes: String, rise: Int, fall: Int) -> String {
    var terms = ProbeTerms(name: "a")
    terms.rise = rise
    terms.fall = fall
    var state = ProbeState()
    return String(
      outcomes.enumerated().map { index, outcome in
        _ = state.take(
          outcome == "+" ? good : bad, terms: terms, milliseconds: 1, now: index * 5000)
        return state.condition == .up ? "u" : "d"
      })
  }

  @Test(
    "the first outcome counts at once, later ones by rise and fall",
    arguments: [
      ("+", 2, 2, "u"), ("-", 2, 2, "d"), ("+-", 2, 2, "uu"), ("+--", 2, 2, "uud"),
      ("+-+-+-", 2, 2, "uuuuuu"), ("-+-+-+", 2, 2, "dddddd"), ("--++-", 2, 2, "dddu" + "u"),
      ("+-+", 1, 1, "udu"), ("+----+++", 3, 4, "uuuudddu"),
    ])
  func conditions(_ outcomes: String, _ rise: Int, _ fall: Int, _ expected: String) {
    #expect(Self.conditions(outcomes, rise: rise, fall: fall) == expected)
  }

  @Test("after a first failure it looks again soon, after a wrong password late") func pauses() {
    var state = ProbeState()
    let terms = ProbeTerms(name: "a")
    #expect(state.take(Self.good, terms: terms, milliseconds: 1, now: 0) == 5000)
    #expect(state.take(Self.bad, terms: terms, milliseconds: 1, now: 1) == 500)
    #expect(state.take(Self.bad, terms: terms, milliseconds: 1, now: 2) == 5000)
    #expect(state.condition == .down)
    let wrong = Outcome(ProbeFailure("auth_failed", "no", holdsBack: true))
    #expect(state.take(wrong, terms: terms, milliseconds: 1, now: 3) == 30_000)
    #expect(!state.isStale(at: 60_000) && state.isStale(at: 60_004))
  }

  @Test("an outcome is believed for three intervals") func freshness() {
    var state = ProbeState()
    let terms = ProbeTerms(name: "a")
    #expect(!state.isStale(at: 1_000_000), "what never came is starting, not stale")
    _ = state.take(Self.good, terms: terms, milliseconds: 1, now: 100)
    #expect(!state.isStale(at: 15_100) && state.isStale(at: 15_101))
    let snapshot = Snapshot(
      [(Probe(terms, DiskTarget()), state)], drain: nil, isReloadGood: true, now: 15_101)
    #expect(snapshot.verdict(on: .health) == .error)
  }

  @Test("time in which the process was stopped is no standstill") func standstill() {
    var state = ProbeState()
    let terms = ProbeTerms(name: "a")
    _ = state.take(Self.good, terms: terms, milliseconds: 1, now: 0)
    let snapshot = Snapshot(
      [(Probe(terms, DiskTarget()), state)], drain: nil, isReloadGood: true, now: 0)
    var stopped = Standstill()
    stopped.observe(outcomes: 1, at: 0)
    stopped.observe(outcomes: 1, at: 3_600_000)
    #expect(!stopped.isStuck(snapshot, at: 3_600_000))
    var stuck = Standstill()
    for second in 0...46 { stuck.observe(outcomes: 1, at: second * 1000) }
    #expect(stuck.isStuck(snapshot, at: 46_000))
    stuck.observe(outcomes: 2, at: 47_000)
    #expect(!stuck.isStuck(snapshot, at: 47_000))
  }

  @Test(
    "addresses of Redis are read as others write them",
    arguments: [
      ("redis://h", "h:6379", nil, nil), ("redis://h:1/2", "h:1", nil, nil),
      ("redis://:p%40ss@h:1", "h:1", nil, "p@ss"), ("rediss://u:p@[::1]:7", "[::1]:7", "u", "p"),
      ("redis://u:a:b@h", "h:6379", "u", "a:b"), ("http://h", nil, nil, nil),
      ("redis://u:%zz@h", nil, nil, nil), ("redis://", nil, nil, nil),
    ] as [(String, String?, String?, String?)])
  func places(_ url: String, _ address: String?, _ user: String?, _ password: String?) {
    let place = RedisPlace(url: url)
    #expect(place?.address.description == address)
    #expect(place?.user == user && place?.password == password)
  }
}
