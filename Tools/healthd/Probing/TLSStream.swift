import CLoaded
import Health
import Platform

/// A connection by TLS 1.2 or 1.3, with OpenSSL.
final class TLSStream: Channel {
  private let stream: ByteStream
  private let context: OpaqueHandle
  private let session: OpaqueHandle

  /// Pointers of OpenSSL's, used by one thread at a time.
  private typealias OpaqueHandle = UnsafeMutableRawPointer

  /// Whether OpenSSL is there; it is loaded once.
  private static let isLoaded = ctls_load() == 0

  /// Connects, shakes hands, and judges the certificate before anything is said.
  ///
  /// - Throws: `tls_…` where the certificate isn't good and `tls` asks for that.
  convenience init(
    to address: NetworkAddress, _ tls: ClientTLS, until deadline: Deadline
  ) throws(ProbeFailure) {
    try self.init(unjudged: address, authorities: tls.authorities, until: deadline)
    if tls.mode == .verify { try judge() }
  }

  init(
    unjudged address: NetworkAddress, authorities: String?, until deadline: Deadline
  ) throws(ProbeFailure) {
    guard TLSStream.isLoaded else {
      throw ProbeFailure("no_openssl", "OpenSSL 3 isn't installed; install the package libssl3")
    }
    stream = try ByteStream(to: address, until: deadline)
    guard let context = ctls_context(authorities) else {
      throw ProbeFailure(
        "no_authorities", "\(authorities ?? "the system's authorities") can't be read")
    }
    self.context = context
    let isAddress: Int32 = Sockets.isAddress(address.host) ? 1 : 0
    guard let session = ctls_open(context, stream.descriptor, address.host, isAddress) else {
      ctls_release(context)
      throw ProbeFailure("tls_failed", "a session can't be made for \(address.host)")
    }
    self.session = session
    let code = try attend(until: deadline) { ctls_handshake(session) }
    guard code > 0 else {
      throw ProbeFailure("tls_handshake", "the server doesn't shake hands by TLS 1.2 or 1.3")
    }
  }

  deinit {
    ctls_close(session)
    ctls_release(context)
  }

  var descriptor: Int32 { stream.descriptor }

  /// Whether the server has a certificate of a known authority for its name, now.
  func judge() throws(ProbeFailure) {
    // X509_STORE_CTX_get_error(3).
    switch ctls_verdict(session) {
    case 0: return
    case 9: throw ProbeFailure("tls_not_yet_valid", "the certificate isn't valid yet")
    case 10: throw ProbeFailure("tls_expired", "the certificate has expired")
    case 62, 64: throw ProbeFailure("tls_hostname", "the certificate is for another name")
    case 2, 18, 19, 20, 21:
      throw ProbeFailure("tls_untrusted", "no known authority vouches for the certificate")
    case 23: throw ProbeFailure("tls_revoked", "the certificate is revoked")
    case let code: throw ProbeFailure("tls_refused", "the certificate is refused (\(code))")
    }
  }

  /// Seconds until the certificate's end.
  func remainingSeconds() throws(ProbeFailure) -> Int {
    var seconds = 0
    guard ctls_remaining(session, &seconds) == 0 else {
      throw ProbeFailure("tls_no_certificate", "the server shows no certificate")
    }
    return seconds
  }

  func send(_ bytes: [UInt8], until deadline: Deadline) throws(ProbeFailure) {
    var start = 0
    while start < bytes.count {
      let code = try attend(until: deadline) {
        bytes.withUnsafeBytes { buffer in
          ctls_write(
            session, buffer.baseAddress?.advanced(by: start), Int32(buffer.count - start))
        }
      }
      guard code > 0 else { throw ProbeFailure("eof", "the server closed the connection") }
      start += Int(code)
    }
  }

  func receive(until deadline: Deadline) throws(ProbeFailure) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let code = try attend(until: deadline) {
      buffer.withUnsafeMutableBytes { ctls_read(session, $0.baseAddress, Int32($0.count)) }
    }
    return code > 0 ? Array(buffer[..<Int(code)]) : []
  }

  /// Goes on until it is done, or the deadline is over.
  private func attend(
    until deadline: Deadline, _ step: () -> Int32
  ) throws(ProbeFailure) -> Int32 {
    while true {
      let code = step()
      guard code == -1 || code == -2 else { return code }
      guard Sockets.wait(for: descriptor, toWrite: code == -2, within: deadline.left) else {
        throw ProbeFailure("timeout", "the server doesn't answer")
      }
    }
  }
}

extension ClientTLS {
  /// A connection as the configuration wants it.
  func channel(to address: NetworkAddress, until deadline: Deadline) throws(ProbeFailure)
    -> any Channel
  {
    mode == .disable
      ? try ByteStream(to: address, until: deadline)
      : try TLSStream(to: address, self, until: deadline)
  }
}
