import JSON

/// A service as one member of the workspace tells it: all but what depends on others.
struct ServiceGuess {
  let member: Member
  let framework: Framework
  let manager: PackageManagerGuess
  /// The port that a compose file publishes of it.
  let composed: Fact<Int>?
  /// Why it isn't deployed, where its place in the repository says so.
  let aside: String?
  private var draft: ServiceDraft

  init(
    _ member: Member, _ framework: Framework, manager: PackageManagerGuess, composed: Fact<Int>?,
    aside: String?
  ) {
    self.member = member
    self.framework = framework
    self.manager = manager
    self.composed = composed
    self.aside = aside
    draft = ServiceDraft(member, framework)
  }

  /// The service without its name.
  mutating func service() -> ServiceDraft {
    guessKind()
    guessSource()
    let script = ScriptGuess(member, framework, isDeployed: draft.target == "docker")
    draft.script = script.script
    draft.notes += script.notes
    if draft.kind == .node || draft.kind == .nestjs, draft.target == "docker" { guessStart() }
    if draft.kind == .static || draft.kind == .nextjs { guessOutput() }
    guessPort()
    guessHealth()
    guessTarget()
    return draft
  }

  private mutating func guessKind() {
    let manifest = member.manifest
    let place = framework.packages.first { manifest.has($0) }.map {
      manifest.place(ofDependency: $0)
    }
    if framework.kind == .undeployed {
      draft.kind = .node
      draft.target = "none"
      draft.note(
        "not-deployed", "\(framework.name) doesn't run in containers: built and tested only",
        do: "take the service away, or set \"deploy\" to docker", from: place, at: "deploy")
      return
    }
    let isServerless = framework.kind == .nextjs && exportsFiles
    let isRendered =
      framework.name == "Astro" && manifest.dependencies.keys.contains("@astrojs/node")
    let isPrerendered = framework.name == "SvelteKit" && manifest.has("@sveltejs/adapter-static")
    if isServerless || isPrerendered { draft.kind = .static }
    if isRendered { draft.kind = .node }
    if isServerless { draft.output = "out" }
    if let aside {
      draft.target = "none"
      draft.note(
        "not-deployed", "\(aside): built and tested only",
        do: "set \"deploy\" where it is deployed",
        from: Place(member.path), at: "deploy")
    }
    let reason =
      place == nil
      ? "a script runs a program of Node.js"
      : "it depends on \(framework.packages.first { manifest.has($0) } ?? framework.name)"
    draft.note(
      "guessed-framework", "\(draft.kind.rawValue) (\(framework.name)), for \(reason)",
      from: place ?? manifest.file.place("scripts"),
      at: "framework")
  }

  /// Whether next.config says `output: "export"`.
  private var exportsFiles: Bool {
    guard let file = member.configuration("next.config.") else { return false }
    return file.offsets(of: "output:").contains { SourceText(file).quoted(at: $0 + 7) == "export" }
  }

  /// The folder that development mounts has to be there.
  private mutating func guessSource() {
    guard !member.folders.contains("src") || usesFoldersBesideSource else { return }
    draft.source = "."
    draft.note(
      "guessed-source", "its whole folder, for its source isn't in \"src\"",
      from: Place(member.path),
      at: "source")
  }

  private var usesFoldersBesideSource: Bool {
    framework.kind == .nextjs && !member.folders.isDisjoint(with: ["app", "pages"])
  }

  private mutating func guessStart() {
    if let entry = framework.entry {
      draft.output = framework.output
      draft.command = ["node", RepositoryPath.join(member.path, entry)]
      draft.note(
        "guessed-command", "what \(framework.name) builds for Node.js",
        from: member.manifest.file.place("scripts"), at: "command")
      noteAdapter()
      return
    }
    let guess = StartGuess(member: member, manager: manager)
    guard let start = guess.start, StackForm.isCommand(start.command) else {
      let isKnown = draft.kind == .nestjs
      draft.note(
        "guessed-command",
        isKnown
          ? "what NestJS builds"
          : "dist/index.js: no script of its package.json starts it with `node FILE`",
        do: isKnown ? nil : "name the file that runs, and its folder as \"output\"",
        from: member.manifest.file.place("scripts"), at: "command", isWarning: !isKnown)
      return
    }
    draft.command = start.command
    draft.entry = start.entry
    draft.output = start.output ?? framework.output ?? (draft.kind == .nestjs ? nil : ".")
    noteStart(start)
  }

