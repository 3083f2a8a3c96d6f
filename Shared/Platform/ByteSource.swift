/// Where a tool reads bytes from: a descriptor, or memory.
package struct ByteSource: Sendable {
  private enum Origin: Sendable {
    case descriptor(Int32)
    case memory([UInt8])
  }

  private let origin: Origin
  /// What messages call it: `standard input`.
  package let name: String

  package init(descriptor: Int32, name: String) {
    origin = .descriptor(descriptor)
    self.name = name
  }

  package static func memory(_ bytes: [UInt8], name: String = "standard input") -> ByteSource {
    ByteSource(origin: .memory(bytes), name: name)
  }

  private init(origin: Origin, name: String) {
    self.origin = origin
    self.name = name
  }

  package var isTerminal: Bool {
    if case .descriptor(let descriptor) = origin { Terminal.isTerminal(descriptor) } else { false }
  }

  /// Everything there is.
  ///
  /// - Parameter limit: Bytes; reading stops behind it, so that no input takes more memory.
  /// - Returns: `nil` where there is more than `limit`.
  package func readAll(limit: Int) throws(SystemError) -> [UInt8]? {
    switch origin {
    case .memory(let bytes): bytes.count <= limit ? bytes : nil
    case .descriptor(let descriptor):
      try Descriptors.readAll(from: descriptor, limit: limit, name: name)
    }
  }
}
