import Artifacts
import JSON
import Model
import TestKit
import Testing

@testable import composegen

@Suite("composegen on random stacks") struct ComposegenPropertyTests {
  /// What tells a judge to look away.
  private static let excuses = [
    "hadolint ignore", "hadolint global", "checkov:skip", "trivy:ignore", "tfsec:ignore",
    "yamllint disable", "gitleaks:allow",
  ]

  @Test(
    "stacks come out whole: paths of their own, nothing needed hidden, no judge told to look away")
  func properties() throws {
    var random = RandomStacks(seed: 7)
    let stacks = try Stacks.all.map(\.stack) + (0..<200).map { _ in try random.next() }
    for (number, stack) in stacks.enumerated() {
      let files = ComposegenGenerator.files(for: stack)
      #expect(Set(files.map(\.path)).count == files.count, "stack \(number)")
      #expect(files == ComposegenGenerator.files(for: stack), "stack \(number)")
      let filter = ContextFilter(stack)
      let patterns = filter.text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        .map { IgnorePattern(String($0)) }
      for path in filter.needed {
        #expect(!IgnorePattern.excludes(path, by: patterns), "stack \(number): \(path)")
      }
      for file in files {
        #expect(file.content.hasSuffix("\n") && !file.content.contains(" \n"), "\(file.path)")
        for word in Self.excuses {
          #expect(!file.content.contains(word), "stack \(number), \(file.path): \(word)")
        }
      }
    }
  }

  /// What must be among random stacks for a judgement of them to mean much.
  private static let kinds: [(name: String, isOne: @Sendable (Stack) -> Bool)] = [
    ("nestjs", { $0.imageServices.contains { $0.framework == .nestjs } }),
    ("nextjs", { $0.imageServices.contains { $0.framework == .nextjs } }),
    ("node", { $0.imageServices.contains { $0.framework == .node } }),
    ("static", { $0.imageServices.contains { $0.framework == .static } }),
    ("a command of npm", { $0.imageServices.contains { $0.command.first == "npm" } }),
    ("written folders", { $0.imageServices.contains { !$0.writable.isEmpty } }),
    ("a wait", { $0.imageServices.contains { !$0.dependencies.isEmpty } }),
    ("no image", { $0.imageServices.isEmpty }),
    ("pnpm", { $0.toolchain.packageManager.kind == .pnpm }),
    ("npm", { $0.toolchain.packageManager.kind == .npm }),
    ("yarn", { $0.toolchain.packageManager.kind == .yarn }),
    ("yarn 4", { $0.toolchain.packageManager.isModernYarn }),
    ("turbo", { $0.toolchain.usesTurbo }), ("no turbo", { !$0.toolchain.usesTurbo }),
    ("Debian", { !$0.toolchain.nodeImage.contains("alpine") }),
    ("a digest", { $0.toolchain.nodeImage.contains("@sha256:") }),
    ("no packages", { $0.packages.isEmpty }), ("packages", { $0.packages.count > 2 }),
    ("no datastores", { $0.datastores.isEmpty }),
    ("two databases", { $0.datastores.filter { $0.engine == .postgres }.count > 1 }),
    ("valkey", { $0.datastores.contains { $0.engine == .valkey } }),
    ("redis", { $0.datastores.contains { $0.engine == .redis } }),
    ("three environments", { $0.composeEnvironments.count == 3 }),
    ("both modes", { Set($0.composeEnvironments.map(\.mode)).count == 2 }),
    ("published", { $0.composeEnvironments.contains { $0.address == "0.0.0.0" } }),
    (
      "a port of its own",
      { $0.composeEnvironments.contains { $0.ports.contains { $0.value > 20_000 } } }
    ),
    ("Adminer", { $0.composeEnvironments.contains { $0.adminer != nil } }),
    ("origins", { $0.variables.contains { $0.origin != nil } }),
    ("a folder of the application", { $0.paths.application != "." }),
    ("arguments of builds", { $0.hasBuilds { !$0.arguments.isEmpty } }),
    ("secrets in builds", { $0.hasBuilds { !$0.secrets.isEmpty } }),
  ]

  @Test("two hundred random stacks are of every kind") func variety() throws {
    var random = RandomStacks(seed: 11)
    let stacks = try (0..<200).map { _ in try random.next() }
    for kind in Self.kinds {
      let count = stacks.count { kind.isOne($0) }
      #expect(count >= 5, "\(kind.name): \(count)")
    }
  }
}

extension Stack {
  /// Whether variables of one of its builds are such.
  fileprivate func hasBuilds(where isOne: (BuildVariables) -> Bool) -> Bool {
    imageServices.contains { isOne(BuildVariables(of: $0, in: self)) }
  }
}
