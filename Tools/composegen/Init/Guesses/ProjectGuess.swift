import JSON

/// What a project is called, and where its source lives.
struct ProjectGuess {
  private(set) var name = "app"
  private(set) var summary: String?
  private(set) var repository: String?
  private(set) var branch: String?
  private(set) var notes: [Note] = []

  /// Names that say nothing of a project.
  private static let plainNames: Set<String> = [
    "root", "monorepo", "repo", "workspace", "workspaces", "app", "my-app", "turborepo", "turbo",
    "project", "base",
    "my-turborepo", "main", "package", "source", "platform-root", "mono", "with-docker", "example",
  ]

  /// `shop` of `shop-monorepo`.
  private static func withoutEnd(_ name: String) -> String {
    for end in ["-monorepo", "-turborepo", "-workspace", "-workspaces", "-root", "-repo"]
    where name.hasSuffix(end) && name.utf8.count > end.utf8.count {
      return String(name.dropLast(end.utf8.count))
    }
    return name
  }

  init(_ repository: Repository) {
    let manifest = repository.root.manifest
    readRepository(repository)
    let full = manifest.name ?? ""
    let (whole, scope) = Names.parts(ofPackage: full)
    let base = ProjectGuess.withoutEnd(whole)
    let own = self.repository.map { RepositoryPath.last($0) }
    let candidates: [(String?, Place, String)] = [
      (base, manifest.file.place("name"), "package.json's name"),
      (scope, manifest.file.place("name"), "the scope of package.json's name"),
      (own, Place(".git/config"), "the repository's name"),
      (repository.folderName, Place("."), "the folder's name"),
      (base, manifest.file.place("name"), "package.json's name"),
    ]
    let usable = candidates.compactMap { text, place, reason in
      text.flatMap { Names.form($0, limit: 32) }.map { ($0, place, reason) }
    }
    let chosen = usable.first { !ProjectGuess.plainNames.contains($0.0) } ?? usable.first
    if let (form, place, reason) = chosen {
      name = form
      notes.append(
        Note("guessed-project", "\(form), from \(reason)", from: place, at: "project", "name"))
    }
    if let text = manifest.json["description"]?.string, StackForm.isLine(text) { summary = text }
    readBranch(repository)
  }

  /// `OWNER/NAME` of the remote "origin", else of package.json.
  private mutating func readRepository(_ repository: Repository) {
    var isOrigin = false
    for (number, line) in repository.gitConfiguration?.lines ?? [] {
      let text = line.filter { !$0.isWhitespace }
      if text.hasPrefix("[") { isOrigin = text == #"[remote"origin"]"# }
      guard isOrigin, text.hasPrefix("url=") else { continue }
      note(ProjectGuess.gitHub(String(text.dropFirst(4))), Place(".git/config", line: number))
      return
    }
    let manifest = repository.root.manifest
    let json = manifest.json["repository"]
    guard let text = json?.string ?? json?["url"]?.string else { return }
    note(ProjectGuess.gitHub(text), manifest.file.place("repository"))
  }

  private mutating func note(_ found: String?, _ place: Place) {
    guard let found else {
      notes.append(
        Note(
          "guessed-repository", "the source isn't at GitHub, as far as is known", from: place,
          at: "project"))
      return
    }
    repository = found
    notes.append(Note("guessed-repository", found, from: place, at: "project", "repository"))
  }

  /// `acme/shop` of any form of its address; credentials in it are passed over.
  static func gitHub(_ text: String) -> String? {
    let path: Substring
    if let host = text.range(of: "github.com") {
      path = text[host.upperBound...].drop { ":/".contains($0) }
    } else if text.hasPrefix("github:") {
      path = text.dropFirst(7)
    } else if text.split(separator: "/").count == 2, !text.contains(":"), !text.hasPrefix(".") {
      path = text[...]
    } else {
      return nil
    }
    let parts = path.split(separator: "/").prefix(2).map { $0.prefix { !"?#".contains($0) } }
    guard parts.count == 2, let owner = parts.first else { return nil }
    let name = parts[1].hasSuffix(".git") ? parts[1].dropLast(4) : parts[1]
    let isOwner = (1...39).contains(owner.utf8.count) && owner.utf8.allSatisfy { isPlain($0) }
    let isName =
      (1...100).contains(name.utf8.count)
      && name.utf8.allSatisfy { isPlain($0) || "._".utf8.contains($0) }
    return isOwner && isName ? "\(owner)/\(name)" : nil
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      || byte == UInt8(ascii: "-")
  }

  /// The remote's main branch, else a branch of a usual name that git follows.
  private mutating func readBranch(_ repository: Repository) {
    if let head = repository.gitMainBranch, let line = head.lines.first?.text,
      let found = line.range(of: "refs/remotes/origin/")
    {
      take(String(line[found.upperBound...].prefix { !$0.isWhitespace }), Place(head.path, line: 1))
      return
    }
    for name in ["main", "master", "trunk", "develop"] {
      for (number, line) in repository.gitConfiguration?.lines ?? []
      where line.filter({ !$0.isWhitespace }) == "[branch\"\(name)\"]" {
        take(name, Place(".git/config", line: number))
        return
      }
    }
  }

  private mutating func take(_ name: String, _ place: Place) {
    guard StackForm.isWord(name), name != "main" else { return }
    branch = name
    notes.append(
      Note(
        "guessed-branch", "\(name), the repository's main branch", from: place, at: "pipeline",
        "branches"))
  }
}
