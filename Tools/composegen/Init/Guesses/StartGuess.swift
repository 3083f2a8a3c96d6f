import JSON

/// What production runs of a service of Node.js, read from its scripts.
struct StartGuess {
  let member: Member
  let manager: PackageManagerGuess

  /// What was found: the words from the repository's root, the folder that the build writes, and
  /// the script that said so.
  struct Start: Sendable {
    var command: [String]
    /// The file that runs, below the service's folder; `nil` where a script has to run, for it is
    /// more than a file.
    var entry: String?
    var output: String?
    var script: String
    /// Where it stands, if that is no script.
    var place: Place?
    /// A package that it needs and that only development installs.
    var developmentPackage: String?
    /// Whether the script asks for bun, which images don't have.
    var usesBun = false
  }

  private static let scripts = [
    "start:prod", "start:production", "serve:prod", "start", "serve", "start:server", "dev",
  ]

  var start: Start? {
    let scripted = fromScripts
    if let scripted, scripted.entry != nil { return scripted }
    return fromDockerfile ?? scripted
  }

  private var fromScripts: Start? {
    for name in StartGuess.scripts {
      guard let text = member.manifest.script(name) else { continue }
      if let start = file(in: ScriptLine(text), script: name) { return start }
      if name.hasPrefix("start"), runsProgram(ScriptLine(text)) {
        return Start(
          command: manager.run(name, in: member), script: name,
          developmentPackage: developmentPackage(ScriptLine(text)),
          usesBun: ScriptLine(text).arguments(of: "bun") != nil)
      }
    }
    return nil
  }

  /// `CMD ["node", "apps/api/dist/main.js"]`, where the file is the service's own.
  private var fromDockerfile: Start? {
    for file in member.dockerfiles {
      for (number, line) in file.lines.reversed() where line.hasPrefix("CMD") {
        let words = line.dropFirst(3).split { " \t[],\"'".contains($0) }.map(String.init)
        guard words.first == "node", words.count == 2,
          let path = RepositoryPath.normal(words[1]), path.hasPrefix(member.path + "/"),
          [".js", ".mjs", ".cjs"].contains(where: { path.hasSuffix($0) })
        else { continue }
        let entry = String(path.dropFirst(member.path.utf8.count + 1))
        return Start(
          command: ["node", path], entry: entry, output: StartGuess.output(of: entry), script: "",
          place: Place(file.path, line: number))
      }
    }
    return nil
  }

  /// The first program, or module that node loads beforehand, that is a development dependency.
  private func developmentPackage(_ line: ScriptLine) -> String? {
    let manifest = member.manifest
    let loads: Set<String> = ["-r", "--require", "--import", "--loader"]
    for command in line.commands {
      let words = command.drop { ScriptLine.isAssignment($0) }
      let loaded = zip(words, words.dropFirst()).filter { loads.contains($0.0) }.map(\.1)
      let names = (words.first.map { [ScriptLine.program($0)] } ?? []) + loaded
      for name in names.compactMap({ Names.package(ofModule: $0) })
      where manifest.developmentDependencies[name] != nil && manifest.dependencies[name] == nil {
        return name
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

  /// `node [--flag] FILE`, `bun run FILE`.
  private func file(in line: ScriptLine, script: String) -> Start? {
    let bun = line.arguments(of: "bun").map { $0.drop { $0 == "run" || $0 == "--bun" } }
    guard let arguments = line.arguments(of: "node") ?? bun.map(Array.init) else { return nil }
    let flags = arguments.prefix { $0.hasPrefix("-") }
    let isSimple = flags.allSatisfy {
      $0.hasPrefix("--") && !StartGuess.takesValue.contains($0) && !$0.hasPrefix("--env-file")
        && !$0.hasPrefix("--inspect") && $0 != "--watch" && $0 != "--hot"
    }
    guard isSimple, let word = arguments.dropFirst(flags.count).first, let file = file(word),
      ["js", "mjs", "cjs"].contains(where: { file.hasSuffix("." + $0) })
    else { return nil }
    return Start(
      command: ["node"] + flags + [RepositoryPath.join(member.path, file)], entry: file,
      output: StartGuess.output(of: file), script: script,
      usesBun: line.arguments(of: "node") == nil)
  }

  private static let takesValue: Set<String> = [
    "--require", "--import", "--loader", "--experimental-loader", "--conditions", "--eval",
  ]

  /// The file that Node.js finds for a word; `nil` where it is outside of the service's folder.
  private func file(_ word: String) -> String? {
    guard !word.hasPrefix("/"), let path = RepositoryPath.normal(word) else { return nil }
    if path == "." {
      let main = member.manifest.json["main"]?.string.flatMap(RepositoryPath.normal) ?? "index.js"
      return main == "." ? nil : main
    }
    let name = RepositoryPath.last(path)
    if name.contains(".") && !name.hasSuffix(".") { return path }
    let isFolder = StartGuess.buildFolders.contains(name) || member.folders.contains(path)
    return isFolder ? "\(path)/index.js" : "\(path).js"
  }

  static let buildFolders: Set<String> = [
    "dist", "build", "out", "lib", "output", ".output", "esm", "cjs", "bundle", "server-build",
    "prod", "es", "compiled", "target",
  ]

  /// The folder of a file, where builds write; the service's own where the file is source.
  private static func output(of file: String) -> String? {
    guard let slash = file.firstIndex(of: "/") else { return "." }
    let folder = String(file[..<slash])
    return buildFolders.contains(folder) ? folder : "."
  }
}
