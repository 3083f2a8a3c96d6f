extension HCLLayout {
  /// A body, each line of it ending with a newline.
  ///
  /// Blank lines are put around nested blocks (above the comments of one) and nowhere else
  /// but where asked for; never two, never at an edge.
  func write(_ body: HCL.Body, level: Int, to text: inout String) {
    let start = text.utf8.count
    var needsBlank = false
    let items = body.items
    var index = 0
    while index < items.count {
      if case .blank = items[index] {
        needsBlank = true
        index += 1
        continue
      }
      if needsBlank || leadsToBlock(items[index...]) && !followsComment(index, in: items),
        text.utf8.count > start
      {
        text += "\n"
      }
      needsBlank = false
      switch items[index] {
      case .block(let block):
        write(block, level: level, to: &text)
        needsBlank = true
        index += 1
      case .comment(let comment):
        write(comment: comment, level: level, to: &text)
        index += 1
      case .attribute:
        let run = items[index...].prefix { if case .attribute = $0 { true } else { false } }
        write(run.compactMap(Assignment.init), level: level, to: &text)
        index += run.count
      case .blank: break
      }
    }
  }

  /// Whether a block follows, with nothing but its comments before it.
  private func leadsToBlock(_ items: ArraySlice<HCL.Item>) -> Bool {
    let next = items.first { if case .comment = $0 { false } else { true } }
    return if case .block? = next { true } else { false }
  }

  private func followsComment(_ index: Int, in items: [HCL.Item]) -> Bool {
    guard index > 0, case .comment = items[index - 1] else { return false }
    return true
  }

  private func write(_ block: HCL.Block, level: Int, to text: inout String) {
    text += indent(level) + block.type
    for label in block.labels { text += " " + HCLQuoting.label(label) }
    text += " {\n"
    let start = text.utf8.count
    write(block.body, level: level + 1, to: &text)
    if text.utf8.count == start {
      text.removeLast()
      text += "}\n"
    } else {
      text += indent(level) + "}\n"
    }
  }

  func write(comment: String, level: Int, to text: inout String) {
    for line in comment.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let trimmed = line.trimmingEnd()
      text += indent(level) + (trimmed.isEmpty ? "#" : "# " + trimmed) + "\n"
    }
  }
}
