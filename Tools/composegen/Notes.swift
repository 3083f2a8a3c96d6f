import Diagnostics
import JSON
import Model

/// What the choices of a stack bring with them, for those who run the generator.
struct Notes {
  let stack: Stack

  init(_ stack: Stack) { self.stack = stack }

  var findings: [Finding] { nothing + node + standalone + secrets + published }

  private var nothing: [Finding] {
    guard ComposegenGenerator.environments(of: stack).isEmpty, !stack.composeEnvironments.isEmpty
    else { return [] }
    return [
      note(
        "nothing-to-run", .note, at: ["environments"],
        "no service is deployed as an image and there is no datastore, so no compose file is written",
        do: "set \"deploy\" of a service to docker, or leave it so")
    ]
  }

  /// Releases of Node.js that get no more fixes (nodejs/Release, as of November 2026).
  private static let ended = 20

  private var node: [Finding] {
    guard !stack.imageServices.isEmpty, stack.toolchain.image == nil,
      let major = Int(stack.toolchain.node.prefix { $0 != "." }), major <= Notes.ended
    else { return [] }
    return [
      note(
        "ended-release", .warning, at: ["toolchain", "node"],
        "Node.js \(major) gets no more security fixes", do: "move to 24, or to 22 first")
    ]
  }

  private var standalone: [Finding] {
    services { $0.framework == .nextjs }.map { index, service in
      note(
        "standalone-output", .note, at: ["services", index],
        "the image of \"\(service.name)\" takes what Next.js writes for `output: \"standalone\"`",
        do: "set it in next.config, and outputFileTracingRoot to the repository's root")
    }
  }

  private var secrets: [Finding] {
    services { _ in true }.compactMap { index, service in
      let names = BuildVariables(of: service, in: stack).secrets
      if names.isEmpty { return nil }
      return note(
        "build-secret", .note, at: ["services", index],
        "the build of \"\(service.name)\" is given \(names.joined(separator: ", ")) by mounts",
        do: "build with " + names.map { "--secret id=\($0)" }.joined(separator: " "))
    }
  }

  private var published: [Finding] {
    stack.environments.enumerated().compactMap { index, environment in
      guard case .compose(let environment) = environment, !environment.address.hasPrefix("127.")
      else { return nil }
      return note(
        "published-address", .warning, at: ["environments", String(index), "address"],
        "the ports of \"\(environment.name)\" are open to the network at \(environment.address)",
        do: "use 127.0.0.1, unless other machines must reach it")
    }
  }

  private func services(where isMeant: (Service) -> Bool) -> [(String, Service)] {
    stack.services.enumerated().filter { $1.target == .docker && isMeant($1) }
      .map { (String($0), $1) }
  }

  private func note(
    _ rule: String, _ severity: Severity, at place: [String], _ message: String, do remedy: String
  ) -> Finding {
    Finding(
      tool: ComposegenGenerator.name, rule: rule, severity: severity, message: message,
      remedy: remedy, pointer: JSONPointer(place))
  }
}
