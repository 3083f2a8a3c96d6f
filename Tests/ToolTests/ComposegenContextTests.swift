import Emit
import Model
import TestKit
import Testing

@testable import composegen

@Suite("The build context of composegen") struct ComposegenContextTests {
  @Test(
    "patterns match as Docker's do",
    arguments: [
      ("docs", "docs/a/b.md", true), ("docs", "apps/docs", false), ("/docs", "docs", true),
      ("**/dist", "dist", true), ("**/dist", "a/b/dist/c", true), ("**/dist", "a/distant", false),
      ("*.md", "README.md", true), ("*.md", "a/README.md", false), ("**/*.md", "a/b.md", true),
      ("**/.env.*", "apps/api/.env.local", true), ("**/.env.*", ".env", false),
      ("a/**/b", "a/b", true), ("a/**/b", "a/x/y/b", true), ("a/**", "a", true),
      ("a?c", "abc", true),
      ("a?c", "ac", false),
    ])
  func patterns(_ pattern: String, _ path: String, _ matches: Bool) {
    #expect(IgnorePattern(pattern).matches(path) == matches)
  }

  @Test("the last pattern that matches decides")
  func exceptions() {
    let patterns = ["docs", "!docs/site", "docs/site/**/node_modules"].map(IgnorePattern.init)
    #expect(IgnorePattern.excludes("docs/guide.md", by: patterns))
    #expect(!IgnorePattern.excludes("docs/site/index.html", by: patterns))
    #expect(IgnorePattern.excludes("docs/site/a/node_modules/x", by: patterns))
    #expect(!IgnorePattern.excludes("apps", by: patterns))
  }

  @Test("nothing that a Dockerfile copies, and no source, is left out")
  func nothingNeededIsHidden() throws {
    for (name, stack) in Stacks.all where !stack.imageServices.isEmpty {
      let patterns = try Self.patterns(of: stack)
      for service in stack.imageServices {
        let text = ServiceImage(service, in: stack).dockerfile.text
        for path in Self.copied(by: text) {
          #expect(!Self.isHidden(path, by: patterns), "\(name): \(path)")
        }
      }
      let sources =
        stack.services.map { "\($0.path)/\($0.source)" }
        + stack.packages.map { $0.source == "." ? $0.path : "\($0.path)/\($0.source)" }
      for source in sources {
        #expect(!Self.isHidden("\(source)/main.ts", by: patterns), "\(name): \(source)")
      }
    }
  }

  @Test("secrets, installs and version control stay out of every context")
  func secretsAreHidden() throws {
    for (name, stack) in Stacks.all where !stack.imageServices.isEmpty {
      let patterns = try Self.patterns(of: stack)
      let folders =
        [""] + stack.services.map { $0.path + "/" } + stack.packages.map { $0.path + "/" }
      for folder in folders {
        for hidden in [".env", ".env.development", "node_modules/x/index.js", "server.pem"] {
          #expect(Self.isHidden(folder + hidden, by: patterns), "\(name): \(folder + hidden)")
        }
      }
      for hidden in [".git/config", "docker-compose.yml", "README.md", ".github/workflows/ci.yml"] {
        #expect(Self.isHidden(hidden, by: patterns), "\(name): \(hidden)")
      }
    }
  }

  @Test("what builds write stays out, save where source is in it")
  func outputs() throws {
    let patterns = try Self.patterns(of: Stacks.stack(named: "reference"))
    #expect(Self.isHidden("apps/api/dist/main.js", by: patterns))
    #expect(Self.isHidden("apps/web/.next/build-manifest.json", by: patterns))
    #expect(Self.isHidden("packages/shared/dist/index.js", by: patterns))
    #expect(Self.isHidden("apps/api/src/app.spec.ts", by: patterns))
  }

  private static func patterns(of stack: Stack) throws -> [String] {
    let path = stack.paths.application(".dockerignore")
    let text = try Stacks.text(path, in: ComposegenGenerator.files(for: stack))
    return text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
  }

  /// Names that a Dockerfile copies from the context; patterns stand for the name that they mean.
  private static func copied(by dockerfile: String) -> [String] {
    dockerfile.split(separator: "\n").filter { $0.hasPrefix("COPY ") && !$0.contains("--from=") }
      .flatMap { $0.split(separator: " ").dropFirst().dropLast() }
      .map { word in String(word.filter { !"[]*".contains($0) }) }
      .filter { $0 != "." }
  }

  /// Docker's rule once more, by regular expressions, so that a fault of the tool's own matcher shows.
  private static func isHidden(_ path: String, by patterns: [String]) -> Bool {
    var hidden = false
    for pattern in patterns {
      let isException = pattern.hasPrefix("!")
      guard let expression = try? Regex(regex(isException ? String(pattern.dropFirst()) : pattern))
      else { continue }
      if path.firstMatch(of: expression) != nil { hidden = !isException }
    }
    return hidden
  }

  private static func regex(_ pattern: String) -> String {
    var result = "^"
    var rest = Substring(pattern.hasPrefix("/") ? String(pattern.dropFirst()) : pattern)
    while let character = rest.first {
      if rest.hasPrefix("**/") {
        result += "(.*/)?"
        rest = rest.dropFirst(3)
        continue
      }
      switch character {
      case "*": result += "[^/]*"
      case "?": result += "[^/]"
      case _ where character.isLetter || character.isNumber || "/_-~@".contains(character):
        result += String(character)
      default: result += "\\" + String(character)
      }
      rest = rest.dropFirst()
    }
    return result + "(/|$)"
  }
}
