import Artifacts
import Emit
import Model
import TestKit
import Testing

@testable import composegen
@testable import envcheck
@testable import tfgen

@Suite("The infrastructure folder's README") struct TfgenReadmeTests {
  private static func readme(of stack: Stack) -> String {
    InfrastructureReadme(stack: stack, layout: Layout(stack: stack)).text
  }

  /// The paths of everything that the stack's generators write beside the workflows.
  private static func paths(for stack: Stack) -> Set<String> {
    let files =
      TfgenGenerator.files(for: stack) + ComposegenGenerator.files(for: stack)
      + EnvcheckGenerator.files(for: stack)
    return Set(files.map(\.path))
  }

  /// The lines of the `sh` blocks.
  private static func commands(in text: String) -> [String] {
    text.split(separator: "```sh\n").dropFirst().flatMap { part in
      part.prefix(upTo: part.firstRange(of: "```")?.lowerBound ?? part.endIndex)
        .split(separator: "\n").map(String.init)
    }
  }

  @Test(
    "leads from its own folder to the application",
    arguments: [
      (".", ".", "."), (".", "application", "application"), ("infrastructure", ".", ".."),
      ("deploy/infra", ".", "../.."), ("deploy/infra", "src/app", "../../src/app"),
      ("deploy/infra", "deploy/app", "../app"), ("app/infra", "app", ".."),
      ("app", "app/web", "web"), ("ab", "abc", "../abc"),
    ])
  func way(_ infrastructure: String, _ application: String, _ way: String) throws {
    var stack = try Stacks.stack(named: "minimal.json")
    stack.paths.infrastructure = infrastructure
    stack.paths.application = application
    let shown = Self.commands(in: Self.readme(of: stack)).filter { $0.hasPrefix("cd ") }
    #expect(shown == ["cd \(way)", "cd \(way)", "cd terraform/environments/staging"])
  }

  @Test("links to files that the tools write") func links() throws {
    for (name, stack) in Stacks.all {
      let paths = Self.paths(for: stack)
      let targets = Self.readme(of: stack).split(separator: "](").dropFirst()
        .map { String($0.prefix { $0 != ")" }) }
      #expect(targets.contains("stack.schema.json"), "\(name)")
      for target in targets {
        #expect(paths.contains(stack.paths.infrastructure(target)), "\(name): \(target)")
      }
    }
  }

  @Test("names compose files and templates that the tools write") func files() throws {
    var count = 0
    for (name, stack) in Stacks.all {
      let paths = Self.paths(for: stack)
      for line in Self.commands(in: Self.readme(of: stack)) {
        let words = line.split(separator: " ").map(String.init)
        let named: String
        switch words.prefix(2) {
        case ["docker", "compose"]: named = words[3]
        case _ where words[0] == "cp" && !words[1].hasPrefix("terraform."): named = words[1]
        default: continue
        }
        count += 1
        #expect(paths.contains(stack.paths.application(named)), "\(name): \(line)")
      }
    }
    #expect(count > 20)
  }

  @Test("shows commands of programs among the prerequisites") func programs() throws {
    for (name, stack) in Stacks.all {
      for line in Self.commands(in: Self.readme(of: stack)) {
        let program = String(line.prefix { $0 != " " })
        #expect(["cd", "cp", "docker", "terraform"].contains(program), "\(name): \(line)")
      }
    }
  }

  @Test("shows what each local environment publishes") func ports() throws {
    let text = Self.readme(of: try Stacks.stack(named: "reference"))
    for row in [
      "| api | `127.0.0.1:3001` |", "| database | `127.0.0.1:5432` |",
      "| redis | `127.0.0.1:6379` |", "| adminer | `127.0.0.1:8080` |",
      "| api | `127.0.0.1:3002` |", "| adminer | `127.0.0.1:8081` |",
    ] { #expect(text.contains(row), "\(row)") }
    let open = Self.readme(of: try Stacks.stack(named: "two-databases.json"))
    #expect(open.contains("other machines: rehearsal (0.0.0.0)."))
    #expect(!open.contains("| adminer | `0.0.0.0:"))
  }

  @Test("says nothing of what a stack hasn't", arguments: ["no-images", "two-databases.json"])
  func absent(_ name: String) throws {
    let text = Self.readme(of: try Stacks.stack(named: name))
    let words = name == "no-images" ? "docker compose" : "terraform init"
    #expect(!text.contains(words))
  }

  @Test("says of later tools that they are to come") func promises() throws {
    for (name, stack) in Stacks.all {
      for line in Self.readme(of: stack).split(separator: "\n") where line.contains("`rollout`") {
        #expect(line.contains("To come: `rollout` will"), "\(name): \(line)")
      }
    }
    let text = Self.readme(of: try Stacks.stack(named: "reference"))
    #expect(text.contains("| [dev](terraform/environments/dev/README.md) | `nyc3` |"))
    #expect(text.contains("| $249.60 |"))
    #expect(text.contains("| staging | 80 % | 85 % | 90 % | 3 | 5m |"))
  }
}
