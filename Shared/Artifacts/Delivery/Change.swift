/// What a delivery means to one path.
package struct Change: Equatable, Sendable {
  package enum Kind: String, Sendable {
    case created, changed
    /// Only the executable bit differs.
    case mode
    case unchanged
    /// Generated once, and not any more.
    case stale
    /// A stale file that was taken away.
    case removed
  }

  package let path: String
  package var kind: Kind
  /// The bytes that are there; `nil` for none.
  package let old: [UInt8]?
  /// The bytes that will be there; `nil` for none.
  package let new: [UInt8]?
  package let mode: UInt16

  /// Whether the tree differs from what is generated.
  package var isDrift: Bool { kind != .unchanged }
}
