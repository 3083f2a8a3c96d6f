import JSON

/// Prints how fast JSON is read and printed: a line for each case.
@main
struct JSONBench {
  static func main() {
    print(Measurement.header)
    for document in Documents.all {
      print(Measurement(of: "parse \(document.name)", on: document.bytes, work: parseAll))
    }
    for document in Documents.all {
      let values = values(in: document.bytes)
      print(
        Measurement(of: "print \(document.name)", on: document.bytes) { _ in
          for value in values { consume(JSONPrinter.compact(value).count) }
        })
    }
  }

  /// Reads value after value, as a record stream is read.
  static func parseAll(_ bytes: [UInt8]) { consume(values(in: bytes).count) }

  private static func values(in bytes: [UInt8]) -> [JSONValue] {
    var values: [JSONValue] = []
    var offset = 0
    let end = bytes.lastIndex { $0 > 0x20 } ?? 0
    while offset < end {
      do throws(JSONSyntaxError) {
        let (value, next) = try JSONParser.parseFirst(bytes, from: offset)
        values.append(value)
        offset = next
      } catch {
        preconditionFailure("the benchmark's own document is wrong: \(error)")
      }
    }
    return values
  }

  /// Uses a result, so that the work for it is done.
  @inline(never) private static func consume(_ result: Int) { precondition(result >= 0) }
}
