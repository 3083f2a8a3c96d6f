/// Ports of the host that are taken, by number: looking one up doesn't depend on how many there are.
struct PortTable {
  private var entries: [(service: ComposeService, port: PortMapping)] = []
  private var byNumber: [Int: [Int]] = [:]
  /// Ranges too wide to be kept by number.
  private var wide: [Int] = []

  private static let width = 256

  mutating func add(_ port: PortMapping, of service: ComposeService) {
    guard let published = port.published else { return }
    if published.count > PortTable.width {
      wide.append(entries.count)
    } else {
      for number in published { byNumber[number, default: []].append(entries.count) }
    }
    entries.append((service, port))
  }

  /// The first that can't be published together with a port.
  func clash(
    with port: PortMapping, where canMeet: (ComposeService) -> Bool = { _ in true }
  ) -> (service: ComposeService, port: PortMapping)? {
    guard let published = port.published else { return nil }
    let near: [Int]
    if published.count > PortTable.width {
      near = Array(entries.indices.prefix(PortTable.width))
    } else {
      near = wide.prefix(PortTable.width) + published.flatMap { byNumber[$0] ?? [] }
    }
    return near.sorted().lazy.map { entries[$0] }.first { other in
      port.clashes(with: other.port) && canMeet(other.service)
    }
  }
}
