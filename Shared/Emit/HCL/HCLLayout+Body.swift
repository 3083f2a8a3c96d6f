extension HCLLayout {
  /// A body, each line of it ending with a newline.
  ///
  /// Blank lines are put around nested blocks (above the comments of one) and nowhere else
  /// but where asked for; never two, never at an edge.
  func write(_ body: HCL.Body, level: Int, to text: inout TextBuffer) {
    let start = text.count
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
        text.count > start
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

  private func write(_ block: HCL.Block, level: Int, to text: inout TextBuffer) {
    text.append(spaces: 2 * level)
    text += block.type
    for label in block.labels {
      text += " "
      text += HCLQuoting.label(label)
    }
    text += " {\n"
    let start = text.count
    write(block.body, level: level + 1, to: &text)
    if text.count == start {
      text.removeLast()
    } else {
      text.append(spaces: 2 * level)
    }
    text += "}\n"
  }

  func write(comment: String, level: Int, to text: inout TextBuffer) {
    for line in comment.linesOfAnyKind {
      let trimmed = line.trimmingEnd()
      text.append(spaces: 2 * level)
      text += trimmed.isEmpty ? "#\n" : "# " + trimmed + "\n"
    }
  }
}
