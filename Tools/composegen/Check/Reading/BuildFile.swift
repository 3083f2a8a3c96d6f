/// A Dockerfile as far as compose files depend on it (docs.docker.com, Dockerfile reference).
struct BuildFile {
  struct Instruction {
    /// In capitals.
    let keyword: String
    /// What follows, continued lines joined.
    let text: String
  }

  struct Stage {
    let name: String?
    let base: String
    var instructions: [Instruction] = []
  }

  let stages: [Stage]

  init(_ text: String) {
    var stages: [Stage] = []
    for instruction in BuildFile.instructions(in: text) {
      if instruction.keyword == "FROM" {
        let words = instruction.text.split(separator: " ").map(String.init)
          .filter { !$0.hasPrefix("--") }
        let isNamed = words.count == 3 && words[1].lowercased() == "as"
        stages.append(Stage(name: isNamed ? words[2] : nil, base: words.first ?? ""))
      } else if !stages.isEmpty {
        stages[stages.count - 1].instructions.append(instruction)
      }
    }
    self.stages = stages
  }

  private static func instructions(in text: String) -> [Instruction] {
    var instructions: [Instruction] = []
    var pending = ""
    var heredoc: String?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let trimmed = String(line.drop(while: \.isWhitespace).filter { $0 != "\r" })
      if let end = heredoc {
        if trimmed == end { heredoc = nil }
        pending += " " + trimmed
        if heredoc != nil { continue }
      } else {
        if trimmed.hasPrefix("#") || trimmed.isEmpty { continue }
        pending += (pending.isEmpty ? "" : " ") + trimmed
        if let word = BuildFile.heredoc(in: trimmed) {
          heredoc = word
          continue
        }
        if pending.hasSuffix("\\") {
          pending.removeLast()
          continue
        }
      }
      let keyword = pending.prefix { !$0.isWhitespace }
      let rest = pending.dropFirst(keyword.count).drop(while: \.isWhitespace)
      instructions.append(Instruction(keyword: keyword.uppercased(), text: String(rest)))
      pending = ""
    }
    return instructions
  }

  /// The word that ends a here-document which a line begins.
  private static func heredoc(in line: String) -> String? {
    guard line.hasPrefix("RUN") || line.hasPrefix("COPY"), let start = line.firstRange(of: "<<")
    else { return nil }
    let word = line[start.upperBound...].drop { $0 == "-" || $0 == "'" || $0 == "\"" }
      .prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return word.isEmpty ? nil : String(word)
  }

  /// The names of stages, for people.
  var names: [String] { stages.compactMap(\.name) }

  /// The stage that a target names, or the last.
  func stage(_ target: String?) -> Stage? {
    guard let target else { return stages.last }
    if let index = Int(target) { return stages.indices.contains(index) ? stages[index] : nil }
    return stages.first { $0.name?.lowercased() == target.lowercased() }
  }

  /// The instructions of a stage and, before them, of those it is made from.
  func instructions(of target: String?) -> [Instruction] {
    var chain: [Instruction] = []
    var stage = stage(target)
    for _ in stages.indices {
      guard let current = stage else { break }
      chain = current.instructions + chain
      stage = stages.first { $0.name?.lowercased() == current.base.lowercased() }
    }
    return chain
  }

  /// The image that a stage is made from in the end.
  func base(of target: String?) -> String {
    var stage = stage(target)
    for _ in stages.indices {
      guard let current = stage,
        let next = stages.first(where: { $0.name?.lowercased() == current.base.lowercased() })
      else { break }
      stage = next
    }
    return stage?.base ?? ""
  }
}
