import Diagnostics
import JSON
import Model
import TestKit
import Testing

@testable import tfgen

/// A mistake that somebody could make in the fixture `production.json`, and how it is told.
struct Mistake: Sendable, CustomTestStringConvertible {
  /// What is changed, as a pointer; `@` stands for the production environment.
  let path: String
  /// The JSON that is put there; `nil` takes the member away.
  let value: String?
  /// Where it is told; ``path`` where it is `nil`.
  let place: String?
  /// What message and remedy have to say.
  let words: [String]

  init(_ path: String, _ value: String?, at place: String? = nil, _ words: String...) {
    self.path = path
    self.value = value
    self.place = place
    self.words = words
  }

  var testDescription: String { "\(path) \(value ?? "-")" }

  var pointer: String { Mistake.pointer(place ?? path) }

  private static func pointer(_ text: String) -> String {
    text.first == "@" ? "/environments/2" + text.dropFirst() : text
  }

  /// The fixture with the mistake in it.
  func document() throws -> JSONValue {
    let sound = try Mistake.sound()
    let tokens = JSONPointer(parsing: Mistake.pointer(path))?.tokens ?? []
    let value = try value.map { try JSONParser.parse(Array($0.utf8)) }
    return Mistake.setting(tokens[...], to: value, in: sound)
  }

  static func sound() throws -> JSONValue {
    try JSONParser.parse(Checkout.bytes("Tests/Fixtures/stacks/production.json"))
  }

  private static func setting(
    _ tokens: ArraySlice<String>, to value: JSONValue?, in json: JSONValue
  ) -> JSONValue {
    guard let token = tokens.first else { return value ?? json }
    let rest = tokens.dropFirst()
    if case .array(var elements) = json, let index = Int(token), index < elements.count {
      elements[index] = setting(rest, to: value, in: elements[index])
      return .array(elements)
    }
    var object = json.object ?? JSONObject()
    object[token] =
      rest.isEmpty ? value : setting(rest, to: value, in: object[token] ?? .object(JSONObject()))
    return .object(object)
  }

  /// What `tfgen check` says: of a stack that isn't valid, what the model says.
  static func findings(in document: JSONValue) -> [Finding] {
    do {
      return CloudCheck(stack: try Stack.decode(document), document: document).findings
    } catch {
      return error.findings
    }
  }
}

extension Mistake {
  static let droplets =
    "allowed: s-1vcpu-512mb-10gb, s-1vcpu-1gb, s-1vcpu-1gb-amd, s-1vcpu-1gb-intel, s-1vcpu-2gb"
  static let databases =
    "allowed: db-s-1vcpu-1gb, db-s-1vcpu-2gb, db-s-2vcpu-4gb, db-s-4vcpu-8gb, db-s-6vcpu-16gb"
  static let regions =
    "allowed: ams3, atl1, blr1, fra1, lon1, nyc1, nyc2, nyc3, ric1, sfo2, sfo3, sgp1, syd1, tor1"
  static let spaces =
    "allowed: ams3, atl1, blr1, fra1, lon1, nyc3, sfo2, sfo3, sgp1, syd1, tor1"
  static let images = "allowed: debian-12-x64, debian-13-x64, ubuntu-22-04-x64, ubuntu-24-04-x64"

  static let all = places + servers + clusters + pools + balancers + networks + names + together