  private mutating func noteStart(_ start: StartGuess.Start) {
    let place = start.place ?? member.manifest.place(ofScript: start.script)
    if start.place != nil {
      draft.note("guessed-command", "as the Dockerfile has it", from: place, at: "command")
    } else if start.entry == nil {
      draft.note(
        "guessed-command",
        "the script \"\(start.script)\", which runs more than a file, by \(manager.name)",
        do: "a command of node starts faster, and passes signals on", from: place, at: "command")
    } else {
      draft.note(
        "guessed-command", "as the script \"\(start.script)\" has it", from: place, at: "command")
    }
    if let package = start.developmentPackage {
      draft.note(
        "development-start",
        "the script \"\(start.script)\" needs \(package), which production's image doesn't install",
        do: "move it to \"dependencies\", or build files that node runs and name the first of them",
        from: place, at: "command", isWarning: true)
    }
    guard start.usesBun else { return }
    draft.note(
      "no-bun", "the script \"\(start.script)\" runs bun, which images of Node.js don't have",
      do: "build files that node runs, and name the first of them", from: place, at: "command",
      isWarning: true)
  }

  private mutating func noteAdapter() {
    guard framework.name == "SvelteKit", !member.manifest.has("@sveltejs/adapter-node") else {
      return
    }
    draft.note(
      "adapter", "SvelteKit builds a server of Node.js only with @sveltejs/adapter-node",
      do: "use it in svelte.config.js, or set \"framework\" to static",
      from: member.manifest.place(ofDependency: "@sveltejs/kit"), at: "output", isWarning: true)
  }

  /// `outDir: "…"` of Vite, `distDir: "…"` of Next.js, else the framework's own.
  private mutating func guessOutput() {
    let settings: [(String, StaticString)] = [
      ("vite.config.", "outDir:"), ("astro.config.", "outDir:"), ("next.config.", "distDir:"),
    ]
    for (prefix, key) in settings {
      guard let file = member.configuration(prefix), let offset = file.offsets(of: key).first,
        let text = SourceText(file).quoted(at: offset + key.utf8CodeUnitCount),
        let folder = RepositoryPath.normal(text), StackForm.isFolder(folder), !text.hasPrefix("/")
      else { continue }
      draft.output = folder
      draft.note(
        "guessed-output", folder + ", as \(file.name) has it", from: file.place(at: offset),
        at: "output")
      return
    }
    if draft.output == nil { draft.output = angularOutput ?? framework.output }
    guard let output = draft.output, draft.kind == .static else { return }
    draft.note(
      "guessed-output", "\(output), where \(framework.name) writes", from: Place(member.path),
      at: "output")
  }

  private var angularOutput: String? {
    guard framework.name == "Angular", let name = member.manifest.name else { return nil }
    return "dist/\(Names.parts(ofPackage: name).base)/browser"
  }

  private mutating func guessPort() {
    if let said = PortGuess(member: member, framework: framework, composed: composed).said {
      draft.port = said.port
      draft.isPortSaid = true
      draft.note("guessed-port", "\(said.port), from \(said.from)", from: said.place, at: "port")
    } else {
      draft.port = framework.port
    }
  }

  private mutating func guessHealth() {
    guard draft.target == "docker" else { return }
    if let found = HealthGuess(member: member, framework: framework).found {
      draft.healthPath = found.path
      draft.note(
        "guessed-health", "\(found.path), a route that was found", from: found.place,
        at: "health/path")
    } else if let path = framework.healthPath {
      draft.healthPath = HealthGuess.basePath(of: member) ?? path
      draft.note(
        "guessed-health", "\(draft.healthPath ?? path), for no route was found that tells health",
        from: Place(member.path), at: "health/path")
    } else {
      draft.note(
        "no-health", "no route was found that tells health, so \"/health\" is asked for",
        do: "add one that answers 200, or name another path", from: Place(member.path),
        at: "health/path", isWarning: true)
    }
  }

  private mutating func guessTarget() {
    guard draft.kind == .nextjs, draft.target == "docker",
      let file = member.configuration["vercel.json"],
      member.dockerfiles.isEmpty,
      member.configuration("next.config.")?.contains("standalone") != true
    else { return }
    draft.target = "vercel"
    draft.note(
      "guessed-deploy", "vercel, for there is a vercel.json and no Dockerfile",
      from: Place(file.path), at: "deploy")
  }
}
