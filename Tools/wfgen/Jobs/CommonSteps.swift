import Emit
import Model

/// The steps that most jobs begin with.
struct CommonSteps {
  let stack: Stack
  private let actions = ActionTable.current

  init(stack: Stack) { self.stack = stack }

  private var manager: PackageManager { stack.toolchain.packageManager }

  /// The whole history, which comparing with another commit needs.
  var checkout: Step { checkout([("fetch-depth", 0)]) }

  /// One commit.
  var shallowCheckout: Step { checkout([]) }

  /// No credentials are left behind.
  private func checkout(_ depth: [(String, YAML)]) -> Step {
    Step(
      name: "Check out the repository",
      work: .action(actions["actions/checkout"], depth + [("persist-credentials", false)]))
  }

  /// The package manager and Node.js, in the order that caching needs.
  var toolchain: [Step] { packageManager.map { [$0, node] } ?? [node] }

  /// npm comes with Node.js; the others come first, since caching asks them where their store is.
  private var packageManager: Step? {
    switch manager.kind {
    case .npm: return nil
    case .pnpm:
      return Step(
        name: "Set up \(label)",
        work: .action(actions["pnpm/action-setup"], wholeVersion.map { [("version", $0)] } ?? []))
    case .yarn:
      return Step(name: "Set up \(label)", work: .script("corepack enable"))
    }
  }

  private var label: String {
    manager.kind.rawValue + (manager.version.map { " \($0)" } ?? "")
  }

  /// The action fails where its version and package.json's `packageManager` differ by a letter,
  /// so only a whole version is told to it; else package.json decides.
  private var wholeVersion: YAML? {
    guard let version = manager.version, version.split(separator: ".").count == 3 else {
      return nil
    }
    return .string(version)
  }

  private var node: Step {
    let cache: (String, YAML) =
      trustsCaches
      ? ("cache", .string(manager.kind.rawValue))
      : (
        "package-manager-cache",
        YAML.bool(false).comment("What a release branch builds comes from no cache.")
      )
    return Step(
      name: "Set up Node.js",
      work: .action(
        actions["actions/setup-node"], [("node-version", "${{ env.NODE_VERSION }}"), cache]))
  }

  /// Whether a run may restore what another one stored. Where a release branch starts the
  /// workflow, what it publishes could carry what somebody put there (zizmor, cache-poisoning).
  var trustsCaches: Bool { !stack.pipeline.branches.contains { $0.contains("release") } }

  var install: Step { Step(name: "Install dependencies", work: .script(manager.installCommand)) }

  /// Turborepo's outputs, kept by job: partial hits come from the job's last run, then from any.
  ///
  /// - Parameter scope: The job's part of the key.
  func turboCache(_ scope: String) -> Step? {
    guard stack.toolchain.usesTurbo, trustsCaches else { return nil }
    return Step(
      name: "Cache Turborepo outputs",
      work: .action(
        actions["actions/cache"],
        [
          ("path", .string(".turbo\nnode_modules/.cache/turbo\n")),
          ("key", .string("${{ runner.os }}-turbo-\(scope)-${{ github.sha }}")),
          (
            "restore-keys",
            .string("${{ runner.os }}-turbo-\(scope)-\n${{ runner.os }}-turbo-\n")
          ),
        ]))
  }

  /// A script of every package that changed, and of those that depend on it.
  ///
  /// On a pull request that is since the branch left its base; on a push, since the push before.
  ///
  /// - Parameter arguments: What Turborepo is told besides.
  func onChanged(_ name: String, script: String, arguments: String = "") -> Step {
    guard let changed = changedOnly(script, arguments) else {
      return onAll(name, script: script, arguments: arguments)
    }
    return Step(
      name: name,
      environment: [("BASE", .string(CommonSteps.base))],
      work: .script(
        """
        if base=$(git merge-base "$BASE" HEAD); then
          \(changed)
        else
          echo "No commit to compare with (a new branch, or a force push): taking everything"
          \(everywhere(script, arguments))
        fi

        """))
  }

  /// A script of every package.
  func onAll(_ name: String, script: String, arguments: String = "") -> Step {
    Step(name: name, work: .script(everywhere(script, arguments)))
  }

  /// Turborepo hides variables that turbo.json doesn't name from what it runs; this hides none.
  static let looseVariables = " --env-mode=loose"

  private func everywhere(_ script: String, _ arguments: String) -> String {
    stack.toolchain.usesTurbo ? turbo(script) + arguments : manager.runEverywhere(script)
  }

  private func turbo(_ script: String) -> String { "\(manager.turbo) run \(script)" }

  private func changedOnly(_ script: String, _ arguments: String) -> String? {
    if stack.toolchain.usesTurbo {
      return "\(turbo(script)) --filter=\"...[$base]\"\(arguments)"
    }
    guard manager.kind == .pnpm else { return nil }
    return "pnpm --filter \"...[$base]\" --if-present run \(script)"
  }

  private static let base =
    "${{ github.event.pull_request.base.sha || github.event.before }}"
}
