import JSON

/// What production runs of a service of Node.js, read from its scripts.
struct StartGuess {
  let member: Member
  let manager: PackageManagerGuess

  /// What was found: the words from the repository's root, the folder that the build writes, and
  /// the script that said so.
  struct Start: Sendable {
    var command: [String]
    var output: String?
    var script: String
    /// Whether a package manager has to run the script, for it is more than a file.
    var isScript = false
  }

  private static let scripts = [
    "start:prod", "start:production", "serve:prod", "start", "serve", "start:server", "dev",
  ]

  var start: Start? {
    for name in StartGuess.scripts {
      guard let text = member.manifest.script(name) else { continue }
      if let start = file(in: ScriptLine(text), script: name) { return start }
      if name.hasPrefix("start"), runsProgram(ScriptLine(text)) {
        return Start(
          command: manager.run(name, in: member), output: nil, script: name, isScript: true)
      }
    }
    return nil
  }

  private func runsProgram(_ line: ScriptLine) -> Bool {
    line.commands.contains { command in
      let words = command.drop { ScriptLine.isAssignment($0) || $0 == "cross-env" }
      guard let program = words.first else { return false }
      return !["nest", "npm", "pnpm", "yarn", "run-s", "run-p", "turbo", "echo"].contains(program)
    }
  }

  /// `node [--flag] FILE`.
  private func file(in line: ScriptLine, script: String) -> Start? {
    guard let arguments = line.arguments(of: "node") else { return nil }
    let flags = arguments.prefix { $0.hasPrefix("-") }
    let isSimple = flags.allSatisfy {
      $0.hasPrefix("--") && !StartGuess.takesValue.contains($0) && !$0.hasPrefix("--env-file")
        && !$0.hasPrefix("--inspect") && $0 != "--watch"
    }
    guard isSimple, let word = arguments.dropFirst(flags.count).first,
      let file = StartGuess.file(word, in: member)
    else { return nil }
    let path = RepositoryPath.join(member.path, file)
    return Start(
      command: ["node"] + flags + [path], output: StartGuess.output(of: file, in: member),
      script: script)
  }

  private static let takesValue: Set<String> = [
    "--require", "--import", "--loader", "--experimental-loader", "--conditions", "--eval",
  ]

  /// The file that Node.js finds for a word; `nil` where it is outside of the service's folder.
  private static func file(_ word: String, in member: Member) -> String? {
    guard !word.hasPrefix("/"), let path = RepositoryPath.normal(word), path != "." else {
      return nil
    }
    let name = RepositoryPath.last(path)
    if name.contains(".") && !name.hasSuffix(".") { return path }
    return buildFolders.contains(name) || member.folders.contains(path)
      ? "\(path)/index.js" : "\(path).js"
  }

  static let buildFolders: Set<String> = [
    "dist", "build", "out", "lib", "output", ".output", "esm", "cjs", "bundle", "server-build",
    "prod", "es", "compiled", "target",
  ]

  /// The folder of a file, where builds write; the service's own where the file is source.
  private static func output(of file: String, in member: Member) -> String? {
    guard let slash = file.firstIndex(of: "/") else { return "." }
    let folder = String(file[..<slash])
    return buildFolders.contains(folder) ? folder : "."
  }
}
