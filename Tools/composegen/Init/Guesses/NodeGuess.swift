import JSON

/// The version of Node.js, told from what developers and images use.
struct NodeGuess: Sendable {
  /// As the stack has it; `nil` for its default.
  private(set) var version: String?
  /// A base image that isn't Alpine, where Dockerfiles name one.
  private(set) var image: String?
  private(set) var notes: [Note] = []

  /// The stack's default.
  private static let standard = 24

  init(_ repository: Repository) {
    let found =
      NodeGuess.pinned(repository.root) ?? NodeGuess.ranged(repository.root.manifest)
      ?? repository.members.lazy.compactMap { NodeGuess.pinned($0) }.first
    let base = NodeGuess.base(repository)
    if let found {
      version = found.version
      note("Node.js \(found.version), from \(found.reason)", found.place)
    } else if let base {
      version = base.version
      note("Node.js \(base.version), from the image that a Dockerfile begins with", base.place)
    }
    if let base, !base.isAlpine,
      version == nil || NodeGuess.major(base.version) == version.flatMap(NodeGuess.major)
    {
      image = base.image
      notes.append(
        Note(
          "guessed-image", "\(base.image), as a Dockerfile has it, and not Alpine's",
          from: base.place, at: "toolchain", "image"))
    }
  }

  private mutating func note(_ message: String, _ place: Place) {
    notes.append(Note("guessed-node", message, from: place, at: "toolchain", "node"))
  }

  private typealias Found = (version: String, place: Place, reason: String)

  /// A version that is written down whole, or nearly so.
  private static func pinned(_ member: Member) -> Found? {
    for name in [".nvmrc", ".node-version", ".tool-versions"] {
      guard let file = member.configuration[name] else { continue }
      for (number, line) in file.lines {
        let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
        let isTools = name == ".tool-versions"
        if isTools && words.first != "nodejs" && words.first != "node" { continue }
        if let text = isTools ? words.dropFirst().first : words.first, let version = exact(text) {
          return (version, Place(file.path, line: number), name)
        }
      }
    }
    if let text = member.manifest.json["volta"]?["node"]?.string, let version = exact(text) {
      return (version, member.manifest.file.place("volta", "node"), "volta in package.json")
    }
    return nil
  }

  /// `20.18.1` of `v20.18.1`, `20` of `20.x` and of `lts/iron`.
  private static func exact(_ text: String) -> String? {
    let names = [
      "lts/hydrogen": "18", "lts/iron": "20", "lts/jod": "22", "lts/krypton": "24",
      "lts/*": "24", "lts": "24", "node": "24", "stable": "24", "latest": "24",
    ]
    if let version = names[text.lowercased()] { return version }
    let plain = text.hasPrefix("v") ? text.dropFirst() : text[...]
    let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
    let digits = parts.prefix(3).prefix {
      (1...4).contains($0.utf8.count) && $0.utf8.allSatisfy { (48...57).contains($0) }
    }
    return digits.isEmpty ? nil : digits.joined(separator: ".")
  }

  static func major(_ text: String) -> Int? { Int(text.prefix { $0 != "." }) }

  /// `engines.node`: the stack's default where the range has it, else the newest release in it.
  private static func ranged(_ manifest: Manifest) -> Found? {
    for keys in [["engines", "node"], ["devEngines", "runtime", "version"]] {
      guard let text = manifest.json[JSONPointer(keys)]?.string else { continue }
      let range = VersionRange(text)
      let place = manifest.file.place(JSONPointer(keys))
      let reason = "the range in package.json's \"\(keys[0])\""
      if let version = range.exact { return (version, place, reason) }
      let candidates = [standard, 22, 20, 18, 26, 25, 23, 21, 19, 16, 14]
      if let major = candidates.first(where: range.hasReleases(ofMajor:)) {
        return (String(major), place, reason)
      }
    }
    return nil
  }

  private static func base(
    _ repository: Repository
  ) -> (version: String, image: String, isAlpine: Bool, place: Place)? {
    for member in repository.members + [repository.root] {
      for file in member.dockerfiles {
        for (number, line) in file.lines {
          let words = line.split(separator: " ").map(String.init)
          guard words.first?.uppercased() == "FROM",
            let name = words.dropFirst().first(where: { !$0.hasPrefix("--") })
          else { continue }
          for prefix in ["node:", "docker.io/node:", "docker.io/library/node:", "library/node:"]
          where name.hasPrefix(prefix) {
            let tag = name.dropFirst(prefix.count).prefix { $0 != "@" }
            guard let version = exact(String(tag.prefix { $0 != "-" })) else { continue }
            let isPlain = tag.utf8.allSatisfy { $0 != UInt8(ascii: "$") && $0 != UInt8(ascii: "{") }
            guard isPlain else { continue }
            return (version, "node:\(tag)", tag.contains("alpine"), Place(file.path, line: number))
          }
        }
      }
    }
    return nil
  }
}
