import Platform

/// Changes to a tree that all happen, or none.
///
/// New contents are written beside their targets first, where a full disk or a missing right shows
/// before anything is replaced; then they are renamed into place, and what was there is kept under
/// another name until all are. A failure takes everything back, the folders' times included.
struct Transaction {
  /// Why nothing happened.
  struct Fault: Error {
    /// What failed.
    let cause: SystemError
    /// What could not be taken back after it.
    let remains: [SystemError]
  }

  /// By path: a folder is opened again when it is needed.
  private enum Undo {
    case removeFolder(String)
    case removeTemporary(String)
    case removeFile(String)
    case restore(String)
    case mode(String, UInt16)
  }

  private let tree: Tree
  private let suffix: String
  private var undo: [Undo] = []
  /// Files that were replaced or removed, kept until the end.
  private var kept: [String] = []
  private var madeFolders: Set<String> = []
  /// When the folders that things happen in were last changed, by path.
  private var times: [String: Folder.Moment] = [:]

  private init(tree: Tree, suffix: String) {
    self.tree = tree
    self.suffix = suffix
  }

  /// Makes all changes. A request to stop waits until they are made.
  ///
  /// - Throws: The first failure; the tree is then as it was, but for what the fault names.
  static func apply(_ changes: [Change], to tree: Tree, suffix: String) throws(Fault) {
    try Signals.deferring { () throws(Fault) in
      var transaction = Transaction(tree: tree, suffix: suffix)
      do throws(SystemError) {
        for change in changes { try transaction.stage(change) }
        for change in changes { try transaction.commit(change) }
      } catch {
        throw Fault(cause: error, remains: transaction.takeBack())
      }
      transaction.finish()
    }
  }

  private func temporary(_ path: String) -> String { ".\(Tree.name(of: path)).new-\(suffix)" }
  private func backup(_ path: String) -> String { ".\(Tree.name(of: path)).old-\(suffix)" }

  private mutating func stage(_ change: Change) throws(SystemError) {
    let folder = try makeFolders(of: change.path)
    guard let new = change.new, change.kind != .mode else { return }
    let name = Tree.name(of: change.path)
    let owner = change.old == nil ? nil : try folder.entry(name)
    do throws(SystemError) {
      try folder.create(temporary(change.path), new, mode: change.mode, owner: owner)
    } catch {
      // People know the file, not what it is called until it is whole.
      throw SystemError(error.operation, path: folder.full(name), code: error.code)
    }
    undo.append(.removeTemporary(change.path))
  }

  /// Makes the folders of a path that are missing; each is undone even where the next one fails.
  private mutating func makeFolders(of path: String) throws(SystemError) -> Folder {
    let folder = try tree.reach(path) { (parent, place) throws(SystemError) in
      let name = Tree.name(of: place)
      if try parent.entry(name) != nil { return }
      note(parent, Tree.folderPath(of: place))
      try parent.makeFolder(name)
      madeFolders.insert(place)
      undo.append(.removeFolder(place))
    }
    note(folder, Tree.folderPath(of: path))
    return folder
  }

  /// Remembers a folder's time before the first thing happens in it.
  private mutating func note(_ folder: Folder, _ path: String) {
    if times[path] == nil, !madeFolders.contains(path) { times[path] = try? folder.modified() }
  }

  private mutating func commit(_ change: Change) throws(SystemError) {
    let (path, name) = (change.path, Tree.name(of: change.path))
    let folder = try tree.reach(path)
    switch change.kind {
    case .mode:
      let mode = try folder.entry(name)?.mode ?? change.mode
      try folder.setMode(change.mode, of: name)
      undo.append(.mode(path, mode))
    case .removed:
      try folder.rename(name, to: backup(path))
      undo.append(.restore(path))
      kept.append(path)
    case .created, .changed:
      if change.old == nil {
        try folder.place(temporary(path), as: name)
        undo.append(.removeFile(path))
      } else {
        try folder.keep(name, as: backup(path))
        undo.append(.restore(path))
        kept.append(path)
        try folder.rename(temporary(path), to: name)
      }
    case .unchanged, .stale: break
    }
  }

  /// Undoes what was done, the last first.
  ///
  /// - Returns: What can't be undone.
  private mutating func takeBack() -> [SystemError] {
    var remains: [SystemError] = []
    for step in undo.reversed() {
      do throws(SystemError) {
        try takeBack(step)
      } catch {
        // What another process took away meanwhile isn't there to be taken back.
        if !error.isNotFound { remains.append(error) }
      }
    }
    for (path, time) in times {
      try? tree.reach(path.isEmpty ? "." : "\(path)/.").setModified(time)
    }
    return remains
  }

  private func takeBack(_ step: Undo) throws(SystemError) {
    switch step {
    case .removeFolder(let path):
      try tree.reach(path).removeFolder(Tree.name(of: path))
    case .removeTemporary(let path):
      try tree.reach(path).remove(temporary(path))
    case .removeFile(let path):
      try tree.reach(path).remove(Tree.name(of: path))
    case .restore(let path):
      let folder = try tree.reach(path)
      try folder.rename(backup(path), to: Tree.name(of: path))
      // Two names of one file: renaming then does nothing (POSIX.1-2017, rename).
      if try folder.entry(backup(path)) != nil { try folder.remove(backup(path)) }
    case .mode(let path, let mode):
      try tree.reach(path).setMode(mode, of: Tree.name(of: path))
    }
  }

  private func finish() {
    for path in kept { try? tree.reach(path).remove(backup(path)) }
  }
}
