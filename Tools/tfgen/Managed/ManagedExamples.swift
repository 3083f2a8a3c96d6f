import Emit
import JSON
import Model

/// What examples of managed clusters begin with, by the stack's own names.
struct ManagedExamples {
  let stack: Stack
  /// The module's name, and that of its folder.
  let module: String
  let engines: Set<Datastore.Engine>

  /// A cluster in an environment of a tier, as the stack has it or as one could be.
  struct Place {
    var environment: String
    var region: String
    var store: String
    /// `nil` where the stack has no environment of the tier.
    var cluster: ManagedDatastore?
  }

  func place(_ tier: CloudEnvironment.Tier, _ name: String) -> Place {
    let store = stack.datastores.first { engines.contains($0.engine) }?.name ?? module
    guard let environment = stack.cloudEnvironments.first(where: { $0.tier == tier }) else {
      return Place(environment: name, region: "nyc3", store: store)
    }
    return Place(
      environment: environment.name, region: environment.region, store: store,
      cluster: environment.datastores[named: store])
  }

  /// The arguments that every call has; `more` is between the place and who may connect.
  func example(
    _ place: Place, _ more: [(String, HCL.Expression)]
  ) -> Markdown.Block {
    let stem = "\(stack.project.name)-\(place.environment)"
    return TerraformModule.example(
      module,
      [
        ("source", .string("../../modules/\(module)")),
        ("cluster_name", .string("\(stem)-\(place.store)")),
        ("environment", .string(place.environment)), ("region", .string(place.region)),
        ("vpc_id", .reference("module.networking.vpc_id")),
      ] + more + [("trusted_tags", [.string("\(stem)-api")])])
  }

  /// Size and number of nodes, as the stack has them.
  static func nodes(
    _ cluster: ManagedDatastore?, else size: String, _ count: Int
  ) -> [(String, HCL.Expression)] {
    [
      ("node_size", .string(cluster?.size ?? size)),
      ("node_count", .number(cluster?.nodes ?? count)),
    ]
  }
}
