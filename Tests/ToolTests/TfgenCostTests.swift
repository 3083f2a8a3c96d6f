import JSON
import Model
import TestKit
import Testing

@testable import tfgen

@Suite("tfgen cost") struct TfgenCostTests {
  @Test(
    "the totals of stacks, to the cent",
    arguments: [
      ("reference", ["dev 36.00", "staging 249.60"], "285.60"),
      ("production.json", ["staging 36.00", "production 881.60", "account 5.00"], "922.60"),
      ("minimal.json", ["staging 6.00"], "6.00"), ("two-databases.json", [], "0.00"),
    ])
  func totals(_ name: String, _ parts: [String], _ total: String) throws {
    let cost = Cost(of: try Stacks.stack(named: name))
    #expect(cost.parts.map { "\($0.name) \($0.total)" } == parts)
    #expect(cost.total.description == total && cost.unpriced.isEmpty)
  }

  @Test("the reference stack's staging environment, item by item") func items() throws {
    let cost = Cost(of: try Stacks.stack(named: "reference"))
    let rows = cost.environments[1].items.map {
      "\($0.subject): \($0.count) x \($0.thing) at \($0.price?.description ?? "?")"
    }
    #expect(
      rows == [
        "servers api: 2 x s-2vcpu-4gb at 24.00",
        "servers api: 2 x weekly backups of s-2vcpu-4gb, 20 % at 4.80",
        "datastore database: 2 x db-s-2vcpu-4gb at 60.00",
        "datastore redis: 1 x db-s-2vcpu-4gb at 60.00",
        "load balancer: 1 x node at 12.00",
      ])
  }

  @Test("sums are the sums of what is shown, over random stacks") func sums() throws {
    var random = RandomStacks(seed: 3)
    for _ in 0..<200 {
      let cost = Cost(of: try random.next())
      let items = cost.parts.flatMap(\.items).compactMap(\.total)
      #expect(cost.total.cents == items.map(\.cents).reduce(0, +))
    }
  }

  @Test(
    "money is exact, and printed with two decimals",
    arguments: [
      (0, "0.00"), (5, "0.05"), (960, "9.60"), (24_960, "249.60"), (-1250, "-12.50"),
    ])
  func money(_ cents: Int, _ text: String) { #expect(Money(cents: cents).description == text) }

  @Test("a share is rounded to the nearest cent") func shares() {
    #expect(Money(cents: 2400).percent(20) == Money(cents: 480))
    #expect(Money(cents: 600).percent(30) == Money(cents: 180))
    #expect(Money(cents: 1234).percent(20) == Money(cents: 247))
    #expect(Money(cents: 1232).percent(20) == Money(cents: 246))
  }

  @Test("a second check and Spaces are the account's, once") func account() throws {
    let text = """
      { "project": { "name": "x" }, "services": [{ "name": "api" }], "environments": [
        { "name": "a", "kind": "digitalocean", "uptime": {}, "domain": "a.example.com",
          "state": { "bucket": "x-state" } },
        { "name": "b", "kind": "digitalocean", "uptime": {}, "domain": "b.example.com",
          "state": { "bucket": "x-state" } } ] }
      """
    let stack = try Stacks.stack(text)
    #expect(Cost(of: stack).account.items.map(\.subject) == ["Terraform's state", "uptime"])
    #expect(Cost(of: stack).account.total == Money(cents: 600))
    let one = try #require(stack.limited(to: "a"))
    #expect(Cost(of: one).account.total == Money(cents: 500))
  }
}

@Suite("tfgen cost, as a command") struct TfgenCostCommandTests {
  @Test("shows a table, and JSON with exact amounts") func reference() throws {
    let human = try Tools.shell("tfgen cost --stack \(Tools.reference) --format human")
    #expect(human.status == 0 && human.error.isEmpty)
    #expect(human.output == Self.table)
    let json = try Tools.shell("tfgen cost --stack \(Tools.reference)")
    for line in [#""total": 36.00"#, #""total": 249.60"#, #""total": 285.60"#, #""price": 4.80"#] {
      #expect(json.output.contains(line), "\(line)")
    }
    #expect(try JSONParser.parse(Array(json.output.utf8))["isComplete"] == .bool(true))
  }

  @Test("a price that nobody knows is said, and is never 0") func unknown() throws {
    let stack = """
      { "project": { "name": "x" }, "services": [{ "name": "api" }], "environments": [
        { "name": "live", "kind": "digitalocean", "loadBalancer": {},
          "servers": { "count": 3, "size": "c-8", "backups": "daily" } } ] }
      """
    let human = try Tools.shell("tfgen cost --format human", input: stack)
    #expect(human.status == 0)
    #expect(human.output.contains("at least 12.00\n"), "\(human.output)")
    #expect(human.output.contains("unknown"))
    #expect(!human.output.contains(" 0.00"))
    #expect(human.error.contains("no price is known for c-8"), "\(human.error)")
    let run = try Tools.shell("tfgen cost", input: stack)
    let json = try JSONParser.parse(Array(run.output.utf8))
    #expect(json["isComplete"] == .bool(false))
    #expect(json["environments"]?.array?[0]["items"]?.array?[0]["price"] == .null)
    #expect(json["environments"]?.array?[0]["items"]?.array?[1]["total"] == .null)
  }

  @Test(
    "--environment limits, and refuses what isn't at DigitalOcean",
    arguments: [
      ("staging", Int32(0), ""),
      (
        "stagging", 2,
        #"there is no environment "stagging" at DigitalOcean; did you mean "staging"?"#
      ),
      ("development", 2, "at DigitalOcean there are: dev, staging"),
    ])
  func environment(_ name: String, _ status: Int32, _ message: String) throws {
    let run = try Tools.shell(
      "tfgen cost --stack \(Tools.reference) --environment \(name) --format json | jq .total; "
        + "exit ${PIPESTATUS[0]}")
    #expect(run.status == status)
    #expect(run.error.contains(message) && (status != 0 || run.output.hasPrefix("249.6")))
  }

  private static let table = """
    dev
      servers api         1 x s-1vcpu-1gb                           6.00    6.00
      datastore database  1 x db-s-1vcpu-1gb                       15.00   15.00
      datastore redis     1 x db-s-1vcpu-1gb                       15.00   15.00
      total                                                                36.00

    staging
      servers api         2 x s-2vcpu-4gb                          24.00   48.00
      servers api         2 x weekly backups of s-2vcpu-4gb, 20 %   4.80    9.60
      datastore database  2 x db-s-2vcpu-4gb                       60.00  120.00
      datastore redis     1 x db-s-2vcpu-4gb                       60.00   60.00
      load balancer       1 x node                                 12.00   12.00
      total                                                               249.60

    in all                                                                285.60

    USD a month, list prices of 2026-11-22, without traffic and taxes

    """
}
