import JSON
import Platform

/// Compose itself, as a second reader of the files: version 2 or newer, where it is installed.
struct ComposeJudge {
  /// The words that call it: `docker compose`.
  private let command: [String]
  private let environment: [String: String]

  /// What it says of a project.
  struct Verdict {
    /// Why it refuses; `nil` where it doesn't.
    var refusal: String?
    var warnings: [String] = []
  }

  private static let deadline: Duration = .seconds(20)

  /// - Returns: `nil` where there is none.
  init?(environment: [String: String]) {
    // Nothing of the caller's own variables, which would change what files mean.
    let kept = ["PATH", "HOME", "DOCKER_CONFIG", "DOCKER_HOST", "XDG_CONFIG_HOME"]
    self.environment = environment.filter { kept.contains($0.key) }
    let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let candidates = [("docker", ["compose"]), ("docker-compose", [])].flatMap { name, rest in
      folders.map { "\($0)/\(name)" }.first { ComposePath.isFile($0) }.map { [[$0] + rest] } ?? []
    }
    let own = self.environment
    guard let command = candidates.first(where: { ComposeJudge.isModern($0, own) }) else {
      return nil
    }
    self.command = command
  }

  private static func isModern(_ command: [String], _ environment: [String: String]) -> Bool {
    let process = ChildProcess(
      command + ["version", "--short"], environment: environment, deadline: .seconds(5))
    guard let result = try? process.run(), result.ending == .exited(0) else { return false }
    let version = String(decoding: result.output, as: UTF8.self).drop { $0 == "v" }
    return Int(version.prefix { $0.isNumber }).map { $0 >= 2 } ?? false
  }

  /// Asks about a project. Variables that nobody sets stay as they are.
  func verdict(on project: ComposeProject) -> Verdict? {
    var options = ["--no-env-resolution"]
    if !project.isSettled { options += ["--no-interpolate", "--no-normalize"] }
    guard let result = run(options, project) else { return nil }
    let lines = String(decoding: result.error, as: UTF8.self).split(separator: "\n").map(
      String.init)
    var verdict = Verdict()
    verdict.warnings = lines.compactMap(ComposeJudge.warning)
    if result.ending == .exited(0) { return verdict }
    if result.ending == .deadlinePassed { return nil }
    let words = lines.filter { !$0.contains("level=") && !$0.isEmpty }
    // An older one doesn't know an option.
    if words.contains(where: { $0.contains("unknown flag") }) { return nil }
    verdict.refusal = words.isEmpty ? "it says nothing" : words.joined(separator: " ")
    return verdict
  }

  /// The services of a project as it reads them, with all that they extend and include.
  func model(of project: ComposeProject) -> ComposeNode? {
    let options = ["--no-interpolate", "--no-normalize", "--no-env-resolution"]
    guard let place = project.gaps.first?.place, let result = run(options, project),
      result.ending == .exited(0), let json = try? JSONParser.parse(result.output)
    else { return nil }
    return ComposeNode(json, place: place)
  }

  private func run(_ options: [String], _ project: ComposeProject) -> ChildProcess.Result? {
    let files = project.files.flatMap { ["--file", ComposePath.name(of: $0)] }
    let process = ChildProcess(
      command + files + ["--profile", "*", "config", "--no-path-resolution", "--format", "json"]
        + options,
      environment: environment.merging(project.settings) { own, _ in own },
      directory: project.folder, deadline: ComposeJudge.deadline)
    return try? process.run()
  }

  /// The text of a line `time=… level=warning msg="…"`.
  private static func warning(_ line: String) -> String? {
    guard line.contains("level=warning"), let start = line.firstRange(of: "msg=\"")?.upperBound
    else { return nil }
    let text = line[start...].dropLast().split(separator: "\\", omittingEmptySubsequences: false)
      .joined()
    // Rules say these by themselves, with a line.
    let isKnown = text.contains("variable is not set") || text.contains("`version` is obsolete")
    return isKnown ? nil : text
  }
}

extension ComposeProject {
  /// Every variable that has no default, and whose value is needed.
  private var needed: [String] {
    root.scalars.flatMap { Interpolation($0.text ?? "").variables }
      .filter { $0.standard == nil }.map(\.name)
  }

  /// Whether each variable that compose needs has a value, or compose does without.
  fileprivate var isSettled: Bool {
    needed.allSatisfy { !(variables.values[$0] ?? "").isEmpty } && !lacksEnvironmentFiles
  }

  /// Whether a file of variables isn't there yet, since a template is to be copied first.
  private var lacksEnvironmentFiles: Bool {
    services.contains { service in
      let node = service.node["env_file"]
      return (node?.elements ?? node.map { [$0] } ?? []).contains { entry in
        let path = resolved(entry.text == nil ? entry["path"] : entry) ?? ""
        return !ComposePath.exists(ComposePath.join(source(of: entry.place).folder, path))
      }
    }
  }

  /// The values that are known, for compose.
  fileprivate var settings: [String: String] {
    let names = Set(needed)
    return variables.values.filter { names.contains($0.key) }
  }
}
