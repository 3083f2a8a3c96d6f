extension StringProtocol where SubSequence == Substring {
  /// Without the characters at its end that are of a kind; white space, unless told otherwise.
  func trimmingEnd(
    where isTrimmed: (Character) -> Bool = { $0.isWhitespace }
  ) -> Substring {
    guard let last = lastIndex(where: { !isTrimmed($0) }) else { return self[endIndex...] }
    return self[...last]
  }
}
