import TestKit
import Testing

@testable import envcheck

@Suite("envcheck scan in a repository") struct GitScanTests {
  static let line = "api_key = \"\(SecretTests.key)\""

  private func run(_ line: String, in folder: TemporaryDirectory) throws -> Program.Run {
    try Tools.shell(
      "set -eu; git() { command git -c user.name=a -c user.email=a@b.c -c init.defaultBranch=main \"$@\"; }; "
        + line, directory: folder.path,
      environment: ["XDG_CACHE_HOME": folder.path("cache"), "GIT_CONFIG_GLOBAL": "/dev/null"])
  }

  @Test("--staged sees lines that are added, and no others") func staged() throws {
    let folder = try TemporaryDirectory()
    let prepared = try run(
      "git init -q r; cd r; printf '%s\\nb\\n' '\(Self.line)' >a; git add a; git commit -qm 1; "
        + "printf '%s\\nb\\nc\\n' '\(Self.line)' >a; git add a; envcheck scan --staged --format human",
      in: folder)
    #expect(prepared.status == 0, "\(prepared.output)\(prepared.error)")
    let added = try run(
      "cd r; printf 'x\\ny\\n%s\\n' '\(Self.line)' >'with space'; git add .; echo '\(Self.line)' >unstaged; "
        + "envcheck scan --staged --format human", in: folder)
    #expect(added.status == 1)
    #expect(added.output.hasPrefix("envcheck: warning: with space:3:12: "), "\(added.output)")
    #expect(added.output.split(separator: "\n").count == 1)
  }

  @Test("--history sees what is gone, once, with the commit that brought it") func history() throws
  {
    let folder = try TemporaryDirectory()
    let run = try run(
      "git init -q r; cd r; echo '\(Self.line)' >a; git add a; git commit -qm 1; git rev-parse HEAD; "
        + "echo more >>a; git commit -qam 2; git rm -q a; git commit -qm 3; "
        + "envcheck scan --history --format human; exit $?", in: folder)
    let lines = run.output.split(separator: "\n")
    #expect(run.status == 1 && lines.count == 2, "\(run.output)\(run.error)")
    #expect(lines.last?.contains("(32 bytes) in commit \(lines.first?.prefix(12) ?? "?")") == true)
  }

  @Test("--history=RANGE sees only what a branch has added") func range() throws {
    let folder = try TemporaryDirectory()
    let prepared = try run(
      "git init -q r; cd r; echo '\(Self.line)' >a; git add a; git commit -qm 1; git checkout -qb b; "
        + "echo x >c; git add c; git commit -qm 2; envcheck scan --history=main..b; echo $?; "
        + "envcheck scan --history=no-such-thing || echo $?", in: folder)
    #expect(prepared.output == "0\n3\n", "\(prepared.output)\(prepared.error)")
    #expect(prepared.error.contains("git says: fatal: bad revision 'no-such-thing'"))
  }

  @Test("says so where there is no repository, or no git") func noRepository() throws {
    let folder = try TemporaryDirectory()
    let run = try run(
      "mkdir e; cd e; export GIT_CEILING_DIRECTORIES=/; envcheck scan --staged || echo $?; "
        + "tool=$(command -v envcheck); PATH=/nowhere \"$tool\" scan --staged || echo $?",
      in: folder)
    #expect(run.output == "3\n3\n")
    #expect(run.error.contains("git says: "))
    #expect(run.error.contains("git isn't there; install it, or scan the files without it"))
  }

  @Test("reads records and patches of a diff") func changes() {
    let diff =
      ":100644 100644 aa bb M\0x\0:000000 100644 00 cc A\0y z\0\0diff --git a/x b/x\n@@ -1,0 +2,3 @@\n+a\n"
      + "@@ -9 +12 @@ f\n-b\n+c\n@@ -20,2 +22,0 @@\n-d\n-e\ndiff --git a/y z b/y z\nnew file mode 100644\n"
      + "@@ -0,0 +1 @@\n+q\n"
    #expect(
      StagedScan.changes(in: Array(diff.utf8)) == [
        .init(path: "x", id: "bb", lines: [2...4, 12...12]),
        .init(path: "y z", id: "cc", lines: [1...1]),
      ])
  }
}
