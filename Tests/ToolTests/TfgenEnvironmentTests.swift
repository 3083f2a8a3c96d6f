import Emit
import JSON
import Model
import TestKit
import Testing

@testable import tfgen

@Suite("Terraform environments") struct TfgenEnvironmentTests {
  private static func roots(of stack: Stack) -> [EnvironmentRoot] {
    let modules = TfgenGenerator.modules(for: stack)
    return stack.cloudEnvironments.map {
      EnvironmentRoot(stack: stack, environment: $0, modules: modules)
    }
  }

  private static let all = Stacks.all.flatMap { name, stack in
    roots(of: stack).map { (place: "\(name): \($0.environment.name)", root: $0) }
  }

  @Test("give each module what it needs, and nothing that it doesn't take") func calls() {
    #expect(Self.all.count > 10)
    for (place, root) in Self.all {
      for call in root.modules.all {
        let given = call.arguments.map(\.input)
        let known = call.module.inputs.map(\.name)
        let required = call.module.inputs.filter { $0.standard == nil }.map(\.name)
        #expect(Set(given).count == given.count, "\(place): \(call.label)")
        #expect(Set(given).isSubset(of: known), "\(place): \(call.label)")
        #expect(Set(required).isSubset(of: given), "\(place): \(call.label)")
      }
      let labels = root.modules.all.map(\.label)
      #expect(Set(labels).count == labels.count, "\(place): \(labels)")
    }
  }

