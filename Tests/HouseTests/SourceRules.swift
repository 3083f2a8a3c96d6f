/// The lints of the house: what the compiler and swift-format don't look at. A rule is one function
/// here, one line in ``all``, and one line in the table of its tests.
struct SourceRules {
  /// Whose targets the files belong to.
  let manifest: Manifest
  /// The name of the reference stack, which no tool may know.
  let stack: String
  /// Paths of one machine, which mean nothing on another.
  let machinePaths: [String]

  /// A fault of one file, placed as compilers do.
  typealias Rule = (SourceFile) -> [String]

  /// Every rule.
  var all: [Rule] {
    [imports, traps, process, access, length, functions, machine, reference]
  }

  /// What is wrong with a file.
  func faults(in file: SourceFile) -> [String] { all.flatMap { $0(file) } }

  /// What a file may call although the rule of ``process(_:)`` is against it, by path.
  static let allowed = ["Shared/CommandLine/Command+Process.swift": ["exit"]]

  /// Imports are of declared dependencies, and never of Foundation, which costs 60 MB and 5 ms.
  private func imports(_ file: SourceFile) -> [String] {
    guard file.isSwift, file.path != "Package.swift" else { return [] }
    guard let target = manifest.target(of: file.path) else {
      return ["\(file.path): belongs to no target of the package"]
    }
    let ours = Set(manifest.targets.map(\.name))
    return file.imports.compactMap { number, module in
      let place = "\(file.path):\(number):"
      if module == "Foundation" { return "\(place) imports Foundation; use FoundationEssentials" }
      guard ours.contains(module), !target.dependencies.contains(module) else { return nil }
      return "\(place) imports \(module), which \(target.name) doesn't declare in Package.swift"
    }
  }

  /// Input never ends a tool by a trap.
  private func traps(_ file: SourceFile) -> [String] {
    guard file.isProduct, file.isSwift else { return [] }
    return file.code.flatMap { number, text in
      let used = text.contains("try!") ? ["try!"] : []
      return (used + (text.calls("fatalError") ? ["fatalError"] : []))
        .map { "\(file.path):\(number): uses \($0); throw a Failure" }
    }
  }

  /// Streams, environment and the end of the process are the business of one module.
  private func process(_ file: SourceFile) -> [String] {
    guard file.isProduct, file.isSwift else { return [] }
    let allowed = SourceRules.allowed[file.path] ?? []
    let forbidden = ["print", "debugPrint", "exit", "_exit", "getenv", "setenv"]
    let called = forbidden.filter { name in file.code.contains { $0.text.calls(name) } }
    return called.filter { !allowed.contains($0) }
      .map { "\(file.path): calls \($0); use what main was given: streams, environment, status" }
      + allowed.filter { !called.contains($0) }
      .map { "\(file.path): doesn't call \($0) any more; take it from SourceRules.allowed" }
  }

  /// Nothing is seen outside the package, whose modules are no library.
  private func access(_ file: SourceFile) -> [String] {
    guard file.isSwift, file.path != "Package.swift" else { return [] }
    return file.code.filter { $0.text.hasPrefix("public ") || $0.text.hasPrefix("open ") }
      .map { "\(file.path):\($0.number): is wider than package" }
  }

  private func length(_ file: SourceFile) -> [String] {
    guard file.isProduct, file.isSwift, file.lines.count > 300 else { return [] }
    return ["\(file.path): has \(file.lines.count) lines of at most 300; find the second idea"]
  }

  private func functions(_ file: SourceFile) -> [String] {
    guard file.isProduct, file.isSwift else { return [] }
    return file.functions.filter { $0.count > 40 }.map {
      "\(file.path):\($0.number): is a function of \($0.count) lines of at most 40; name its parts"
    }
  }

  private func machine(_ file: SourceFile) -> [String] {
    file.lines.indices.flatMap { index in
      machinePaths.filter { file.lines[index].mentions($0) }
        .map { "\(file.path):\(index + 1): mentions \($0), a path of one machine" }
    }
  }

  private func reference(_ file: SourceFile) -> [String] {
    guard file.isProduct else { return [] }
    return file.lines.indices.filter { file.lines[$0].lowercased().contains(stack.lowercased()) }
      .map { "\(file.path):\($0 + 1): knows \(stack), one stack of many" }
  }
}

extension StringProtocol {
  /// Whether a function is called by its bare name, or by that of its module.
  fileprivate func calls(_ name: String) -> Bool {
    split(separator: "\(name)(", omittingEmptySubsequences: false).dropLast().contains { before in
      let isName = before.last.map { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." } ?? false
      let isOfModule = ["Swift.", "Glibc."].contains { before.hasSuffix($0) }
      return isOfModule || !(isName || before.hasSuffix("func "))
    }
  }

  /// Whether a path occurs that isn't the end of a longer one.
  fileprivate func mentions(_ path: String) -> Bool {
    split(separator: path, omittingEmptySubsequences: false).dropLast().contains { before in
      !(before.last.map { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "}" } ?? false)
    }
  }
}
