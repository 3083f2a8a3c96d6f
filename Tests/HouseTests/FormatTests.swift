import TestKit
import Testing

@Suite("format") struct FormatTests {
  static let lint = ["format", "lint", "--strict", "--recursive"]

  @Test("is that of swift format") func sources() throws {
    let run = try Program.run(
      "swift", FormatTests.lint + ["Package.swift", "Shared", "Tools", "Tests"],
      directory: Checkout.root, deadline: .seconds(300))
    #expect(run.status == 0, "run make fmt\n\(run.error)\(run.output)")
  }

  @Test("is judged by the settings of the checkout") func settings() throws {
    let folder = try TemporaryDirectory()
    try folder.write(try Checkout.read(".swift-format"), to: ".swift-format")
    try folder.write("struct A {\n  var a = 1\n}\n", to: "A.swift")
    #expect(try Program.run("swift", FormatTests.lint + [folder.path("A.swift")]).status == 0)
    try folder.write("struct A {\n    var a = 1\n}\n", to: "A.swift")
    let run = try Program.run("swift", FormatTests.lint + [folder.path("A.swift")])
    #expect(run.status == 1)
    #expect(run.error.contains("Indentation"), "\(run.error)")
  }
}
