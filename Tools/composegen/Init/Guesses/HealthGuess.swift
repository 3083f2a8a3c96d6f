/// Where a service answers that it is well.
struct HealthGuess {
  let member: Member
  let framework: Framework

  /// The route that was found; `nil` where none was.
  var found: (path: String, place: Place)? {
    let candidates = routes.filter { HealthGuess.isPath($0.path) }
    return candidates.min { left, right in
      let (first, second) = (HealthGuess.rank(left.path), HealthGuess.rank(right.path))
      return first == second ? left.path.utf8.count < right.path.utf8.count : first < second
    }
  }

  private var routes: [(path: String, place: Place)] {
    if framework.kind == .nestjs { return NestRoutes(member).health }
    let base = framework.kind == .nextjs ? HealthGuess.basePath(of: member) ?? "" : ""
    return fileRoutes.map { (base + $0.path, $0.place) } + literals
  }

  /// What next.config puts before every path: `basePath: "/docs"`.
  static func basePath(of member: Member) -> String? {
    guard let file = member.configuration("next.config."),
      let offset = file.offsets(of: "basePath:").first,
      let path = SourceText(file).quoted(at: offset + 9), isPath(path), path.utf8.count > 1
    else { return nil }
    return path
  }

  /// Last components of paths that are for this, the best first.
  private static let words = [
    "health", "healthz", "healthcheck", "health-check", "_health", "livez", "readyz", "liveness",
    "readiness", "live", "ready", "ping", "heartbeat", "status", "alive",
  ]

  private static func rank(_ path: String) -> Int {
    let parts = path.split(separator: "/").map { $0.lowercased() }
    return parts.compactMap { words.firstIndex(of: $0) }.min() ?? words.count
  }

  static func isHealth(_ path: String) -> Bool {
    guard let last = path.split(separator: "/").last else { return false }
    return words.contains(last.lowercased())
  }

  /// The stack's form of a URL's path.
  private static func isPath(_ path: String) -> Bool {
    path.hasPrefix("/") && path.utf8.count <= 200
      && path.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "._~/-".utf8.contains($0)
        }
      }
  }

  /// `app.get("/healthz", …)`, `url: "/health"`, behind what their router is mounted at.
  private var literals: [(path: String, place: Place)] {
    guard framework.kind == .node else { return [] }
    let calls: [StaticString] = [
      ".get(", ".all(", ".use(", ".route(", "url: ", "path: ", ".head(", ".GET(", ".get<",
    ]
    let mounts = RouterMounts(member)
    return member.sources.flatMap { file in
      calls.flatMap { call in
        file.offsets(of: call).compactMap { offset in
          let source = SourceText(file)
          let end = offset + call.utf8CodeUnitCount
          guard
            let path = source.quoted(at: source.isTyped(end) ? source.pastTypes(end) : end),
            path.hasPrefix("/"), HealthGuess.isHealth(path)
          else { return nil }
          return (mounts.prefix(of: file) + path, file.place(at: offset))
        }
      }
    }
  }

  /// Frameworks that route by files: Next.js, SvelteKit, Nuxt, Remix.
  private var fileRoutes: [(path: String, place: Place)] {
    member.sourcePaths.compactMap { path in
      let inside = path.dropFirst(member.path == "." ? 0 : member.path.utf8.count + 1)
      guard let route = FileRoute.path(of: String(inside)), HealthGuess.isHealth(route) else {
        return nil
      }
      return (route, Place(path))
    }
  }
}

/// The URL's path of a file in frameworks that route by files.
enum FileRoute {
  private static let roots = [
    "src/app/", "app/routes/", "src/routes/", "app/", "src/pages/", "pages/", "server/api/",
    "server/routes/", "server/",
  ]

  /// `/api/health` of `app/api/health/route.ts`, `pages/api/health.ts`, `server/api/health.get.ts`,
  /// `src/routes/api/health/+server.ts`; `nil` for files that are no routes.
  static func path(of file: String) -> String? {
    guard let root = roots.first(where: { file.hasPrefix($0) }) else { return nil }
    var parts = file.dropFirst(root.utf8.count).split(separator: "/").map(String.init)
    guard let last = parts.popLast() else { return nil }
    let stem = last.prefix { $0 != "." }
    switch root {
    case "src/app/", "app/":
      guard stem == "route" else { return nil }
    case "src/routes/":
      guard stem == "+server" || stem == "+page" else { return nil }
    case "server/api/", "server/routes/", "server/":
      if root == "server/api/" { parts.insert("api", at: 0) }
      if root == "server/" { return nil }
      parts.append(String(stem))
    case "app/routes/":
      let name = last.split(separator: ".").dropLast().joined(separator: "/")
      parts =
        parts.map { String($0.filter { $0 != "+" }) } + name.split(separator: "/").map(String.init)
      if parts.last == "route" { parts.removeLast() }
    default: if stem != "index" { parts.append(String(stem)) }
    }
    let visible = parts.filter { part in
      !(part.hasPrefix("(") && part.hasSuffix(")")) && !part.hasPrefix("_index")
    }.filter { !($0.hasPrefix("_") && root == "app/routes/") }
    return visible.isEmpty ? nil : "/" + visible.joined(separator: "/")
  }
}

/// Reads a few constructs of source text.
struct SourceText {
  let bytes: [UInt8]

  init(_ file: TextFile) { bytes = file.bytes }

  /// The text in quotes that begins here, behind space at most; one line, at most 200 bytes.
  func quoted(at start: Int) -> String? {
    var offset = start
    while offset < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[offset]) { offset += 1 }
    guard offset < bytes.count, "\"'`".utf8.contains(bytes[offset]) else { return nil }
    let rest = bytes[(offset + 1)...].prefix(200)
    guard let end = rest.firstIndex(of: bytes[offset]) else { return nil }
    let text = bytes[(offset + 1)..<end]
    return text.contains(0x0A) ? nil : String(decoding: text, as: UTF8.self)
  }

  /// Whether what begins here are a call's types: `get<{}, Answer>("/health")`.
  func isTyped(_ start: Int) -> Bool { start > 0 && bytes[start - 1] == UInt8(ascii: "<") }

  /// Where the arguments begin behind types.
  func pastTypes(_ start: Int) -> Int {
    let end = min(bytes.count, start + 200)
    return bytes[start..<end].indices.first {
      bytes[$0] == UInt8(ascii: "(") && bytes[$0 - 1] == UInt8(ascii: ">")
    }.map { $0 + 1 } ?? end
  }

  /// `NAME: "text"` in an object that begins here.
  func property(_ name: String, after start: Int) -> String? {
    let end = min(bytes.count, start + 200)
    guard start < end else { return nil }
    let text = String(
      decoding: bytes[start..<end].prefix { $0 != UInt8(ascii: "}") }, as: UTF8.self)
    guard let found = text.range(of: name + ":") else { return nil }
    return quoted(at: start + text[..<found.upperBound].utf8.count)
  }
}
