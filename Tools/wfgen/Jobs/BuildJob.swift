import Emit
import Model

/// The third job: builds everything, and keeps what comes out.
struct BuildJob {
  let stack: Stack
  private let actions = ActionTable.current
  private let common: CommonSteps

  init(stack: Stack) {
    self.stack = stack
    common = CommonSteps(stack: stack)
  }

  var job: Job {
    Job(
      id: "build", name: "Build", runner: stack.pipeline.runner,
      minutes: stack.pipeline.timeouts.build, needs: ["test"], permissions: [.readContents],
      steps: [common.checkout] + common.toolchain
        + [common.install, common.turboCache("build"), build].compactMap { $0 }
        + stack.services.map(upload) + (stack.packages.isEmpty ? [] : [packages]))
  }

  private var build: Step {
    let toolchain = stack.toolchain
    let script = stack.pipeline.scripts.build
    let folders = stack.packages.map(\.path) + stack.services.map(\.path)
    return Step(
      name: "Build everything",
      environment: BuildValues(of: stack.services, in: stack).variables,
      work: .script(
        toolchain.usesTurbo
          ? "\(toolchain.packageManager.turbo) run \(script)"
          : toolchain.packageManager.runInOrder(script, folders: folders)))
  }

  private func upload(_ service: Service) -> Step {
    let output = BuildOutput(folder: service.path, output: service.output)
    return upload(
      "Keep what \(service.name) is built to", as: service.name, [output],
      // What no image is made of may have nothing to build yet.
      missing: service.target == .docker ? "error" : "warn")
  }

  private var packages: Step {
    let isTaken = stack.services.contains { $0.name == "packages" }
    return upload(
      "Keep what the packages are built to", as: isTaken ? "workspace-packages" : "packages",
      stack.packages.map { BuildOutput(folder: $0.path, output: $0.output) }, missing: "warn")
  }

  private func upload(
    _ name: String, as artifact: String, _ outputs: [BuildOutput], missing: String
  )
    -> Step
  {
    let isHidden = outputs.contains(where: \.isHidden)
    return Step(
      name: name,
      work: .action(
        actions["actions/upload-artifact"],
        [
          ("name", .string(artifact)),
          ("path", .string(outputs.flatMap(\.patterns).map { $0 + "\n" }.joined())),
          ("if-no-files-found", .string(missing)),
          ("retention-days", .int(stack.pipeline.retentionDays)),
        ] + (isHidden ? [("include-hidden-files", true)] : [])))
  }
}

/// What a package is built to, and what says which package that is.
private struct BuildOutput {
  let folder: String
  let output: String

  var patterns: [String] {
    if output == "." { return [folder, "!\(folder)/**/node_modules"] }
    // Next.js keeps its cache beside what it builds.
    let cache = output == ".next" ? ["!\(folder)/\(output)/cache"] : []
    return ["\(folder)/\(output)", "\(folder)/package.json"] + cache
  }

  /// Whether the action passes by it, unless it is told not to.
  var isHidden: Bool {
    "\(folder)/\(output)".split(separator: "/").contains { $0.hasPrefix(".") && $0 != "." }
  }
}
