import Glibc
import Platform
import TestKit
import Testing

/// A Docker engine of these tests' own, with stand-ins of the images that generated files name.
///
/// It runs in a network namespace: every port of its machine is free, and nothing of it can be
/// reached from outside. It ends with this process, however that ends.
final class Engine: Sendable {
  let folder: String
  private let namespace: String
  private let lifeline: Lifeline
  let compose: String

  /// The engine of the suite that runs; `nil` where one can't be had, which a skip has said.
  @TaskLocal static var current: Engine?

  private init(folder: String, namespace: String, lifeline: Lifeline, compose: String) {
    self.folder = folder
    self.namespace = namespace
    self.lifeline = lifeline
    self.compose = compose
  }

  /// Starts an engine and gives it its images.
  static func start() throws -> Engine? {
    guard geteuid() == 0 else {
      Judge.skip("a Docker engine of the tests' own, which needs root,")
      return nil
    }
    for program in [
      "dockerd", "ip", "nsenter", "node", "npm", "yarnpkg", "busybox", "redis-server", "php",
    ] {
      if Judge.find(program) == nil { return nil }
    }
    guard let compose = Judge.find("docker-compose") else { return nil }
    let folder = try TemporaryDirectory.make("slipway-engine")
    let namespace = "slipway-\(getpid())"
    let script = Checkout.path("Tests/Fixtures/engine/engine.sh")
    let engine = Engine(
      folder: folder, namespace: namespace,
      lifeline: try Lifeline("PATH=\(Engine.path) exec bash '\(script)' '\(folder)' \(namespace)"),
      compose: compose)
    // A script that fails takes its folder away.
    let isUp = try engine.shell(
      "until [ -e '\(folder)/ready' ]; do [ -d '\(folder)' ] || exit 1; sleep 0.1; done", in: "/")
    guard isUp.status == 0 else {
      engine.stop()
      Judge.skip("a Docker engine that starts here (it needs namespaces and control groups)")
      return nil
    }
    let images = try engine.shell(
      "bash '\(Checkout.path("Tests/Fixtures/engine/images/images.sh"))' roots"
        + " node yarn postgres redis adminer nginx && rm -r roots", in: folder)
    try #require(images.status == 0, "no images: \(images.error)")
    return engine
  }

  /// Ends the engine, and waits until all of it is gone.
  func stop() { lifeline.end() }

  /// The distribution's own docker comes first: a newer one builds with a plugin that may be absent.
  private static let path = "/usr/sbin:/usr/bin:/sbin:/bin:" + (Program.environment["PATH"] ?? "")

  /// Runs a line in bash on the engine's machine: `docker` is the engine's, `$COMPOSE` is compose, and
  /// 127.0.0.1 is where it publishes.
  func shell(
    _ line: String, in folder: String, environment: [String: String] = [:],
    deadline: Duration = .seconds(180)
  ) throws -> Program.Run {
    let own = [
      "DOCKER_HOST": "unix://\(self.folder)/docker.sock", "DOCKER_BUILDKIT": "1",
      "PATH": Engine.path, "COMPOSE": compose, "COMPOSE_BAKE": "false", "NO_PROXY": "*",
    ]
    let enter =
      access("/run/netns/\(namespace)", F_OK) == 0
      ? ["nsenter", "--net=/run/netns/\(namespace)"] : []
    let words = enter + ["bash", "-o", "pipefail", "-c", line]
    return try Program.run(
      words[0], Array(words.dropFirst()), directory: folder,
      environment: own.merging(environment) { $1 }, deadline: deadline)
  }

  /// What ``shell(_:in:environment:deadline:)`` prints; a failure is an issue of the test.
  func output(_ line: String, in folder: String = "/") throws -> String {
    let run = try shell(line, in: folder)
    try #require(run.status == 0, "\(line)\n\(run.error)")
    return String(
      run.output.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}

/// Gives a suite an engine.
struct EngineTrait: SuiteTrait, TestScoping {
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    guard let engine = try Engine.start() else { return }
    defer { engine.stop() }
    try await Engine.$current.withValue(engine) { try await function() }
  }
}

extension Trait where Self == EngineTrait {
  static var engine: EngineTrait { EngineTrait() }
}
