import Glibc
import Platform

/// Looks at files, one after another, in memory that is used again.
struct FileScan: ~Copyable {
  private let engine: ScanEngine
  /// Made when there is something to look at, as is the buffer.
  private var scanner: TextScanner?
  private var buffer: [UInt8] = []
  var totals = ScanTotals()

  /// Bytes of a file that are looked at together, and those that the next piece looks at again, so that
  /// nothing is cut in two.
  private static let piece = 1 << 20
  private static let overlap = 1 << 14

  init(_ engine: ScanEngine) { self.engine = engine }

  private mutating func secrets(
    in text: UnsafeBufferPointer<UInt8>, path: String, firstLine: Int = 1
  ) -> [Secret] {
    if scanner == nil { scanner = TextScanner(engine) }
    guard let scanner else {
      totals.faults.append("\(path): there is no memory to look at it")
      return []
    }
    return scanner.secrets(in: text, path: path, firstLine: firstLine)
  }

  /// What was found, once there is nothing more to look at.
  consuming func finished() -> ScanTotals {
    totals.faults += (scanner?.exhausted ?? []).map { kind, path in
      "\(path): the pattern of \(kind) gave up, so the file wasn't searched for it"
    }
    return totals
  }

  /// Looks at a file of a folder.
  ///
  /// - Parameter isNamed: Whether a person named it: then it has to be there, and may be a link.
  mutating func scan(_ name: String, in folder: Folder, isNamed: Bool = false) {
    do throws(SystemError) {
      let file = try FileReader(name, in: folder, followsLink: isNamed)
      try scan(path: file.path, blob: nil) { bytes, start throws(SystemError) in
        try file.read(into: &bytes, from: start)
      }
    } catch {
      // What vanishes while a tree is walked was never there.
      if isNamed || !error.isNotFound { totals.faults.append(error.description) }
    }
  }

  /// Looks at a version of a file, whose bytes come next.
  mutating func scan(_ blob: Blob, size: Int, of objects: Coprocess) throws(SystemError) {
    var left = size
    try scan(path: blob.path, blob: blob.id) { bytes, start throws(SystemError) in
      let count = min(left, bytes.count - start)
      left -= count
      guard try objects.read(count, into: &bytes, from: start) == count else {
        throw SystemError("read from", path: "git", code: 5)
      }
      return count
    }
    // What a binary file has left, and the newline behind every object.
    var rest = [UInt8](repeating: 0, count: 1 << 16)
    left += 1
    while left > 0 {
      let count = try objects.read(min(left, rest.count), into: &rest, from: 0)
      if count == 0 { throw SystemError("read from", path: "git", code: 5) }
      left -= count
    }
  }

  /// Looks at bytes that are there already.
  mutating func scan(_ bytes: [UInt8], path: String) {
    guard !FileScan.isBinary(bytes[...]) else {
      totals.binaries += 1
      return
    }
    totals.texts += 1
    totals.bytes += bytes.count
    bytes.withUnsafeBufferPointer { text in
      add(secrets(in: text, path: path), path: path)
    }
  }

  /// - Parameter read: Fills bytes from a place on, and says how many; fewer than fit at the end.
  private mutating func scan(
    path: String, blob: String?, read: (inout [UInt8], Int) throws(SystemError) -> Int
  ) throws(SystemError) {
    if buffer.isEmpty { buffer = [UInt8](repeating: 0, count: FileScan.piece) }
    var kept = 0
    var base = 0
    var line = 1
    while true {
      let count = try read(&buffer, kept)
      let length = kept + count
      if base == 0 && kept == 0 && FileScan.isBinary(buffer[..<length]) {
        totals.binaries += 1
        return
      }
      totals.bytes += count
      let isLast = length < buffer.count
      let end = isLast ? length : length - FileScan.overlap
      line += scan(length, owned: end, base: base, line: line, path: path, blob: blob)
      if isLast { break }
      buffer.withUnsafeMutableBytes { bytes in
        bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[end..<length]))
      }
      kept = length - end
      base += end
    }
    totals.texts += 1
  }

  /// Looks at a piece, and adds what begins in its own part of it.
  ///
  /// - Returns: The lines that end in that part.
  private mutating func scan(
    _ length: Int, owned end: Int, base: Int, line: Int, path: String, blob: String?
  ) -> Int {
    // Nothing is written to the bytes meanwhile, so this shares them.
    let bytes = buffer
    return bytes.withUnsafeBufferPointer { whole in
      let text = UnsafeBufferPointer(rebasing: whole[..<length])
      let found = secrets(in: text, path: path, firstLine: line)
      add(found.filter { $0.offset < end }, path: path, blob: blob, base: base)
      return end < length ? text[..<end].count { $0 == UInt8(ascii: "\n") } : 0
    }
  }

  private mutating func add(
    _ secrets: [Secret], path: String, blob: String? = nil, base: Int = 0
  ) {
    totals.secrets += secrets.map {
      FoundSecret(path: path, secret: base == 0 ? $0 : $0.moved(by: base), blob: blob)
    }
  }

  /// A NUL in its first bytes makes a file one of no text, as git has it.
  private static func isBinary(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.prefix(8000).withUnsafeBytes { head in
      head.baseAddress.map { memchr($0, 0, head.count) != nil } ?? false
    }
  }
}

extension Secret {
  fileprivate func moved(by base: Int) -> Secret {
    Secret(
      kind: kind, value: value, offset: offset + base, line: line, column: column,
      lastLine: lastLine, encoding: encoding)
  }
}
