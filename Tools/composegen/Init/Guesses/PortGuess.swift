import JSON

/// The port that a service listens on, from the nearest to what really runs to the farthest.
struct PortGuess {
  let member: Member
  let framework: Framework
  /// The port that a compose file publishes of it.
  let composed: Fact<Int>?

  /// The first port that is written anywhere; `nil` where only the framework's own is left.
  var said: (port: Int, place: Place, from: String)? {
    fromScripts ?? fromSources ?? fromConfiguration ?? fromEnvironment ?? fromDockerfiles
      ?? fromCompose
  }

  /// Ports below are root's alone, which no service is.
  private static let lowest = 1024

  private static func usable(_ port: Int?) -> Int? {
    port.flatMap { (lowest...65_535).contains($0) ? $0 : nil }
  }

  private var fromScripts: (port: Int, place: Place, from: String)? {
    for name in Framework.runScripts where name != "watch" {
      guard let text = member.manifest.script(name),
        let port = PortGuess.usable(ScriptLine(text).port)
      else { continue }
      return (port, member.manifest.place(ofScript: name), "the script \"\(name)\"")
    }
    return nil
  }

  /// Files in which servers are started, in the order they are looked at.
  private static let entryNames = [
    "main", "server", "index", "app", "bootstrap", "env", "config", "configuration", "start", "www",
  ]

  private var fromSources: (port: Int, place: Place, from: String)? {
    guard framework.kind != .static, framework.kind != .nextjs else { return nil }
    for name in PortGuess.entryNames {
      for file in member.sources where file.name.prefix(while: { $0 != "." }) == name {
        if let (port, offset) = PortScan(file).port, let port = PortGuess.usable(port) {
          return (port, file.place(at: offset), "the source")
        }
      }
    }
    return nil
  }

  /// `port: 5174` of a development server.
  private var fromConfiguration: (port: Int, place: Place, from: String)? {
    for prefix in ["vite.config.", "nuxt.config.", "astro.config.", "angular.json"] {
      guard let file = member.configuration(prefix) else { continue }
      let scan = PortScan(file)
      let literals = file.offsets(of: "port").lazy.compactMap { offset in
        scan.literal(after: offset + 4, mark: ":").map { ($0, offset) }
      }
      if let (port, offset) = literals.first ?? scan.port, let port = PortGuess.usable(port) {
        return (port, file.place(at: offset), file.name)
      }
    }
    return nil
  }

  private var fromEnvironment: (port: Int, place: Place, from: String)? {
    let stem = member.manifest.name.map { Names.parts(ofPackage: $0).base } ?? ""
    let own =
      (Names.form(stem) ?? "").uppercased().split(separator: "-").joined(separator: "_") + "_PORT"
    for names in [["PORT"], [own, "APP_PORT", "SERVER_PORT", "HTTP_PORT", "API_PORT"]] {
      for file in member.environment {
        for variable in file.variables where names.contains(variable.name) {
          if let port = PortGuess.usable(variable.example.flatMap { Int($0) }) {
            return (port, Place(file.path, line: variable.line), variable.name)
          }
        }
      }
    }
    return nil
  }

  private var fromCompose: (port: Int, place: Place, from: String)? {
    guard let composed, PortGuess.usable(composed.value) != nil else { return nil }
    return (composed.value, composed.place, "the port that compose publishes")
  }

  private var fromDockerfiles: (port: Int, place: Place, from: String)? {
    for file in member.dockerfiles {
      for (number, line) in file.lines.reversed() {
        let words = line.split(separator: " ")
        guard words.first?.uppercased() == "EXPOSE",
          let port = PortGuess.usable(
            words.dropFirst().first.flatMap { Int($0.prefix { $0 != "/" }) })
        else { continue }
        return (port, Place(file.path, line: number), "EXPOSE")
      }
    }
    return nil
  }
}

/// Finds ports in source text.
struct PortScan {
  let file: TextFile
  private var bytes: [UInt8] { file.bytes }

  init(_ file: TextFile) { self.file = file }

