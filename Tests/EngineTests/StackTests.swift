import TestKit
import Testing

extension EngineTests {
  /// The development environment and the one that rehearses production, side by side.
  @Suite(.serialized) struct Environments {
    private let engine: Engine
    private let clock = ContinuousClock()

    init() throws { engine = try #require(Engine.current) }

    @Test func bothRunSideBySide() throws {
      let harbour = try Harbour(on: engine)
      try check(harbour, "$COMPOSE -f docker-compose.yml build --quiet")
      try check(harbour, "$COMPOSE -f docker-compose.rehearsal.yml build --quiet")
      defer { _ = try? engine.shell(Self.down, in: harbour.path) }
      let start = clock.now
      try check(harbour, Self.up)
      expect("up", since: start, within: .seconds(20))
      try bothAreWell()
      try editsShow(in: harbour)
      try isolated()
      try dataSurvives(in: harbour)
      try bothGoDown(in: harbour)
    }

    /// From a repository with no stack to containers that are well: init, generate, build, up. Of the
    /// services only one says all that it needs: `jobs` writes to a folder, and nothing tells.
    @Test func aStackThatInitReadsRuns() throws {
      let harbour = try Harbour(on: engine)
      let compose = """
        services:
          database:
            image: postgres:15-alpine
            environment: { POSTGRES_USER: harbour, POSTGRES_PASSWORD: local }
          cache: { image: "redis:7-alpine" }
        """
      try harbour.folder.write(compose, to: "compose.yaml")
      let tool = "'\(Checkout.tools)/composegen'"
      try check(
        harbour,
        "rm -rf apps/jobs apps/web apps/site docker-compose*.yml stack.json infrastructure apps/*/Dockerfile"
          + " && \(tool) init . >stack.json && rm compose.yaml"
          + " && \(tool) --stack stack.json --out . --force")
      let file = "docker-compose.staging-local.yml"
      defer { _ = try? engine.shell("$COMPOSE -f \(file) down --volumes", in: harbour.path) }
      try check(harbour, "$COMPOSE -f \(file) up --build --detach --wait")
      let health = try engine.output("curl --silent --fail 127.0.0.1:3101/health")
      #expect(health.contains(#""database":"postgres 15."#), "\(health)")
      #expect(health.contains(#""cache":"redis 7."#), "\(health)")
    }

    private static let up = """
      $COMPOSE -f docker-compose.yml up --detach --wait & first=$!
      $COMPOSE -f docker-compose.rehearsal.yml up --detach --wait && wait $first
      """
    private static let down = """
      $COMPOSE -f docker-compose.yml down & first=$!
      $COMPOSE -f docker-compose.rehearsal.yml down && wait $first
      """

    /// Expects that something took no longer than its bound, and prints what it took.
    private func expect(
      _ what: String, since start: ContinuousClock.Instant, within bound: Duration
    ) {
      let time = clock.now - start
      print("measured: \(what): \(time), at most \(bound)")
      #expect(time <= bound, "\(what)")
    }

    private func check(_ harbour: Harbour, _ line: String) throws {
      let run = try engine.shell(line, in: harbour.path)
      try #require(run.status == 0, "\(line)\n\(run.error)")
    }

    /// The health of the API, from what both servers say to it, and no container was restarted.
    private func bothAreWell() throws {
      for (port, user) in [(3001, "0"), (3101, "1001")] {
        let health = try engine.output("curl --silent --fail 127.0.0.1:\(port)/health")
        #expect(health.contains(#""database":"postgres 15."#), "\(health)")
        #expect(health.contains(#""cache":"redis 7."#), "\(health)")
        #expect(health.contains(#""uid":\#(user)"#), "\(health)")
      }
      #expect(try engine.output("curl --silent 127.0.0.1:3100/title") == "the harbour")
      let states = try engine.output(
        "docker ps --all --quiet | xargs docker inspect --format"
          + " '{{.RestartCount}} {{.State.Health.Status}}' | sort | uniq -c | tr -s ' '")
      #expect(states == "14 0 healthy")
    }

    /// An edit on the machine shows in the service that runs, within a second: of the service itself,
    /// and of a package that it imports.
    private func editsShow(in harbour: Harbour) throws {
      for (file, old, new) in [
        ("apps/api/src/main.js", "hello from api", "edited api"),
        ("packages/shared/src/index.js", "hello from shared", "edited shared"),
      ] {
        let text = try harbour.folder.read(file)
        let parts = text.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
        try harbour.folder.write(parts.joined(separator: new), to: file)
        let start = clock.now
        try check(
          harbour,
          "until curl --silent 127.0.0.1:3001/ | grep -q '\(new)'; do sleep 0.02; done")
        expect(file, since: start, within: .seconds(1))
      }
    }

    /// Neither environment's containers reach the other's, by name or by address.
    private func isolated() throws {
      let address = try engine.output(
        "docker inspect --format '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}'"
          + " harbour-development-database-1")
      let attempt = { (host: String) in
        try engine.output(
          "docker exec harbour-rehearsal-api-1 node -e \"const s = require('net').connect(5432, '\(host)');"
            + " s.setTimeout(1500, () => { console.log('silent'); s.destroy(); });"
            + " s.on('connect', () => { console.log('connected'); s.destroy(); });"
            + " s.on('error', (e) => console.log(e.code))\"")
      }
      #expect(try attempt("database") == "connected", "its own database")
      #expect(try attempt(address) != "connected", "the other environment's database")
      #expect(
        try engine.output("docker ps --format '{{.Ports}}' | grep -c '0\\.0\\.0\\.0' || true")
          == "0")
    }

    private func dataSurvives(in harbour: Harbour) throws {
      let query = { (statement: String) in
        "docker exec harbour-rehearsal-database-1 psql -U harbour -d harbour -Atc \"\(statement)\""
      }
      try check(harbour, query("CREATE TABLE boats AS SELECT 'kept' AS name"))
      try check(
        harbour, "docker exec harbour-rehearsal-cache-1 redis-cli SET boat kept | grep -q OK")
      try check(harbour, "$COMPOSE -f docker-compose.rehearsal.yml down")
      try check(harbour, "$COMPOSE -f docker-compose.rehearsal.yml up --detach --wait")
      #expect(try engine.output(query("SELECT name FROM boats")) == "kept")
      #expect(
        try engine.output("docker exec harbour-rehearsal-cache-1 redis-cli GET boat") == "kept")
    }

    /// Both are gone within three seconds, and nothing had to be killed.
    private func bothGoDown(in harbour: Harbour) throws {
      let since = try engine.output("date +%s.%N")
      let start = clock.now
      try check(harbour, Self.down)
      expect("down", since: start, within: .seconds(3))
      let codes = try engine.output(
        "docker events --since \(since) --until $(date +%s.%N) --filter event=die"
          + " --format '{{.Actor.Attributes.name}} {{.Actor.Attributes.exitCode}}'")
      let ends = codes.split(separator: "\n")
      #expect(ends.count == 14)
      #expect(ends.allSatisfy { $0.hasSuffix(" 0") || $0.hasSuffix(" 143") }, "\(codes)")
    }
  }
}