  @Test("refer only to what is there") func references() {
    for (place, root) in Self.all {
      let module = root.module
      let declared = Set(
        module.main.items.compactMap { item -> String? in
          guard case .block(let block) = item, !block.labels.isEmpty else { return nil }
          let labels = block.labels.joined(separator: ".")
          return block.type == "resource" ? labels : "\(block.type).\(labels)"
        })
      let text =
        HCL.File(module.main).text
        + HCL.File(
          HCL.Body(separated: module.outputs.map(\.block))
        ).text
      for kind in ["module", "data.digitalocean_project", "digitalocean_"] {
        for name in Self.names(after: kind, in: text) {
          #expect(declared.contains(name), "\(place): \(name)")
        }
      }
      let locals = Self.names(after: "local", in: text).map { $0.dropFirst(6) }
      for name in locals { #expect(text.contains("\n  \(name) "), "\(place): \(name)") }
      for (name, _) in Self.locals(of: module) {
        #expect(text.contains("local.\(name)"), "\(place): \(name) is used by nobody")
      }
    }
  }

  private static func locals(of module: TerraformModule) -> [(String, HCL.Expression)] {
    for case .block(let block) in module.main.items where block.type == "locals" {
      return block.body.items.compactMap { item in
        if case .attribute(let name, let value) = item { (name, value) } else { nil }
      }
    }
    return []
  }

  /// `kind.name`, or `kind_type.name`, wherever an expression begins with it.
  private static func names(after kind: String, in text: String) -> Set<String> {
    var names: Set<String> = []
    let words = text.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "." || $0 == "\"") }
    for word in words where word.hasPrefix(kind) && word.contains(".") && !word.contains("\"") {
      let parts = word.split(separator: ".")
      let count = kind.hasPrefix("data") ? 3 : 2
      guard parts.count >= count else { continue }
      names.insert(parts.prefix(count).joined(separator: "."))
    }
    return names
  }

  @Test("of the reference stack have what the log lists") func floor() throws {
    let roots = Self.roots(of: try Stacks.stack(named: "reference"))
    let modules = roots.map(\.module)
    #expect(modules.map(\.name) == ["dev", "staging"])
    #expect(modules[0].outputs.count >= 14 && modules[1].outputs.count >= 20)
    #expect(modules[1].inputs.count >= 36)
    let required = modules[1].inputs.filter { $0.standard == nil }.map(\.name)
    #expect(required == ["ssh_key_names", "alert_emails"])
    let main = HCL.File(modules[1].main).text
    for words in [
      "resource \"digitalocean_loadbalancer\" \"api\"", "entry_port      = 80",
      "entry_port       = 443", "name = \"restomarket-staging-api\"",
      "v1/insights/droplet/cpu", "v1/insights/droplet/memory_utilization_percent",
      "v1/insights/droplet/disk_utilization_percent", "v1/insights/droplet/load_5",
      "source = \"../../modules/networking\"", "source = \"../../modules/database\"",
      "source = \"../../modules/redis\"", "source = \"../../modules/api-cluster\"",
    ] { #expect(main.contains(words), "\(words)") }
    let expected: [(String, HCL.Expression)] = [
      ("vpc_ip_range", "10.20.0.0/16"), ("admin_ssh_ips", []), ("api_port", 3001),
      ("database_version", "16"), ("database_nodes", 2), ("database_size", "db-s-2vcpu-4gb"),
      ("database_enable_pool", true), ("database_pool_mode", "transaction"),
      ("database_pool_size", 25), ("redis_size", "db-s-2vcpu-4gb"),
      ("redis_eviction_policy", "allkeys_lru"), ("api_droplet_count", 2),
      ("api_droplet_size", "s-2vcpu-4gb"), ("api_droplet_image", "ubuntu-22-04-x64"),
      ("api_enable_backups", true), ("api_enable_monitoring", true),
      ("enable_https_redirect", true), ("enable_sticky_sessions", false),
      ("health_check_path", "/health"), ("health_check_interval", 10),
      ("health_check_timeout", 5), ("health_check_unhealthy_threshold", 3),
      ("health_check_healthy_threshold", 2), ("alert_cpu_threshold", 80),
      ("alert_memory_threshold", 85), ("alert_disk_threshold", 90), ("alert_load_threshold", 3),
      ("alert_window", "5m"), ("enable_alerts", true),
    ]
    for (name, value) in expected {
      #expect(modules[1].inputs.first { $0.name == name }?.standard == value, "\(name)")
    }
    #expect(modules[0].inputs.first { $0.name == "vpc_ip_range" }?.standard == "10.10.0.0/16")
    #expect(!HCL.File(modules[0].main).text.contains("loadbalancer"))
  }

  @Test("show every variable in the example of values, and no secret's value") func example() throws
  {
    for (place, root) in Self.all {
      let module = root.module
      let text = TfvarsExample(inputs: module.inputs).text
      for input in module.inputs {
        let line =
          input.isSensitive ? "# export TF_VAR_\(input.name)=" : "\(input.name) = "
        #expect(
          text.contains("\n\(input.standard == nil ? "" : "# ")\(line)")
            || text.contains("\n\(line)"), "\(place): \(input.name)")
      }
    }
  }

  @Test("tell costs that add up, as tfgen cost does") func costs() throws {
    let stack = try Stacks.stack(named: "reference")
    for (root, total) in zip(Self.roots(of: stack), ["36.00", "249.60"]) {
      let module = root.module
      let readme = try Stacks.text(
        "m/\(module.name)/README.md", in: module.files(in: "m", by: "tfgen"))
      #expect(readme.contains("| **together** |  |  | **$\(total)** |"))
      let rows = readme.split(separator: "\n").filter {
        $0.hasPrefix("| ") && $0.contains(" × ") && $0.contains(" | $")
      }
      let cents = rows.compactMap { row in
        row.split(separator: "$").last.flatMap { Int($0.filter { $0.isNumber }) }
      }
      #expect(cents.count == rows.count && !cents.isEmpty)
      #expect(cents.reduce(0, +) == Int(total.filter { $0 != "." }))
      let summary = try #require(module.outputs.first { $0.name == "summary" })
      #expect(summary.value.line.contains("$\(total), by the stack's sizes"))
    }
  }

  @Test("cut names that are too long, and keep them apart") func names() throws {
    let long = "a-name-of-twenty-4-chars"
    let stack = try Stacks.stack(
      """
      { "project": { "name": "a-project-whose-name-is-32-chars" },
        "services": [{ "name": "api" }],
        "datastores": [
          { "name": "\(long)", "engine": "postgres" },
          { "name": "\(long.dropLast())z", "engine": "postgres" }],
        "environments": [{ "name": "\(long)", "kind": "digitalocean" }] }
      """)
    let root = Self.roots(of: stack)[0]
    let names = stack.datastores.map { root.modules.names.name($0.name) }
    #expect(names.allSatisfy { $0.utf8.count <= 50 } && names[0] != names[1])
    #expect(root.modules.names.name("api").utf8.count <= 50)
  }

  @Test("keep apart what users call alike") func collisions() throws {
    let stack = try Stacks.stack(
      """
      { "project": { "name": "alike" },
        "services": [
          { "name": "nets", "port": 4000 }, { "name": "api", "port": 4001 },
          { "name": "load-balancer", "port": 80 }, { "name": "ssh", "port": 4002 }],
        "datastores": [
          { "name": "networking", "engine": "postgres" }, { "name": "api-datastore", "engine": "redis" },
          { "name": "api-cluster", "engine": "valkey" }, { "name": "vpc", "engine": "postgres" },
          { "name": "database-firewall", "engine": "postgres" },
          { "name": "networking-datastore", "engine": "valkey" }],
        "environments": [{
          "name": "main", "kind": "digitalocean", "domain": "example.org", "project": "alike",
          "servers": [
            { "name": "networking", "services": ["nets"] },
            { "name": "api", "services": ["api", "load-balancer"] },
            { "name": "database-firewall", "services": ["ssh"] }],
          "loadBalancer": { "pool": "api", "service": "load-balancer" },
          "alerts": { "slack": "#alerts" }, "uptime": {},
          "state": { "bucket": "states" } }] }
      """)
    let root = Self.roots(of: stack)[0]
    let module = root.module
    #expect(Set(module.inputs.map(\.name)).count == module.inputs.count)
    #expect(Set(module.outputs.map(\.name)).count == module.outputs.count)
    let blocks = module.main.items.compactMap { item -> String? in
      if case .block(let block) = item {
        ([block.type] + block.labels).joined(separator: " ")
      } else {
        nil
      }
    }
    #expect(Set(blocks).count == blocks.count, "\(blocks)")
    #expect(
      module.inputs.filter { $0.standard == nil }.map(\.name)
        == ["ssh_key_names", "slack_webhook_url"])
    #expect(HCL.File(module.settings).text.contains("key    = \"main/terraform.tfstate\""))
  }
}
