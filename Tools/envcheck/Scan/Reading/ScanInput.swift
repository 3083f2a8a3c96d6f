import Artifacts
import Diagnostics
import JSON
import Platform

/// Standard input: a text, or a stream of records whose files are texts.
struct ScanInput {
  private let bytes: [UInt8]
  /// The stream, where it is one.
  let stream: RecordStream?

  /// Bytes that it may have.
  private static let limit = 512 << 20

  /// - Throws: Exit status 2 for a stream with records that can't be read, and for too much of anything.
  init(_ source: ByteSource) throws(Failure) {
    let read: [UInt8]?
    do {
      read = try source.readAll(limit: ScanInput.limit)
    } catch {
      throw Failure(error)
    }
    guard let read else {
      throw .invalid(
        "\(source.name): there are more than \(ScanInput.limit >> 20) MiB; put them in files")
    }
    bytes = read
    stream = ScanInput.isStream(read) ? try RecordStream(read, name: source.name) : nil
  }

  /// The lines of the stream, as they came; nothing where it is none.
  var passing: [UInt8] {
    guard stream != nil else { return [] }
    return bytes.last == UInt8(ascii: "\n") ? bytes : bytes + [UInt8(ascii: "\n")]
  }

  /// Whether the first line is a record.
  private static func isStream(_ bytes: [UInt8]) -> Bool {
    guard bytes.first == UInt8(ascii: "{") else { return false }
    let line = Array(bytes.prefix { $0 != UInt8(ascii: "\n") })
    return (try? JSONParser.parse(line))?["record"] != nil
  }

  func totals(by engine: ScanEngine) -> ScanTotals {
    var scan = FileScan(engine)
    if let stream {
      for file in stream.files { scan.scan(Array(file.content.utf8), path: file.path) }
    } else {
      scan.scan(bytes, path: "-")
    }
    return scan.finished()
  }
}
