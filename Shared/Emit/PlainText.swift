extension String {
  /// Whether it is plain text that any device prints as it is.
  var isPrintableASCII: Bool { utf8.allSatisfy { (0x20..<0x7f).contains($0) } }

  /// Its width in grapheme clusters (Unicode Standard Annex 29), quickly where that is its length.
  var columns: Int { isPrintableASCII ? utf8.count : count }

  /// What stands between its line breaks, which are newlines with or without a carriage return.
  var lines: [String] {
    let parts = utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return parts.enumerated().map { index, part in
      let hasReturn = index + 1 < parts.count && part.last == UInt8(ascii: "\r")
      return String(Substring(hasReturn ? part.dropLast() : part))
    }
  }

  /// What stands between its line breaks of any kind (Unicode Standard §5.8, NLF).
  var linesOfAnyKind: [String] {
    let isPlain = utf8.allSatisfy { (0x20..<0x7f).contains($0) || $0 == UInt8(ascii: "\n") }
    if isPlain { return lines }
    return split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
  }
}
