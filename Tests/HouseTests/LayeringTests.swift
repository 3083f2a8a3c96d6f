import Testing

@Suite("layers") struct LayeringTests {
  @Test("hold in this package") func checkout() throws {
    let manifest = try Manifest.ofCheckout()
    #expect(manifest.targets.contains { $0.name == "tfgen" && $0.dependencies.contains("Model") })
    let faults = Layering.faults(in: manifest)
    #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
  }

  /// A way to spoil a package, and what is then said of it.
  struct Spoiling: Sendable {
    let fault: String
    let spoil: @Sendable (inout Manifest) -> Void

    init(_ fault: String, _ spoil: @escaping @Sendable (inout Manifest) -> Void) {
      self.fault = fault
      self.spoil = spoil
    }
  }

  static let spoilings = [
    Spoiling("the package depends on {}; it depends on none") { $0.packages = ["{}"] },
    Spoiling("JSON uses Platform, which isn't below it") { $0.use("Platform", in: "JSON") },
    Spoiling("Platform uses Model, which isn't below it") { $0.use("Model", in: "Platform") },
    Spoiling("Model uses tfgen, which isn't below it") { $0.use("tfgen", in: "Model") },
    Spoiling("tfgen uses the tool wfgen; what two tools share lives in Shared") {
      $0.use("wfgen", in: "tfgen")
    },
    Spoiling("Model uses TestKit, which is for tests") { $0.use("TestKit", in: "Model") },
    Spoiling("Emit is in Emit; a tool belongs in Tools/, any other in Shared/") {
      $0.change("Emit") { $0.path = "Emit" }
    },
    Spoiling("Mine is in no layer; give it its place in Layering.layers") {
      $0.targets.append(.sound("Mine", in: "Shared"))
    },
    Spoiling("Emit has a layer, but isn't a target of the package") {
      $0.targets.removeAll { $0.name == "Emit" }
    },
    Spoiling("Emit is compiled without: treatAllWarnings error") {
      $0.change("Emit") { $0.settings.removeLast() }
    },
    Spoiling("TestKit is compiled without: enableUpcomingFeature ExistentialAny") {
      $0.change("TestKit") { $0.settings.removeFirst() }
    },
  ]

  @Test("are found broken", arguments: spoilings) func faults(_ spoiling: Spoiling) {
    var manifest = Manifest.sound
    #expect(Layering.faults(in: manifest).isEmpty)
    spoiling.spoil(&manifest)
    #expect(Layering.faults(in: manifest) == [spoiling.fault])
  }
}

extension Manifest {
  /// A package of every target of ``Layering/layers`` and a test's, that no rule objects to.
  static let sound = Manifest(
    targets: Layering.layers.dropLast().joined().map { .sound($0, in: "Shared") }
      + Layering.layers[Layering.layers.count - 1].map {
        .sound($0, in: "Tools", type: "executable")
      } + [.sound("TestKit", in: "Tests")])

  fileprivate mutating func change(_ name: String, _ change: (inout Target) -> Void) {
    for index in targets.indices where targets[index].name == name { change(&targets[index]) }
  }

  fileprivate mutating func use(_ used: String, in name: String) {
    change(name) { $0.dependencies.append(used) }
  }
}

extension Manifest.Target {
  static func sound(_ name: String, in folder: String, type: String = "regular") -> Self {
    Manifest.Target(
      name: name, type: type, path: "\(folder)/\(name)", dependencies: [],
      settings: Layering.settings)
  }
}
