extension HCLLayout {
  /// `name = value`, of a body or an object, on the way to its place.
  struct Assignment {
    var name: String
    /// Columns of the name, in grapheme clusters.
    var width: Int
    var value: HCL.Expression
    /// The value where it takes one line, which a heredoc doesn't.
    var line: String?
    /// Whether the value is written over several lines, the first of which opens a bracket.
    var isBroken: Bool
    /// Whether the line is one that could be aligned: `terraform fmt` looks for the first `=`.
    var isAlignable: Bool
    /// The columns before its `=`: those of the widest name of its group.
    var column = 0

    init(_ name: String, width: Int, _ value: HCL.Expression) {
      self.name = name
      self.width = width
      self.value = value
      line = HCLHeredoc(value) == nil ? HCLFlat().text(value) : nil
      isBroken = HCLLayout().mustBreak(value)
      isAlignable = !HCLFlat.holdsAssignment(name)
    }

    init?(_ item: HCL.Item) {
      guard case .attribute(let name, let value) = item else { return nil }
      self.init(name, width: name.columns, value)
    }

    init(_ member: HCL.Member) {
      let (name, width) = HCLFlat().key(member.key)
      self.init(name, width: width, member.value)
    }
  }

  /// The lines of an object. Comments end groups, as in bodies.
  func write(_ members: [HCL.Member], level: Int, to text: inout TextBuffer) {
    var rest = members[...]
    while let first = rest.popFirst() {
      let run = [first] + rest.prefix { $0.comment == nil }
      rest = rest.dropFirst(run.count - 1)
      if let comment = first.comment { write(comment: comment, level: level, to: &text) }
      write(run.map(Assignment.init), level: level, to: &text)
    }
  }

  /// Consecutive assignments, their `=` aligned in groups (hclwrite/format.go, `formatCells`).
  func write(_ assignments: [Assignment], level: Int, to text: inout TextBuffer) {
    var assignments = assignments
    align(&assignments)
    // Alignment can push a value over the edge; breaking it can narrow its group again.
    while breakOverflowing(&assignments, level: level) { align(&assignments) }
    for assignment in assignments {
      text.append(spaces: 2 * level)
      text += assignment.name
      text.append(spaces: assignment.column - assignment.width)
      text += " = "
      let column = 2 * level + assignment.column + 3
      text +=
        assignment.isBroken
        ? broken(assignment.value, level: level, column: column)
        : assignment.line ?? value(assignment.value, level: level, column: column)
      text += "\n"
    }
  }

  /// - Returns: Whether there were any.
  private func breakOverflowing(_ assignments: inout [Assignment], level: Int) -> Bool {
    var isAny = false
    for index in assignments.indices {
      let column = 2 * level + assignments[index].column + 3
      guard !assignments[index].isBroken, let line = assignments[index].line,
        column + line.utf8.count > Self.width, column + line.columns > Self.width,
        canBreak(assignments[index].value)
      else { continue }
      assignments[index].isBroken = true
      isAny = true
    }
    return isAny
  }

  /// Gives each its group's column. A value that leaves a bracket open on its first line is not
  /// aligned and ends the group; a heredoc, which opens none, is and does not.
  private func align(_ assignments: inout [Assignment]) {
    var start = 0
    while start < assignments.count {
      var end = start
      var widest = 0
      while end < assignments.count, !assignments[end].isBroken, assignments[end].isAlignable {
        widest = max(widest, assignments[end].width)
        end += 1
      }
      for index in start..<end { assignments[index].column = widest }
      if end < assignments.count { assignments[end].column = assignments[end].width }
      start = end + 1
    }
  }
}
