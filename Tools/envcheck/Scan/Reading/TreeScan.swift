import Platform
import Synchronization

/// Looks at the files of folders with as many threads as there are processors. Links aren't followed.
struct TreeScan {
  let engine: ScanEngine

  /// A folder to list, or files of one to read.
  private enum Work {
    case folder(String)
    case files(folder: String, names: [String])
    /// A file that a person named.
    case named(folder: String, name: String)
  }

  /// Files that a thread takes at once.
  private static let batch = 64

  /// - Parameter paths: Files and folders, as the user named them.
  func totals(of paths: [String]) -> ScanTotals {
    let stack = WorkStack(paths.reversed().map(TreeScan.work))
    let totals = Mutex(ScanTotals())
    Threads.run(Threads.processors) { _ in
      var scan = FileScan(engine)
      stack.drain { TreeScan.perform($0, stack, &scan) }
      let own = scan.finished()
      totals.withLock { $0 += own }
    }
    var result = totals.withLock(\.self)
    result.sort()
    return result
  }

  private static func work(_ path: String) -> Work {
    if (try? Folder(path: path)) != nil { return .folder(path) }
    guard let slash = path.lastIndex(of: "/") else { return .named(folder: ".", name: path) }
    let folder = slash == path.startIndex ? "/" : String(path[..<slash])
    return .named(folder: folder, name: String(path[path.index(after: slash)...]))
  }

  private static func perform(
    _ work: Work, _ stack: WorkStack<Work>, _ scan: inout FileScan
  ) {
    do throws(SystemError) {
      switch work {
      case .folder(let path):
        let folder = try Folder(path: path)
        let (more, names) = try listed(folder, &scan)
        stack.add(more)
        for name in names { scan.scan(name, in: folder) }
      case .files(let path, let names):
        let folder = try Folder(path: path)
        for name in names { scan.scan(name, in: folder) }
      case .named(let path, let name): scan.scan(name, in: try Folder(path: path), isNamed: true)
      }
    } catch {
      // A folder that vanishes while a tree is walked was never there.
      var isNamed = false
      if case .named = work { isNamed = true }
      if isNamed || !error.isNotFound { scan.totals.faults.append(error.description) }
    }
  }

  /// What is in a folder: work for any thread, and the files that this one takes.
  private static func listed(
    _ folder: Folder, _ scan: inout FileScan
  ) throws(SystemError) -> (work: [Work], names: [String]) {
    var work: [Work] = []
    var names: [String] = []
    let entries = try folder.entries()
    let own = folder.path.split(separator: "/").last.map(String.init) ?? ""
    if Exclusion.isVendored(own, entries: entries) {
      scan.totals.passedOver += 1
      return ([], [])
    }
    for (name, kind) in entries {
      switch kind {
      case .folder where Exclusion.isForeignFolder(name): scan.totals.passedOver += 1
      case .folder: work.append(.folder(folder.full(name)))
      case .file where Exclusion.isForeignFile(name): scan.totals.passedOver += 1
      case .file: names.append(name)
      case .link, .other: break
      }
    }
    while names.count > batch {
      work.append(.files(folder: folder.path, names: Array(names.suffix(batch))))
      names.removeLast(batch)
    }
    return (work, names)
  }
}
