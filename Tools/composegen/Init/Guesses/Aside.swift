/// Applications that stand beside those that are deployed: examples, playgrounds, workshops.
enum Aside {
  /// Folders that hold them, by custom.
  private static let folders: Set<Substring> = [
    "example", "examples", "demo", "demos", "playground", "playgrounds", "sandbox", "sandboxes",
    "sample", "samples", "fixture", "fixtures", "e2e",
  ]

  /// Why members aren't deployed, by their folders; empty where nothing else would be.
  static func members(_ members: [Member]) -> [String: String] {
    var found: [String: String] = [:]
    var hasOthers = false
    for member in members {
      guard case .service(let framework) = Role(of: member), framework.kind != .undeployed else {
        continue
      }
      found[member.path] = reason(member.path, framework)
      if found[member.path] == nil { hasOthers = true }
    }
    return hasOthers ? found : [:]
  }

  private static func reason(_ path: String, _ framework: Framework) -> String? {
    if framework.isAside { return "\(framework.name) is for those who write the application" }
    let parts = path.split(separator: "/")
    let isAside = parts.contains { part in
      folders.contains(part) || part.hasSuffix("-playground") || part.hasSuffix("-example")
    }
    return isAside ? "the folder's name says that it only shows something" : nil
  }
}
