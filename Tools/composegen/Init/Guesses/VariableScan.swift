/// The environment variables that source reads.
struct VariableScan {
  /// A variable that is read, and whether the source goes on without it.
  struct Use: Sendable {
    let name: String
    let hasFallback: Bool
    /// Whether it is asked for first, so that other places that read it are behind that question.
    var isGuard = false
    /// Whether a schema asks for it, whatever other places do.
    var isDemanded = false
    let place: Place
  }

  let file: TextFile
  private let lines: LineIndex
  private let declared: [Use]
  private var bytes: [UInt8] { file.bytes }

  init(_ file: TextFile) {
    self.file = file
    lines = LineIndex(file)
    declared = VariableDeclarations(file).uses
  }

  /// Files that configure what developers run, and that nothing reads in production.
  private static let tools = [
    "drizzle.config.", "vitest.config.", "vitest.", "jest.config.", "playwright.config.",
    "cypress.config.", "codegen.", "eslint.config.",
  ]
  private var isTool: Bool { VariableScan.tools.contains { file.name.hasPrefix($0) } }

  var uses: [Use] {
    if file.name.hasSuffix(".prisma") {
      return calls("env(").map { use in
        var use = use
        use.isDemanded = !use.hasFallback
        return use
      }
    }
    let accessed = ["process.env", "import.meta.env", "Bun.env"].flatMap { members(of: $0) }
    return accessed + settings + calls("env.get(") + declared
  }

  /// `process.env.NAME`, `process.env["NAME"]`, `process.env?.NAME`, `const { NAME } = process.env`.
  private func members(of object: StaticString) -> [Use] {
    file.offsets(of: object).flatMap { start -> [Use] in
      if isComment(start) { return [] }
      var offset = start + object.utf8CodeUnitCount
      if byte(offset) == UInt8(ascii: "?") { offset += 1 }
      if byte(offset) == UInt8(ascii: ".") {
        if byte(offset + 1) == UInt8(ascii: "[") {
          offset += 1
        } else {
          return name(at: offset + 1).map { [use($0.name, behind: $0.end, at: start)] } ?? []
        }
      }
      if byte(offset) == UInt8(ascii: "["), let quote = byte(offset + 1),
        "\"'`".utf8.contains(quote)
      {
        return name(at: offset + 2).map { [use($0.name, behind: $0.end + 2, at: start)] } ?? []
      }
      return destructured(before: start)
    }
  }

  /// Names in braces that an object is taken apart into.
  private func destructured(before start: Int) -> [Use] {
    var end = start - 1
    while end >= 0, bytes[end] == 0x20 || bytes[end] == UInt8(ascii: "=") { end -= 1 }
    guard end > 0, bytes[end] == UInt8(ascii: "}"),
      let open = bytes[max(0, end - 2000)..<end].lastIndex(of: UInt8(ascii: "{"))
    else { return [] }
    return bytes[(open + 1)..<end].split(separator: UInt8(ascii: ",")).compactMap { part in
      let start = part.firstIndex { !VariableScan.isSpace($0) } ?? part.startIndex
      guard start < part.endIndex, let (name, _) = name(at: start) else { return nil }
      return Use(
        name: name, hasFallback: part.contains(UInt8(ascii: "=")), place: lines.place(at: start))
    }
  }

  /// `env("NAME")`.
  private func calls(_ call: StaticString) -> [Use] {
    file.offsets(of: call).compactMap { start in
      let offset = start + call.utf8CodeUnitCount
      guard let quote = byte(offset), "\"'`".utf8.contains(quote), !isComment(start),
        let (name, end) = name(at: offset + 1)
      else { return nil }
      return useInCall(name, behind: end + 1, at: start)
    }
  }

