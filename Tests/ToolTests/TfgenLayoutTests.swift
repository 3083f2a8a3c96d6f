import Artifacts
import Diagnostics
import JSON
import Model
import TestKit
import Testing

@testable import composegen
@testable import tfgen

@Suite("The infrastructure folder's layout") struct TfgenLayoutTests {
  @Test(
    "has a folder for each environment at DigitalOcean, twice",
    arguments: [
      ("production.json", ["staging", "production"]), ("hostile-names.json", ["source"]),
      ("reference", ["dev", "staging"]),
    ])
  func environments(_ name: String, _ environments: [String]) throws {
    let leaves = Layout(stack: try Stacks.stack(named: name)).leaves.map(\.path)
    for folder in ["terraform/environments/", "ansible/inventory/"] {
      let found = leaves.filter { $0.hasPrefix(folder) }.map { String($0.dropFirst(folder.count)) }
      #expect(found == environments, "\(folder)")
    }
  }

  @Test("keeps the folders of environments where there are none") func noEnvironment() throws {
    let leaves = Layout(stack: try Stacks.stack(named: "two-databases.json")).leaves.map(\.path)
    #expect(leaves.contains("terraform/environments"))
    #expect(leaves.contains("ansible/inventory"))
    #expect(!leaves.contains("terraform/modules/api-cluster"))
  }

  @Test("names no folder twice") func unique() throws {
    for (name, stack) in Stacks.all {
      let paths = Layout(stack: stack).all.map(\.path)
      #expect(Set(paths).count == paths.count, "\(name)")
    }
  }

  @Test("keeps empty folders only, each by one line of comment") func placeholders() throws {
    for (name, stack) in Stacks.all {
      let files = TfgenGenerator.files(for: stack) + ComposegenGenerator.files(for: stack)
      let kept = files.filter { $0.path.hasSuffix("/.gitkeep") }
      #expect(!kept.isEmpty, "\(name)")
      for file in kept {
        let folder = file.path.dropLast(".gitkeep".count)
        #expect(files.count { $0.path.hasPrefix(folder) } == 1, "\(name): \(file.path)")
        #expect(file.content.hasPrefix("# "), "\(name): \(file.path)")
        #expect(file.content.split(separator: "\n").count == 1, "\(name): \(file.path)")
      }
    }
  }

  @Test("leaves out the placeholders of modules that are there, and no other") func filled() throws
  {
    let files = TfgenGenerator.files(for: try Stacks.stack(named: "reference"))
    let kept = files.map(\.path).filter { $0.hasSuffix("/.gitkeep") }
    #expect(kept.count == 7)
    #expect(kept.allSatisfy { !$0.hasPrefix("terraform/") })
  }

  @Test("is below the folder that the stack names") func place() throws {
    var stack = try Stacks.stack(named: "minimal.json")
    stack.paths.infrastructure = "deploy/infra"
    let paths = TfgenGenerator.files(for: stack).map(\.path)
    #expect(paths.allSatisfy { $0.hasPrefix("deploy/infra/") })
  }

  @Test("tells of Redis only where it would be managed", arguments: [true, false])
  func redis(_ hasCloud: Bool) throws {
    let cloud = hasCloud ? #", { "name": "live", "kind": "digitalocean" }"# : ""
    let stack = try Stacks.stack(
      #"""
      { "project": { "name": "x" }, "services": [{ "name": "api" }],
        "datastores": [{ "name": "a", "engine": "valkey" }, { "name": "b", "engine": "redis" }],
        "environments": [{ "name": "local", "kind": "compose" }\#(cloud)] }
      """#)
    let notes = TfgenGenerator.notes(for: stack)
    #expect(notes.compactMap(\.pointer?.description) == (hasCloud ? ["/datastores/1/engine"] : []))
    #expect(notes.allSatisfy { $0.severity == .note && $0.message.contains("Valkey") })
  }
}
