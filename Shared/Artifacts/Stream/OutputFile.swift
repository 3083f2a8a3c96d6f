import JSON

/// A generated file as the record stream carries it: its text is final, the mark is in it.
package struct OutputFile: Equatable, Sendable {
  package let path: String
  package let mode: UInt16
  /// The whole file with its mark; for a block, the block with its markers.
  package let content: String
  package let generator: String
  package let placement: GeneratedFile.Placement

  package init(_ file: GeneratedFile) {
    path = file.path
    mode = file.mode
    generator = file.generator
    placement = file.placement
    content = file.placement == .block ? Block.marked(file) : Mark.marked(file)
  }

  private init(
    path: String, mode: UInt16, content: String, generator: String,
    placement: GeneratedFile.Placement
  ) {
    self.path = path
    self.mode = mode
    self.content = content
    self.generator = generator
    self.placement = placement
  }
}

extension OutputFile {
  /// The file as a `file` record.
  package var record: JSONValue {
    let octal = String(mode, radix: 8)
    var members: [(String, JSONValue)] = [
      ("record", "file"), ("path", .string(path)),
      ("mode", .string(String(repeating: "0", count: max(0, 4 - octal.count)) + octal)),
      ("content", .string(content)), ("generator", .string(generator)),
    ]
    if placement == .block { members.append(("placement", "block")) }
    return .object(JSONObject(members))
  }

  /// The shape of a `file` record.
  private struct Draft: Sendable {
    var path = ""
    var mode = "0644"
    var content = ""
    var generator = ""
    var placement = GeneratedFile.Placement.whole
  }

  private static let shape = Shape<Draft>.object(
    "file", "A generated file.", initial: { Draft() },
    [
      .ignored("record", "file"),
      .required(
        "path", \.path,
        .text(
          TextForm("a path inside the folder that is written to", lengths: 1...1024) {
            RelativePath.fault(in: $0) == nil
          }), "Where it goes."),
      .optional(
        "mode", \.mode,
        .text(
          TextForm("a file mode, as \"0644\"", pattern: "^0[0-7]{3}$", lengths: 4...4) { text in
            text.hasPrefix("0") && UInt16(text, radix: 8) != nil
          }), "Its permission bits."),
      .required(
        "content", \.content,
        .text(TextForm("the file's text", lengths: 0...(64 << 20), isPublic: false)), "Its text."),
      .required(
        "generator", \.generator,
        .text(
          TextForm("a tool's name", pattern: "^[a-z][a-z0-9-]*$", lengths: 1...64) { text in
            text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f }
          }), "Which tool made it."),
      .optional("placement", \.placement, .choice("a placement"), "whole, or block."),
    ])

  /// Reads a `file` record.
  ///
  /// - Returns: `nil` where something is wrong; `decoding` then says what.
  init?(record: JSONValue, _ decoding: inout Decoding) {
    let draft = OutputFile.shape.decode(record, &decoding)
    guard let draft, decoding.problems.isEmpty, let mode = UInt16(draft.mode, radix: 8) else {
      return nil
    }
    self.init(
      path: draft.path, mode: mode, content: draft.content, generator: draft.generator,
      placement: draft.placement)
  }
}
