import Glibc
import Model
import Platform
import TestKit
import Testing

@testable import composegen

@Suite("composegen init on what is no application") struct InitFaultTests {
  private static let app =
    #"{ "name": "web", "scripts": { "dev": "next dev" }, "dependencies": { "next": "15" } }"#
  private static let root = #"{ "name": "r", "workspaces": ["apps/*", "packages/*"] }"#

  @Test(
    "ends with 2, the place and the remedy, and prints nothing",
    arguments: [
      (
        [:],
        "r: no package.json, so no Turborepo and no application; name the folder of an application"
      ),
      (
        ["web/package.json": app],
        "r: no package.json, so no Turborepo and no application; is it in r/web?"
      ),
      (["package.json": ""], "r/package.json:1:1: expected a value, found end of input"),
      (
        ["package.json": "{\n  \"name\": \"a\",\n}"],
        "r/package.json:3:1: expected a name in double quotes after \",\", found \"}\"; remove the comma"
      ),
      (
        ["package.json": "// x\n{}"],
        "r/package.json:1:1: expected a value, found \"/\"; JSON has no comments"
      ),
      (["package.json": "[]"], "r/package.json:1: expected an object, found an array; "),
      (["package.json": "\u{0}\u{1}"], "r/package.json:1:1: expected a value, found U+0000"),
      (
        ["package.json": root, "apps/web/package.json": "{"],
        "r/apps/web/package.json:1:2: expected a name"
      ),
      (
        ["package.json": root, "apps/web/package.json": app, "turbo.json": "{ /* x"],
        "r/turbo.json:1:3: expected \"*/\" after the comment"
      ),
      (
        ["package.json": root, "apps/web/package.json": app, "turbo.json": "{,}"],
        "r/turbo.json:1:2: expected a name"
      ),
      (
        ["package.json": root, "pnpm-workspace.yaml": "packages:\n\t- x"],
        "r/pnpm-workspace.yaml:2:"
      ),
      (["package.json": root, "pnpm-workspace.yaml": "packages: [a\n"], "r/pnpm-workspace.yaml:"),
      (
        ["package.json": "{}"],
        "r/package.json: is no Turborepo and no application: looked for \"workspaces\" in package.json, pnpm-workspace.yaml, and scripts"
      ),
      (
        ["package.json": #"{ "scripts": { "test": "vitest" } }"#],
        "r/package.json: is no Turborepo and no application: "
      ),
      (["package.json": root], "r/package.json: is no Turborepo and no application: "),
      (
        ["package.json": root, "packages/a/package.json": "{}"],
        "r/package.json: none of the 1 workspaces runs: "
      ),
    ] as [([String: String], String)])
  func refused(_ files: [String: String], _ message: String) throws {
    let folder = try TemporaryDirectory()
    try Folder.make(path: folder.path("r"))
    for (path, text) in files { try folder.write(text, to: "r/\(path)") }
    let run = try Tools.shell("composegen init r", directory: folder.path)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.error.hasPrefix("composegen: error: \(message)"), "\(run.error)")
    let records = try Tools.shell("composegen init r --format ndjson", directory: folder.path)
    #expect(records.status == 2 && records.output.isEmpty)
  }

  @Test(
    "a path that is none",
    arguments: [
      ("none", "none: no such file or directory; name the folder of an application"),
      ("file", "file: not a directory; name the folder of an application"),
      ("", "PATH is missing"), ("a b", "unexpected argument \"b\""),
      ("''", "PATH: the value is empty"),
    ])
  func paths(_ path: String, _ message: String) throws {
    let folder = try TemporaryDirectory()
    try folder.write("x", to: "file")
    let run = try Tools.shell("composegen init \(path)", directory: folder.path)
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(run.error.hasPrefix("composegen: error: \(message)"), "\(run.error)")
  }

