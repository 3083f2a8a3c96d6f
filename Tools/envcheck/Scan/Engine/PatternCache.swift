import JSON
import Platform

/// Compiled sets of patterns, kept between runs: compiling takes a second, reading a millisecond.
///
/// A file's name says what it depends on: the patterns, the library, the processor. It is the user's own,
/// since what is in it is obeyed.
struct PatternCache {
  /// The folder; `nil` for none, and then every run compiles.
  let folder: String?

  /// Where sets are kept for a user (XDG Base Directory Specification 0.8).
  static func folder(environment: [String: String]) -> String? {
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { return cache + "/slipway" }
    return environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 + "/.cache/slipway" : nil }
  }

  func set(of patterns: [String]) throws(PatternSet.Fault) -> PatternSet {
    let name = PatternCache.name(of: patterns)
    if let set = read(name, count: patterns.count) { return set }
    let set = try PatternSet(patterns)
    // A cache that can't be written costs time in the next run, and nothing else.
    try? write(set, name)
    return set
  }

  private static func name(of patterns: [String]) -> String {
    let text = ([PatternSet.platform] + patterns).joined(separator: "\n")
    return "patterns-\(SHA256.hexDigest(Array(text.utf8)).prefix(32))"
  }

  /// A file is the widths, their checksum, and from the next multiple of 16 the set, which has a checksum
  /// of its own.
  private func read(_ name: String, count: Int) -> PatternSet? {
    guard let folder, let folder = try? Folder(path: folder),
      let entry = try? folder.entry(name), entry.isPrivate, entry.size < 64 << 20
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: entry.size)
    let head = 2 * count
    let start = PatternCache.start(behind: head)
    guard let file = try? FileReader(name, in: folder),
      (try? file.read(into: &bytes, from: 0)) == bytes.count, bytes.count > start
    else { return nil }
    let sum = (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[head + $1]) }
    guard sum == CRC32.checksum(bytes[..<head]) else { return nil }
    let widths = (0..<count).map { Int(bytes[2 * $0]) << 8 | Int(bytes[2 * $0 + 1]) }
    return PatternSet(serialized: bytes[start...], widths: widths)
  }

  private static func start(behind head: Int) -> Int { (head + 4 + 15) / 16 * 16 }

  private func write(_ set: PatternSet, _ name: String) throws(SystemError) {
    guard let folder, let serialized = set.serialized else { return }
    _ = try Folder.make(path: folder)
    let target = try Folder(path: folder)
    let head = set.widths.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
    let sum = CRC32.checksum(head)
    let bytes = head + stride(from: 24, through: 0, by: -8).map { UInt8(sum >> UInt32($0) & 0xff) }
    let gap = [UInt8](repeating: 0, count: PatternCache.start(behind: head.count) - bytes.count)
    let draft = "\(name).\(Clock.milliseconds())"
    try target.create(draft, bytes + gap + serialized, mode: 0o600)
    try target.rename(draft, to: name)
  }
}
