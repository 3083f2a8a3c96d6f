import Diagnostics
import Model

extension CloudCheck {
  mutating func check(
    _ pool: ServerPool, at place: [String], in environment: CloudEnvironment
  ) {
    check(
      size: pool.size, of: "droplets", catalog.droplets.verdict(on: pool.size),
      among: catalog.droplets.sizes, at: place + ["size"])
    check(image: pool.image, at: place + ["image"])
    if environment.alerts != nil && !pool.isMonitored {
      add(
        .alertsUnfed, at: place + ["monitoring"],
        "the alerts of \"\(environment.name)\" hear nothing of \"\(pool.name)\" without DigitalOcean's agent",
        do: "set it to true, or take the alerts away")
    }
  }

  /// The port is that of ``Model/Deployment``; 22 is refused for every service by the model.
  mutating func checkSSHPort() {
    let port = stack.deployment.sshPort
    let running = stack.cloudEnvironments.flatMap { environment in
      environment.servers.flatMap { environment.services(of: $0, in: stack) }
    }
    for (index, service) in stack.services.enumerated()
    where service.port == port && running.contains(service) {
      add(
        .sshPort, at: ["services", String(index), "port"],
        "port \(port) of \"\(service.name)\" is where the servers listen for SSH",
        do: "give the service another port, or SSH another \"sshPort\"")
    }
  }

  /// - Parameter what: What has the size, in the plural.
  mutating func check(
    size: String, of what: String, _ verdict: Catalog.Verdict, among sizes: [Catalog.Size],
    at place: [String]
  ) {
    switch verdict {
    case .listed(let known) where known.price != nil: return
    case .listed, .plausible:
      add(
        .unpricedSize, at: place, "no price is known for \(size), so cost estimates are without it",
        do: "look it up before you create it")
    case .unknown:
      add(
        .unknownSize, at: place, "DigitalOcean has no size \"\(size)\" of \(what)",
        do: CloudCheck.remedy(for: size, among: sizes))
    }
  }

  /// The nearest of all sizes; listed are those that have a price, the cheapest first.
  private static func remedy(for slug: String, among sizes: [Catalog.Size]) -> String {
    let priced = sizes.filter { $0.price != nil }
      .sorted { ($0.price ?? .zero, $0.slug) < ($1.price ?? .zero, $1.slug) }.map(\.slug)
    let rest = sizes.count - priced.count
    let list =
      "allowed: " + priced.joined(separator: ", ")
      + (rest > 0 ? ", and \(rest) more in DigitalOcean's list of sizes" : "")
    guard let nearest = Suggestion.nearest(to: slug, among: priced + sizes.map(\.slug)) else {
      return list
    }
    return "did you mean \"\(nearest)\"? \(list)"
  }

  private mutating func check(image: String, at place: [String]) {
    let known = catalog.images.slugs
    if known.contains(image) { return }
    if CloudCheck.isOwnImage(image) || CloudCheck.isSystem(image) {
      add(
        .unlistedImage, at: place, "the image \(image) isn't in the catalog",
        do: "make sure that it exists, and that it is a Debian or an Ubuntu with cloud-init")
    } else {
      add(
        .unknownImage, at: place,
        "the first boot of servers isn't written for the image \"\(image)\"",
        do: Suggestion.remedy(for: image, among: known, lead: "allowed: "))
    }
  }

  /// An image of the account's own has a number.
  private static func isOwnImage(_ slug: String) -> Bool {
    slug.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// A release of Ubuntu or Debian that the catalog may not know yet: none older than those that
  /// Docker's packages are made for.
  private static func isSystem(_ slug: String) -> Bool {
    let parts = slug.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.last == "x64", parts.count >= 3, let release = Int(parts[1]) else { return false }
    switch parts[0] {
    case "ubuntu":
      return parts.count == 4 && (22...99).contains(release) && ["04", "10"].contains(parts[2])
    case "debian": return parts.count == 3 && (12...99).contains(release)
    default: return false
    }
  }
}