  /// The port that a server falls back to, or is told; with the place.
  var port: (Int, Int)? {
    for (pattern, read) in patterns {
      for offset in file.offsets(of: pattern) {
        if let port = read(offset + pattern.utf8CodeUnitCount) { return (port, offset) }
      }
    }
    return nil
  }

  private typealias Read = (Int) -> Int?

  private var patterns: [(StaticString, Read)] {
    [
      ("PORT", { fallback(after: $0) }), (".listen(", { literal(after: $0, mark: nil) }),
      (".listen({", { named(after: $0) }), ("serve({", { named(after: $0) }),
      ("port", { literal(after: $0, mark: "=") }), ("PORT", { literal(after: $0, mark: "=") }),
    ]
  }

  /// `PORT ?? 4000`, `PORT) || "4000"`, `PORT, 4000)`, `PORT: z.coerce.number().default(4000)`.
  private func fallback(after start: Int) -> Int? {
    var offset = start
    let end = min(bytes.count, start + 160)
    while offset < end,
      [0x20, 0x09, 0x29, 0x22, 0x27, 0x5D, 0x21, 0x0A, 0x0D].contains(bytes[offset])
    {
      offset += 1
    }
    guard offset + 1 < end else { return nil }
    switch (bytes[offset], bytes[offset + 1]) {
    case (UInt8(ascii: "?"), UInt8(ascii: "?")), (UInt8(ascii: "|"), UInt8(ascii: "|")):
      return number(at: offset + 2, limit: end)
    case (UInt8(ascii: ","), _): return number(at: offset + 1, limit: end)
    case (UInt8(ascii: ":"), _): return standard(after: offset, limit: end)
    default: return nil
    }
  }

  /// `.default(4000)` of a schema, before the next property begins.
  private func standard(after start: Int, limit end: Int) -> Int? {
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    let property = text.range(of: ",\n").map { text[..<$0.lowerBound] } ?? text[...]
    guard let call = property.range(of: "default(") ?? property.range(of: "default: ") else {
      return nil
    }
    return number(at: start + text[..<call.upperBound].utf8.count, limit: end)
  }

  /// `port: 4000` soon behind a place.
  private func named(after start: Int) -> Int? {
    let end = min(bytes.count, start + 200)
    let text = Array("port:".utf8)
    var offset = start
    while offset + text.count < end {
      if bytes[offset..<(offset + text.count)].elementsEqual(text) {
        return number(at: offset + text.count, limit: end)
      }
      offset += 1
    }
    return nil
  }

  /// A number that follows at once, or behind a mark.
  func literal(after start: Int, mark: Character?) -> Int? {
    let end = min(bytes.count, start + 40)
    var offset = start
    if let mark = mark?.asciiValue {
      while offset < end, bytes[offset] == 0x20 || bytes[offset] == UInt8(ascii: "\"") {
        offset += 1
      }
      guard offset < end, bytes[offset] == mark else { return nil }
      offset += 1
    }
    return number(at: offset, limit: end)
  }

  /// Digits behind space and one quote, which no letter follows.
  private func number(at start: Int, limit end: Int) -> Int? {
    var offset = start
    while offset < end, [0x20, 0x0A, 0x0D, 0x09, 0x22, 0x27, 0x60].contains(bytes[offset]) {
      offset += 1
    }
    var value = 0
    var count = 0
    while offset < end, (48...57).contains(bytes[offset]), count < 6 {
      value = value * 10 + Int(bytes[offset] - 48)
      offset += 1
      count += 1
    }
    guard (2...5).contains(count) else { return nil }
    if offset < bytes.count,
      bytes[offset] == UInt8(ascii: "_")
        || bytes[offset] | 0x20 >= UInt8(ascii: "a") && bytes[offset] | 0x20 <= UInt8(ascii: "z")
        || bytes[offset] == UInt8(ascii: ".")
    {
      return nil
    }
    return value
  }
}

extension StringProtocol {
  /// Where a text is found first; what Foundation's method of the name gives.
  func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