  private static let places = [
    Mistake("@/region", #""nyc9""#, #"no region "nyc9""#, #"did you mean "nyc1"?"#, regions),
    Mistake("@/region", #""frr1""#, #"did you mean "fra1"?"#, regions),
    Mistake("@/region", #""sfo1""#, #"no region "sfo1""#, #"did you mean "sfo2"?"#),
    Mistake("@/region", #""mrs1""#, #"no region "mrs1""#, regions),
    Mistake("@/region", #""mars1""#, #"no region "mars1""#, regions),
    Mistake("@/region", #""nyc33""#, #"did you mean "nyc3"?"#, regions),
    Mistake("@/region", #""nyc""#, #"did you mean "nyc1"?"#, regions),
    Mistake("@/region", #""NYC3""#, "the slug of a region", "as nyc3"),
    Mistake("@/region", #""us-east-1""#, #"no region "us-east-1""#, regions),
    Mistake("@/datastores/main/replica/region", #""ams9""#, #"did you mean "ams3"?"#, regions),
    Mistake("@/state/region", #""nyc1""#, "nyc1 has no Spaces", spaces),
    Mistake("@/state/region", #""sfo9""#, #"no region "sfo9""#, #"did you mean "sfo2"?"#),
  ]

  private static let servers = [
    Mistake(
      "@/servers/0/size", #""s-2vpcu-4gb""#, #"no size "s-2vpcu-4gb" of droplets"#,
      #"did you mean "s-2vcpu-4gb"?"#, droplets),
    Mistake("@/servers/0/size", #""s-2vcpu-5gb""#, #"did you mean "s-2vcpu-2gb"?"#, droplets),
    Mistake("@/servers/1/size", #""s-3vcpu-4gb""#, #"did you mean "s-2vcpu-4gb"?"#),
    Mistake("@/servers/1/size", #""t3-micro""#, #"no size "t3-micro""#, droplets),
    Mistake("@/servers/0/size", #""2gb""#, #"no size "2gb""#, droplets),
    Mistake("@/servers/0/size", #""c-3""#, #"did you mean "c-2"?"#),
    Mistake("@/servers/0/size", #""g-8vcpu-23gb""#, #"did you mean "g-8vcpu-32gb"?"#),
    Mistake("@/servers/0/size", #""db-s-1vcpu-1gb""#, #"no size "db-s-1vcpu-1gb" of droplets"#),
    Mistake("@/servers/0/size", #""gpu-""#, #"no size "gpu-""#, droplets),
    Mistake("@/servers/0/size", #""S-2VCPU-4GB""#, "the slug of a droplet size", "lower-case"),
    Mistake(
      "@/servers/0/image", #""ubuntu-24-40-x64""#, #"the image "ubuntu-24-40-x64""#,
      #"did you mean "ubuntu-24-04-x64"?"#, images),
    Mistake("@/servers/0/image", #""ubunut-22-04-x64""#, #"did you mean "ubuntu-22-04-x64"?"#),
    Mistake("@/servers/0/image", #""ubuntu-18-04-x64""#, "isn't written for", images),
    Mistake("@/servers/1/image", #""debian-10-x64""#, "isn't written for", images),
    Mistake("@/servers/1/image", #""rockylinux-9-x64""#, "isn't written for", images),
    Mistake("@/servers/0/image", #""docker-20-04""#, "isn't written for", images),
    Mistake("@/servers/0/count", "11", "a number of droplets from 1 to 10"),
    Mistake("@/servers/0/count", "0", "a number of droplets from 1 to 10"),
    Mistake("@/servers/0/backups", #""hourly""#, "allowed: none, weekly, daily"),
    Mistake("@/servers/0/name", #""bad_name!""#, "the pool's name", "lower-case letters"),
    Mistake("@/servers/1/volume/size", "16385", "a size in GiB from 1 to 16384"),
    Mistake("@/servers/1/volume/filesystem", #""ext5""#, #"did you mean "ext4"?"#, "xfs"),
    Mistake("@/servers/0/monitoring", "false", "without DigitalOcean's agent", "set it to true"),
    Mistake("@/servers/0/reservedIPs", "true", "4 reserved IPs", "an account has 3"),
  ]

  private static let clusters = [
    Mistake(
      "@/datastores/main/size", #""db-nonsense""#, #"no size "db-nonsense" of databases"#,
      databases),
    Mistake("@/datastores/main/size", #""db-s-4vpcu-8gb""#, #"did you mean "db-s-4vcpu-8gb"?"#),
    Mistake("@/datastores/main/size", #""db-s-2vcpu-8gb""#, "no size", databases),
    Mistake("@/datastores/cache/size", #""s-1vcpu-2gb""#, #"did you mean "db-s-1vcpu-2gb"?"#),
    Mistake("@/datastores/main/version", #""99""#, #"no version "99" of PostgreSQL"#, "15, 16, 17"),
    Mistake(
      "@/datastores/main/version", #""12""#, #"no version "12""#, "allowed: 14, 15, 16, 17, 18"),
    Mistake(
      "@/datastores/main/version", #""13""#, #"no version "13""#, "allowed: 14, 15, 16, 17, 18"),
    Mistake("@/datastores/main/version", #""16.4""#, #"did you mean "16"?"#, "allowed: 14"),
    Mistake("@/datastores/main/version", #""14""#, "given up by its maintainers", "15, 16, 17"),
    Mistake("@/datastores/cache/version", #""7""#, #"no version "7" of Valkey"#, "allowed: 8"),
    Mistake("@/datastores/cache/version", #""8.0""#, #"did you mean "8"?"#),
    Mistake("@/datastores/main/nodes", "17", "a number of nodes from 1 to 3"),
    Mistake("@/datastores/main/nodes", "0", "a number of nodes from 1 to 3"),
    Mistake("@/datastores/cache/nodes", "3", "2 nodes at most", "allowed: 1, 2"),
    Mistake(
      "@/datastores/cache/size", #""db-s-1vcpu-1gb""#, at: "@/datastores/cache/nodes",
      "db-s-1vcpu-1gb takes one only", "2 GiB or more, as db-s-1vcpu-2gb"),
    Mistake(
      "@/datastores/main",
      #"{ "version": "17", "nodes": 2, "size": "db-s-1vcpu-1gb", "pool": { "size": 22 } }"#,
      at: "@/datastores/main/nodes", "db-s-1vcpu-1gb takes one only"),
    Mistake(
      "@/datastores/main/replica/size", #""db-s-2vcpu-4gb""#, "smaller than db-s-4vcpu-8gb",
      "choose db-s-4vcpu-8gb or larger"),
    Mistake(
      "@/datastores/main/replica/size", #""db-s-4vcpu-9gb""#, #"did you mean "db-s-4vcpu-8gb"?"#),
    Mistake("@/datastores/cache/eviction", #""allkeys-bogus""#, "allowed: noeviction, allkeys-lru"),
    Mistake("@/datastores/cache/eviction", #""allkeys_lru""#, #"did you mean "allkeys-lru"?"#),
    Mistake("@/datastores/cache/eviction", #""allkeys-lfu""#, #"did you mean "allkeys-lru"?"#),
    Mistake("@/datastores/main/eviction", #""noeviction""#, "is postgres, which has no eviction"),
    Mistake("@/datastores/cache/replica", "{}", "is valkey, which has no replica"),
    Mistake("@/datastores/main/maintenance/hour", #""25:99""#, "a time of day in UTC", "02:00"),
    Mistake("@/datastores/main/maintenance/hour", #""2:00""#, "a time of day in UTC"),
    Mistake(
      "@/datastores/main/maintenance/day", #""sundy""#, #"did you mean "sunday"?"#, "monday"),
    Mistake(
      "/datastores/0/engine", #""postgress""#, #"did you mean "postgres"?"#,
      "allowed: postgres, redis, valkey"),
    Mistake("@/datastores/mian", "{}", #"no datastore "mian""#, #"did you mean "main"?"#),
  ]

  private static let pools = [
    Mistake(
      "@/datastores/main",
      #"{ "version": "17", "size": "db-s-1vcpu-1gb", "pool": { "size": 25 } }"#,
      at: "@/datastores/main/pool/size", "25 connections, and db-s-1vcpu-1gb has 22",
      "allowed: 1 to 22", "as db-s-1vcpu-2gb"),
    Mistake(
      "@/datastores/main",
      #"{ "version": "17", "size": "db-s-2vcpu-4gb", "pool": { "size": 98 } }"#,
      at: "@/datastores/main/pool/size", "98 connections, and db-s-2vcpu-4gb has 97",
      "as db-s-4vcpu-8gb"),
    Mistake("@/datastores/main/pool/size", "101", "a number of connections from 1 to 100"),
    Mistake("@/datastores/main/pool/mode", #""sesion""#, #"did you mean "session"?"#),
    Mistake("@/datastores/cache/pool", "{}", "is valkey, which has no pool"),
  ]

  private static let balancers = [
    Mistake("@/loadBalancer/nodes", "201", "a number of nodes from 1 to 200"),
    Mistake("@/loadBalancer/health/interval", #""301s""#, "whole seconds from 3 to 300"),
    Mistake("@/loadBalancer/health/timeout", #""10s""#, "no shorter than the interval"),
    Mistake("@/loadBalancer/health/healthy", "1", "a number from 2 to 10"),
    Mistake("@/loadBalancer/pool", #""apl""#, #"no pool "apl""#, #"did you mean "api"?"#),
    Mistake("@/alerts/window", #""15m""#, #"did you mean"#, "allowed: 5m, 10m, 30m, 1h"),
    Mistake("@/alerts/cpu", "120", "a percentage from 1 to 100"),
    Mistake("@/tier", #""stagging""#, #"did you mean "staging"?"#),
    Mistake(
      "@/domain", nil, at: "@/uptime", "no domain that the uptime check could ask at",
      #"add "domain""#),
  ]

  private static let networks = [
    Mistake("@/network", #""10.244.7.0/24""#, "overlaps 10.244.0.0/16, which DigitalOcean uses"),
    Mistake("@/network", #""10.229.0.0/16""#, "which DigitalOcean uses itself"),
    Mistake("@/network", #""8.8.0.0/16""#, "no private block from /16 to /28"),
    Mistake("@/network", #""172.16.0.0/12""#, "no private block from /16 to /28"),
    Mistake("@/network", #""10.50.0.0/29""#, "no private block from /16 to /28"),
    Mistake("@/network", #""10.40.128.0/20""#, "overlaps 10.40.0.0/16 of \"staging\""),
    Mistake(
      "/environments/1",
      #"""
      { "name": "staging", "kind": "digitalocean", "network": "10.40.0.0/28",
        "servers": { "count": 10 },
        "datastores": { "main": { "nodes": 3, "size": "db-s-1vcpu-2gb" },
                        "cache": { "nodes": 2, "size": "db-s-1vcpu-2gb" } },
        "deploy": { "branch": "develop" } }
      """#, at: "/environments/1/network", "has 14 addresses, and the environment needs 15",
      "choose a larger block"),
    Mistake("@/network", #""10.50.0.1/16""#, "no bits behind its prefix"),
    Mistake("@/firewall/ssh/0", #""0.0.0.0/0""#, "opens SSH to the whole Internet"),
    Mistake("@/firewall/ssh/0", #""not an ip""#, "an IPv4 block in CIDR notation"),
    Mistake("@/firewall/rules/0/ports", #""99999-zz""#, "a port, a range"),
    Mistake("@/firewall/rules/0/ports", #""9000-8000""#, "a port, a range"),
    Mistake("@/firewall/rules/0/protocol", #""sctp""#, "allowed: tcp, udp, icmp"),
    Mistake(
      "@/firewall/rules/0", #"{ "ports": "3000", "addresses": ["0.0.0.0/0"] }"#,
      #"the whole Internet reach "api" at port 3000"#, "narrow"),
    Mistake(
      "@/firewall/rules/0", #"{ "ports": "22", "addresses": ["0.0.0.0/0"] }"#,
      "opens SSH to the whole Internet"),
  ]

  private static let names = [
    Mistake(
      "/datastores/0/database", #""defaultdb""#, "DigitalOcean makes for itself", "another name"),
    Mistake("/datastores/0/user", #""doadmin""#, "DigitalOcean makes for itself", "another name"),
  ]

  private static let together = [
    Mistake("/services/0/port", "22", "is SSH's", "another port"),
    Mistake("/services/0/port", "65536", "a port from 1 to 65535"),
    Mistake(
      "/deployment/sshPort", "3001", at: "/services/1/port",
      #"port 3001 of "worker" is where the servers listen"#, "another port"),
    Mistake(
      "/environments/1/state",
      #"{ "bucket": "atlas-state", "key": "production/terraform.tfstate" }"#,
      at: "@/state", #"is the state of "staging", too"#, #""key" of its own"#),
    Mistake(
      "/environments/1/domain", #""api.example.com""#, at: "@/domain",
      #"is the domain of "staging", too"#, "production.api.example.com"),
    Mistake("@/tags/0", #""not a tag!""#, "a tag"),
  ]
}
