import Diagnostics

/// The script that development runs of a service, and what keeps it from running in a container.
struct ScriptGuess {
  let member: Member
  let framework: Framework
  /// The script, where it isn't `dev`.
  private(set) var script: String?
  private(set) var notes: [Note] = []

  private static let names = ["dev", "start:dev", "develop", "dev:server", "serve", "start"]

  init(_ member: Member, _ framework: Framework, isDeployed: Bool) {
    self.member = member
    self.framework = framework
    let manifest = member.manifest
    let known = ScriptGuess.names.filter { manifest.script($0) != nil }
    guard let first = known.first else {
      notes.append(
        Note(
          "no-script", "it has no script that development could run",
          do: "add a script \"dev\" to its package.json", from: manifest.file.place("scripts"),
          at: "script", severity: .warning))
      return
    }
    let chosen = known.first { !runs(["docker", "docker-compose"], $0) } ?? first
    if chosen != "dev" {
      script = chosen
      let reason =
        chosen == first
        ? "it has no script \"dev\"" : "\"\(first)\" runs Docker, which containers don't have"
      notes.append(
        Note(
          "guessed-script", "\"\(chosen)\", for \(reason)", from: manifest.place(ofScript: chosen),
          at: "script"))
    }
    guard isDeployed else { return }
    noteHost(chosen)
    noteDocker(chosen)
    noteBun(chosen)
  }

  private func runs(_ programs: Set<String>, _ script: String) -> Bool {
    let line = ScriptLine(member.manifest.whole(script) ?? "")
    return programs.contains { line.arguments(of: $0) != nil }
  }

  private mutating func warn(_ rule: String, _ message: String, do remedy: String, _ script: String)
  {
    notes.append(
      Note(
        rule, message, do: remedy, from: member.manifest.place(ofScript: script), at: "script",
        severity: .warning))
  }

  /// A server on localhost is out of reach in a container.
  private mutating func noteHost(_ script: String) {
    let text = member.manifest.whole(script) ?? ""
    let configurations = ["vite.config.", "astro.config."].compactMap { member.configuration($0) }
    guard framework.isLocal,
      !["--host", "-H ", "-h "].contains(where: { text.range(of: $0) != nil }),
      !configurations.contains(where: { $0.contains("host:") })
    else { return }
    warn(
      "local-server", "the server of the script \"\(script)\" listens on localhost alone",
      do: "add `--host 0.0.0.0` to it, so that it is reached in a container", script)
  }

  private mutating func noteDocker(_ script: String) {
    guard runs(["docker", "docker-compose"], script) else { return }
    warn(
      "no-docker", "the script \"\(script)\" runs Docker, which containers don't have",
      do: "give development a script that starts the server alone", script)
  }

  private mutating func noteBun(_ script: String) {
    let scripts = ["build", script].filter { runs(["bun", "bunx"], $0) }
    guard let first = scripts.first else { return }
    let names = scripts.map { "\"\($0)\"" }.joined(separator: " and ")
    let subject = scripts.count > 1 ? "the scripts \(names) run" : "the script \(names) runs"
    warn(
      "no-bun", "\(subject) bun, which images of Node.js don't have",
      do: "let node, tsx or the package manager run them", first)
  }
}
