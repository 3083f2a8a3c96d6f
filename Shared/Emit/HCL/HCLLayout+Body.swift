extension HCLLayout {
  /// The lines of a body, without a newline each.
  ///
  /// Blank lines are put around nested blocks (above the comments of one) and nowhere else
  /// but where asked for; never two, never at an edge.
  func lines(of body: HCL.Body, level: Int) -> [String] {
    var lines: [String] = []
    var needsBlank = false
    let items = body.items
    var index = 0
    while index < items.count {
      if items[index] == .blank {
        needsBlank = true
        index += 1
        continue
      }
      if needsBlank || leadsToBlock(items[index...]) && !followsComment(index, in: items),
        !lines.isEmpty
      {
        lines.append("")
      }
      needsBlank = false
      switch items[index] {
      case .block(let block):
        lines += self.lines(of: block, level: level)
        needsBlank = true
        index += 1
      case .comment(let text):
        lines += comment(text).map { indent(level) + $0 }
        index += 1
      case .attribute:
        let run = items[index...].prefix { if case .attribute = $0 { true } else { false } }
        lines += self.lines(of: run.compactMap(Assignment.init), level: level)
        index += run.count
      case .blank: break
      }
    }
    return lines
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

  private func lines(of block: HCL.Block, level: Int) -> [String] {
    let head = ([block.type] + block.labels.map(HCLQuoting.label)).joined(separator: " ")
    let inner = lines(of: block.body, level: level + 1)
    if inner.isEmpty { return [indent(level) + head + " {}"] }
    return [indent(level) + head + " {"] + inner + [indent(level) + "}"]
  }

  private func comment(_ text: String) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
      let trimmed = line.trimmingEnd()
      return trimmed.isEmpty ? "#" : "# " + String(trimmed)
    }
  }
}

extension HCLLayout {
  /// `name = value`, of a body or an object.
  struct Assignment {
    var name: String
    /// Columns of the name, in grapheme clusters.
    var width: Int
    var value: HCL.Expression

    /// Whether the line is one that could be aligned: `terraform fmt` looks for the first `=`.
    var isAlignable: Bool { !name.contains(" = ") }

    init?(_ item: HCL.Item) {
      guard case .attribute(let name, let value) = item else { return nil }
      self.name = name
      self.width = name.count
      self.value = value
    }

    init(_ member: HCL.Member) {
      (name, width) = HCLFlat().key(member.key)
      value = member.value
    }
  }

  /// The lines of an object. Comments end groups, as in bodies.
  func lines(of members: [HCL.Member], level: Int) -> [String] {
    var lines: [String] = []
    var rest = members[...]
    while let first = rest.popFirst() {
      let run = [first] + rest.prefix { $0.comment == nil }
      rest = rest.dropFirst(run.count - 1)
      lines += (first.comment.map(comment) ?? []).map { indent(level) + $0 }
      lines += self.lines(of: run.map(Assignment.init), level: level)
    }
    return lines
  }

  /// Consecutive assignments, their `=` aligned in groups (hclwrite/format.go, `formatCells`).
  ///
  /// A value that leaves a bracket open on its first line is not aligned and ends the group; a
  /// heredoc, which opens none, is and does not.
  func lines(of assignments: [Assignment], level: Int) -> [String] {
    let flats = assignments.map { assignment in
      HCLHeredoc(assignment.value) == nil ? flat.text(assignment.value).count : 0
    }
    var isBroken = assignments.map { mustBreak($0.value) }
    let isLoose = assignments.map { !$0.isAlignable }
    var columns = alignment(of: assignments, zip(isBroken, isLoose).map { $0 || $1 })
    while true {
      // Alignment can push a value over the edge; breaking it can narrow its group again.
      let overflowing = assignments.indices.filter { index in
        !isBroken[index] && canBreak(assignments[index].value)
          && 2 * level + columns[index] + 3 + flats[index] > Self.width
      }
      if overflowing.isEmpty { break }
      for index in overflowing { isBroken[index] = true }
      columns = alignment(of: assignments, zip(isBroken, isLoose).map { $0 || $1 })
    }
    return assignments.indices.flatMap { index in
      let assignment = assignments[index]
      let padding = String(repeating: " ", count: columns[index] - assignment.width)
      let column = 2 * level + columns[index] + 3
      let value =
        isBroken[index]
        ? broken(assignment.value, level: level, column: column)
        : HCLHeredoc(assignment.value)?.text(level: level) ?? flat.text(assignment.value)
      return [indent(level) + assignment.name + padding + " = " + value]
    }
  }

  /// The width of each name's group.
  private func alignment(of assignments: [Assignment], _ isApart: [Bool]) -> [Int] {
    var columns = assignments.map(\.width)
    var start = 0
    while start < columns.count {
      if isApart[start] {
        start += 1
        continue
      }
      let end = isApart[start...].firstIndex(of: true) ?? columns.count
      let widest = columns[start..<end].max() ?? 0
      for index in start..<end { columns[index] = widest }
      start = end
    }
    return columns
  }
}
