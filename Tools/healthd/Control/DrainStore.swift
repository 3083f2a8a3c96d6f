import JSON
import Platform

/// The file that remembers a drain over a restart.
struct DrainStore: Sendable {
  let path: String

  private var folder: String {
    let parts = path.split(separator: "/").dropLast()
    return "/" + parts.joined(separator: "/")
  }

  private var name: String { path.split(separator: "/").last.map(String.init) ?? "" }

  /// Replaces what is remembered, as a whole.
  ///
  /// - Parameter drain: `nil` for none.
  func save(_ drain: Drain?) throws(SystemError) {
    let folder = try Folder(path: folder)
    let draft = "\(name).new"
    if try folder.entry(draft) != nil { try folder.remove(draft) }
    try folder.create(draft, JSONPrinter.pretty(json(drain)), mode: 0o600)
    try folder.rename(draft, to: name)
  }

  private func json(_ drain: Drain?) -> JSONValue {
    guard let drain else { return [:] }
    // Boot time means nothing after a reboot, so the end is kept as a time of day.
    let end = drain.until.map { Clock.milliseconds() + $0 - Clock.bootMilliseconds() }
    return [
      "reason": .string(drain.reason), "since": .number(JSONNumber(drain.since)),
      "until": end.map { .number(JSONNumber($0)) } ?? .null,
    ]
  }

  /// The drain that was in force, where it still is. What can't be understood counts as none.
  func load() -> Drain? {
    guard let bytes = (try? Files.read(path, limit: 64 << 10)) ?? nil,
      let json = try? JSONParser.parse(bytes), let reason = json["reason"]?.string,
      let since = json["since"]?.integer
    else { return nil }
    guard let end = json["until"]?.integer else { return Drain(reason: reason, since: since) }
    let left = end - Clock.milliseconds()
    guard left > 0 else { return nil }
    return Drain(reason: reason, since: since, until: Clock.bootMilliseconds() + left)
  }
}