  @Test("packages that depend on each other are named, in a circle") func cycles() throws {
    let folder = try TemporaryDirectory()
    try folder.write(Self.root, to: "package.json")
    for (name, need) in [("a", "b"), ("b", "c"), ("c", "a"), ("d", "d")] {
      try folder.write(
        #"{ "name": "@x/\#(name)", "dependencies": { "@x/\#(need)": "workspace:*" } }"#,
        to: "packages/\(name)/package.json")
    }
    try folder.write(Self.app, to: "apps/web/package.json")
    let run = InitRun(folder.path)
    #expect(run.status == 2 && run.output.isEmpty)
    #expect(
      run.error.contains(
        "packages/a/package.json:1: @x/a -> @x/b -> @x/c -> @x/a depend on each other"),
      "\(run.error)")
  }

  @Test("what is only needed to build is a circle for Turborepo alone") func buildCycles() throws {
    let folder = try TemporaryDirectory()
    try folder.write(Self.root, to: "package.json")
    try folder.write(
      #"{ "name": "a", "devDependencies": { "b": "*" } }"#, to: "packages/a/package.json")
    try folder.write(
      #"{ "name": "b", "dependencies": { "a": "*" } }"#, to: "packages/b/package.json")
    try folder.write(Self.app, to: "apps/web/package.json")
    #expect(InitRun(folder.path).status == 0)
    try folder.write("{}", to: "turbo.json")
    #expect(InitRun(folder.path).error.contains("a -> b -> a"))
  }

  @Test(
    "links that lead outside are named",
    arguments: [
      "package.json", "turbo.json", "apps/web", "apps/web/package.json", "apps/web/.env",
      "pnpm-workspace.yaml", "docker-compose.yml", "apps/web/src/secret.ts",
    ])
  func links(_ path: String) throws {
    let folder = try TemporaryDirectory()
    try folder.write(Self.app, to: "outside/package.json")
    try folder.write(Self.app, to: "outside/file")
    try folder.write(Self.root, to: "r/package.json")
    try folder.write(Self.app, to: "r/apps/site/package.json")
    try folder.write("", to: "r/apps/web/src/x.ts")
    if path != "apps/web/package.json" { try folder.write(Self.app, to: "r/apps/web/package.json") }
    let run = Program.self
    _ = try run.shell(
      "rm -rf r/\(path) && ln -s \(folder.path)/outside/\(path == "apps/web" ? "" : "file") r/\(path)",
      directory: folder.path)
    let absolute = InitRun(folder.path("r"))
    let up = String(repeating: "../", count: path.split(separator: "/").count)
    _ = try run.shell(
      "ln -sfn \(up)outside/\(path == "apps/web" ? "" : "file") r/\(path)", directory: folder.path)
    let relative = InitRun(folder.path("r"))
    // Source isn't followed through links at all: it is there under its own name, too.
    if path.hasSuffix(".ts") {
      #expect(absolute.status == 0 && relative.status == 0)
      return
    }
    for run in [absolute, relative] {
      #expect(run.status == 2 && run.output.isEmpty, "\(run.output)")
      #expect(run.error.contains("r/\(path)"), "\(run.error)")
      #expect(run.error.contains("is a link that leads out of"), "\(run.error)")
    }
  }

  @Test("links that stay inside are followed, and circles of them end") func inside() throws {
    let folder = try TemporaryDirectory()
    try folder.write(#"{ "name": "r", "workspaces": ["apps/**"] }"#, to: "package.json")
    try folder.write(Self.app, to: "real/package.json")
    try folder.write("A_NAME=1\n", to: ".env.example")
    for (link, target) in [
      ("apps/web", "../real"), ("apps/loop", "loop"), ("apps/up", ".."),
      ("real/.env.example", "../.env.example"),
    ] {
      try Folder.make(path: folder.path("apps"))
      #expect(symlink(target, folder.path(link)) == 0)
    }
    let run = InitRun(folder.path)
    #expect(run.status == 0, "\(run.error)")
    #expect(try run.stack().services.map(\.path).contains("apps/web"))
  }

  @Test("files beyond the limit are named with it") func enormous() throws {
    for path in [
      "package.json", "turbo.json", "apps/web/package.json", "apps/web/.env", "docker-compose.yml",
    ] {
      let folder = try TemporaryDirectory()
      try folder.write(Self.root, to: "package.json")
      try folder.write(Self.app, to: "apps/web/package.json")
      _ = try Program.shell("truncate -s 5M \(path)", directory: folder.path)
      let run = InitRun(folder.path)
      #expect(run.status == 2 && run.output.isEmpty)
      #expect(
        run.error.contains("\(path): is larger than 4 MiB, more than is read; "), "\(run.error)")
    }
  }

  @Test("lockfiles and source may be as large as they are") func large() throws {
    let folder = try TemporaryDirectory()
    try folder.write(Self.root, to: "package.json")
    try folder.write(Self.app, to: "apps/web/package.json")
    try folder.write("", to: "apps/web/src/big.ts")
    _ = try Program.shell(
      "truncate -s 20M yarn.lock apps/web/src/big.ts; mkfifo apps/web/src/pipe.ts apps/web/.env",
      directory: folder.path)
    let run = InitRun(folder.path)
    #expect(run.status == 0, "\(run.error)")
    #expect(run.error.contains("apps/web: holds more source than is read"))
  }

  @Test("a compose file that is no YAML is said, and isn't needed") func compose() throws {
    let folder = try TemporaryDirectory()
    try folder.write(Self.root, to: "package.json")
    try folder.write(Self.app, to: "apps/web/package.json")
    try folder.write("services: [\n", to: "docker-compose.yml")
    let run = InitRun(folder.path)
    #expect(run.status == 0)
    #expect(
      run.error.contains("composegen: warning: \(folder.path)/docker-compose.yml:"), "\(run.error)")
  }
}
