/// Variables that source declares by a schema: `NAME: z.string()`, `NAME: Joi.string()`,
/// `NAME: str()`.
struct VariableDeclarations {
  let file: TextFile

  init(_ file: TextFile) { self.file = file }

  /// How schemas begin, in the words of the usual libraries.
  private static let makers = [
    "z.", "Joi.", "str(", "num(", "port(", "url(", "bool(", "email(", "host(", "v.", "t.", "Type.",
  ]
  /// What makes one optional.
  private static let optional = ["optional(", ".default(", "default:", "nullish(", "Optional("]
  /// More lines than people give one variable.
  private static let lineLimit = 20

  /// In files that declare the environment: each variable, and whether it may be missing.
  var uses: [VariableScan.Use] {
    let declares =
      file.contains("createEnv(") || file.contains("process.env") || file.contains("cleanEnv(")
      || file.contains("validationSchema")
    guard declares else { return [] }
    let lines = file.lines
    return lines.indices.compactMap { index in
      let text = lines[index].text.drop { $0.isWhitespace }
      guard let colon = text.firstIndex(of: ":"), StackForm.isVariable(String(text[..<colon]))
      else { return nil }
      let schema = VariableDeclarations.schema(
        [text[text.index(after: colon)...]]
          + lines[(index + 1)...].prefix(VariableDeclarations.lineLimit).map { $0.text[...] })
      guard let isOptional = VariableDeclarations.isOptional(schema) else { return nil }
      return VariableScan.Use(
        name: String(text[..<colon]), hasFallback: isOptional, isDemanded: !isOptional,
        place: Place(file.path, line: lines[index].number))
    }
  }

  /// The value that the first line begins, without space and comments: up to the comma that ends it.
  private static func schema(_ lines: [Substring]) -> String {
    var schema = ""
    var depth = 0
    for line in lines {
      let code = line.range(of: " //").map { line[..<$0.lowerBound] } ?? line
      for character in code where !character.isWhitespace {
        switch character {
        case "(", "[", "{": depth += 1
        case ")", "]", "}": depth -= 1
        default: break
        }
        if depth < 0 || depth == 0 && character == "," { return schema }
        schema.append(character)
      }
    }
    return schema
  }

  /// `nil` where it is no schema. What depends on the mode is needed in production.
  private static func isOptional(_ schema: String) -> Bool? {
    if schema.hasPrefix("process.env.") {
      return makers.contains { schema.range(of: "?" + $0) != nil } ? false : nil
    }
    guard makers.contains(where: { schema.hasPrefix($0) }) else { return nil }
    return optional.contains { schema.range(of: $0) != nil }
  }
}
