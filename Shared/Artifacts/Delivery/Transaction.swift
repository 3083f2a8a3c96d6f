import Platform

/// Changes to a tree that all happen, or none.
///
/// New contents are written beside their targets first, where a full disk or a missing right shows
/// before anything is replaced; then they are renamed into place, and what was there is kept under
/// another name until all are. A failure takes everything back.
struct Transaction {
  private enum Undo {
    case removeFile(Folder, String)
    case removeFolder(Folder, String)
    case rename(Folder, from: String, to: String)
    case mode(Folder, String, UInt16)
  }

  private let tree: Tree
  private var undo: [Undo] = []
  /// What the files replaced are called until the end.
  private var kept: [(Folder, String)] = []
  private let suffix: String

  init(tree: Tree, suffix: String) {
    self.tree = tree
    self.suffix = suffix
  }

  /// Makes all changes. A request to stop waits until they are made.
  ///
  /// - Throws: The first failure; the tree is then as it was.
  static func apply(_ changes: [Change], to tree: Tree, suffix: String) throws(SystemError) {
    try Signals.deferring { () throws(SystemError) in
      var transaction = Transaction(tree: tree, suffix: suffix)
      do throws(SystemError) {
        let staged = try changes.map { change throws(SystemError) in try transaction.stage(change) }
        for (change, folder) in zip(changes, staged) { try transaction.commit(change, in: folder) }
      } catch {
        transaction.takeBack()
        throw error
      }
      transaction.finish()
    }
  }

  private func temporary(_ path: String) -> String { ".\(Tree.name(of: path)).new-\(suffix)" }
  private func backup(_ path: String) -> String { ".\(Tree.name(of: path)).old-\(suffix)" }

  private mutating func stage(_ change: Change) throws(SystemError) -> Folder {
    let folder = try makeFolders(of: change.path)
    guard let new = change.new, change.kind != .mode else { return folder }
    try folder.create(temporary(change.path), new, mode: change.mode)
    undo.append(.removeFile(folder, temporary(change.path)))
    return folder
  }

  /// Folders that were made are undone even where making the next one fails.
  private mutating func makeFolders(of path: String) throws(SystemError) -> Folder {
    var made: [Undo] = []
    defer { undo += made }
    return try tree.makeFolders(of: path) { made.append(.removeFolder($0, $1)) }
  }

  private mutating func commit(_ change: Change, in folder: Folder) throws(SystemError) {
    let name = Tree.name(of: change.path)
    switch change.kind {
    case .mode:
      let mode = try folder.entry(name)?.mode ?? change.mode
      try folder.setMode(change.mode, of: name)
      undo.append(.mode(folder, name, mode))
    case .removed:
      try folder.rename(name, to: backup(change.path))
      undo.append(.rename(folder, from: backup(change.path), to: name))
      kept.append((folder, backup(change.path)))
    case .created, .changed:
      try keepOld(change, name, in: folder)
      try folder.rename(temporary(change.path), to: name)
      undo.append(
        change.old == nil
          ? .removeFile(folder, name)
          : .rename(folder, from: backup(change.path), to: name))
    case .unchanged, .stale: break
    }
  }

  /// Gives the old file a second name, so that the new one can replace it at once.
  private mutating func keepOld(
    _ change: Change, _ name: String, in folder: Folder
  ) throws(SystemError) {
    guard change.old != nil else { return }
    try folder.link(name, as: backup(change.path))
    kept.append((folder, backup(change.path)))
    undo.append(.removeFile(folder, backup(change.path)))
  }

  /// Undoes what was done, the last first. What can't be undone is left, not made worse.
  private mutating func takeBack() {
    for step in undo.reversed() {
      switch step {
      case .removeFile(let folder, let name): try? folder.remove(name)
      case .removeFolder(let folder, let name): try? folder.removeFolder(name)
      case .rename(let folder, let from, let to): try? folder.rename(from, to: to)
      case .mode(let folder, let name, let mode): try? folder.setMode(mode, of: name)
      }
    }
    undo = []
  }

  private func finish() {
    for (folder, name) in kept { try? folder.remove(name) }
  }
}
