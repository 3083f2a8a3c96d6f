import JSON
import Model
import TestKit
import Testing

@testable import Health

@Suite("The configuration of a stack") struct DerivationTests {
  private static func stack(_ path: String) throws -> Stack {
    try Stack.decode(try JSONParser.parse(try Checkout.bytes(path)))
  }

  private static func configuration(
    _ path: String, _ environment: String, pool: String? = nil
  ) throws -> HealthConfiguration {
    let stack = try stack(path)
    let chosen = try #require(stack.environments.first { $0.name == environment })
    let pool = stack.cloudEnvironments.first { $0.name == environment }?.servers
      .first { $0.name == pool }
    return HealthConfiguration(stack: stack, environment: chosen, pool: pool)
  }

  private static func probe(
    _ name: String, of configuration: HealthConfiguration
  ) throws -> String {
    let probe = try #require(configuration.probes.first { $0.name == name })
    return String(decoding: JSONPrinter.compact(probe.json), as: UTF8.self)
  }

  @Test("a server looks at its services, their datastores, and itself") func server() throws {
    let health = try Self.configuration("infrastructure/stack.json", "staging")
    #expect(
      health.probes.map(\.name) == ["api", "database", "redis", "disk", "memory", "load"])
    #expect(health.drainDelay == .seconds(35), "three intervals of 10s and a timeout of 5s")
    let database = try Self.probe("database", of: health)
    #expect(database.contains(#""url":"env:DATABASE_URL","writable":false,"tls":"require""#))
    let cache = try Self.probe("redis", of: health)
    #expect(
      cache.contains(
        #""host":"env:REDIS_HOST","port":"env:REDIS_PORT","password":"env:REDIS_PASSWORD""#))
    #expect(try Self.probe("disk", of: health).contains(#""warn":90,"fail":97"#))
    #expect(
      health.probes.filter { $0.terms.level == .degraded }.map(\.name) == [
        "disk", "memory", "load",
      ])
  }

  @Test("each pool has its own services, disks and datastores") func pools() throws {
    let path = "Tests/Fixtures/stacks/production.json"
    let api = try Self.configuration(path, "production", pool: "api")
    #expect(
      api.probes.map(\.name) == ["api", "main", "disk", "memory", "load", "certificate"])
    let jobs = try Self.configuration(path, "production", pool: "jobs")
    #expect(
      jobs.probes.map(\.name)
        == ["worker", "main", "cache", "disk", "volume", "memory", "load", "certificate"])
    #expect(try Self.probe("volume", of: jobs).contains("\"/mnt/data\""))
    #expect(try Self.probe("certificate", of: jobs).contains("\"api.example.com:443\""))
  }

  @Test("a container looks at those beside it, in clear") func container() throws {
    let health = try Self.configuration("infrastructure/stack.json", "development")
    #expect(health.probes.map(\.name) == ["api", "database", "redis"])
    #expect(try Self.probe("api", of: health).contains("\"http://api:3001/health\""))
    let database = try Self.probe("database", of: health)
    #expect(database.contains(#""host":"postgres","port":5432,"user":"restomarket_dev""#))
    #expect(
      database.contains(#""password":"env:POSTGRES_PASSWORD","writable":false,"tls":"disable""#))
  }

  @Test("names and ports don't collide") func collisions() throws {
    let text = """
      { "project": { "name": "x" }, "services": [
          { "name": "disk", "port": 9180, "uses": ["load"] }, { "name": "b", "port": 9181 } ],
        "datastores": [{ "name": "load", "engine": "valkey" }],
        "environments": [{ "name": "live", "kind": "digitalocean" }] }
      """
    let stack = try Stack.decode(try JSONParser.parse(Array(text.utf8)))
    let health = HealthConfiguration(stack: stack, environment: stack.environments[0])
    #expect(
      health.probes.map(\.name) == ["disk", "b", "load", "disk-disk", "memory", "load-load"])
    #expect(health.listen.port == 9182)
    #expect(try Self.probe("load", of: health).contains("\"env:LOAD_URL\""))
  }

  @Test("of every fixture is valid") func fixtures() throws {
    let names = try Checkout.names(in: "Tests/Fixtures/stacks").map {
      "Tests/Fixtures/stacks/\($0)"
    }
    for name in names + ["infrastructure/stack.json"] {
      let stack = try Self.stack(name)
      for environment in stack.environments {
        let health = HealthConfiguration(stack: stack, environment: environment)
        #expect(try HealthConfiguration.decode(health.json) == health)
      }
    }
  }
}
