import Glibc
import Health
import Platform

/// A way to talk to a server, each step of which has a deadline.
protocol Channel: AnyObject {
  var descriptor: Int32 { get }
  func send(_ bytes: [UInt8], until deadline: Deadline) throws(ProbeFailure)
  /// What comes next; nothing at the end.
  func receive(until deadline: Deadline) throws(ProbeFailure) -> [UInt8]
}

/// A TCP connection in clear.
final class ByteStream: Channel {
  let descriptor: Int32

  /// Connects to the first address of a host that takes it.
  init(to address: NetworkAddress, until deadline: Deadline) throws(ProbeFailure) {
    let addresses = try Resolver().addresses(of: address.host, until: deadline)
    var failure = ProbeFailure("dns_empty", "\(address.host) has no address")
    for (index, text) in addresses.enumerated() {
      let share = Deadline(in: deadline.left / (addresses.count - index))
      do {
        descriptor = try ByteStream.connect(text, address.port, until: share)
        return
      } catch {
        failure = error
      }
    }
    throw failure
  }

  deinit { Sockets.close(descriptor) }

  private static func connect(
    _ address: String, _ port: Int, until deadline: Deadline
  ) throws(ProbeFailure) -> Int32 {
    let place = NetworkAddress(host: address, port: port)
    let descriptor: Int32
    do {
      descriptor = try Sockets.connect(address: address, port: port)
    } catch {
      throw ByteStream.failure(error.code, connecting: place)
    }
    let isReady = Sockets.wait(for: descriptor, toWrite: true, within: deadline.left)
    let code = isReady ? Sockets.error(of: descriptor) : ETIMEDOUT
    if code == 0 { return descriptor }
    Sockets.close(descriptor)
    throw ByteStream.failure(code, connecting: place)
  }

  private static func failure(_ code: Int32, connecting place: NetworkAddress) -> ProbeFailure {
    switch code {
    case ECONNREFUSED: ProbeFailure("conn_refused", "\(place) refuses connections")
    case ETIMEDOUT: ProbeFailure("connect_timeout", "\(place) doesn't answer")
    case EHOSTUNREACH, ENETUNREACH: ProbeFailure("unreachable", "there is no way to \(place)")
    case EMFILE, ENFILE: ProbeFailure("no_descriptors", "no descriptor is free to connect")
    default:
      ProbeFailure(
        "conn_failed", "\(place): \(SystemError("connect to", code: code).reason)")
    }
  }

  func send(_ bytes: [UInt8], until deadline: Deadline) throws(ProbeFailure) {
    var start = 0
    while start < bytes.count {
      guard let count = Sockets.send(bytes, from: start, to: descriptor) else {
        throw ProbeFailure("eof", "the server closed the connection")
      }
      start += count
      if count == 0, !Sockets.wait(for: descriptor, toWrite: true, within: deadline.left) {
        throw ProbeFailure("timeout", "the server takes nothing")
      }
    }
  }

  func receive(until deadline: Deadline) throws(ProbeFailure) -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      switch Sockets.receive(descriptor, into: &buffer) {
      case .bytes(let count): return Array(buffer[..<count])
      case .end: return []
      case .failed: throw ProbeFailure("eof", "the server closed the connection")
      case .nothingYet:
        guard Sockets.wait(for: descriptor, toWrite: false, within: deadline.left) else {
          throw ProbeFailure("timeout", "the server doesn't answer")
        }
      }
    }
  }
}
