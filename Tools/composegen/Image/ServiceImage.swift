import Artifacts
import Emit
import Model

/// The image of one service: its Dockerfile, and what else its build reads.
///
/// The build context is the application's root. Five stages: base and dependencies are shared with
/// development, builder compiles, production-deps installs what runs, production is deployed.
struct ServiceImage {
  let stack: Stack
  let service: Service
  let installation: Installation
  private let manifests: Dockerfile.Excerpt

  /// - Parameter manifests: ``manifests(of:)`` of the stack, which many images may share.
  init(_ service: Service, in stack: Stack, manifests: Dockerfile.Excerpt? = nil) {
    self.stack = stack
    self.service = service
    self.manifests = manifests ?? ServiceImage.manifests(of: stack)
    installation = Installation(stack.toolchain)
  }

  /// Copies every manifest of the workspace, for both installs: each checks the lockfile against all
  /// of them, and reads no other file but those that the stack names, so that no edit of source runs
  /// it again.
  static func manifests(of stack: Stack) -> Dockerfile.Excerpt {
    let installation = Installation(stack.toolchain)
    let root = Dockerfile.Instruction.copy(
      .init(installation.rootManifests.map { Dockerfile.Word($0) }, to: "./"))
    let folders = installation.rootFolders.map { folder in
      // A pattern may match nothing, a name must be there.
      Dockerfile.Instruction.copy(
        .init(
          ["\(String(folder.dropLast()))[\(String(folder.suffix(1)))]"], to: "./\(folder)/"))
    }
    let members = (stack.services.map(\.path) + stack.packages.map(\.path)).map { path in
      Dockerfile.Instruction.copy(.init(["\(path)/package.json"], to: "./\(path)/"))
    }
    let files = stack.toolchain.installFiles.map { path in
      Dockerfile.Instruction.copy(.init([Dockerfile.Word(path)], to: "./\(path)"))
    }
    return .init([root] + folders + members + files)
  }

  var files: [GeneratedFile] {
    let dockerfile = ComposegenGenerator.file(
      stack.paths.application("\(service.path)/Dockerfile"), dockerfile.text)
    guard service.framework == .static else { return [dockerfile] }
    return [
      dockerfile,
      ComposegenGenerator.file(
        stack.paths.application(StaticSite.path(of: service)),
        StaticSite(service).configuration),
    ]
  }

  var dockerfile: Dockerfile {
    Dockerfile(
      comments: [
        "The image of \(service.name). Build it from the application's root:",
        "  docker build --file \(service.path)/Dockerfile --tag \(stack.project.name)-\(service.name) .",
      ],
      stages: [base, dependencies, builder, productionDependencies, production])
  }

  private var base: Dockerfile.Stage {
    var instructions: [Dockerfile.Instruction] = []
    if !installation.environment.isEmpty { instructions.append(.env(installation.environment)) }
    instructions += [
      .comment("PID 1 of every container: it passes signals on and collects orphans."),
      .run(.shell(system.installDumbInit)), .workdir("/app"),
    ]
    if let setup = installation.setup {
      instructions += [
        .blank, .comment(setup.comment), .copy(.init(["package.json"], to: "./")),
        .run(.shell(setup.command)),
      ]
    }
    return .init(
      "base", from: Dockerfile.Word(stack.toolchain.nodeImage),
      comment: "Stage 1: Node.js, \(manager), an init, and what installs read.",
      instructions: instructions + [.blank, .excerpt(manifests)])
  }

  private var manager: String { stack.toolchain.packageManager.kind.rawValue }

  var system: BaseSystem { BaseSystem(image: stack.toolchain.nodeImage) }

  /// Development runs this stage with the sources mounted over its copies; the copy comes last, so
  /// that an edit leaves the install alone.
  private var dependencies: Dockerfile.Stage {
    .init(
      "dependencies", from: "base",
      comment: "Stage 2: every dependency, then the source. Development runs it.",
      instructions: [
        .run(.shell(installation.everything), mounts: [installation.mount]), .blank,
        .copy(.init(["."], to: ".")),
      ])
  }

  private var builder: Dockerfile.Stage {
    let build = BuildVariables(of: service, in: stack)
    return .init(
      "builder", from: "dependencies", comment: "Stage 3: compiles.",
      instructions: [
        .arg("NODE_ENV", default: "production"),
        .env([.init("NODE_ENV", .variable("NODE_ENV"))] + frameworkEnvironment),
      ] + build.arguments.map { .arg($0) }
        + [.run(.shell(build.exports + Scripts(stack, for: service).build), mounts: build.mounts)]
        + runtime.assembly)
  }

  private var frameworkEnvironment: [Dockerfile.Pair] {
    (service.framework == .nextjs ? [.init("NEXT_TELEMETRY_DISABLED", "1")] : [])
      + (stack.toolchain.usesTurbo ? [.init("TURBO_TELEMETRY_DISABLED", "1")] : [])
  }

  private var productionDependencies: Dockerfile.Stage {
    .init(
      "production-deps", from: "base",
      comment: "Stage 4: what runs needs, without development dependencies.",
      instructions: [
        .run(.shell(installation.production(of: service)), mounts: [installation.mount])
      ])
  }

  var runtime: Runtime { Runtime(service, in: stack) }

  private var production: Dockerfile.Stage {
    service.framework == .static ? StaticSite(service).stage : runtime.stage(on: system)
  }
}
