import Glibc
import Platform

/// A folder of a test's own, gone with it.
package final class TemporaryDirectory: Sendable {
  package let path: String

  package init() throws { path = try TemporaryDirectory.make("slipway-test") }

  /// Makes a folder that somebody else takes away.
  package static func make(_ name: String) throws -> String {
    // mkdtemp(3) puts something of its own in the place of the last six.
    let blank = String(repeating: "X", count: 6)
    var template = Array("\(root)/\(name).\(blank)".utf8CString)
    guard mkdtemp(&template) != nil else { throw SystemError("make a temporary folder") }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit {
    let remove = ChildProcess(["rm", "-rf", path], environment: Program.environment)
    _ = try? remove.run()
  }

  private static var root: String { Program.environment["TMPDIR"] ?? "/tmp" }

  /// The path of something in the folder.
  package func path(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file, making the folders above it.
  package func write(_ text: String, to name: String) throws {
    try write(bytes: Array(text.utf8), to: name)
  }

  /// Writes a file of any bytes, making the folders above it.
  package func write(bytes: [UInt8], to name: String) throws {
    let full = path(name)
    if let slash = full.lastIndex(of: "/") { try Folder.make(path: String(full[..<slash])) }
    guard let file = fopen(full, "w") else { throw SystemError("write", path: full) }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
      throw SystemError("write", path: full)
    }
  }

  package func read(_ name: String) throws -> String {
    String(decoding: try Files.read(path(name), limit: 64 << 20) ?? [], as: UTF8.self)
  }

  package func exists(_ name: String) -> Bool { access(path(name), F_OK) == 0 }

  /// Every file below the folder: its path with its mode and its text, in order.
  ///
  /// - Parameter withTimes: Whether it tells when files and folders were last changed, too.
  package func snapshot(withTimes: Bool = false) throws -> [String] {
    try TemporaryDirectory.files(
      below: try Folder(path: path), prefix: "", withTimes: withTimes)
  }

  private static func files(
    below folder: Folder, prefix: String, withTimes: Bool
  ) throws -> [String] {
    try folder.entries().flatMap { name, kind -> [String] in
      let place = prefix + name
      let entry = try folder.entry(name)
      let time = withTimes ? entry.map { " \($0.modified)" } ?? "" : ""
      switch kind {
      case .folder:
        let below = try files(
          below: folder.folder(name), prefix: "\(place)/", withTimes: withTimes)
        return ["\(place)/\(time)"] + below
      case .file:
        return ["\(place) \(entry?.mode ?? 0) \(SHA256.hexDigest(try folder.read(name)))\(time)"]
      case .link, .other: return ["\(place) \(kind)\(time)"]
      }
    }
  }
}
