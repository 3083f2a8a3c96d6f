import Diagnostics
import Platform

/// What runs as PID 1, which gets no default reaction to signals (signal(7), kill(2)).
enum ProcessRules {
  static let all: [CheckRule] = [
    CheckRule(
      "no-init", .warning,
      "PID 1 that ignores SIGTERM: `php -S`, a shell, Node.js without an init (the latter two a "
        + "note in a file for development)", .service(unstoppable))
  ]

  private static func unstoppable(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    guard service.node["init"]?.isTrue != true, !service.isJob(in: project),
      let (what, isStubborn) = processOne(service, project)
    else { return [] }
    let place =
      service.command?.node.place ?? service.entrypoint?.node.place ?? service.place
    return [
      Fault(
        place, "\(service.quoted) runs \(what) as PID 1, which doesn't end when it is asked to",
        do: "set init: true",
        severity: isStubborn || project.isProductionLike ? nil : .note)
    ]
  }

  /// What is stubborn whatever its program does is so in development, too.
  private static func processOne(
    _ service: ComposeService, _ project: ComposeProject
  ) -> (what: String, isStubborn: Bool)? {
    if service.image?.repository == "adminer", service.build == nil, service.command == nil {
      return ("PHP's own server", true)
    }
    let image = project.image(of: service)
    let entrypoint = service.entrypoint?.words ?? image?.entrypoint ?? []
    let command = service.command?.words ?? (service.entrypoint == nil ? image?.command ?? [] : [])
    if CommandText.isInit(entrypoint) || CommandText.isInit(command) { return nil }
    let usesImage = service.command == nil && service.entrypoint == nil
    if usesImage, image?.isShellForm == true {
      return kind(ofScript: (entrypoint.isEmpty ? command : entrypoint).first ?? "")
    }
    // Of entrypoints that are scripts it is known that they end with exec "$@".
    let isScript = entrypoint.first.map { $0.hasSuffix(".sh") } ?? true
    let words = isScript ? command : entrypoint + command
    if let script = CommandText.script(words) { return kind(ofScript: script) }
    return kind(of: words)
  }

  private static func kind(ofScript script: String) -> (what: String, isStubborn: Bool)? {
    if let exec = script.ranges(of: "exec ").last {
      return kind(of: CommandText.words(of: String(script[exec.upperBound...])))
    }
    return script.isEmpty ? nil : ("a shell", false)
  }

  private static let nodes: Set<String> = [
    "node", "npm", "npx", "yarn", "pnpm", "nodemon", "ts-node", "tsx", "next", "vite", "turbo",
  ]

  private static func kind(of words: [String]) -> (what: String, isStubborn: Bool)? {
    guard let first = words.first.map(ComposePath.name) else { return nil }
    if first == "php", words.contains("-S") { return ("PHP's own server", true) }
    return nodes.contains(first) ? (first, false) : nil
  }
}
