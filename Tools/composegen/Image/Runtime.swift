import Emit
import Model

/// What of a service runs in production under Node.js, and how.
struct Runtime {
  let stack: Stack
  let service: Service

  init(_ service: Service, in stack: Stack) {
    self.stack = stack
    self.service = service
  }

  /// The builder's last step: lays out in /out what runs beside the dependencies. Of a package that
  /// is its output; where it has no build, all of it; nothing where it has one that didn't run,
  /// for then the service doesn't use it.
  var assembly: [Dockerfile.Instruction] {
    guard service.framework == .nestjs || service.framework == .node else { return [] }
    let path = service.path
    let output = service.output == "." ? path : "\(path)/\(service.output)"
    let own =
      service.output == "."
      ? ["mkdir -p /out/\(path)", "rm -rf \(path)/node_modules", "cp -R \(path)/. /out/\(path)/"]
      : ["mkdir -p /out/\(output)", "cp -R \(output)/. /out/\(output)/"]
    guard !stack.packages.isEmpty else { return [.blank, .run(.shell(own))] }
    let packages = stack.packages.map { "keep \($0.path) \($0.output)" }
    return [
      .blank,
      .comment(
        "Of a package its output runs; all of it, where it has no build; nothing, where its build\n"
          + "didn't run, for then \(service.name) doesn't use it."),
      .run(.shell(own + [Runtime.keep] + packages)),
    ]
  }

  private static let keep =
    "keep() { if [ \"$2\" != . ] && [ -d \"$1/$2\" ]; then"
    + " mkdir -p \"/out/$1/$2\" && cp -R \"$1/$2/.\" \"/out/$1/$2/\";"
    + " elif [ \"$2\" = . ] || ! grep -q '\"build\" *:' \"$1/package.json\"; then"
    + " rm -rf \"$1/node_modules\" && mkdir -p \"/out/$1\" && cp -R \"$1/.\" \"/out/$1/\"; fi; }"

  /// Stage 5. It begins from the plain image: no package manager gets into it, unless the service's
  /// command is one.
  func stage(on system: BaseSystem) -> Dockerfile.Stage {
    let runsManager = Runtime.managers.contains(service.command.first ?? "")
    let content =
      service.framework == .nextjs
      ? standalone : [copy("production-deps", "/app"), copy("builder", "/out")]
    var instructions: [Dockerfile.Instruction] = []
    if !runsManager {
      instructions += [
        .comment("Nothing installs packages here, so what could is gone, with its own faults."),
        .run(.shell([Runtime.removal])),
        .copy(.init(["/usr/bin/dumb-init"], to: "/usr/bin/dumb-init", from: "base")),
      ]
    }
    let account = system.create(service.user)
    if !account.isEmpty { instructions.append(.run(.shell(account))) }
    instructions += [.workdir("/app"), .env(environment)] + content + writableFolders
    return .init(
      "production", from: runsManager ? "base" : Dockerfile.Word(system.image),
      comment: "Stage 5: only what runs, and nobody who may change it.",
      instructions: instructions + [.blank] + start)
  }

  private static let managers: Set = ["npm", "npx", "pnpm", "pnpx", "yarn", "corepack", "turbo"]

  private static let removal =
    "rm -rf /usr/local/lib/node_modules /opt/yarn-* /usr/local/bin/npm /usr/local/bin/npx"
    + " /usr/local/bin/corepack /usr/local/bin/yarn /usr/local/bin/yarnpkg"

  private var environment: [Dockerfile.Pair] {
    [.init("NODE_ENV", "production"), .init("PORT", "\(service.port)")]
      + (service.framework == .nextjs ? [.init("HOSTNAME", "0.0.0.0")] : [])
  }

  private func copy(_ stage: Dockerfile.Word, _ folder: Dockerfile.Word) -> Dockerfile.Instruction {
    .copy(.init([folder], to: "./", from: stage))
  }

  /// What `output: "standalone"` writes, with the traced part of node_modules; assets lie beside it.
  private var standalone: [Dockerfile.Instruction] {
    let path = service.path
    let output = "\(path)/\(service.output)"
    return [
      .copy(.init(["/app/\(output)/standalone"], to: "./", from: "builder")),
      .copy(.init(["/app/\(output)/static"], to: "./\(output)/static", from: "builder")),
      .copy(.init(["/app/\(path)/publi[c]"], to: "./\(path)/public/", from: "builder")),
    ]
  }

  private var writableFolders: [Dockerfile.Instruction] {
    guard !service.writable.isEmpty else { return [] }
    let folders = service.writable.map { "\(service.path)/\($0)" }.joined(separator: " ")
    return [
      .run(.shell(["mkdir -p \(folders)", "chown -R \(service.user.numbers) \(folders)"]))
    ]
  }

  private var start: [Dockerfile.Instruction] {
    [
      .user(Dockerfile.Word(service.user.numbers)), .expose(["\(service.port)"]),
      .healthcheck(
        service.healthcheck(["node", "-e", HealthScript.text(for: service)])),
      .entrypoint(.exec(["/usr/bin/dumb-init", "--"])), .cmd(.exec(service.command)),
    ]
  }
}

/// Asks a service whether it is well with what every image of Node.js has.
enum HealthScript {
  static func text(for service: Service) -> String {
    "fetch('http://127.0.0.1:\(service.port)\(service.health.path)')"
      + ".then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
  }
}

extension Service {
  func healthcheck(_ command: [String]) -> Dockerfile.Healthcheck {
    .init(
      .exec(command), interval: health.interval.duration, timeout: health.timeout.duration,
      startPeriod: health.startPeriod.duration, retries: health.retries)
  }
}

extension TimeSpan {
  var duration: Duration { .milliseconds(milliseconds) }
}
