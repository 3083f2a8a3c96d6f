import Model
import TestKit
import Testing

@testable import envcheck

/// What programs read in the templates: all of them the same.
@Suite("Readers of templates") struct EnvcheckReaderTests {
  @Test("a shell, docker compose and python's dotenv read the same values")
  func alike() throws {
    let compose = Judge.find("docker-compose")
    let python = try pythonWithDotenv()
    for (name, stack) in EnvcheckStacks.all {
      let folder = try TemporaryDirectory()
      try EnvcheckStacks.write(stack, to: folder)
      try folder.write("services: { a: { image: 'busybox:1' } }\n", to: "compose.yaml")
      for (path, _) in TemplatePaths(stack: stack).all {
        let file = stack.paths.application(path)
        let names = Self.names(in: try folder.read(file))
        let shell = try shellValues(folder.path(file))
        #expect(names.allSatisfy { shell[$0] != nil }, "\(name): sh misses names of \(file)")
        if let python {
          let values = try dotenvValues(folder.path(file), python)
          #expect(Set(values.keys) == Set(names), "\(name): \(file)")
          #expect(names.allSatisfy { values[$0] == shell[$0] }, "\(name): \(file): \(values)")
        }
        if let compose {
          let values = try composeValues(file, in: folder, compose)
          // What the process itself has set wins over a file.
          let seen = names.filter { Program.environment[$0] == nil }
          #expect(seen.allSatisfy { values[$0] == shell[$0] }, "\(name): \(file): \(values)")
        }
      }
    }
  }

  @Test("a shell reads each value as the stack says it")
  func exact() throws {
    let stack = try EnvcheckStacks.stack(named: "hostile-names.json")
    let folder = try TemporaryDirectory()
    try EnvcheckStacks.write(stack, to: folder)
    let values = try shellValues(folder.path(".env.example"))
    for variable in stack.variables {
      guard let value = variable.standard, variable.name != "QUOTES" else { continue }
      #expect(values[variable.name] == value, "\(variable.name)")
    }
    #expect(values["QUOTES"] == nil)
  }

  private static func names(in text: String) -> [String] {
    text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      .compactMap { line in line.firstIndex(of: "=").map { String(line[..<$0]) } }
  }

  private func entries(_ text: String) -> [String: String] {
    Dictionary(
      text.split(separator: "\n").compactMap { line in
        line.firstIndex(of: "=").map {
          (String(line[..<$0]), String(line[line.index(after: $0)...]))
        }
      }, uniquingKeysWith: { first, _ in first })
  }

  private func shellValues(_ path: String) throws -> [String: String] {
    let run = try Program.run(
      "/usr/bin/env",
      ["-i", "/bin/sh", "-euc", "set -a; . \"$1\"; exec /usr/bin/env", "sh", path])
    #expect(run.status == 0 && run.error.isEmpty, "sh on \(path): \(run.error)")
    return entries(run.output)
  }

  private func composeValues(
    _ file: String, in folder: TemporaryDirectory, _ compose: String
  ) throws -> [String: String] {
    let run = try Program.run(
      compose, ["--file", "compose.yaml", "--env-file", file, "config", "--environment"],
      directory: folder.path)
    #expect(run.status == 0 && run.error.isEmpty, "compose on \(file): \(run.error)")
    return entries(run.output)
  }

  private func dotenvValues(_ path: String, _ python: String) throws -> [String: String] {
    let script = """
      import sys, dotenv
      for name, value in dotenv.dotenv_values(sys.argv[1], interpolate=False).items():
          print(f"{name}={value}")
      """
    let run = try Program.run(
      python, ["-X", "utf8", "-c", script, path], environment: ["PYTHONIOENCODING": "utf-8"])
    #expect(run.status == 0 && run.error.isEmpty, "dotenv on \(path): \(run.error)")
    return entries(run.output)
  }

  private func pythonWithDotenv() throws -> String? {
    guard let python = Judge.find("python3", isOptional: true) else { return nil }
    if try Program.run(python, ["-c", "import dotenv"]).status == 0 { return python }
    Judge.skip("python's dotenv")
    return nil
  }
}
