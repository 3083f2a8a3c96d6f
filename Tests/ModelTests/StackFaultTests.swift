import Diagnostics
import JSON
import Model
import Testing

@testable import Model

/// What a document must say to be refused, and with what words.
@Suite("Stack faults") struct StackFaultTests {
  /// The smallest stack, with more members where `{` opens it.
  static func stack(_ members: String, services: String = #"[{"name":"api"}]"#) -> String {
    #"{"project":{"name":"shop"},"services":"# + services + (members.isEmpty ? "" : "," + members)
      + "}"
  }

  static func findings(in text: String) throws -> [String] {
    let json = try JSONParser.parse(Array(text.utf8))
    do {
      _ = try Stack.decode(json)
      return []
    } catch {
      return error.findings.map { finding in
        "\(finding.pointer?.description ?? "?"): \(finding.message)"
          + (finding.remedy.map { "; " + $0 } ?? "")
      }
    }
  }

  @Test(
    "names wrong shapes and what is allowed",
    arguments: [
      (#"[]"#, ": expected an object, found an array"),
      (#"{}"#, #": the key "project" is missing"#),
      (
        #"{"project":{"name":"shop"},"services":[]}"#,
        #"/services: "0 elements" is not 1 to 500 elements"#
      ),
      (stack(#""servces":[]"#), #": unknown key "servces"; did you mean "services"?"#),
      (stack("", services: #"[{"name":"api","imgae":1}]"#), #"/services/0: unknown key "imgae""#),
      (
        stack("", services: #"[{"name":"api","port":"3000"}]"#),
        "/services/0/port: expected a port from 1 to 65535, found a string"
      ),
      (
        stack("", services: #"[{"name":"api","port":0}]"#),
        #"/services/0/port: "0" is not a port from 1 to 65535"#
      ),
      (
        stack("", services: #"[{"name":"api","port":3000.5}]"#),
        #"/services/0/port: "3000.5" is not a port from 1 to 65535"#
      ),
      (
        stack("", services: #"[{"name":"Api"}]"#),
        #"/services/0/name: "Api" is not the service's name (lower-case"#
      ),
      (
        stack("", services: #"[{"name":"a--b"}]"#),
        #"/services/0/name: "a--b" is not the service's name"#
      ),
      (
        stack("", services: #"[{"name":"api","framework":"nestj"}]"#),
        #"/services/0/framework: "nestj" is not a framework; did you mean "nestjs"? allowed: nestjs, nextjs, node, static"#
      ),
      (
        stack("", services: #"[{"name":"api","path":"../api"}]"#),
        "/services/0/path: \"../api\" is not a path inside the repository"
      ),
      (
        stack("", services: #"[{"name":"api","path":"/srv"}]"#),
        "/services/0/path: \"/srv\" is not a path"
      ),
      (
        stack("", services: #"[{"name":"api","command":"sh -c 'x'"}]"#),
        "/services/0/command: \"sh -c 'x'\" is not a command"
      ),
      (
        stack("", services: #"[{"name":"api","health":{"interval":"5 s"}}]"#),
        #"/services/0/health/interval: "5 s" is not a span of time"#
      ),
      (
        stack("", services: #"[{"name":"api","health":null}]"#),
        "/services/0/health: expected an object, found null"
      ),
      (
        stack(#""toolchain":{"packageManager":"bun@1"}"#),
        #"/toolchain/packageManager: "bun@1" is not pnpm, npm or yarn"#
      ),
      (
        stack(#""datastores":[{"name":"db","engine":"mysql"}]"#),
        #"/datastores/0/engine: "mysql" is not an engine; allowed: postgres, redis, valkey"#
      ),
      (
        stack(#""datastores":[{"name":"db","engine":"postgres","image":"postgres"}]"#),
        #"/datastores/0/image: "postgres" is not an image with its tag"#
      ),
      (stack(#""environments":[{"name":"x"}]"#), #"/environments/0: the key "kind" is missing"#),
      (
        stack(#""environments":[{"name":"x","kind":"aws"}]"#),
        #"/environments/0/kind: "aws" is not a kind; allowed: compose, digitalocean"#
      ),
      (
        stack(#""environments":[{"name":"x","kind":"compose","servers":{}}]"#),
        #"/environments/0: unknown key "servers""#
      ),
      (
        stack(#""environments":[{"name":"x","kind":"compose","adminer":true}]"#),
        #"/environments/0/adminer: "true" is not an object, or false"#
      ),
      (
        stack(#""environments":[{"name":"x","kind":"digitalocean","network":"10.0.0.1/16"}]"#),
        #"/environments/0/network: "10.0.0.1/16" is not the VPC's addresses"#
      ),
      (
        stack(#""environments":[{"name":"x","kind":"digitalocean","servers":{"count":11}}]"#),
        #"/environments/0/servers/count: "11" is not a number of droplets from 1 to 10"#
      ),
      (
        stack(#""deployment":{"batches":["0%"]}"#),
        #"/deployment/batches/0: "0%" is not a number, or a percentage"#
      ),
    ])
  func shapes(_ text: String, _ expected: String) throws {
    let findings = try StackFaultTests.findings(in: text)
    #expect(findings.contains { $0.hasPrefix(expected) }, "\(findings)")
  }

  @Test(
    "names broken references and clashes",
    arguments: [
      (
        stack("", services: #"[{"name":"api"},{"name":"api"}]"#),
        #"/services/1/name: "api" is the name of two services; give one of them another name"#
      ),
      (
        stack("", services: #"[{"name":"api","uses":["db"]}]"#),
        #"/services/0/uses/0: there is no datastore "db"; the stack has no datastore"#
      ),
      (
        stack(
          #""datastores":[{"name":"cache","engine":"redis"}]"#,
          services: #"[{"name":"api","uses":["cahce"]}]"#),
        #"/services/0/uses/0: there is no datastore "cahce"; did you mean "cache"? there are: cache"#
      ),
      (
        stack("", services: #"[{"name":"a","dependsOn":["b"]},{"name":"b","dependsOn":["a"]}]"#),
        "/services/0/dependsOn: a → b → a wait for each other"
      ),
      (
        stack("", services: #"[{"name":"a","dependsOn":["a"]}]"#),
        "/services/0/dependsOn: a → a wait for each other"
      ),
      (
        stack("", services: #"[{"name":"a","dependsOn":["b"]},{"name":"b","deploy":"vercel"}]"#),
        #"/services/0/dependsOn: "b" isn't deployed as an image"#
      ),
      (
        stack("", services: #"[{"name":"a","path":"x"},{"name":"b","path":"x"}]"#),
        #"/services/1/path: "x" is the folder of something else, too"#
      ),
      (
        stack(#""datastores":[{"name":"api","engine":"redis"}]"#),
        #"/datastores/0/host: "api" is the host name of the service "api", too"#
      ),
      (
        stack("", services: #"[{"name":"adminer"}]"#),
        #"/services/0/name: "adminer" is the host name of the database UI"#
      ),
      (
        stack(#""variables":[{"name":"A","services":["web"]}]"#),
        #"/variables/0/services/0: there is no service "web"; there are: api"#
      ),
      (
        stack(#""variables":[{"name":"A","environments":{"prod":"x"}}]"#),
        #"/variables/0/environments/prod: there is no environment "prod""#
      ),
      (
        stack(#""variables":[{"name":"A","from":"db.host"}]"#),
        #"/variables/0/from: there is no datastore or service "db"; there are: api"#
      ),
      (
        stack(#""variables":[{"name":"A","from":"api.password"}]"#),
        #"/variables/0/from: "api" is a service, which has no password; use one of: url, address, host, port"#
      ),
      (
        stack(#""environments":[{"name":"x","kind":"compose","ports":{"ap":1}}]"#),
        #"/environments/0/ports/ap: there is no service deployed as an image, or datastore, "ap"; did you mean "api"?"#
      ),
      (
        stack(
          #""environments":[{"name":"x","kind":"compose","ports":{"api":3000}},{"name":"y","kind":"compose","ports":{"api":3000}}]"#
        ), #"/environments/1/ports/api: port 3000 is used by "api" in "x" and by "api" in "y""#
      ),
      (
        stack("", services: #"[{"name":"a","port":80},{"name":"b","port":80}]"#),
        #"/services/1/port: port 80 is used by "a" in "development" and by "b" in "development"; give one of them another port on the host"#
      ),
      (
        stack("", services: #"[{"name":"a","port":22}]"#),
        #"/services/0/port: port 22 of "a" is SSH's; let the service listen on another port"#
      ),
      (
        stack(#""toolchain":{"installFiles":["packages/db/prisma","apps/api/.env.local"]}"#),
        #"/toolchain/installFiles/1: "apps/api/.env.local" holds settings and secrets, which no image may hold; name what install scripts read, as a schema of Prisma; installs get no settings"#
      ),
      (
        stack(#""toolchain":{"image":"node:latest"}"#),
        #"/toolchain/image: "node:latest" is another image after each release; name the release, as "node:24-alpine""#
      ),
      (
        stack(
          #""environments":[{"name":"x","kind":"compose","file":"a.yml"},{"name":"y","kind":"compose","file":"a.yml"}]"#
        ), #"/environments/1/file: "a.yml" is a file of "x", too"#
      ),
      (
        stack(
          #""environments":[{"name":"x","kind":"digitalocean","network":"10.1.0.0/16"},{"name":"y","kind":"digitalocean","network":"10.1.128.0/17"}]"#
        ), #"/environments/1/network: 10.1.128.0/17 overlaps 10.1.0.0/16 of "x""#
      ),
      (
        stack(#""environments":[{"name":"x","kind":"digitalocean","network":"10.244.0.0/16"}]"#),
        "/environments/0/network: 10.244.0.0/16 overlaps 10.244.0.0/16, which DigitalOcean uses itself"
      ),
      (
        stack(#""environments":[{"name":"x","kind":"digitalocean","network":"8.8.0.0/16"}]"#),
        "/environments/0/network: 8.8.0.0/16 is no private block from /16 to /28"
      ),
      (
        stack(
          #""environments":[{"name":"x","kind":"digitalocean","firewall":{"ssh":["0.0.0.0/0"]}}]"#),
        "/environments/0/firewall/ssh/0: 0.0.0.0/0 opens SSH to the whole Internet"
      ),
      (
        stack(
          #""environments":[{"name":"x","kind":"digitalocean","firewall":{"rules":[{"ports":"20-30","addresses":["0.0.0.0/0"]}]}}]"#
        ), "/environments/0/firewall/rules/0: the rule opens SSH"
      ),
      (
        stack(
          #""environments":[{"name":"x","kind":"digitalocean","loadBalancer":{"health":{"interval":"5s","timeout":"5s"}}}]"#
        ),
        "/environments/0/loadBalancer/health/timeout: the timeout, 5s, is no shorter than the interval, 5s"
      ),
      (
        stack(
          #""environments":[{"name":"x","kind":"digitalocean","loadBalancer":{"health":{"interval":"2s"}}}]"#
        ), "/environments/0/loadBalancer/health/interval: the balancer's interval is 2s"
      ),
      (
        stack(
          #""environments":[{"name":"x","kind":"digitalocean","loadBalancer":{"pool":"web"}}]"#),
        #"/environments/0/loadBalancer/pool: there is no pool "web"; there are: api"#
      ),
      (
        stack(#""environments":[{"name":"x","kind":"digitalocean","deploy":{"branch":"dev"}}]"#),
        #"/environments/0/deploy/branch: there is no branch of the pipeline "dev"; there are: main"#
      ),
      (
        stack(
          #""datastores":[{"name":"c","engine":"redis"}],"environments":[{"name":"x","kind":"digitalocean","datastores":{"c":{"pool":{}}}}]"#
        ), #"/environments/0/datastores/c/pool: "c" is redis, which has no pool"#
      ),
      (
        stack(#""deployment":{"migrations":{"service":"web","command":"x"}}"#),
        #"/deployment/migrations/service: there is no service deployed as an image "web""#
      ),
      (stack(#""deployment":{"batches":["0"]}"#), "/deployment/batches/0: a batch of no host"),
    ])
  func references(_ text: String, _ expected: String) throws {
    let findings = try StackFaultTests.findings(in: text)
    #expect(findings.contains { $0.hasPrefix(expected) }, "\(findings)")
  }

  @Test(
    "checks the values of variables by type",
    arguments: [
      (#"{"name":"A","type":"enum"}"#, #"/variables/0: A is an enum without "values""#),
      (
        #"{"name":"A","type":"enum","values":["x"],"default":"y"}"#,
        "/variables/0/default: the value of A is not one of x"
      ),
      (#"{"name":"A","values":["x"]}"#, #"/variables/0/values: only an enum has "values""#),
      (
        #"{"name":"A","type":"integer","default":"1.5"}"#,
        "/variables/0/default: the value of A is not a whole number"
      ),
      (
        #"{"name":"A","type":"integer","maximum":3,"default":4}"#,
        "/variables/0/default: the value of A is not a whole number of at most 3"
      ),
      (
        #"{"name":"A","minimum":5,"maximum":3}"#,
        "/variables/0/minimum: the minimum of A is above its maximum"
      ),
      (
        #"{"name":"A","type":"boolean","default":"yes"}"#,
        "/variables/0/default: the value of A is not true or false"
      ),
      (
        #"{"name":"A","type":"url","default":"localhost"}"#,
        "/variables/0/default: the value of A is not a URL with scheme and host"
      ),
      (
        #"{"name":"A","type":"port","default":70000}"#,
        "/variables/0/default: the value of A is not a port from 1 to 65535"
      ),
      (
        #"{"name":"A","type":"email","default":"x"}"#,
        "/variables/0/default: the value of A is not an e-mail address"
      ),
      (
        #"{"name":"A","type":"duration","default":"soon"}"#,
        "/variables/0/default: the value of A is not a span of time, as 30s"
      ),
      (#"{"name":"a","type":"port"}"#, #"/variables/0/name: "a" is not a variable's name"#),
    ])
  func values(_ variable: String, _ expected: String) throws {
    let text = StackFaultTests.stack(#""variables":["# + variable + "]")
    let findings = try StackFaultTests.findings(in: text)
    #expect(findings.contains { $0.hasPrefix(expected) }, "\(findings)")
  }

  @Test(
    "refuses a secret's value, and never shows it",
    arguments: [
      #""default":"hunter2""#, #""example":"hunter2""#,
      #""environments":{"development":"hunter2"}"#,
      #""type":"port","default":"hunter2""#,
    ])
  func secrets(_ member: String) throws {
    let text = StackFaultTests.stack(
      #""variables":[{"name":"TOKEN","secret":true,"# + member + "}]")
    let findings = try StackFaultTests.findings(in: text)
    #expect(findings.contains { $0.contains("TOKEN is secret, and the stack says a value") })
    #expect(!findings.contains { $0.contains("hunter2") })
  }

  @Test("a connection string is secret though nobody says so") func derivedSecret() throws {
    let text = StackFaultTests.stack(
      #""datastores":[{"name":"db","engine":"postgres"}],"#
        + #""variables":[{"name":"URL","from":"db","default":"postgresql://u:p@h/d"}]"#)
    #expect(try StackFaultTests.findings(in: text).count == 1)
  }

  @Test("tells everything at once") func everything() throws {
    let text = #"{"project":{"nam":"x"},"services":[{"port":"x"},{"name":"B"}],"paths":[]}"#
    #expect(
      try StackFaultTests.findings(in: text).map { $0.prefix { $0 != ";" } } == [
        #"/project: unknown key "nam""#,
        #"/project: the key "name" is missing"#,
        "/services/0/port: expected a port from 1 to 65535, found a string",
        #"/services/0: the key "name" is missing"#,
        "/services/1/name: \"B\" is not the service's name (lower-case letters and digits, in words "
          + "joined by single hyphens, starting with a letter, at most 24 characters)",
        "/paths: expected an object, found an array",
      ])
  }

  @Test("tells what is wrong with the parts that can be read, and nothing that follows from others")
  func partial() throws {
    let text = #"""
      { "project": { "name": "x", "nmae": 1 },
        "services": [
          { "name": "a", "prot": 80, "uses": ["db"] }, { "name": "b", "port": "x", "path": "apps/a" } ],
        "variables": [{ "name": "T", "secret": true, "default": "v" }],
        "environments": [{ "name": "e", "kind": "digitalocean", "firewall": { "ssh": ["0.0.0.0/0"] } }] }
      """#
    #expect(
      try StackFaultTests.findings(in: text).map { $0.prefix { $0 != ";" } } == [
        #"/project: unknown key "nmae""#, #"/services/0: unknown key "prot""#,
        "/services/1/port: expected a port from 1 to 65535, found a string",
        #"/services/0/uses/0: there is no datastore "db""#,
        #"/services/1/path: "apps/a" is the folder of something else, too"#,
        "/variables/0/default: T is secret, and the stack says a value",
        "/environments/0/firewall/ssh/0: 0.0.0.0/0 opens SSH to the whole Internet",
      ])
    let misspelt = #"""
      { "project": { "name": "x" }, "services": [{ "name": "a", "uses": ["db"] }],
        "datastors": [{ "name": "db", "engine": "postgres" }] }
      """#
    #expect(try StackFaultTests.findings(in: misspelt).count == 1)
  }
}
