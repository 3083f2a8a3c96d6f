/// A secret that was found in a text.
struct Secret: Sendable {
  let kind: SecretKind
  let value: [UInt8]
  /// The offset of its first byte in the text.
  let offset: Int
  /// The place of its first character: the line from 1, the column from 1 in Unicode scalars.
  let line: Int
  let column: Int
  /// The last line of what matched.
  let lastLine: Int
  /// How it is written, where that isn't plain.
  var encoding: Encoding?
}