  /// `config.get<string>("NAME")`, `configService.getOrThrow('NAME')`, of NestJS's settings.
  private var settings: [Use] {
    guard file.contains("onfigService") || file.contains("@nestjs/config") else { return [] }
    let calls: [StaticString] = [".get(", ".getOrThrow(", ".get<", ".getOrThrow<"]
    return calls.flatMap { call in
      file.offsets(of: call).compactMap { start -> Use? in
        var offset = start + call.utf8CodeUnitCount
        if byte(offset - 1) == UInt8(ascii: "<") {
          guard
            let close = bytes[offset..<min(bytes.count, offset + 60)].firstIndex(
              of: UInt8(ascii: "("))
          else { return nil }
          offset = close + 1
        }
        while let next = byte(offset), VariableScan.isSpace(next) { offset += 1 }
        guard let quote = byte(offset), "\"'`".utf8.contains(quote), !isComment(start),
          let (name, end) = name(at: offset + 1)
        else { return nil }
        return useInCall(name, behind: end + 1, at: start)
      }
    }
  }

  private func byte(_ offset: Int) -> UInt8? {
    bytes.indices.contains(offset) ? bytes[offset] : nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }

  /// A variable's name that begins here, and where it ends.
  private func name(at start: Int) -> (name: String, end: Int)? {
    var end = start
    while let next = byte(end), end - start <= 65, VariableScan.isNameByte(next) { end += 1 }
    let name = String(decoding: bytes[min(start, bytes.count)..<end], as: UTF8.self)
    return StackForm.isVariable(name) ? (name, end) : nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || byte == UInt8(ascii: "_")
      || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  /// Whether the line is a comment as a whole.
  private func isComment(_ offset: Int) -> Bool {
    let line = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let text = bytes[line..<offset].drop(while: VariableScan.isSpace)
    return ["//", "/*", "*", "<!--"].contains { text.starts(with: $0.utf8) }
  }

  /// What stands behind the name decides: `??`, `||`, `?.` and comparisons go on without it.
  private func use(_ name: String, behind end: Int, at start: Int) -> Use {
    var offset = end
    while let next = byte(offset), VariableScan.isSpace(next) || next == UInt8(ascii: ")") {
      offset += 1
    }
    let rest = bytes[min(offset, bytes.count)..<min(offset + 2, bytes.count)]
    let behind = String(decoding: rest, as: UTF8.self)
    let isAsked = behind.hasPrefix("?") && behind != "??" || behind == "&&" || isAsked(start, end)
    let goesOn =
      ["??", "||", "==", "!="].contains(behind)
      || behind.hasPrefix("=") && behind != "=>" || isPassedOn(name, before: start)
    return Use(
      name: name, hasFallback: goesOn || isAsked || isTool, isGuard: isAsked,
      place: lines.place(at: start))
  }

  /// `if (process.env.NAME)`, `!!process.env.NAME`, `Boolean(process.env.NAME)`.
  private func isAsked(_ start: Int, _ end: Int) -> Bool {
    let before = bytes[max(0, start - 10)..<start]
    let isCondition = ["if (", "if(", "Boolean("].contains { before.ends(with: $0) }
    return before.ends(with: "!!") || isCondition && byte(end) == UInt8(ascii: ")")
  }

  /// `NAME: process.env.NAME` beside a declaration of the name, which says more.
  private func isPassedOn(_ name: String, before start: Int) -> Bool {
    declared.contains { $0.name == name }
      && bytes[max(0, start - 70)..<start].ends(with: name + ": ")
  }

  /// A call's second argument is what it falls back to; a schema's shadow is for developers.
  private func useInCall(_ name: String, behind end: Int, at start: Int) -> Use {
    let use = use(name, behind: end, at: start)
    let line = bytes[..<start].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let isShadow =
      bytes[line..<start].drop(while: VariableScan.isSpace).starts(with: "shadowDatabaseUrl".utf8)
    var offset = end
    while let next = byte(offset), VariableScan.isSpace(next) { offset += 1 }
    let hasDefault = byte(offset) == UInt8(ascii: ",") && !isOptions(behind: offset + 1)
    guard isShadow || hasDefault else { return use }
    return Use(name: name, hasFallback: true, place: use.place)
  }

  /// Whether braces follow: `{ infer: true }` is no default.
  private func isOptions(behind start: Int) -> Bool {
    var offset = start
    while let next = byte(offset), VariableScan.isSpace(next) { offset += 1 }
    return byte(offset) == UInt8(ascii: "{") || byte(offset) == UInt8(ascii: ")")
  }
}

extension ArraySlice<UInt8> {
  fileprivate func ends(with text: String) -> Bool {
    suffix(text.utf8.count).elementsEqual(text.utf8)
  }
}
