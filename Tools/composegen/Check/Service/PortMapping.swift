/// A published port, in either of the two forms (compose-spec, 05-services, ports).
struct PortMapping {
  /// Numbers, both ends included.
  typealias Range = ClosedRange<Int>

  let node: ComposeNode
  /// The address on the host; `nil` where none is said: all of them.
  let address: String?
  /// On the host; `nil` where Docker chooses one, or it can't be known.
  let published: Range?
  /// In the container.
  let target: Range?
  /// `tcp` or `udp`.
  let proto: String
  /// What is wrong with what it says.
  let fault: String?

  init(_ node: ComposeNode, resolve: (String) -> String?) {
    if node.entries != nil {
      self.init(long: node, resolve)
    } else if let text = node.text, let resolved = resolve(text) {
      self.init(node, short: resolved)
    } else {
      self.init(node, unresolved: node.text ?? "")
    }
  }

  private init(long node: ComposeNode, _ resolve: (String) -> String?) {
    let published = node["published"]?.text
    let target = node["target"]?.text
    self.node = node
    address = node["host_ip"]?.text.flatMap(resolve)
    self.published = published.flatMap(resolve).flatMap(PortMapping.range)
    self.target = target.flatMap(resolve).flatMap(PortMapping.range)
    proto = node["protocol"]?.text?.lowercased() ?? "tcp"
    fault = [published, target].compactMap { $0.flatMap(resolve) }
      .first { PortMapping.range($0) == nil }.map { "\"\($0)\" is no port" }
  }

  private init(_ node: ComposeNode, unresolved text: String) {
    self.node = node
    address = PortMapping.writtenAddress(text)
    published = nil
    target = PortMapping.writtenTarget(text)
    proto = "tcp"
    fault = nil
  }

  /// `[[ADDRESS:]HOST:]CONTAINER[/PROTOCOL]`, an IPv6 address in brackets.
  private init(_ node: ComposeNode, short: String) {
    let pieces = short.split(separator: "/", omittingEmptySubsequences: false)
    var rest = String(pieces.first ?? "")
    var address: String?
    if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
      address = String(rest[rest.index(after: rest.startIndex)..<end])
      rest = String(rest[rest.index(after: end)...].drop { $0 == ":" })
    }
    var parts = rest.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    if parts.count > 2 {
      address = parts.dropLast(2).joined(separator: ":")
      parts = Array(parts.suffix(2))
    }
    let host = parts.count > 1 ? parts[0] : nil
    self.node = node
    self.address = address
    proto = pieces.count > 1 ? pieces[1].lowercased() : "tcp"
    target = parts.last.flatMap(PortMapping.range)
    published = host.flatMap { $0.isEmpty ? nil : PortMapping.range($0) }
    fault = PortMapping.fault(host: host, target: parts.last ?? "", proto: proto)
  }

  private static func fault(host: String?, target: String, proto: String) -> String? {
    if range(target) == nil { return "\"\(target)\" is no port of a container" }
    if let host, !host.isEmpty, range(host) == nil { return "\"\(host)\" is no port of the host" }
    if let host = host.flatMap(range), let target = range(target),
      target.count > 1, host.count != target.count
    {
      return "\(host.count) ports of the host are for \(target.count) of the container"
    }
    return ["tcp", "udp", "sctp"].contains(proto) ? nil : "\"\(proto)\" is no protocol"
  }

  private static func range(_ text: String) -> Range? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard let first = ends[0], let last = ends.count == 2 ? ends[1] : first, ends.count <= 2,
      (0...65535).contains(first), (first...65535).contains(last)
    else { return nil }
    return first...last
  }

  /// What comes before the first variable, where that is an address.
  private static func writtenAddress(_ text: String) -> String? {
    let head = text.prefix { $0 != "$" }
    let address = head.prefix { $0 != ":" }
    return address.split(separator: ".").count == 4 ? String(address) : nil
  }

  private static func writtenTarget(_ text: String) -> Range? {
    text.split(separator: "}").last?.split(separator: ":").last
      .flatMap { range(String($0.prefix { $0 != "/" })) }
  }
}

extension PortMapping {
  /// Whether every machine that reaches the host reaches it.
  var isOpen: Bool { address.map { ["0.0.0.0", "::", "*", ""].contains($0) } ?? true }

  /// Whether something says that it shall be so.
  var isOpenByChoice: Bool { isOpen && address != nil }

  /// Whether both can't be published at once.
  func clashes(with other: PortMapping) -> Bool {
    guard proto == other.proto, let published, let theirs = other.published,
      published.overlaps(theirs), published.lowerBound > 0
    else { return false }
    let isSameAddress = address == other.address
    guard isOpen || other.isOpen || isSameAddress else { return false }
    // A range for one port of the container is a choice: Docker takes one that is free.
    return !(published.count > 1 && target?.count == 1)
      && !(theirs.count > 1 && other.target?.count == 1)
  }

  /// For people: `127.0.0.1:5432`.
  var shown: String {
    let ports = published.map {
      $0.count == 1 ? String($0.lowerBound) : "\($0.lowerBound)-\($0.upperBound)"
    }
    return [isOpen ? nil : address, ports].compactMap(\.self).joined(separator: ":")
  }
}
