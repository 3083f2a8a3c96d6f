/// Where routers of other files are mounted: `app.use("/api", api)`, `app.route("/api", api)`,
/// `app.register(api, { prefix: "/api" })`.
struct RouterMounts {
  /// Prefixes by the paths of routers' files, without their ends.
  private var prefixes: [String: String] = [:]
  /// Which file mounts which.
  private var parents: [String: String] = [:]

  private static let depthLimit = 4

  init(_ member: Member) {
    for file in member.sources {
      for call in [".use(", ".route("] as [StaticString] {
        for offset in file.offsets(of: call) {
          mount(file, behind: offset + call.utf8CodeUnitCount)
        }
      }
      for offset in file.offsets(of: ".register(") {
        let source = SourceText(file)
        guard let name = source.word(at: offset + 10),
          let prefix = source.property("prefix", after: offset)
        else { continue }
        record(file, name, prefix)
      }
    }
  }

  /// What stands in front of the routes of a file.
  func prefix(of file: TextFile) -> String {
    var stem = RouterMounts.stem(file.path)
    var prefix = ""
    for _ in 0..<RouterMounts.depthLimit {
      guard let own = prefixes[stem], let parent = parents[stem] else { break }
      (prefix, stem) = (own + prefix, parent)
    }
    return prefix
  }

  private mutating func mount(_ file: TextFile, behind start: Int) {
    let source = SourceText(file)
    guard let path = source.quoted(at: start), path.hasPrefix("/"),
      let comma = source.bytes[start...].prefix(path.utf8.count + 20).firstIndex(
        of: UInt8(ascii: ",")), let name = source.word(at: comma + 1)
    else { return }
    record(file, name, path)
  }

  private mutating func record(_ file: TextFile, _ name: String, _ prefix: String) {
    guard let stem = RouterMounts.origin(of: name, in: file), prefix.hasPrefix("/"),
      stem != RouterMounts.stem(file.path), prefixes[stem] == nil
    else { return }
    prefixes[stem] = prefix == "/" ? "" : prefix
    parents[stem] = RouterMounts.stem(file.path)
  }

  /// The file that a name is imported from, relative to the one that imports it.
  private static func origin(of name: String, in file: TextFile) -> String? {
    for (_, line) in file.lines {
      let words = line.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "$") }
      guard line.hasPrefix("import ") || line.range(of: "require(") != nil,
        words.contains(Substring(name)), let quote = line.firstIndex(where: { "'\"".contains($0) })
      else { continue }
      let path = line[line.index(after: quote)...].prefix { !"'\"".contains($0) }
      guard path.hasPrefix("."), let slash = file.path.lastIndex(of: "/") else { continue }
      return RepositoryPath.normal("\(file.path[..<slash])/\(path)").map(stem)
    }
    return nil
  }

  /// `src/api` of `src/api/index.ts`, `src/api.js` and `src/api`.
  private static func stem(_ path: String) -> String {
    var parts = path.split(separator: "/").map(String.init)
    for end in [".ts", ".js", ".mjs", ".cjs", ".mts"] {
      if let last = parts.last, last.hasSuffix(end) {
        parts[parts.count - 1] = String(last.dropLast(end.utf8.count))
      }
    }
    if parts.last == "index" { parts.removeLast() }
    return parts.joined(separator: "/")
  }
}

extension SourceText {
  /// The name that begins here, behind space; `nil` where something else does.
  func word(at start: Int) -> String? {
    let rest = bytes[min(start, bytes.count)...].prefix(80).drop { $0 <= 0x20 }
    let word = rest.prefix { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"):
        true
      default: false
      }
    }
    return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
  }
}
