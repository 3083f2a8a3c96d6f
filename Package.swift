// swift-tools-version: 6.2
import PackageDescription

/// Every target is compiled alike: Swift 6 mode, warnings are errors, existentials and imports are spelt out.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A module of `Shared/`. A module may use those above it in ``shared`` that it names.
func shared(_ name: String, uses: [String] = [], links: [String] = []) -> Target {
  .target(
    name: name, dependencies: uses.map { .byName(name: $0) }, path: "Shared/\(name)",
    swiftSettings: settings,
    // The standard library's rounding needs libm, which only `import Glibc` would link.
    linkerSettings: (["m"] + links).map { .linkedLibrary($0) })
}

/// How libyaml is linked: the archive, so that what is built needs none where it runs. It comes with
/// Debian's libyaml-dev and Alpine's libyaml-static. Where a distribution has none (Fedora, Arch),
/// `SLIPWAY_LIBYAML=yaml` in the environment of a build links the shared library. Headers and
/// libraries outside the default paths are found by CPATH and LIBRARY_PATH.
let yaml = Context.environment["SLIPWAY_LIBYAML"] ?? ":libyaml.a"

/// One of the six executables. A tool uses modules of `Shared/`, never another tool.
func tool(_ name: String, uses: [String], resources: [Resource]? = nil) -> Target {
  .executableTarget(
    name: name, dependencies: uses.map { .byName(name: $0) }, path: "Tools/\(name)",
    resources: resources, swiftSettings: settings)
}

/// The tests of one module or of the tools.
func tests(_ name: String, of uses: [String]) -> Target {
  .testTarget(
    name: name, dependencies: (["TestKit"] + uses).map { .byName(name: $0) },
    path: "Tests/\(name)", swiftSettings: settings)
}

let tools = ["envcheck", "healthd", "tfgen", "composegen", "wfgen", "rollout"]
let generator = [
  "Generation", "Artifacts", "CommandLine", "Diagnostics", "Emit", "Model", "Platform",
]

let package = Package(
  name: "slipway",
  products: tools.map { .executable(name: $0, targets: [$0]) },
  dependencies: [],
  targets: [
    // The ground: the operating system, and the medium of the whole product.
    .target(name: "CLinux", path: "Shared/CLinux"),
    .systemLibrary(name: "CYAML", path: "Shared/CYAML", providers: [.apt(["libyaml-dev"])]),
    shared("Platform", uses: ["CLinux"]),
    shared("JSON"),
    // What every tool says and how.
    shared("Diagnostics", uses: ["JSON", "Platform"]),
    shared("CommandLine", uses: ["Diagnostics", "Platform"]),
    shared("Emit"),
    shared("YAMLReader", uses: ["CYAML", "JSON"], links: [yaml]),
    // What the tools share: the stack, and the stream of files made from it.
    shared("Model", uses: ["Diagnostics", "JSON"]),
    shared("Artifacts", uses: ["Diagnostics", "JSON", "Platform"]),
    // The one command that every generator has.
    shared(
      "Generation",
      uses: ["Artifacts", "CommandLine", "Diagnostics", "JSON", "Model", "Platform"]),
    // What is asked of a host's health, derived from the stack.
    shared("Health", uses: ["Diagnostics", "JSON", "Model"]),

    tool("envcheck", uses: generator + ["JSON"]),
    tool(
      "healthd",
      uses: [
        "Artifacts", "CommandLine", "Diagnostics", "Generation", "Health", "JSON", "Model",
        "Platform",
      ]),
    tool(
      "tfgen", uses: generator + ["Health", "JSON"], resources: [.embedInCode("Data/catalog.json")]),
    tool("composegen", uses: generator + ["JSON", "YAMLReader"]),
    tool(
      "wfgen", uses: generator + ["JSON", "YAMLReader"],
      resources: ["actions", "hazards", "images"].map { .embedInCode("Data/\($0).json") }),
    tool("rollout", uses: ["CommandLine", "Diagnostics", "Platform"]),

    .target(
      name: "TestKit", dependencies: ["Platform"], path: "Tests/TestKit", swiftSettings: settings),
    tests("PlatformTests", of: ["Platform"]),
    tests("JSONTests", of: ["JSON"]),
    tests("DiagnosticsTests", of: ["Diagnostics", "JSON"]),
    tests("CommandLineTests", of: ["CommandLine", "Diagnostics", "Platform"]),
    tests("EmitTests", of: ["Emit", "JSON", "YAMLReader"]),
    tests("YAMLReaderTests", of: ["YAMLReader", "JSON"]),
    tests("ModelTests", of: ["Model", "Diagnostics", "JSON"]),
    tests("ArtifactsTests", of: ["Artifacts", "Diagnostics", "JSON", "Platform"]),
    tests("HealthTests", of: ["Health", "Diagnostics", "JSON", "Model"]),
    tests("ToolTests", of: tools + generator + ["Health", "JSON", "YAMLReader"]),
    .executableTarget(
      name: "json-bench", dependencies: ["JSON"], path: "Tests/Bench/JSONBench",
      swiftSettings: settings),
    tests("EngineTests", of: ["composegen", "tfgen", "wfgen", "JSON", "Platform"]),
    tests("HouseTests", of: ["JSON", "Platform"]),
  ],
  swiftLanguageModes: [.v6]
)
