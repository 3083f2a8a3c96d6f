/// A place in a text, as an editor shows it.
package struct TextPosition: Hashable, Sendable {
  /// The number of bytes before the place.
  package let offset: Int
  /// From 1. A line ends with a line feed, a carriage return, or both in that order.
  package let line: Int
  /// From 1, in Unicode scalars.
  package let column: Int

  /// A place that is known; nothing is checked.
  package init(offset: Int, line: Int, column: Int) {
    self.offset = offset
    self.line = line
    self.column = column
  }

  /// The place of a byte.
  ///
  /// In text that is not UTF-8, every byte that continues no sequence counts as a scalar.
  ///
  /// - Parameter offset: From 0; beyond the end it is the end.
  /// - Complexity: O(`offset`).
  package init(offset: Int, in bytes: [UInt8]) {
    let offset = min(max(offset, 0), bytes.count)
    var line = 1
    var column = 1
    bytes.withUnsafeBufferPointer { bytes in
      for index in 0..<offset {
        switch bytes[index] {
        case 0x0A where index > 0 && bytes[index - 1] == 0x0D: break
        case 0x0A, 0x0D: (line, column) = (line + 1, 1)
        case 0x80...0xBF: break
        default: column += 1
        }
      }
    }
    self.init(offset: offset, line: line, column: column)
  }
}

extension TextPosition: CustomStringConvertible {
  /// `LINE:COLUMN`, as compilers write it.
  package var description: String { "\(line):\(column)" }
}
