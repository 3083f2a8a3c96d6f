import TestKit
import Testing

/// The single faults of `Tests/Fixtures/workflows/faults.txt`, which says how it is written.
struct FaultRow: Sendable, CustomTestStringConvertible {
  /// The rules that speak, the first of which is meant.
  let rules: [String]
  let file: String
  let lines: [String]

  var testDescription: String {
    "\(rules[0]): \(lines.first { $0.hasPrefix("+") } ?? lines[0])"
  }

  static let all: [FaultRow] = {
    let text = (try? Checkout.read("Tests/Fixtures/workflows/faults.txt")) ?? ""
    var rows: [FaultRow] = []
    var stanza: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if !line.isEmpty {
        stanza.append(line)
      } else if let first = stanza.first {
        if !first.hasPrefix("#") { rows.append(FaultRow(first, Array(stanza.dropFirst()))) }
        stanza = []
      }
    }
    return rows
  }()

  private init(_ head: String, _ lines: [String]) {
    let words = head.split(separator: " ").map(String.init)
    rules = words.filter { !$0.hasSuffix(".yml") }
    let name = words.first { $0.hasSuffix(".yml") } ?? ""
    file = name == "action.yml" ? ".github/actions/setup/\(name)" : ".github/workflows/\(name)"
    self.lines = lines
  }

  struct NotThereOnce: Error {
    let row: String
    let text: String
  }

  /// The tree with the fault in it.
  func applied(to tree: WorkflowTree) throws -> WorkflowTree {
    var tree = tree
    var text = "\n" + (tree.files[file] ?? "")
    for place in places {
      let old = FaultRow.text(place, without: "+")
      guard text.ranges(of: "\n" + old).count == 1 else {
        throw NotThereOnce(row: testDescription, text: old)
      }
      text = text.replacing("\n" + old, with: "\n" + FaultRow.text(place, without: "-"))
    }
    tree.files[file] = String(text.dropFirst())
    return tree
  }

  private static func text(_ lines: [String], without sign: String) -> String {
    lines.filter { !$0.hasPrefix(sign) }.map { $0.dropFirst() + "\n" }.joined()
  }

  /// The lines of each place: another begins where one is taken out after one was put in.
  private var places: [[String]] {
    var places: [[String]] = [[]]
    for line in lines {
      let isNext = line.hasPrefix("-") && places[places.count - 1].last?.hasPrefix("+") == true
      if isNext || line == "@@" { places.append([]) }
      if line != "@@" { places[places.count - 1].append(line) }
    }
    return places
  }
}
