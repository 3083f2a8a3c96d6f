import Diagnostics
import Platform

/// The files of a repository, by their paths from its root: read within bounds, and never from
/// outside of it, wherever links lead.
final class RepositoryFiles {
  /// The folder as the user named it.
  let path: String
  private let root: Folder
  private var listings: [String: [(name: String, kind: Folder.Kind)]] = [:]
  private var listed = 0
  private var sourceBytes = 0

  /// Bytes of a file that says how something is configured.
  static let fileLimit = 4 << 20
  /// Bytes of a file of source, and of all that are read.
  static let sourceLimit = 256 << 10
  static let sourcesLimit = 48 << 20
  /// Entries of all folders that are looked into.
  static let entryLimit = 100_000
  /// Links that lead to one another.
  private static let linkLimit = 16

  /// - Throws: Exit status 2 where there is no folder.
  init(_ path: String) throws(Failure) {
    self.path = path
    do throws(SystemError) {
      root = try Folder(path: path)
    } catch {
      throw .invalid(
        "\(path): \(error.reason); name the folder of an application, the one with its package.json"
      )
    }
  }

  /// The name of the folder itself; empty where it has none.
  var name: String { root.realPath.map(RepositoryPath.last) ?? "" }

  /// What messages call a file.
  func shown(_ file: String) -> String {
    if path == "." { return file }
    let folder = path.hasSuffix("/") ? String(path.dropLast()) : path
    return file == "." ? folder : "\(folder)/\(file)"
  }

  /// What is under a path: the folder that it is in, and its name; the folder itself and no name
  /// where it is one.
  private typealias Target = (folder: Folder, name: String?)

  private func resolve(_ path: String) throws(Failure) -> Target? {
    var folders = [root]
    var rest: [Substring] = path.split(separator: "/").reversed()
    var links = 0
    while let part = rest.popLast() {
      if part == "." { continue }
      if part == ".." {
        folders.removeLast()
        guard !folders.isEmpty else { throw outside(path) }
        continue
      }
      let folder = folders[folders.count - 1]
      let name = String(part)
      do throws(SystemError) {
        switch try folder.entry(name)?.kind {
        case .folder: folders.append(try folder.folder(name))
        case .file: return rest.isEmpty ? (folder, name) : nil
        case .link:
          links += 1
          let target = try folder.target(of: name)
          guard links <= RepositoryFiles.linkLimit else { return nil }
          if target.hasPrefix("/") { throw SystemError("follow", code: 0) }
          rest += target.split(separator: "/").reversed()
        case .other, nil: return nil
        }
      } catch {
        throw error.code == 0 ? outside(path) : unreadable(path, error)
      }
    }
    return (folders[folders.count - 1], nil)
  }

  private func outside(_ path: String) -> Failure {
    .invalid([
      Finding(
        rule: "link-outside", message: "is a link that leads out of \(self.path)",
        remedy: "put a file of its own there, or name the folder that holds both", path: shown(path)
      )
    ])
  }

  private func unreadable(_ path: String, _ error: SystemError) -> Failure {
    .invalid([
      Finding(
        rule: "unreadable", message: "can't \(error.operation): \(error.reason)",
        remedy: "make it readable, or take it away", path: shown(path))
    ])
  }
}

extension RepositoryFiles {
  func isFolder(_ path: String) throws(Failure) -> Bool {
    guard let target = try resolve(path) else { return false }
    return target.name == nil
  }

  func isFile(_ path: String) throws(Failure) -> Bool { try resolve(path)?.name != nil }

  /// The names in a folder, in order; empty where there is no such folder.
  ///
  /// - Throws: Exit status 2 where more was listed in all than any repository needs.
  func entries(of path: String) throws(Failure) -> [(name: String, kind: Folder.Kind)] {
    if let known = listings[path] { return known }
    guard let target = try resolve(path), target.name == nil else { return [] }
    var entries: [(name: String, kind: Folder.Kind)]
    do throws(SystemError) {
      entries = try target.folder.entries()
    } catch {
      throw unreadable(path, error)
    }
    listed += entries.count
    guard listed <= RepositoryFiles.entryLimit else {
      throw .invalid(
        "\(self.path): more than \(RepositoryFiles.entryLimit) files and folders, more than is read; "
          + "name the folder of the application alone")
    }
    entries.sort { $0.name < $1.name }
    listings[path] = entries
    return entries
  }

  /// A file that says how something is configured; `nil` where there is none.
  ///
  /// - Parameter isHead: Whether the first bytes are enough, as of lockfiles.
  /// - Throws: Exit status 2 where it is too large, unreadable, or reached by a link from outside.
  func file(_ path: String, isHead: Bool = false) throws(Failure) -> TextFile? {
    guard let target = try resolve(path), let name = target.name else { return nil }
    do throws(SystemError) {
      if isHead { return TextFile(path: path, bytes: try target.folder.head(of: name, 64 << 10)) }
      guard try target.folder.entry(name).map({ $0.size <= RepositoryFiles.fileLimit }) ?? false
      else { throw SystemError("read", code: 0) }
      return TextFile(path: path, bytes: try target.folder.read(name))
    } catch {
      guard error.code == 0 else { throw unreadable(path, error) }
      throw .invalid([
        Finding(
          rule: "too-large",
          message: "is larger than \(RepositoryFiles.fileLimit >> 20) MiB, more than is read",
          remedy: "make it smaller, or take it away", path: shown(path))
      ])
    }
  }

  /// A file of source; `nil` where it is larger than people write, or where enough has been read.
  func source(_ path: String) throws(Failure) -> TextFile? {
    guard let target = try resolve(path), let name = target.name else { return nil }
    do throws(SystemError) {
      guard let size = try target.folder.entry(name)?.size, size <= RepositoryFiles.sourceLimit,
        sourceBytes + size <= RepositoryFiles.sourcesLimit
      else { return nil }
      sourceBytes += size
      return TextFile(path: path, bytes: try target.folder.read(name))
    } catch {
      throw unreadable(path, error)
    }
  }
}
