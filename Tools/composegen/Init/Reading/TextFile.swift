import JSON

/// A file that was read.
struct TextFile: Sendable {
  /// From the repository's root.
  let path: String
  let bytes: [UInt8]

  var name: String { RepositoryPath.last(path) }
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The lines without their ends, with their numbers from 1.
  var lines: [(number: Int, text: String)] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated().map {
      index, line in
      let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      return (index + 1, String(decoding: line, as: UTF8.self))
    }
  }

  /// The place of a byte.
  func place(at offset: Int) -> Place {
    Place(path, line: TextPosition(offset: offset, in: bytes).line)
  }

  /// Where a text begins, again and again from the front, without overlaps.
  func offsets(of text: StaticString) -> [Int] {
    let pattern = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard let first = pattern.first else { return [] }
    return bytes.withUnsafeBufferPointer { bytes in
      var found: [Int] = []
      var offset = 0
      while offset + pattern.count <= bytes.count {
        if bytes[offset] == first, bytes[offset..<(offset + pattern.count)].elementsEqual(pattern) {
          found.append(offset)
          offset += pattern.count
        } else {
          offset += 1
        }
      }
      return found
    }
  }

  func contains(_ text: StaticString) -> Bool { !offsets(of: text).isEmpty }
}

/// Where the lines of a file begin, for many look-ups.
struct LineIndex: Sendable {
  private let path: String
  private let ends: [Int]

  init(_ file: TextFile) {
    path = file.path
    ends = file.bytes.indices.filter { file.bytes[$0] == 0x0A }
  }

  /// The place of a byte.
  ///
  /// - Complexity: O(log n).
  func place(at offset: Int) -> Place {
    var range = 0..<ends.count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range = ends[middle] < offset ? (middle + 1)..<range.upperBound : range.lowerBound..<middle
    }
    return Place(path, line: range.lowerBound + 1)
  }
}
