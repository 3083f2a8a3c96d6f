import TestKit
import Testing

/// What a user of composegen sees of a stack that can't be built.
@Suite("Bad input of composegen") struct ComposegenBadInputTests {
  @Test(
    "is told with its place and a remedy, and nothing is written",
    arguments: [
      (
        #""services":[{"name":"a","dependsOn":["b"]},{"name":"b","dependsOn":["a"]}]"#,
        "1:49: /services/0/dependsOn: a → b → a wait for each other; take one of the dependencies away"
      ),
      (
        #""services":[{"name":"a","dependsOn":["c"]}]"#,
        #"1:62: /services/0/dependsOn/0: there is no service "c"; there are: a"#
      ),
      (
        #""services":[{"name":"a","port":80},{"name":"b","port":80}]"#,
        #"1:72: /services/1/port: port 80 is used by "a" in "development" and by "b" in "development"; give one of them another port on the host"#
      ),
      (
        #""services":[{"name":"a"}],"toolchain":{"image":"node:latest"}"#,
        #"1:64: /toolchain/image: "node:latest" is another image after each release; name the release, as "node:24-alpine""#
      ),
      (
        #""services":[{"name":"a"}],"datastores":[{"name":"d","engine":"postgress"}]"#,
        #"1:77: /datastores/0/engine: "postgress" is not an engine; did you mean "postgres"? allowed: postgres, redis, valkey"#
      ),
      (
        #""services":[{"name":"a"}],"toolchain":{"packageManager":"pnmp@10"}"#,
        #"1:64: /toolchain/packageManager: "pnmp@10" is not pnpm, npm or yarn, with or without a version, as "pnpm@10""#
      ),
      (
        #""services":[{"name":"a","path":"../../etc"}]"#,
        #"1:49: /services/0/path: "../../etc" is not a path inside the repository"#
      ),
      (
        #""services":[{"name":"a","framework":"nest"}]"#,
        #"1:49: /services/0/framework: "nest" is not a framework; allowed: nestjs, nextjs, node, static"#
      ),
    ])
  func refused(_ members: String, _ message: String) throws {
    let folder = try TemporaryDirectory()
    try folder.write(#"{"project":{"name":"x"},"# + members + "}", to: "stack.json")
    let before = try folder.snapshot(withTimes: true)
    for destination in ["", "--out .", "--check ."] {
      let run = try Tools.shell(
        "composegen --stack stack.json \(destination)", directory: folder.path)
      #expect(run.status == 2, "\(destination)")
      #expect(run.output.isEmpty, "\(run.output)")
      #expect(run.error.hasPrefix("composegen: error: stack.json:\(message)"), "\(run.error)")
      #expect(try folder.snapshot(withTimes: true) == before, "\(destination)")
    }
  }

  private static let workspaces = #"""
    { "project": { "name": "x" }, "packages": [{ "path": "packages/ui" }],
      "services": [{ "name": "web", "path": "apps/wbe" }, { "name": "api" }]
    """#

  @Test(
    "services and packages that an application hasn't are named, and nothing is written",
    arguments: [("", "."), (#", "paths": { "application": "site" }"#, "site")])
  func missing(_ paths: String, _ root: String) throws {
    let folder = try TemporaryDirectory()
    try folder.write(Self.workspaces + paths + "}", to: "s.json")
    try folder.write("{}", to: "\(root)/package.json")
    try folder.write("{}", to: "\(root)/apps/web/package.json")
    let before = try folder.snapshot(withTimes: true)
    for destination in ["--out .", "--check ."] {
      let run = try Tools.shell("composegen --stack s.json \(destination)", directory: folder.path)
      #expect(run.status == 2 && run.output.isEmpty)
      #expect(
        run.error.split(separator: "\n") == [
          "composegen: error: s.json:2:33: /services/0/path: there is no apps/wbe/package.json in \(root), which every image copies; did you mean \"apps/web\"?",
          "composegen: error: s.json:2:55: /services/1/path: there is no apps/api/package.json in \(root), which every image copies; correct the path, or make the workspace first",
          "composegen: error: s.json:1:46: /packages/0/path: there is no packages/ui/package.json in \(root), which every image copies; correct the path, or make the workspace first",
          "composegen: hint: nothing was written",
        ], "\(run.error)")
      #expect(try folder.snapshot(withTimes: true) == before, "\(destination)")
    }
    let records = try Tools.shell("composegen --stack s.json", directory: folder.path)
    #expect(records.status == 0)
  }
}
