import CLinux
import Glibc

/// Who is at the other end of a connection.
package struct PeerAddress: Hashable, Sendable {
  /// 4 or 16 bytes; none for a local connection.
  package let bytes: [UInt8]

  package init(bytes: [UInt8]) { self.bytes = bytes }

  /// 127.0.0.0/8, ::1, or a local connection.
  package var isLoopback: Bool {
    switch bytes.count {
    case 4: bytes[0] == 127
    case 16: bytes.dropLast().allSatisfy { $0 == 0 } && bytes[15] == 1
    default: true
    }
  }

  /// RFC 1918, RFC 4193 or link-local (RFC 3927, RFC 4291 §2.5.6).
  package var isPrivate: Bool {
    switch bytes.count {
    case 4:
      bytes[0] == 10 || bytes[0] == 172 && bytes[1] & 0xf0 == 16
        || bytes[0] == 192 && bytes[1] == 168 || bytes[0] == 169 && bytes[1] == 254
    case 16: bytes[0] & 0xfe == 0xfc || bytes[0] == 0xfe && bytes[1] & 0xc0 == 0x80
    default: false
    }
  }
}

extension PeerAddress: CustomStringConvertible {
  package var description: String {
    if bytes.isEmpty { return "local" }
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    inet_ntop(
      bytes.count == 4 ? AF_INET : AF_INET6, bytes, &text, socklen_t(INET6_ADDRSTRLEN))
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// Non-blocking sockets, by their descriptors, which their users close.
package enum Sockets {
  /// - Parameters:
  ///   - address: IPv4 or IPv6, in digits.
  ///   - port: 0 for a free one.
  package static func listen(
    address: String, port: Int
  ) throws(SystemError) -> (descriptor: Int32, port: Int) {
    var bound: Int32 = 0
    let descriptor = clinux_listen(address, Int32(port), &bound)
    guard descriptor >= 0 else { throw SystemError("listen", path: "\(address):\(port)") }
    return (descriptor, Int(bound))
  }

  /// The next connection that waits.
  ///
  /// - Returns: A descriptor of -1 where there is none, or it can't be taken; `errno` says why.
  package static func accept(_ listener: Int32) -> (descriptor: Int32, peer: PeerAddress) {
    var family: Int32 = 0
    var bytes: [UInt8] = Array(repeating: 0, count: 16)
    let descriptor = retrying { clinux_accept(listener, &bytes, &family) }
    let count = family == 4 ? 4 : family == 6 ? 16 : 0
    return (descriptor, PeerAddress(bytes: Array(bytes.prefix(count))))
  }

  /// Begins a connection, or a socket for datagrams to one address.
  package static func connect(
    address: String, port: Int, isDatagram: Bool = false, patience: Duration = .seconds(10)
  ) throws(SystemError) -> Int32 {
    let descriptor = clinux_connect(
      address, Int32(port), isDatagram ? 1 : 0, patience.milliseconds)
    guard descriptor >= 0 else { throw SystemError("connect to", path: "\(address):\(port)") }
    return descriptor
  }

  /// What became of a connection that was begun; 0 where it is made.
  package static func error(of descriptor: Int32) -> Int32 { clinux_socket_error(descriptor) }

  /// A listener that only its owner and root can connect to.
  ///
  /// What a listener that is gone has left at the path is taken away.
  ///
  /// - Throws: With ``SystemError/isInUse`` where somebody listens there.
  package static func listen(path: String) throws(SystemError) -> Int32 {
    do throws(SystemError) {
      close(try connect(path: path))
      throw SystemError("listen", path: path, code: EADDRINUSE)
    } catch {
      if error.isInUse { throw error }
      if error.isRefused { remove(path: path) }
    }
    let descriptor = clinux_listen_local(path)
    guard descriptor >= 0 else { throw SystemError("listen", path: path) }
    return descriptor
  }

  package static func connect(path: String) throws(SystemError) -> Int32 {
    let descriptor = clinux_connect_local(path)
    guard descriptor >= 0 else { throw SystemError("connect to", path: path) }
    return descriptor
  }

  /// The user at the other end of a local connection; `nil` where it can't be told.
  package static func user(of descriptor: Int32) -> UInt32? {
    let user = clinux_peer_user(descriptor)
    return user < 0 ? nil : UInt32(user)
  }

  /// Takes away the path of a listener.
  package static func remove(path: String) { unlink(path) }

  package static func close(_ descriptor: Int32) { _ = Glibc.close(descriptor) }

  /// Sends nothing more; the other end can still be heard.
  package static func finish(_ descriptor: Int32) { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Waits until a descriptor can be read, or written.
  ///
  /// - Returns: Whether it can, within the span; a failed one can.
  package static func wait(for descriptor: Int32, toWrite: Bool, within span: Duration) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(toWrite ? POLLOUT : POLLIN), revents: 0)
    return retrying { poll(&entry, 1, span.milliseconds) } > 0
  }

  /// Sends what the socket takes now.
  ///
  /// - Returns: How many bytes; `nil` where it failed, `errno` says why; 0 where it takes none now.
  package static func send(_ bytes: borrowing [UInt8], from start: Int, to descriptor: Int32)
    -> Int?
  {
    let count = bytes.withUnsafeBytes { buffer in
      retrying {
        Glibc.send(
          descriptor, buffer.baseAddress?.advanced(by: start), buffer.count - start,
          Int32(MSG_NOSIGNAL))
      }
    }
    if count >= 0 { return count }
    return errno == EAGAIN ? 0 : nil
  }

  /// What one receive gave.
  package enum Received: Equatable, Sendable {
    case bytes(Int)
    case end
    case nothingYet
    case failed(Int32)
  }

  /// Receives what is there, into the front of a buffer.
  package static func receive(_ descriptor: Int32, into buffer: inout [UInt8]) -> Received {
    let count = buffer.withUnsafeMutableBytes { bytes in
      retrying { recv(descriptor, bytes.baseAddress, bytes.count, 0) }
    }
    if count > 0 { return .bytes(count) }
    if count == 0 { return .end }
    return errno == EAGAIN ? .nothingYet : .failed(errno)
  }
}

extension Sockets {
  /// Whether a text is an IPv4 or IPv6 address in digits.
  package static func isAddress(_ text: String) -> Bool {
    var bytes = [UInt8](repeating: 0, count: 16)
    return inet_pton(AF_INET, text, &bytes) == 1 || inet_pton(AF_INET6, text, &bytes) == 1
  }
}
