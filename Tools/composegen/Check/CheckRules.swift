import Diagnostics

/// Every rule, family by family, in the order of the manual's table.
enum CheckRules {
  static let all: [CheckRule] =
    FormRules.all + PortRules.all + PortForm.all + DependencyRules.all + VariableRules.all
    + EnvironmentRules.all + SecretRules.all + MountRules.all + DataRules.all + BuildRules.all
    + HealthRules.all + ProcessRules.all + DeploymentRules.all + IsolationRules.all
    + NetworkRules.all + NeighbourRules.all + ModelRules.all

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

  /// The rule of a name; `nil` for what isn't a rule, as what compose says.
  static func named(_ id: String) -> CheckRule? { byName[id] }
}
