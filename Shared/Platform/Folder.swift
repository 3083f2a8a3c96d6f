import Glibc

/// An open folder, whose entries are reached by name, and never through a symbolic link.
///
/// All calls are relative to the descriptor (POSIX.1-2017, `openat`), so a path that is exchanged
/// for a link meanwhile leads nowhere else.
package final class Folder {
  /// What messages call the folder.
  package let path: String
  let descriptor: Int32

  package enum Kind: Equatable, Sendable { case file, folder, link, other }

  package struct Entry: Equatable, Sendable {
    package let kind: Kind
    /// The permission bits.
    package let mode: UInt16
    package let size: Int
    /// Whose it is, by number.
    package let user: UInt32
    package let group: UInt32
    package let modified: Moment

    /// Whether it is this user's own, and nobody else can change it.
    package var isPrivate: Bool { user == geteuid() && mode & 0o022 == 0 }

    fileprivate init(_ status: stat) {
      kind = Folder.kind(status.st_mode)
      mode = UInt16(status.st_mode & 0o7777)
      size = Int(status.st_size)
      user = status.st_uid
      group = status.st_gid
      modified = Moment(seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
    }
  }

  /// When something was last changed: since 1970 in UTC.
  package struct Moment: Equatable, Sendable {
    package let seconds: Int
    package let nanoseconds: Int
  }

  private init(descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit { close(descriptor) }

  /// Opens a folder by path; the path itself may lead through links.
  package convenience init(path: String) throws(SystemError) {
    let descriptor = retrying { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw SystemError("open the folder", path: path) }
    self.init(descriptor: descriptor, path: path)
  }

  /// What messages call something in the folder.
  package func full(_ name: String) -> String { path == "." ? name : "\(path)/\(name)" }

  private func check(
    _ result: Int32, _ operation: String, _ name: String
  ) throws(SystemError) {
    if result != 0 { throw SystemError(operation, path: full(name)) }
  }

  /// What is there under a name; `nil` for nothing.
  package func entry(_ name: String) throws(SystemError) -> Entry? {
    var status = stat()
    guard fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      if errno == ENOENT { return nil }
      throw SystemError("look at", path: full(name))
    }
    return Entry(status)
  }

  /// When the folder itself was last changed.
  package func modified() throws(SystemError) -> Moment {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw SystemError("look at", path: path) }
    return Entry(status).modified
  }

  /// Gives the folder back the time of an earlier change.
  package func setModified(_ moment: Moment) throws(SystemError) {
    // The time of the last access is left alone: UTIME_OMIT, a macro that Swift doesn't import.
    let times = [
      timespec(tv_sec: 0, tv_nsec: (1 << 30) - 2),
      timespec(tv_sec: moment.seconds, tv_nsec: moment.nanoseconds),
    ]
    guard futimens(descriptor, times) == 0 else { throw SystemError("set the time of", path: path) }
  }

  private static func kind(_ mode: mode_t) -> Kind {
    switch mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .other
    }
  }

  package func folder(_ name: String) throws(SystemError) -> Folder {
    let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
    let child = retrying { openat(descriptor, name, flags) }
    guard child >= 0 else { throw SystemError("open the folder", path: full(name)) }
    return Folder(descriptor: child, path: full(name))
  }

  package func makeFolder(_ name: String) throws(SystemError) {
    try check(mkdirat(descriptor, name, 0o777), "make the folder", name)
  }

  /// Removes an empty folder.
  package func removeFolder(_ name: String) throws(SystemError) {
    try check(unlinkat(descriptor, name, AT_REMOVEDIR), "remove the folder", name)
  }

  package func remove(_ name: String) throws(SystemError) {
    try check(unlinkat(descriptor, name, 0), "remove", name)
  }

  /// Puts a file in the place of another, at once.
  package func rename(_ name: String, to other: String) throws(SystemError) {
    try check(renameat(descriptor, name, descriptor, other), "replace", other)
  }

  package func setMode(_ mode: UInt16, of name: String) throws(SystemError) {
    try withFile(name) { file throws(SystemError) in
      try check(fchmod(file, mode_t(mode)), "set the mode of", name)
    }
  }

  /// Gives a file a name that must be free. Where the filesystem has no links, it is looked up.
  ///
  /// - Throws: ``SystemError/isTaken`` where it isn't.
  package func place(_ name: String, as other: String) throws(SystemError) {
    if linkat(descriptor, name, descriptor, other, 0) == 0 { return try remove(name) }
    if errno == EEXIST { throw SystemError("make", path: full(other)) }
    if try entry(other) != nil { throw SystemError("make", path: full(other), code: EEXIST) }
    try rename(name, to: other)
  }

  /// Keeps a file under a second name, so that another can replace it at once. It is moved there
  /// where it can't be linked: on some filesystems, and where it is another user's.
  package func keep(_ name: String, as other: String) throws(SystemError) {
    if linkat(descriptor, name, descriptor, other, 0) == 0 { return }
    try check(renameat(descriptor, name, descriptor, other), "replace", name)
  }

  /// Makes a file that isn't there yet, with exactly this mode.
  ///
  /// - Parameter owner: Whose it shall be, where this process may decide that.
  package func create(
    _ name: String, _ bytes: [UInt8], mode: UInt16, owner: Entry? = nil
  ) throws(SystemError) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = retrying { openat(descriptor, name, flags, mode_t(mode)) }
    guard file >= 0 else { throw SystemError("make", path: full(name)) }
    if let owner { _ = fchown(file, owner.user, owner.group) }
    do throws(SystemError) {
      try Folder.fill(file, bytes, mode, name: full(name))
    } catch {
      unlinkat(descriptor, name, 0)
      throw error
    }
  }

  /// Writes, sets the mode whatever the umask, and closes: a network filesystem tells of a full
  /// disk only then.
  private static func fill(
    _ file: Int32, _ bytes: [UInt8], _ mode: UInt16, name: String
  ) throws(SystemError) {
    do throws(SystemError) {
      try Descriptors.write(bytes, to: file, name: name)
      guard fchmod(file, mode_t(mode)) == 0 else {
        throw SystemError("set the mode of", path: name)
      }
    } catch {
      close(file)
      throw error
    }
    guard close(file) == 0 else { throw SystemError("write", path: name) }
  }

  /// Where a symbolic link leads, as it is written there.
  package func target(of link: String) throws(SystemError) -> String {
    var text = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlinkat(descriptor, link, &text, text.count)
    guard length >= 0 else { throw SystemError("read the link", path: full(link)) }
    return String(decoding: text[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The folder's path from the root of the file system, without links; `nil` where it has none.
  package var realPath: String? {
    guard let path = realpath(path, nil) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  /// The first bytes of a regular file.
  package func head(of name: String, _ count: Int) throws(SystemError) -> [UInt8] {
    try withFile(name) { file throws(SystemError) in
      [UInt8](unsafeUninitializedCapacity: count) { buffer, length in
        length = max(0, retrying { Glibc.read(file, buffer.baseAddress, buffer.count) })
      }
    }
  }

  /// All bytes of a regular file.
  package func read(_ name: String) throws(SystemError) -> [UInt8] {
    try withFile(name) { file throws(SystemError) in
      try Descriptors.readAll(from: file, limit: .max, name: full(name)) ?? []
    }
  }

  private func withFile<Result>(
    _ name: String, _ body: (Int32) throws(SystemError) -> Result
  ) throws(SystemError) -> Result {
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    let file = retrying { openat(descriptor, name, flags) }
    guard file >= 0 else { throw SystemError("open", path: full(name)) }
    defer { close(file) }
    return try body(file)
  }

  /// The entries, in order of name, without `.` and `..`.
  package func entries() throws(SystemError) -> [(name: String, kind: Kind)] {
    let copy = retrying { openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard copy >= 0, let stream = fdopendir(copy) else {
      throw SystemError("list", path: path)
    }
    defer { closedir(stream) }
    var entries: [(name: String, kind: Kind)] = []
    while let next = readdir(stream) {
      let name = withUnsafePointer(to: &next.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      entries.append((name, try kind(of: next.pointee.d_type, name)))
    }
    return entries.sorted { $0.name < $1.name }
  }

  private func kind(of type: UInt8, _ name: String) throws(SystemError) -> Kind {
    switch Int(type) {
    case Int(DT_REG): .file
    case Int(DT_DIR): .folder
    case Int(DT_LNK): .link
    case Int(DT_UNKNOWN): try entry(name)?.kind ?? .other
    default: .other
    }
  }
}
