import Glibc

/// Where a tool writes bytes: a descriptor, buffered, or memory.
///
/// Used by one thread at a time.
package final class ByteSink {
  private let descriptor: Int32?
  private let name: String
  private var buffer: [UInt8] = []

  /// Bytes that a descriptor's buffer holds before they are written.
  private static let capacity = 64 * 1024

  /// - Parameter name: What messages call it: `standard output`.
  package init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  private init() {
    descriptor = nil
    name = "memory"
  }

  /// A sink whose bytes can be read back by ``collected``.
  package static func memory() -> ByteSink { ByteSink() }

  /// What was written to memory, or is still in the buffer.
  package var collected: [UInt8] { buffer }

  package var isTerminal: Bool { descriptor.map(Terminal.isTerminal) ?? false }

  /// The columns of the terminal, where it is one.
  package var width: Int? { descriptor.flatMap(Terminal.width) }

  package func write(_ bytes: some Collection<UInt8>) throws(SystemError) {
    buffer.append(contentsOf: bytes)
    if descriptor != nil && buffer.count >= ByteSink.capacity { try flush() }
  }

  package func write(_ text: String) throws(SystemError) { try write(text.utf8) }

  /// Writes what the buffer holds. A failure drops it: nothing is written twice.
  package func flush() throws(SystemError) {
    guard let descriptor, !buffer.isEmpty else { return }
    let bytes = buffer
    buffer.removeAll(keepingCapacity: true)
    try Descriptors.write(bytes, to: descriptor, name: name)
  }
}
