import Emit
import Health

/// The daemon that watches the server's health: what it looks at, its unit, and the daemon itself
/// where the stack says where the tools come from.
extension UserDataSteps {
  static let health: Statements = [
    .comment("The daemon that watches this server's health; its unit waits for the program."),
    .when(
      test("-n", "\(variable: "healthd_config")"),
      then: [
        .set("restarts", "no"),
        put("644", "\(HealthUnit.configurationFile)", decoded("healthd_config")),
        .when(isChanged, then: [.set("restarts", "yes")]),
        put("644", "/etc/systemd/system/\(HealthUnit.name)", decoded("healthd_unit")),
        .when(isChanged, then: [run("systemctl", "daemon-reload"), .set("restarts", "yes")]),
        .when(
          .all([test("-n", "\(variable: "healthd_url")"), .not(hasRelease)]),
          then: release + [.set("restarts", "yes")]),
        .when(
          test("\(variable: "restarts")", "=", "yes"),
          then: [
            run("systemctl", "enable", "\(HealthUnit.name)"),
            run("systemctl", "restart", "\(HealthUnit.name)"),
          ]),
      ]), .blank,
  ]

  /// The archive's digest is kept, so that another one is fetched, and the same never again.
  private static let hasRelease = run(
    "grep", "-qxsF", .variable("healthd_sha256"), "\(state)/healthd")

  private static let release: Statements = [
    .set("folder", .output(run("mktemp", "-d"))),
    run(
      "curl", "--fail", "--silent", "--show-error", "--location", "--proto", "=https", "--retry",
      "5", "--output", "\(variable: "folder")/tools.tar.gz", .variable("healthd_url")),
    .write(
      run("printf", "%s  %s\\n", .variable("healthd_sha256"), "\(variable: "folder")/tools.tar.gz"),
      to: "\(variable: "folder")/tools.sha256"),
    run("sha256sum", "--check", "--quiet", "\(variable: "folder")/tools.sha256"),
    run(
      "tar", "-xzf", "\(variable: "folder")/tools.tar.gz", "-C", .variable("folder"),
      "bin/healthd"),
    run(
      "install", "-D", "-m", "755", "\(variable: "folder")/bin/healthd",
      "\(HealthUnit.executable)"), run("rm", "-r", .variable("folder")),
    put("600", "\(state)/healthd", .variable("healthd_sha256")),
  ]

  private static func put(
    _ mode: Shell.Word, _ path: Shell.Word, _ content: Shell.Word
  ) -> Shell.Statement { run("put", mode, path, content) }

  private static func decoded(_ name: String) -> Shell.Word {
    .output(.pipe([run("printf", "%s", .variable(name)), run("base64", "--decode")]))
  }
}
