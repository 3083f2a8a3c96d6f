/// Differences between two texts, as `diff -u` shows them (POSIX.1-2017, diff, unified format).
package enum UnifiedDiff {
  /// Lines around a change.
  private static let context = 3

  /// The difference of two texts; empty where they are equal.
  ///
  /// - Parameters:
  ///   - old: `nil` where there was no file.
  ///   - new: `nil` where there is none any more.
  package static func text(path: String, old: [UInt8]?, new: [UInt8]?) -> String {
    guard old != new else { return "" }
    let oldLines = lines(of: old ?? [])
    let newLines = lines(of: new ?? [])
    // As git does: a tab ends a name that has a space, which would end it itself for patch(1).
    let end = path.utf8.contains(UInt8(ascii: " ")) ? "\t\n" : "\n"
    var text = old == nil ? "--- /dev/null\n" : "--- a/\(path)\(end)"
    text += new == nil ? "+++ /dev/null\n" : "+++ b/\(path)\(end)"
    for hunk in hunks(of: LineMatching(oldLines, newLines).edits()) {
      text += hunk.header + "\n"
      for edit in hunk.edits { text += edit.text(oldLines, newLines) }
    }
    return text
  }

  /// Lines with their ends.
  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      lines.append(bytes[start...index])
      start = index + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  /// Changes that are near each other, with the lines around them.
  private struct Hunk {
    var edits: [LineEdit]
    var oldStart: Int
    var newStart: Int

    var header: String {
      let old = edits.count { $0.kind != .insert }
      let new = edits.count { $0.kind != .delete }
      return "@@ -\(Hunk.range(oldStart, old)) +\(Hunk.range(newStart, new)) @@"
    }

    /// An empty range names the line before it; a range of one line leaves its length out.
    private static func range(_ start: Int, _ count: Int) -> String {
      switch count {
      case 0: "\(start),0"
      case 1: "\(start + 1)"
      default: "\(start + 1),\(count)"
      }
    }
  }

  private static func hunks(of edits: [LineEdit]) -> [Hunk] {
    let changed = edits.indices.filter { edits[$0].kind != .keep }
    var hunks: [Hunk] = []
    var index = 0
    while index < changed.count {
      let first = changed[index]
      while index + 1 < changed.count, changed[index + 1] - changed[index] <= 2 * context {
        index += 1
      }
      let range = max(0, first - context)...min(edits.count - 1, changed[index] + context)
      hunks.append(
        Hunk(
          edits: Array(edits[range]), oldStart: edits[range.lowerBound].old,
          newStart: edits[range.lowerBound].new))
      index += 1
    }
    return hunks
  }
}

/// What becomes of a line.
struct LineEdit: Equatable {
  enum Kind { case keep, delete, insert }
  let kind: Kind
  /// The line's index in the old text, or where it would stand; likewise in the new one.
  let old: Int
  let new: Int

  func text(_ oldLines: [ArraySlice<UInt8>], _ newLines: [ArraySlice<UInt8>]) -> String {
    let line = kind == .insert ? newLines[new] : oldLines[old]
    let sign = kind == .keep ? " " : kind == .delete ? "-" : "+"
    let text = sign + String(decoding: line, as: UTF8.self)
    return line.last == UInt8(ascii: "\n") ? text : text + "\n\\ No newline at end of file\n"
  }
}
