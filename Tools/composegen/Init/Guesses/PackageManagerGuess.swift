import Diagnostics
import JSON

/// What installs, told from package.json, else from lockfiles.
struct PackageManagerGuess: Sendable {
  /// One of the stack's: pnpm, npm, yarn.
  private(set) var name = "npm"
  private(set) var version: String?
  private(set) var notes: [Note] = []

  /// As the stack has it: `pnpm@10.12.1`.
  var text: String { version.map { "\(name)@\($0)" } ?? name }

  init(_ repository: Repository) {
    let found =
      PackageManagerGuess.declared(repository.root.manifest)
      ?? PackageManagerGuess.locked(repository)
    guard let found else {
      let usesPNPM = repository.pnpm != nil
      name = usesPNPM ? "pnpm" : "npm"
      note(
        "\(name) was chosen: package.json has no \"packageManager\", and there is no lockfile",
        usesPNPM ? repository.pnpm?.place() : repository.root.manifest.file.place())
      return
    }
    if found.name == "bun" {
      replaceBun(repository, found.place)
    } else {
      (name, version) = (found.name, found.version)
      note("\(text), as \(found.reason)", found.place)
    }
    noteOthers(repository)
  }

  private mutating func note(
    _ message: String, _ place: Place?, isWarning: Bool = false, do remedy: String? = nil
  ) {
    notes.append(
      Note(
        isWarning ? "unsupported-package-manager" : "guessed-package-manager", message, do: remedy,
        from: place, at: "toolchain", "packageManager", severity: isWarning ? .warning : .note))
  }

  /// bun's workspaces may name each other by `workspace:`, which npm doesn't know.
  private mutating func replaceBun(_ repository: Repository, _ place: Place) {
    let usesProtocol = ([repository.root] + repository.members).contains { member in
      [member.manifest.dependencies, member.manifest.developmentDependencies].flatMap(\.values)
        .contains { $0.hasPrefix("workspace:") || $0.hasPrefix("catalog:") }
    }
    name = usesProtocol ? "pnpm" : "npm"
    version = usesProtocol ? "10" : nil
    note(
      "bun isn't a package manager of the stack; \(name) was chosen"
        + (usesProtocol ? ", which knows \"workspace:\", too" : ""),
      place, isWarning: true,
      do: usesProtocol
        ? "name the workspaces in pnpm-workspace.yaml and run `pnpm install`, which writes its lockfile"
        : "run `npm install`, which writes package-lock.json")
  }

  /// More than one lockfile: one of them is forgotten.
  private mutating func noteOthers(_ repository: Repository) {
    let own = ["pnpm": "pnpm-lock.yaml", "npm": "package-lock.json", "yarn": "yarn.lock"][name]
    for lockfile in RepositoryReader.lockfileNames
    where repository.lockfiles[lockfile] != nil && lockfile != own && !lockfile.hasPrefix("bun.") {
      notes.append(
        Note(
          "other-lockfile", "is of another manager than \(name), which installs",
          do: "take it away, or choose its manager", from: Place(lockfile),
          at: "toolchain", "packageManager"))
    }
    if let own, repository.lockfiles[own] == nil,
      name != "npm" || repository.lockfiles["npm-shrinkwrap.json"] == nil
    {
      notes.append(
        Note(
          "no-lockfile", "there is no \(own), by which images install",
          do: "run `\(name) install` and commit what it writes",
          from: repository.root.manifest.file.place(), at: "toolchain", "packageManager",
          severity: .warning))
    }
  }

  private struct Found {
    var name: String
    var version: String?
    var place: Place
    var reason: String
  }

  private static let known: Set<String> = ["pnpm", "npm", "yarn", "bun"]

  /// `packageManager`, `devEngines.packageManager`, or the manager in `engines` or `volta`.
  private static func declared(_ manifest: Manifest) -> Found? {
    if let text = manifest.json["packageManager"]?.string {
      let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
      if let name = parts.first, known.contains(name) {
        return Found(
          name: name, version: parts.count > 1 ? version(parts[1]) : nil,
          place: manifest.file.place("packageManager"),
          reason: "package.json's \"packageManager\" says")
      }
    }
    if let name = manifest.json["devEngines"]?["packageManager"]?["name"]?.string,
      known.contains(name)
    {
      let text = manifest.json["devEngines"]?["packageManager"]?["version"]?.string
      return Found(
        name: name, version: text.flatMap(version), place: manifest.file.place("devEngines"),
        reason: "package.json's \"devEngines\" says")
    }
    return nil
  }

  /// `9.1.0` of `9.1.0+sha512.abc`, `4` of `4.0.0-rc.1`.
  private static func version(_ text: String) -> String? {
    let plain = text.prefix { $0 != "+" }
    let numbers = plain.drop { "^~>=v ".contains($0) }.split(
      separator: ".", omittingEmptySubsequences: false)
    let whole = numbers.prefix(3).prefix {
      (1...4).contains($0.utf8.count) && $0.utf8.allSatisfy { (48...57).contains($0) }
    }
    guard let major = whole.first else { return nil }
    return numbers.count == whole.count && plain.first?.isNumber == true
      ? whole.joined(separator: ".") : String(major)
  }

  private static func locked(_ repository: Repository) -> Found? {
    for (lockfile, name) in [
      ("pnpm-lock.yaml", "pnpm"), ("yarn.lock", "yarn"), ("package-lock.json", "npm"),
      ("npm-shrinkwrap.json", "npm"), ("bun.lock", "bun"), ("bun.lockb", "bun"),
    ] {
      guard let file = repository.lockfiles[lockfile] else { continue }
      return Found(
        name: name, version: version(of: name, wrote: file), place: Place(lockfile),
        reason: "\(lockfile) is there")
    }
    return nil
  }

  /// The manager's major version, by the form of the lockfile.
  private static func version(of name: String, wrote file: TextFile) -> String? {
    let head = file.lines.prefix(40).map(\.text)
    switch name {
    case "pnpm":
      let line = head.first { $0.hasPrefix("lockfileVersion:") } ?? ""
      let format = line.dropFirst(16).filter { !" '\"".contains($0) }
      return format.hasPrefix("9")
        ? "10" : format.hasPrefix("6") ? "8" : format.hasPrefix("5.4") ? "7" : nil
    case "yarn":
      guard head.contains(where: { $0.hasPrefix("__metadata:") }) else { return "1" }
      let line = head.first { $0.hasPrefix("  version:") } ?? ""
      return Int(line.dropFirst(10).filter { $0 != " " }).map {
        $0 >= 8 ? "4" : $0 >= 5 ? "3" : "2"
      } ?? "4"
    default: return nil
    }
  }

  /// Words that run a script of a member from the repository's root.
  func run(_ script: String, in member: Member) -> [String] {
    switch name {
    case "pnpm": ["pnpm", "--dir", member.path, "run", script]
    case "yarn" where version != "1" && version?.hasPrefix("1.") != true:
      [
        "yarn", "workspace", member.manifest.name ?? RepositoryPath.last(member.path), "run",
        script,
      ]
    case "yarn": ["yarn", "--cwd", member.path, "run", script]
    default: ["npm", "--prefix", member.path, "run", script]
    }
  }
}
