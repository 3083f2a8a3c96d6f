import Platform

/// A question to a name server, and what it answers (RFC 1035 §4).
struct DNSQuery {
  enum Kind: UInt16 { case a = 1, aaaa = 28 }

  let name: String
  let kind: Kind

  /// The addresses that a server gives; none where the name has none of the kind.
  func ask(_ server: String, _ port: Int, until deadline: Deadline) throws(ProbeFailure) -> [String]
  {
    let socket: Int32
    do {
      socket = try Sockets.connect(address: server, port: port, isDatagram: true)
    } catch {
      throw ProbeFailure("dns_unreachable", "the name server \(server) can't be reached")
    }
    defer { Sockets.close(socket) }
    let identity = UInt16.random(in: 0...UInt16.max)
    let question = try message(identity)
    // A datagram may be lost, so it is sent again.
    while !deadline.isOver {
      guard Sockets.send(question, from: 0, to: socket) != nil else { throw refused(server) }
      let again = Deadline(in: min(deadline.left, max(.milliseconds(300), deadline.left / 3)))
      if let reply = try reply(identity, on: socket, server, until: again) {
        return try addresses(in: reply)
      }
    }
    throw ProbeFailure("dns_timeout", "the name server \(server) doesn't answer")
  }

  private func refused(_ server: String) -> ProbeFailure {
    ProbeFailure("dns_unreachable", "the name server \(server) refuses to be asked")
  }

  /// The reply to this question; others are passed by.
  private func reply(
    _ identity: UInt16, on socket: Int32, _ server: String, until deadline: Deadline
  ) throws(ProbeFailure) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while Sockets.wait(for: socket, toWrite: false, within: deadline.left) {
      switch Sockets.receive(socket, into: &buffer) {
      case .bytes(let count)
      where count >= 12 && word(buffer, 0) == identity && buffer[2] & 0x80 != 0:
        return Array(buffer[..<count])
      case .failed: throw refused(server)
      default: break
      }
      if deadline.isOver { return nil }
    }
    return nil
  }

  private func message(_ identity: UInt16) throws(ProbeFailure) -> [UInt8] {
    var bytes: [UInt8] =
      [UInt8(identity >> 8), UInt8(identity & 0xff), 1, 0, 0, 1] + [
        0, 0, 0, 0, 0, 0,
      ]
    for label in name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      guard (1...63).contains(label.count) else {
        throw ProbeFailure("dns_name", "\(name) is no name that can be asked for")
      }
      bytes += [UInt8(label.count)] + label
    }
    return bytes + [0, 0, UInt8(kind.rawValue), 0, 1]
  }

  private func addresses(in reply: [UInt8]) throws(ProbeFailure) -> [String] {
    switch reply[3] & 0x0f {
    case 0: break
    case 3: throw ProbeFailure("dns_nxdomain", "there is no name \(name)")
    case 2: throw ProbeFailure("dns_servfail", "the name server failed to look for \(name)")
    default: throw ProbeFailure("dns_refused", "the name server doesn't look for \(name)")
    }
    var offset = 12
    for _ in 0..<word(reply, 4) { offset = afterName(reply, offset) + 4 }
    var addresses: [String] = []
    for _ in 0..<word(reply, 6) {
      let fields = afterName(reply, offset)
      guard fields + 10 <= reply.count else { break }
      let start = fields + 10
      let end = start + Int(word(reply, fields + 8))
      guard end <= reply.count else { break }
      let isMine = word(reply, fields) == kind.rawValue && end - start == (kind == .a ? 4 : 16)
      if isMine { addresses.append(PeerAddress(bytes: Array(reply[start..<end])).description) }
      offset = end
    }
    return addresses
  }

  /// Where a name ends. Compressed names end with their pointer, so none is followed.
  private func afterName(_ bytes: [UInt8], _ start: Int) -> Int {
    var offset = start
    while offset < bytes.count {
      let length = Int(bytes[offset])
      if length == 0 { return offset + 1 }
      if length & 0xc0 != 0 { return offset + 2 }
      offset += length + 1
    }
    return bytes.count
  }

  private func word(_ bytes: [UInt8], _ offset: Int) -> UInt16 {
    offset + 1 < bytes.count ? UInt16(bytes[offset]) << 8 | UInt16(bytes[offset + 1]) : 0
  }
}
