import Diagnostics
import Platform
import Synchronization

/// A version of a file, as a repository keeps it.
struct Blob: Sendable {
  /// Its name: the digest of what it says.
  let id: String
  let path: String
}

/// Looks at versions of files, with as many threads, and as many `git`, as there are processors.
struct BlobScan {
  let engine: ScanEngine
  let repository: GitRepository

  /// Versions that a thread asks for at once.
  private static let batch = 256

  func totals(of blobs: [Blob]) throws(Failure) -> ScanTotals {
    let batches = stride(from: 0, to: blobs.count, by: BlobScan.batch).map {
      blobs[$0..<min($0 + BlobScan.batch, blobs.count)]
    }
    let stack = WorkStack(batches)
    let totals = Mutex(ScanTotals())
    let failure = Mutex<SystemError?>(nil)
    Threads.run(min(Threads.processors, max(1, batches.count))) { _ in
      var scan = FileScan(engine)
      do throws(SystemError) {
        let objects = try repository.objects()
        var ended: SystemError?
        stack.drain { batch in
          do throws(SystemError) {
            if ended == nil { try BlobScan.scan(batch, objects, &scan) }
          } catch {
            ended = error
          }
        }
        if let ended { throw ended }
      } catch {
        failure.withLock { $0 = error }
      }
      let own = scan.finished()
      totals.withLock { $0 += own }
    }
    if let error = failure.withLock(\.self) { throw Failure(error) }
    var result = totals.withLock(\.self)
    result.sort()
    return result
  }

  private static func scan(
    _ blobs: ArraySlice<Blob>, _ objects: Coprocess, _ scan: inout FileScan
  ) throws(SystemError) {
    try objects.ask(blobs.map { "\($0.id)\n" }.joined())
    for blob in blobs {
      guard let line = try objects.line() else {
        throw SystemError("read from", path: "git", code: 5)
      }
      let words = line.split(separator: UInt8(ascii: " ")).map {
        String(decoding: $0, as: UTF8.self)
      }
      guard words.count == 3, let size = Int(words[2]) else {
        scan.totals.faults.append("\(blob.path): git has no object \(blob.id)")
        continue
      }
      try scan.scan(blob, size: size, of: objects)
    }
  }
}
