extension StackDraft {
  private mutating func noteRegistry() {
    guard let file = repository.root.configuration[".npmrc"],
      let line = file.lines.first(where: { $0.text.contains("_auth") })
    else { return }
    note(
      "private-registry", "installs read a token from it, which images aren't given",
      do: "mount it in the Dockerfiles, or install from a registry without one",
      from: Place(file.path, line: line.number), isWarning: true)
  }

  /// Says what the stack can't, and what couldn't be read.
  mutating func noteRest() {
    noteRegistry()
    if let nest = repository.root.configuration["nest-cli.json"], nest.contains("\"monorepo\"") {
      note(
        "nest-monorepo",
        "its projects share one package.json, and a stack's services have one each",
        do: "give each project a package.json, and name them as workspaces", from: Place(nest.path),
        at: ["services"], isWarning: true)
    }
    for script in repository.unknownInstallScripts {
      note(
        "install-script", "\"\(script.value)\" runs when packages are installed, in images, too",
        do: "name the files that it reads in \"installFiles\", if there are any",
        from: script.place, at: ["toolchain", "installFiles"], isWarning: true)
    }
    if repository.turbo == nil {
      note(
        "no-turbo", "there is no turbo.json, so \(manager.name) runs the scripts",
        from: repository.root.manifest.file.place(), at: ["toolchain", "turbo"])
    }
    for fault in repository.patterns.faults {
      note(
        "unsupported-pattern",
        "\"\(fault.value)\" is no pattern of folders inside, so it is passed over",
        from: fault.place, isWarning: true)
    }
    for fault in repository.unread {
      note(
        "unread", fault.value, do: "correct it, and read the repository again", from: fault.place,
        isWarning: true)
    }
    for member in repository.members where member.isPartial {
      note(
        "partly-read", "holds more source than is read, so variables and routes may be missing",
        from: Place(member.path))
    }
  }
}
