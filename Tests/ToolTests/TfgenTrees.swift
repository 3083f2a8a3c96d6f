import Emit
import Model
import TestKit

@testable import tfgen

/// The modules and environments that tests of emitted HCL go over: of all stacks, and of 200 random
/// ones.
enum TfgenTrees {
  struct Tree {
    let name: String
    let modules: [TerraformModule]
    let roots: [EnvironmentRoot]

    /// Modules, then the root module of each environment.
    var all: [TerraformModule] { modules + roots.map(\.module) }
  }

  static let all: [Tree] = {
    var random = RandomStacks(seed: 41)
    let invented = (0..<200).compactMap { index in
      (try? random.next()).map { ("random-\(index)", $0) }
    }
    return (Stacks.all.map { ($0.name, $0.stack) } + invented).map(tree)
  }()

  static func tree(_ name: String, _ stack: Stack) -> Tree {
    let modules = TfgenGenerator.modules(for: stack)
    return Tree(
      name: name, modules: modules,
      roots: stack.cloudEnvironments.map {
        EnvironmentRoot(stack: stack, environment: $0, modules: modules)
      })
  }
}

extension EnvironmentRoot {
  /// What the environment makes, with the values that its variables have by default: its own
  /// resources, and those of the modules that it calls.
  var resources: [(place: String, resource: String, body: HCL.Body)] {
    let module = module
    let values = Dictionary(
      uniqueKeysWithValues: module.inputs.map { ("var.\($0.name)", $0.standard ?? .null) })
    let own = Self.resources(of: module, values)
    return own
      + modules.all.flatMap { call in
        var inner = Dictionary(
          uniqueKeysWithValues: call.module.inputs.map { ("var.\($0.name)", $0.standard ?? .null) })
        for (name, value) in call.values {
          inner["var.\(name)"] = value.mapReferences { values[$0] ?? .reference($0) }
        }
        return Self.resources(of: call.module, inner)
      }
  }

  private static func resources(
    of module: TerraformModule, _ values: [String: HCL.Expression]
  ) -> [(place: String, resource: String, body: HCL.Body)] {
    module.main.items.compactMap { item in
      guard case .block(let block) = item, block.type == "resource" else { return nil }
      return (
        "\(module.name): \(block.labels.joined(separator: "."))", block.labels[0],
        block.body.mapReferences { values[$0] ?? .reference($0) }
      )
    }
  }
}

extension HCL.Expression {
  /// Every traversal in it.
  var references: Set<String> {
    var found: Set<String> = []
    _ = mapReferences { path in
      found.insert(path)
      return .reference(path)
    }
    return found
  }
}
