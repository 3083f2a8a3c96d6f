import TestKit
import Testing

@Suite("setup") struct SetupTests {
  static let compilers: [(version: String, message: String)] = [
    ("5.10", "swift is 5.10; install 6.2 or later (swift.org/install)"),
    ("6.1.2", "swift is 6.1; install 6.2 or later (swift.org/install)"),
    ("next", "swift is of an unknown version; install 6.2 or later (swift.org/install)"),
  ]

  @Test("refuses an older compiler", arguments: compilers.indices)
  func compiler(_ row: Int) throws {
    let (version, message) = SetupTests.compilers[row]
    let script = try StandIn(swift: "echo 'Swift version \(version) (a build)'")
    // Where it isn't refused, nothing is to be installed all the same.
    for name in ["apt-get", "python3"] { try script.add(name, "exit 1") }
    let run = try script.run("setup.sh")
    #expect(run.status == 3)
    #expect(run.error == "setup: error: \(message)\n")
  }

  @Test("says what to type where it may not install") func unprivileged() throws {
    let run = try unprivileged(StandIn(swift: SetupTests.compiler))
    #expect(run.status == 3)
    #expect(
      run.error.hasPrefix("\(SetupTests.refusal) shellcheck "), "\(run.error)")
    #expect(!run.error.contains("called"))
  }

  @Test("knows a package by a program or by a file") func packages() throws {
    let script = try StandIn(swift: SetupTests.compiler)
    try script.folder.write("", to: "there.h")
    try script.folder.write(
      """
      # apt: file 1 \(script.folder.path("there.h"))
      # apt: program 1 sed
      # apt: no-file 1 \(script.folder.path("lacking.h"))
      # apt: no-program 1 lacking

      """, to: "scripts/pins.txt")
    let run = try unprivileged(script)
    #expect(run.status == 3)
    #expect(
      run.error == "\(SetupTests.refusal) no-file no-program python3 python3-venv\n")
  }

  private static let compiler = "echo 'Swift version 6.2 (a build)'"
  private static let refusal =
    "setup: error: installing packages needs root; run this as root, then make setup again: "
    + "apt-get update && apt-get install -y --no-install-recommends"

  /// Runs setup on a machine with nothing that it looks for, and no way to become root.
  private func unprivileged(_ script: StandIn) throws -> Program.Run {
    for name in ["dirname", "cat", "sed", "head", "mkdir", "sha256sum", "cut"] {
      try script.add(name, "exec \"$(PATH=$HOST_PATH command -v \(name))\" \"$@\"")
    }
    try script.add("id", "echo 1000")
    try script.add("apt-get", "echo called >&2")
    return try Program.run(
      try bash(), [script.folder.path("scripts/setup.sh")],
      environment: [
        "PATH": script.folder.path("path"), "HOST_PATH": Program.environment["PATH"] ?? "",
      ])
  }

  @Test("keeps servers of new packages from starting, until it ends", arguments: [true, false])
  func servers(isThere: Bool) throws {
    let script = try StandIn(swift: "echo 'Swift version 6.2 (a build)'")
    let policy = script.folder.path("policy-rc.d")
    let setup = try Checkout.read("scripts/setup.sh")
    try script.folder.write(
      setup.replacing("policy=/usr/sbin/policy-rc.d", with: "policy=\(policy)"),
      to: "scripts/setup.sh")
    try script.folder.write("# apt: absent 1 a-program-nobody-has\n", to: "scripts/pins.txt")
    try script.add("id", "echo 0")
    try script.add(
      "apt-get", "[ \"$1\" = update ] || { \(policy); echo \"it said $?\"; exit 100; }")
    if isThere {
      try script.add("own", "exit 104")
      _ = try Program.run("mv", [script.folder.path("path/own"), policy])
    }
    let run = try script.run("setup.sh")
    #expect(run.status == 3)
    #expect(
      run.error
        == "it said \(isThere ? 104 : 101)\nsetup: error: apt-get can't install: absent\n")
    #expect(script.folder.exists("policy-rc.d") == isThere)
  }

  /// The pins are complete: every package has a version and a hash, and none comes from elsewhere.
  @Test("installs nothing that isn't pinned by hash") func pins() throws {
    let text = try Checkout.read("scripts/pins.txt")
    let joined = text.replacing("\\\n", with: " ").split(separator: "\n")
    let packages = joined.filter { !$0.drop { $0 == " " }.hasPrefix("#") }
    #expect(packages.count > 20)
    for package in packages {
      let words = package.split(separator: " ")
      #expect(words[0].split(separator: "==").count == 2, "\(words[0]) has no version")
      #expect(words.count > 1, "\(words[0]) has no hash")
      for word in words.dropFirst() {
        #expect(word.hasPrefix("--hash=sha256:") && word.count == 78, "\(words[0]): \(word)")
      }
    }
  }

  private func bash() throws -> String {
    let found = try Program.shell("command -v bash").output
    return String(found.dropLast())
  }
}
