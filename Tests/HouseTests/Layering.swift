/// Who may use whom. A module may use what is below it, and nothing else.
enum Layering {
  /// The modules, from the ground up, which is in C; those of one layer don't know one another.
  static let layers: [[String]] = [
    ["CLinux", "CLoaded", "CPCRE2", "CVectorscan", "CYAML"],
    ["Platform", "JSON"],
    ["Diagnostics", "Emit", "YAMLReader"],
    ["CommandLine", "Model", "Artifacts"],
    ["Generation", "Health"],
    ["envcheck", "healthd", "tfgen", "composegen", "wfgen", "rollout"],
  ]

  /// What every target in Swift is compiled with.
  static let settings = [
    "enableUpcomingFeature ExistentialAny", "enableUpcomingFeature MemberImportVisibility",
    "treatAllWarnings error",
  ]

  /// What is wrong with a package's layers, a line a fault.
  static func faults(in manifest: Manifest) -> [String] {
    packages(manifest) + strangers(manifest) + upward(manifest) + unset(manifest)
  }

  private static func rank(_ name: String) -> Int? {
    layers.firstIndex { $0.contains(name) }
  }

  private static func packages(_ manifest: Manifest) -> [String] {
    manifest.packages.map { "the package depends on \($0); it depends on none" }
  }

  /// Targets that no layer has, names in a layer that aren't targets, and targets out of place.
  private static func strangers(_ manifest: Manifest) -> [String] {
    let product = manifest.targets.filter { !$0.isTestSupport }
    let names = Set(product.map(\.name))
    let homeless = product.filter { rank($0.name) == nil }
      .map { "\($0.name) is in no layer; give it its place in Layering.layers" }
    let absent = layers.joined().filter { !names.contains($0) }
      .map { "\($0) has a layer, but isn't a target of the package" }
    let displaced =
      product
      .filter { $0.path != "\($0.type == "executable" ? "Tools" : "Shared")/\($0.name)" }
      .map { "\($0.name) is in \($0.path); a tool belongs in Tools/, any other in Shared/" }
    return homeless + absent + displaced
  }

  /// Uses that don't lead down.
  private static func upward(_ manifest: Manifest) -> [String] {
    let tools = Set(manifest.targets.filter(\.isTool).map(\.name))
    let support = Set(manifest.targets.filter(\.isTestSupport).map(\.name))
    return manifest.targets.filter { !$0.isTestSupport }.flatMap { target in
      target.dependencies.compactMap { used -> String? in
        if support.contains(used) { return "\(target.name) uses \(used), which is for tests" }
        if target.isTool && tools.contains(used) {
          return "\(target.name) uses the tool \(used); what two tools share lives in Shared"
        }
        guard let own = rank(target.name), let other = rank(used), own <= other else { return nil }
        return "\(target.name) uses \(used), which isn't below it"
      }
    }
  }

  /// Targets in Swift that lack a setting.
  private static func unset(_ manifest: Manifest) -> [String] {
    manifest.targets.filter { !layers[0].contains($0.name) }.flatMap { target in
      settings.filter { !target.settings.contains($0) }
        .map { "\(target.name) is compiled without: \($0)" }
    }
  }
}
