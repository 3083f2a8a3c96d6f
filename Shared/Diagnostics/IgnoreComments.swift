/// Comments that turn rules off: `# TOOL:ignore RULE, RULE` on the line, or alone above it.
package enum IgnoreComments {
  /// By line, from 1, the rules that are off there; an empty set stands for all.
  package static func lines(in bytes: [UInt8], of tool: String) -> [Int: Set<String>] {
    let tag = Array("\(tool):ignore".utf8)
    guard bytes.firstRange(of: tag) != nil else { return [:] }
    var ignored: [Int: Set<String>] = [:]
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      guard let hash = line.firstIndex(of: UInt8(ascii: "#")),
        let start = line[hash...].firstRange(of: tag)
      else { continue }
      let isAlone = line[..<hash].allSatisfy { $0 == UInt8(ascii: " ") }
      let names = String(decoding: line[start.upperBound...], as: UTF8.self)
        .split { $0 == " " || $0 == "," || $0 == "\r" }.map(String.init)
      ignored[index + (isAlone ? 2 : 1)] = Set(names)
    }
    return ignored
  }
}
