import JSON

/// Repositories in the shapes that public ones have, in words of our own.
enum InitFixtures {
  static let all = starters + servers + sites + managers + odd + crowds

  /// A package.json of a few words.
  static func package(
    _ name: String, _ scripts: [String: String] = [:], needs: [String] = [], builds: [String] = [],
    more: String = ""
  ) -> String {
    func quoted(_ text: String) -> String {
      String(decoding: JSONPrinter.compact(.string(text)), as: UTF8.self)
    }
    func object(_ members: [(String, String)]) -> String {
      let lines = members.sorted { $0.0 < $1.0 }.map { "\(quoted($0.0)): \(quoted($0.1))" }
      return "{" + lines.joined(separator: ", ") + "}"
    }
    return """
      {
        "name": "\(name)",
        "scripts": \(object(scripts.map { ($0.key, $0.value) })),
        "dependencies": \(object(needs.map { ($0, "*") })),
        "devDependencies": \(object(builds.map { ($0, "*") }))\(more.isEmpty ? "" : ",\n  " + more)
      }

      """
  }

  static let turbo =
    #"{ "tasks": { "build": {}, "dev": { "persistent": true }, "lint": {}, "test": {}, "check-types": {} } }"#
}
