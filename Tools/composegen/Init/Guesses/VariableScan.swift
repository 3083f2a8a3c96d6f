/// The environment variables that source reads.
struct VariableScan {
  /// A variable that is read, and whether the source goes on without it.
  struct Use: Sendable {
    let name: String
    let hasFallback: Bool
    let place: Place
  }

  let file: TextFile
  private let lines: LineIndex
  private var bytes: [UInt8] { file.bytes }

  init(_ file: TextFile) {
    self.file = file
    lines = LineIndex(file)
  }

  var uses: [Use] {
    if file.name.hasSuffix(".prisma") { return calls("env(") }
    let accessed = ["process.env", "import.meta.env", "Bun.env"].flatMap { members(of: $0) }
    return accessed + settings + calls("env.get(") + declarations
  }

  /// `process.env.NAME`, `process.env["NAME"]`, `process.env?.NAME`, `const { NAME } = process.env`.
  private func members(of object: StaticString) -> [Use] {
    file.offsets(of: object).flatMap { start -> [Use] in
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
      guard let quote = byte(offset), "\"'`".utf8.contains(quote),
        let (name, end) = name(at: offset + 1)
      else { return nil }
      return use(name, behind: end + 1, at: start)
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
        guard let quote = byte(offset), "\"'`".utf8.contains(quote),
          let (name, end) = name(at: offset + 1)
        else { return nil }
        return use(name, behind: end + 1, at: start)
      }
    }
  }

  /// `NAME: z.string()`, `NAME: Joi.string()`, `NAME: str()`, in files that declare the environment.
  private var declarations: [Use] {
    let declares =
      file.contains("createEnv(") || file.contains("process.env") || file.contains("cleanEnv(")
      || file.contains("validationSchema")
    guard declares else { return [] }
    let makers = [
      "z.", "Joi.", "str(", "num(", "port(", "url(", "bool(", "email(", "host(", "v.", "t.",
      "Type.",
    ]
    return file.lines.compactMap { number, line in
      let text = line.drop { $0.isWhitespace }
      guard let colon = text.firstIndex(of: ":"), StackForm.isVariable(String(text[..<colon]))
      else { return nil }
      let rest = text[text.index(after: colon)...].drop { $0.isWhitespace }
      guard makers.contains(where: { rest.hasPrefix($0) }) else { return nil }
      let isOptional =
        rest.contains("optional") || rest.contains("default") || rest.contains("nullish")
      return Use(
        name: String(text[..<colon]), hasFallback: isOptional, place: Place(file.path, line: number)
      )
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

  /// `??`, `||`, `,` or `?` behind the name: there is something to go on with.
  private func use(_ name: String, behind end: Int, at start: Int) -> Use {
    var offset = end
    while let next = byte(offset), VariableScan.isSpace(next) || next == UInt8(ascii: ")") {
      offset += 1
    }
    let pair = (byte(offset), byte(offset + 1))
    let hasFallback =
      pair == (UInt8(ascii: "?"), UInt8(ascii: "?"))
      || pair == (UInt8(ascii: "|"), UInt8(ascii: "|"))
    return Use(name: name, hasFallback: hasFallback, place: lines.place(at: start))
  }
}
