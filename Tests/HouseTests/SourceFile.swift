import Platform
import TestKit

/// A file of the repository.
struct SourceFile: Sendable {
  /// From the package's root: `Shared/JSON/JSONValue.swift`.
  let path: String
  let lines: [String]

  init(path: String, text: String) {
    self.path = path
    // What a final newline ends isn't followed by one more line.
    let text = text.hasSuffix("\n") ? text.dropLast() : text[...]
    lines =
      text.isEmpty
      ? [] : text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  var isSwift: Bool { path.hasSuffix(".swift") }
  /// Whether it becomes a part of what is shipped.
  var isProduct: Bool { path.hasPrefix("Shared/") || path.hasPrefix("Tools/") }

  /// The lines that are Swift, with their numbers from 1: no comments, and nothing of a literal of
  /// several lines, which is text of another language.
  var code: [(number: Int, text: Substring)] {
    var isText = false
    var code: [(number: Int, text: Substring)] = []
    for (index, line) in lines.enumerated() {
      let wasText = isText
      if line.split(separator: #"""""#, omittingEmptySubsequences: false).count.isMultiple(of: 2) {
        isText.toggle()
      }
      let text = line.drop { $0 == " " }
      if !wasText && !text.hasPrefix("//") { code.append((index + 1, text)) }
    }
    return code
  }

  /// The modules that it imports, with the numbers of the lines.
  var imports: [(number: Int, module: String)] {
    code.compactMap { number, text in
      let words = text.split(separator: " ")
      guard let at = words.firstIndex(of: "import"), at + 1 < words.count,
        words[..<at].allSatisfy({ $0.hasPrefix("@") || SourceFile.accesses.contains($0) })
      else { return nil }
      let named = words[(at + 1)...].drop { SourceFile.kinds.contains($0) }
      let module = named.first?.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
      return module.map { (number, String($0)) }
    }
  }

  private static let accesses: Set<Substring> = [
    "public", "package", "internal", "fileprivate", "private",
  ]
  private static let kinds: Set<Substring> = [
    "struct", "class", "enum", "protocol", "typealias", "func", "var", "let", "actor",
  ]
}

extension SourceFile {
  /// Every file of the checkout that a person or a tool wrote, in order of path.
  static func ofCheckout() throws -> [SourceFile] {
    try files(below: Folder(path: Checkout.root), prefix: "")
  }

  /// What is built or installed, or belongs to git.
  private static let foreign: Set<String> = [
    ".build", ".build-tools", ".git", ".swiftpm", "bin", "dist",
  ]

  private static func files(below folder: Folder, prefix: String) throws -> [SourceFile] {
    try folder.entries().flatMap { name, kind -> [SourceFile] in
      switch kind {
      case .folder where prefix.isEmpty && foreign.contains(name): []
      case .folder: try files(below: folder.folder(name), prefix: "\(prefix)\(name)/")
      case .file where prefix.isEmpty && foreign.contains(name): []
      case .file:
        [
          SourceFile(
            path: prefix + name, text: String(decoding: try folder.read(name), as: UTF8.self))
        ]
      case .link, .other: []
      }
    }
  }
}
