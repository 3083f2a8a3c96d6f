/// Routes of NestJS, as its decorators say them.
struct NestRoutes {
  let member: Member

  init(_ member: Member) { self.member = member }

  /// `@Controller("health")` with its first `@Get()`, behind the global prefix and the version.
  var health: [(path: String, place: Place)] {
    let (prefix, version) = (globalPrefix, defaultVersion)
    return member.sources.flatMap { file -> [(path: String, place: Place)] in
      file.offsets(of: "@Controller(").compactMap { offset in
        guard let path = path(of: file, offset) else { return nil }
        let isExcluded = prefix.exceptions.contains {
          path == "/" + $0 || path.hasPrefix("/" + $0 + "/")
        }
        let own = ownVersion(file, offset) ?? version
        return ((isExcluded ? "" : prefix.path) + own + path, file.place(at: offset))
      }
    }
  }

  /// The path of a controller that tells health, without what stands in front of all.
  private func path(of file: TextFile, _ offset: Int) -> String? {
    let source = SourceText(file)
    let name = source.quoted(at: offset + 12) ?? source.property("path", after: offset + 12) ?? ""
    let base = name.split(separator: "/").joined(separator: "/")
    let gets = file.offsets(of: "@Get(").filter { $0 > offset }.map {
      source.quoted(at: $0 + 5) ?? ""
    }
    let paths = gets.map {
      "/" + [base, $0].flatMap { $0.split(separator: "/") }.joined(separator: "/")
    }
    return paths.first(where: HealthGuess.isHealth)
      ?? (HealthGuess.isHealth("/" + base) ? paths.first : nil)
  }

  /// What `setGlobalPrefix` puts in front, and what it leaves out. Of a template what is written
  /// out: nobody knows what its variables hold, and mostly it is nothing.
  private var globalPrefix: (path: String, exceptions: [String]) {
    for file in member.sources {
      guard let offset = file.offsets(of: "setGlobalPrefix(").first else { continue }
      guard let name = SourceText(file).quoted(at: offset + 16) else { continue }
      let parts = name.split(separator: "/").filter { $0.range(of: "${") == nil }
      let end = min(file.bytes.count, offset + 400)
      let call = String(
        decoding: file.bytes[offset..<end].prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self)
      let rest = call.range(of: "exclude").map { call[$0.upperBound...] } ?? ""
      let pieces = rest.split(omittingEmptySubsequences: false) { "'\"`".contains($0) }
      let exceptions = pieces.enumerated().filter { $0.offset % 2 == 1 }.map {
        $0.element.split(separator: "/").joined(separator: "/")
      }
      return (parts.isEmpty ? "" : "/" + parts.joined(separator: "/"), exceptions)
    }
    return ("", [])
  }

  /// `/v1` of `enableVersioning({ type: VersioningType.URI, defaultVersion: "1" })`.
  private var defaultVersion: String {
    for file in member.sources {
      guard let offset = file.offsets(of: "enableVersioning(").first else { continue }
      let bytes = file.bytes[offset...].prefix(300).prefix { $0 != UInt8(ascii: ";") }
      let call = String(decoding: bytes, as: UTF8.self)
      guard call.range(of: "VersioningType.URI") != nil,
        let found = call.range(of: "defaultVersion:"),
        let version = SourceText(file).quoted(at: offset + call[..<found.upperBound].utf8.count)
      else { return "" }
      return "/v" + version
    }
    return ""
  }

  /// What a controller or its route says of its version; `nil` where it says nothing.
  private func ownVersion(_ file: TextFile, _ offset: Int) -> String? {
    if file.contains("VERSION_NEUTRAL") { return "" }
    guard !defaultVersion.isEmpty,
      let version = SourceText(file).property("version", after: offset + 12)
    else { return nil }
    return "/v" + version
  }
}
