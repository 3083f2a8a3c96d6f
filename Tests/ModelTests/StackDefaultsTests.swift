import JSON
import Model
import Testing

@testable import Model

@Suite("Stack defaults") struct StackDefaultsTests {
  private func decode(_ text: String) throws -> Stack {
    try Stack.decode(try JSONParser.parse(Array(text.utf8)))
  }

  @Test("a project's name and one service make a whole stack") func minimal() throws {
    let stack = try decode(#"{"project":{"name":"hello-you"},"services":[{"name":"api"}]}"#)
    let service = try #require(stack.services.first)
    #expect(service.path == "apps/api")
    #expect(service.port == 3000)
    #expect(service.command == ["node", "apps/api/dist/index.js"])
    #expect(stack.environments.map(\.name) == ["development", "staging-local", "staging"])
    #expect(
      stack.composeEnvironments.map(\.file) == [
        "docker-compose.yml", "docker-compose.staging-local.yml",
      ])
    #expect(
      stack.composeEnvironments.map(\.network) == [
        "hello-you-network", "hello-you-staging-local-network",
      ])
    #expect(stack.composeEnvironments.map { $0.port(of: "api") } == [3000, 3100])
    let cloud = try #require(stack.cloudEnvironments.first)
    #expect(cloud.network?.description == "10.100.0.0/16")
    #expect(cloud.servers.map(\.size) == ["s-1vcpu-1gb"])
    #expect(cloud.tier == .staging)
  }

  @Test("the second server of an engine takes the next free port") func ports() throws {
    let stack = try decode(
      #"{"project":{"name":"x"},"services":[{"name":"api","port":5433}],"datastores":[{"name":"a","engine":"postgres"},{"name":"b","engine":"postgres"}]}"#
    )
    let environment = try #require(stack.composeEnvironments.first)
    #expect(environment.port(of: "a") == 5432)
    #expect(environment.port(of: "b") == 5434)
    #expect(environment.port(of: "adminer") == 8080)
  }

  @Test("a stack without PostgreSQL has no database UI") func adminer() throws {
    let stack = try decode(
      #"{"project":{"name":"x"},"services":[{"name":"api"}],"datastores":[{"name":"c","engine":"valkey"}]}"#
    )
    #expect(stack.composeEnvironments.allSatisfy { $0.adminer == nil })
    #expect(stack.datastores.first?.image == "valkey/valkey:8-alpine")
  }

  @Test("networks that are not named are free ones") func networks() throws {
    let stack = try decode(
      #"{"project":{"name":"x"},"services":[{"name":"api"}],"environments":[{"name":"a","kind":"digitalocean","network":"10.100.0.0/16"},{"name":"b","kind":"digitalocean"},{"name":"c","kind":"digitalocean"}]}"#
    )
    #expect(
      stack.cloudEnvironments.map { $0.network?.description } == [
        "10.100.0.0/16", "10.101.0.0/16", "10.102.0.0/16",
      ])
  }

  @Test("the order of an object's members means nothing") func order() throws {
    let one = try decode(
      #"{"project":{"name":"x","description":"d"},"services":[{"name":"api","port":1}],"variables":[{"name":"A","environments":{"staging":"1","development":"2"}}]}"#
    )
    let two = try decode(
      #"{"variables":[{"environments":{"development":"2","staging":"1"},"name":"A"}],"services":[{"port":1,"name":"api"}],"project":{"description":"d","name":"x"}}"#
    )
    #expect(one == two)
  }

  @Test("the test job has databases of its own") func testDatabases() throws {
    let stack = try decode(
      #"{"project":{"name":"x-y"},"services":[{"name":"api"}],"datastores":[{"name":"a","engine":"postgres"},{"name":"b","engine":"postgres"}],"pipeline":{"datastores":{"b":{"database":"proof","user":"tester"}}}}"#
    )
    let databases = stack.datastores.map(stack.pipeline.datastore)
    #expect(databases.map(\.database) == ["x_y_test", "proof"])
    #expect(databases.map(\.user) == ["postgres", "tester"])
  }

  @Test("limits itself to one environment") func limited() throws {
    let stack = try decode(#"{"project":{"name":"x"},"services":[{"name":"api"}]}"#)
    #expect(stack.limited(to: "staging")?.environments.map(\.name) == ["staging"])
    #expect(stack.limited(to: "nowhere") == nil)
  }
}

@Suite("Forms") struct FormTests {
  @Test(
    "IPv4 blocks",
    arguments: [
      ("10.0.0.0/8", true), ("10.1.2.3/32", true), ("0.0.0.0/0", true), ("10.0.0.1/8", false),
      ("10.0.0/8", false), ("010.0.0.0/8", false), ("256.0.0.0/8", false), ("10.0.0.0/33", false),
      ("10.0.0.0", false), ("10.0.0.0/08", false), ("", false), ("10.0.0.0/8 ", false),
    ])
  func network(_ text: String, _ isBlock: Bool) {
    #expect((IPv4Network(text) != nil) == isBlock)
    if isBlock { #expect(IPv4Network(text)?.description == text) }
  }

  @Test(
    "spans of time",
    arguments: [
      ("10s", 10_000), ("500ms", 500), ("5m", 300_000), ("24h", 86_400_000), ("25h", nil),
      ("s", nil),
      ("1", nil), ("-1s", nil), ("1 s", nil), ("1d", nil), ("9999999s", nil), ("1.5s", nil),
    ])
  func span(_ text: String, _ milliseconds: Int?) {
    #expect(TimeSpan(text)?.milliseconds == milliseconds)
  }

  @Test(
    "package managers",
    arguments: [
      ("pnpm", nil), ("pnpm@10", 10), ("yarn@4.1.0", 4), ("npm@10.2", 10),
    ] as [(String, Int?)])
  func manager(_ text: String, _ major: Int?) throws {
    #expect(try #require(PackageManager(text)).majorVersion == major)
  }

  @Test("variable stems") func stems() {
    #expect(VariableName.stem(of: "orders-db2") == "ORDERS_DB2")
  }
}
