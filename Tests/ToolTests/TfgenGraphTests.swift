import Emit
import JSON
import Model
import TestKit
import Testing

@testable import tfgen

@Suite("tfgen graph") struct TfgenGraphTests {
  /// Nodes and groups by their IDs, with what is written in them.
  private func words(_ items: [Diagram.Item]) -> [String: [String]] {
    items.reduce(into: [:]) { words, item in
      switch item {
      case .node(let node): words[node.id] = [node.caption, node.title] + node.lines
      case .group(let group):
        words[group.node.id] = [group.node.caption, group.node.title] + group.node.lines
        words.merge(self.words(group.items)) { one, _ in one }
      }
    }
  }

  private func diagram(_ name: String, _ environment: String) throws -> Diagram {
    let stack = try Stacks.stack(named: name)
    return Diagram(
      of: stack, environments: stack.cloudEnvironments.filter { $0.name == environment })
  }

  private func edges(_ diagram: Diagram) -> [String] {
    diagram.edges.map { "\($0.from) \($0.style == .solid ? ">" : ":") \($0.to) \($0.label)" }
  }

  @Test("shows what an environment has, with ports and sizes") func production() throws {
    let words = words(try diagram("production.json", "production").items)
    #expect(words["production/network"] == ["", "VPC 10.50.0.0/16", "region fra1"])
    #expect(
      words["production/balancer"] == [
        "Load balancer", "atlas-production-lb", "2 nodes", "80: sent to HTTPS",
        "443: TLS, by Let's Encrypt", "asks /health every 10s", "a client keeps its server",
        "PROXY protocol",
      ])
    #expect(
      words["production/servers/jobs"] == [
        "Droplets", "jobs", "2 × s-2vcpu-4gb", "ubuntu-24-04-x64", "runs worker :3001",
        "volume of 100 GiB each, ext4",
      ])
    #expect(
      words["production/firewall"] == [
        "", "Firewall", "in: SSH 22 from administrators",
        "in: 80, 443, 3000, 3001 from the balancer", "in: everything from the VPC",
        "in: TCP 9100 from 198.51.100.0/24", "in: ICMP from 198.51.100.0/24",
        "out: UDP 53 to 0.0.0.0/0", "out: everything",
      ])
    #expect(
      words["production/datastore/main"] == [
        "Managed PostgreSQL 17", "main", "3 nodes × db-s-4vcpu-8gb",
        "pool of 40, per transaction", "trusts the servers api, jobs",
      ])
    #expect(
      words["production/replica/main"] == [
        "Read replica", "main-replica", "1 node × db-s-4vcpu-8gb", "region ams3",
      ])
    #expect(words["production/alerts"]?.last == "to ops@example.com, #alerts")
    #expect(words["production/state"]?[1] == "atlas-state")
    #expect(words["production/uptime"]?.contains("https://api.example.com/health") == true)
  }

  @Test("arrows are who may talk to whom, at which port") func arrows() throws {
    #expect(
      edges(try diagram("production.json", "production")) == [
        "production/internet > production/domain ",
        "production/domain > production/balancer HTTP 80, HTTPS 443",
        "production/balancer > production/servers/api HTTP 3000",
        "production/administrators > production/firewall SSH 22",
        "production/source/0 > production/firewall TCP 9100, ICMP",
        "production/servers/api > production/datastore/main TLS 25060, pool 25061",
        "production/servers/jobs > production/datastore/main TLS 25060, pool 25061",
        "production/datastore/main : production/replica/main replication",
        "production/servers/jobs > production/datastore/cache TLS 25061",
        "production/uptime : production/domain HTTPS 443",
        "production/servers/api : production/alerts metrics",
        "production/servers/jobs : production/alerts metrics",
      ])
    #expect(
      edges(try diagram("reference", "dev")) == [
        "dev/servers/api > dev/datastore/database TLS 25060",
        "dev/servers/api > dev/datastore/redis TLS 25061",
      ])
  }

  @Test("every arrow of every stack has both its ends, and every ID is one") func ends() throws {
    var random = RandomStacks(seed: 31)
    var clouds = RandomClouds(seed: 32)
    var stacks = Stacks.all.map(\.stack)
    for _ in 0..<200 { stacks += [try random.next(), try clouds.next()] }
    for stack in stacks where !stack.cloudEnvironments.isEmpty {
      let diagram = Diagram(of: stack, environments: stack.cloudEnvironments)
      let ids = words(diagram.items)
      for edge in diagram.edges {
        #expect(ids[edge.from] != nil && ids[edge.to] != nil, "\(edge)")
      }
      #expect(Set(diagram.edges.map { "\($0)" }).count == diagram.edges.count)
    }
  }
}
