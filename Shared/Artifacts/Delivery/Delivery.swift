import Diagnostics
import Platform

/// Files on their way into a folder.
package struct Delivery {
  package struct Options: Sendable {
    /// Replace files that were edited by hand, or that no generator made.
    package var isForced = false
    /// Remove files that are no longer generated.
    package var prunes = false
    /// Look for such files at all. Not where only a part of the files is generated.
    package var looksForStale = true

    package init() {}
  }

  /// The folder, as the user named it.
  package let directory: String
  package let files: [OutputFile]
  /// The tools that take part, with or without files.
  package let generators: Set<String>
  package var options: Options

  package init(
    of files: [OutputFile], by generators: Set<String>, to directory: String, options: Options
  ) {
    self.files = files.sorted { $0.path < $1.path }
    self.generators = generators.union(files.map(\.generator))
    self.directory = directory
    self.options = options
  }

  /// What the folder has and what it would have, in order of path. Nothing is written.
  ///
  /// - Throws: Exit status 2 with everything that stands in the place of a file or a folder, such as
  ///   a link; 3 where the folder can't be read.
  package func changes() throws(Failure) -> [Change] {
    guard let tree = try existingTree() else {
      return files.map { change(of: $0, old: nil, mode: nil) }
    }
    var refusals: [Finding] = []
    let changes = try plan(in: tree, isForced: true, &refusals)
    if !refusals.isEmpty { throw .invalid(refusals, hint: "these can't be compared") }
    return changes
  }

  /// Writes what changed: all of it, or nothing.
  ///
  /// - Returns: Every path with what became of it.
  /// - Throws: Exit status 2 with every file that is refused, 3 where writing failed.
  package func write() throws(Failure) -> [Change] {
    let existing = try existingTree()
    var refusals: [Finding] = []
    var changes = files.map { change(of: $0, old: nil, mode: nil) }
    if let existing { changes = try plan(in: existing, isForced: options.isForced, &refusals) }
    if !refusals.isEmpty {
      throw .invalid(refusals, hint: "nothing was written")
    }
    if options.prunes { changes = changes.map(pruned) }
    let due = changes.filter { $0.kind != .unchanged && $0.kind != .stale }
    if due.isEmpty { return changes }
    let (tree, made) = if let existing { (existing, Folder.Made()) } else { try madeTree() }
    do throws(Transaction.Fault) {
      try Transaction.apply(due, to: tree, suffix: Delivery.suffix())
    } catch {
      made.remove()
      throw Delivery.failure(error)
    }
    if options.prunes { removeEmptyFolders(of: due.filter { $0.kind == .removed }, in: tree) }
    return changes
  }

  private static func failure(_ fault: Transaction.Fault) -> Failure {
    let hint = "mend that and run the command again"
    if fault.remains.isEmpty {
      return .unavailable("\(fault.cause); nothing was changed", hint: hint)
    }
    return Failure(
      status: .unavailable,
      messages: ["\(fault.cause); not all that was begun could be taken back"]
        + fault.remains.map(\.description), hint: hint)
  }

  /// Not the same in two runs at once.
  private static func suffix() -> String {
    String(UInt64.random(in: 0...UInt64.max), radix: 36)
  }

  private func existingTree() throws(Failure) -> Tree? {
    do {
      return Tree(root: try Folder(path: directory))
    } catch {
      if error.isNotFound { return nil }
      throw Failure(error)
    }
  }

  /// The tree, and the folders that were made for it.
  private func madeTree() throws(Failure) -> (Tree, Folder.Made) {
    do {
      let made = try Folder.make(path: directory)
      return (Tree(root: try Folder(path: directory)), made)
    } catch {
      throw Failure(error)
    }
  }

  private func plan(
    in tree: Tree, isForced: Bool, _ refusals: inout [Finding]
  ) throws(Failure) -> [Change] {
    var changes: [Change] = []
    for file in files {
      do throws(Refusal) {
        changes.append(try plan(file, in: tree, isForced: isForced))
      } catch {
        if case .system(let error) = error { throw Failure(error) }
        refusals.append(error.finding(for: file, in: directory))
      }
    }
    if options.looksForStale {
      let search = StaleSearch(generators: generators, current: Set(files.map(\.path)))
      changes = (changes + search.files(below: tree.root)).sorted { $0.path < $1.path }
    }
    return changes
  }

  private func plan(
    _ file: OutputFile, in tree: Tree, isForced: Bool
  ) throws(Refusal) -> Change {
    let name = Tree.name(of: file.path)
    guard let folder = try tree.folder(of: file.path),
      let entry = try Refusal.wrap({ () throws(SystemError) in try folder.entry(name) })
    else { return change(of: file, old: nil, mode: nil) }
    switch entry.kind {
    case .file: break
    case .link: throw .link(file.path)
    case .folder, .other: throw .noFile(file.path)
    }
    let old = try Refusal.wrap { () throws(SystemError) in try folder.read(name) }
    return try change(of: file, over: old, mode: entry.mode, isForced: isForced)
  }

  private func change(
    of file: OutputFile, over old: [UInt8], mode: UInt16, isForced: Bool
  ) throws(Refusal) -> Change {
    if file.placement == .block {
      do {
        let new = try Block.placed(
          file.content, generator: file.generator, in: old, isForced: isForced)
        return Change(
          path: file.path, kind: new == old ? .unchanged : .changed, old: old, new: new, mode: mode)
      } catch {
        switch error {
        case .edited: throw .editedBlock
        case .unclosed(let line): throw .unclosedBlock(line: line)
        }
      }
    }
    if !old.elementsEqual(file.content.utf8) && !isForced {
      switch Mark.state(of: old) {
      case .untouched: break
      case .edited: throw .edited
      case .foreign: throw .foreign
      }
    }
    return change(of: file, old: old, mode: mode)
  }

  private func change(of file: OutputFile, old: [UInt8]?, mode: UInt16?) -> Change {
    let new = Array(file.content.utf8)
    let kind: Change.Kind
    if old == nil {
      kind = .created
    } else if old != new {
      kind = .changed
    } else {
      // As git does, only the executable bit counts: the rest is the user's umask.
      kind = mode.map { ($0 ^ file.mode) & 0o100 == 0 } == true ? .unchanged : .mode
    }
    return Change(path: file.path, kind: kind, old: old, new: new, mode: file.mode)
  }

  private func pruned(_ change: Change) -> Change {
    guard change.kind == .stale, let old = change.old else { return change }
    if !options.isForced, case .edited = Mark.state(of: old) { return change }
    var change = change
    change.kind = .removed
    return change
  }

  /// Folders that the removed files left empty go with them; others refuse to be removed.
  private func removeEmptyFolders(of removed: [Change], in tree: Tree) {
    let folders = Set(removed.flatMap { FileSet.folders(of: $0.path) })
    for path in folders.sorted(by: { $0.utf8.count > $1.utf8.count }) {
      guard let parent = try? tree.folder(of: path) else { continue }
      try? parent.removeFolder(Tree.name(of: path))
    }
  }
}
