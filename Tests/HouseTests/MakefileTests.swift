import TestKit
import Testing

@Suite("Makefile") struct MakefileTests {
  /// The targets that a person types, with `task-NN` for those of the single tasks.
  static func targets() throws -> [String] {
    let lines = try Checkout.read("Makefile").split(separator: "\n")
    let names = lines.filter { $0.hasPrefix(".PHONY:") }
      .flatMap { $0.split(separator: " ").dropFirst().map(String.init) }
    return try names.filter { !$0.hasPrefix("$(") && !$0.hasSuffix("task-%)") } + tasks()
  }

  /// Targets of single tasks: `task-01`.
  static func tasks() throws -> [String] {
    let line = try Checkout.read("Makefile").split(separator: "\n")
      .first { $0.hasPrefix("TASKS := ") }
    return try #require(line).split(separator: " ").dropFirst(2).map { "task-\($0)" }
  }

  static func make(_ arguments: String...) throws -> Program.Run {
    // What an outer make has said isn't meant for this one.
    let cleared = ["MAKEFLAGS": "", "MFLAGS": "", "MAKELEVEL": "0"]
    return try Program.run("make", arguments, directory: Checkout.root, environment: cleared)
  }

  @Test("lists in its help what a person types") func help() throws {
    let run = try MakefileTests.make("help")
    #expect(run.status == 0, "\(run.error)")
    let listed = run.output.split(separator: "\n").compactMap { line -> String? in
      let words = line.split(separator: " ")
      #expect(words.count > 2 && words[0] == "make", "no description: \(line)")
      return words.count > 1 ? String(words[1]) : nil
    }
    let tasks = try MakefileTests.tasks()
    let typed = try MakefileTests.targets().filter { !tasks.contains($0) && $0 != "all" }
    let shown = Set(listed).subtracting(["all", "task-NN"])
    #expect(shown == Set(typed))
    #expect(listed.contains("all") && listed.contains("task-NN"), "\(listed)")
  }

  @Test("is read by make, target by target") func dryRun() throws {
    for target in try MakefileTests.targets() {
      let run = try MakefileTests.make("--dry-run", target)
      #expect(run.status == 0, "make \(target): \(run.error)")
      #expect(run.error.isEmpty, "make \(target): \(run.error)")
    }
  }

  @Test("runs scripts that exist") func scripts() throws {
    let scripts = try Checkout.names(in: "scripts")
    for word in try Checkout.read("Makefile").split(whereSeparator: { " \n\t@".contains($0) })
    where word.hasPrefix("scripts/") && word.hasSuffix(".sh") {
      let name = String(word.dropFirst("scripts/".count))
      #expect(scripts.contains(name), "the Makefile runs scripts/\(name), which is missing")
    }
  }
}
