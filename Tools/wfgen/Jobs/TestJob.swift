import Emit
import Model

/// The second job: tests, against real datastores, and how much they cover.
struct TestJob {
  let stack: Stack
  private let actions = ActionTable.current
  private let common: CommonSteps

  init(stack: Stack) {
    self.stack = stack
    common = CommonSteps(stack: stack)
  }

  private var pipeline: Pipeline { stack.pipeline }

  var job: Job {
    let datastores = TestDatastores(of: stack)
    return Job(
      id: "test", name: "Test", runner: pipeline.runner, minutes: pipeline.timeouts.test,
      needs: ["code-quality"],
      permissions: [.readContents] + (pipeline.usesCodecov ? [.writeIdentity] : []),
      services: datastores.containers, variables: datastores.variables,
      steps: [common.checkout] + common.toolchain
        + [
          common.install, common.turboCache("test"), unit, integration, endToEnd, measurement,
          codecov, gate,
        ].compactMap { $0 })
  }

  /// Of what changed; of everything where these are the tests that coverage is counted from.
  private var unit: Step {
    let isCounted = pipeline.coverage != nil && pipeline.scripts.coverage == nil
    return isCounted
      ? test("Run unit tests", pipeline.scripts.test)
      : common.onChanged(
        "Run unit tests", script: pipeline.scripts.test, arguments: CommonSteps.looseVariables)
  }

  private var integration: Step? {
    pipeline.scripts.integration.map { test("Run integration tests", $0) }
  }

  private var endToEnd: Step? {
    pipeline.scripts.endToEnd.map { test("Run end-to-end tests", $0) }
  }

  private var measurement: Step? {
    pipeline.scripts.coverage.map { test("Measure coverage", $0) }
  }

  private func test(_ name: String, _ script: String) -> Step {
    common.onAll(name, script: script, arguments: CommonSteps.looseVariables)
  }

  /// Where a package writes what its tests cover.
  private var reports: [String] {
    (stack.services.map(\.path) + stack.packages.map(\.path)).map { "\($0)/coverage/lcov.info" }
  }

  /// By its identity at GitHub, so that no token is kept. Pull requests of forks have none; Codecov
  /// takes their reports as they are. Its troubles are no fault of the change.
  private var codecov: Step? {
    guard pipeline.usesCodecov else { return nil }
    return Step(
      name: "Upload coverage to Codecov",
      condition: "always()",
      work: .action(
        actions["codecov/codecov-action"],
        [
          ("use_oidc", "${{ !github.event.pull_request.head.repo.fork }}"),
          ("files", .string(reports.joined(separator: ","))), ("disable_search", true),
          ("flags", "unittests"), ("fail_ci_if_error", false),
        ]))
  }

  /// Counts lines over all reports, as LCOV has them (geninfo(1): LF found, LH hit).
  private var gate: Step? {
    pipeline.coverage.map { least in
      Step(
        name: "Check the coverage threshold",
        environment: [("THRESHOLD", .string(String(least)))],
        work: .script(
          """
          candidates=(
            \(reports.joined(separator: "\n  "))
          )
          reports=()
          for candidate in "${candidates[@]}"; do
            if [[ -f $candidate ]]; then reports+=("$candidate"); fi
          done
          if [[ ${#reports[@]} -eq 0 ]]; then
            echo "::error::No package has a coverage/lcov.info: let the tests write one (reporter lcov)"
            exit 1
          fi
          awk -F: -v least="$THRESHOLD" '
            /^LF:/ { lines += $2 }
            /^LH:/ { covered += $2 }
            END {
              percent = lines ? 100 * covered / lines : 0
              printf "%.2f %% of %d lines are covered, and %d %% must be\\n", percent, lines, least
              exit percent < least
            }' "${reports[@]}"

          """))
    }
  }
}
