import Platform

/// Names to addresses, by a deadline. The C library's resolver has none: with a silent server it takes
/// ten seconds, whatever one asks.
struct Resolver {
  var hostsFile = "/etc/hosts"
  var configurationFile = "/etc/resolv.conf"
  /// The one server that is asked, instead of those of the configuration.
  var server: (address: String, port: Int)?

  /// The addresses of a host, IPv4 first; at least one.
  func addresses(of host: String, until deadline: Deadline) throws(ProbeFailure) -> [String] {
    if Sockets.isAddress(host) { return [host] }
    if server == nil {
      let known = hosts(named: host)
      if !known.isEmpty { return known }
    }
    let configuration = configuration()
    var failure = ProbeFailure("dns_nxdomain", "there is no name \(host)")
    for name in configuration.candidates(for: host) {
      do {
        return try ask(configuration.servers, for: name, until: deadline)
      } catch {
        // What a later candidate says of a name that nobody asked for matters less.
        if failure.reason == "dns_nxdomain" { failure = error }
        if error.reason == "dns_timeout" { break }
      }
    }
    throw failure
  }

  private func ask(
    _ servers: [(address: String, port: Int)], for name: String, until deadline: Deadline
  ) throws(ProbeFailure) -> [String] {
    var failure = ProbeFailure("dns_no_server", "no name server is configured")
    for (index, server) in servers.enumerated() {
      let share = Deadline(in: deadline.left / (servers.count - index))
      do throws(ProbeFailure) {
        let four = try DNSQuery(name: name, kind: .a).ask(server.address, server.port, until: share)
        let all =
          four.isEmpty
          ? try DNSQuery(name: name, kind: .aaaa).ask(server.address, server.port, until: share)
          : four
        if all.isEmpty { throw ProbeFailure("dns_empty", "\(name) has no address") }
        return all
      } catch {
        failure = error
        // A server that knows there is no such name is right; another need not be asked.
        if error.reason == "dns_nxdomain" || error.reason == "dns_empty" { throw error }
      }
    }
    throw failure
  }

  private func hosts(named host: String) -> [String] {
    let wanted = host.lowercased()
    let found = lines(of: hostsFile).filter { fields in
      fields.dropFirst().contains { $0.lowercased() == wanted }
    }.compactMap(\.first)
    let addresses = found.filter(Sockets.isAddress)
    if addresses.isEmpty && wanted == "localhost" { return ["127.0.0.1"] }
    return addresses.filter { !$0.contains(":") } + addresses.filter { $0.contains(":") }
  }

  private func configuration() -> Configuration {
    var configuration = Configuration()
    for fields in lines(of: configurationFile) {
      switch fields.first {
      case "nameserver":
        if fields.count > 1, Sockets.isAddress(fields[1]) {
          configuration.servers.append((fields[1], 53))
        }
      case "search", "domain": configuration.search = Array(fields.dropFirst())
      case "options":
        for option in fields where option.hasPrefix("ndots:") {
          configuration.dots = Int(option.dropFirst(6)) ?? 1
        }
      default: break
      }
    }
    configuration.servers = server.map { [$0] } ?? Array(configuration.servers.prefix(3))
    if server != nil { configuration.search = [] }
    return configuration
  }

  /// What resolv.conf says (resolv.conf(5)).
  private struct Configuration {
    var servers: [(address: String, port: Int)] = []
    var search: [String] = []
    var dots = 1

    func candidates(for host: String) -> [String] {
      if host.hasSuffix(".") { return [String(host.dropLast())] }
      let longer = search.prefix(6).map { "\(host).\($0)" }
      return host.utf8.count(where: { $0 == UInt8(ascii: ".") }) >= dots
        ? [host] + longer : longer + [host]
    }
  }

  /// The words of each line, without comments.
  private func lines(of file: String) -> [[String]] {
    let bytes = (try? Files.read(file, limit: 1 << 20)) ?? nil
    return String(decoding: bytes ?? [], as: UTF8.self).split(whereSeparator: \.isNewline).map {
      line in
      line.prefix { $0 != "#" && $0 != ";" }.split(whereSeparator: \.isWhitespace).map(String.init)
    }
  }
}
