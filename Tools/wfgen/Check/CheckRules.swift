import Diagnostics

/// Every rule, family by family, in the order of the manual's table.
enum CheckRules {
  static let all: [CheckRule] =
    FormRules.all + TriggerRules.all + PatternRules.all + InputRules.all + JobRules.all
    + RunnerRules.all + MatrixRules.all + ServiceRules.all + ConcurrencyRules.all
    + PermissionRules.all + PinRules.all + HazardRules.all + InterfaceRules.all
    + ExpressionRules.all + ReferenceRules.all + ConditionRules.all + InjectionRules.all
    + SecretRules.all + VariableRules.all + ScriptRules.all + CacheRules.all + FlowRules.all
    + ArtifactRules.all

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

  /// The rule of a name.
  static func named(_ id: String) -> CheckRule? { byName[id] }
}
