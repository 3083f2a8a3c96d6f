import Emit
import Model

/// The steps of jobs that look at servers or change them.
struct OperationSteps {
  let stack: Stack
  private let actions = ActionTable.current

  init(stack: Stack) { self.stack = stack }

  /// The release that tests of the generated modules run with.
  private static let terraformVersion = "1.11.4"

  /// The stack, from the root of the application's repository.
  var stackFile: String { infrastructure("stack.json") }

  /// Terraform's folder of an environment.
  ///
  /// - Parameter name: The environment's, or what stands for it.
  func folder(of name: String) -> String { infrastructure("terraform/environments/\(name)") }

  /// A path of the infrastructure, from the root of the application's repository. Where the stack
  /// keeps the two apart, it is the usual folder of that repository.
  private func infrastructure(_ path: String) -> String {
    let paths = stack.paths
    if paths.application == "." { return paths.infrastructure(path) }
    let prefix = paths.application + "/"
    return paths.infrastructure.hasPrefix(prefix)
      ? "\(paths.infrastructure.dropFirst(prefix.count))/\(path)" : "infrastructure/\(path)"
  }

  /// These tools, from an archive that is held to its checksum before it is opened.
  var tools: Step {
    let release = stack.deployment.tools
    return Step(
      name: "Set up the tools",
      environment: [
        ("URL", .string(release?.url ?? WorkflowText.variable("SLIPWAY_URL"))),
        ("SHA256", .string(release?.sha256 ?? WorkflowText.variable("SLIPWAY_SHA256"))),
      ],
      work: .script(
        """
        if [[ -z $URL || -z $SHA256 ]]; then
          echo "::error::Set deployment.tools in the stack, or the variables SLIPWAY_URL and SLIPWAY_SHA256"
          exit 1
        fi
        archive=$RUNNER_TEMP/tools.tar.gz
        curl --proto '=https' --fail --silent --show-error --location --retry 3 --output "$archive" "$URL"
        echo "$SHA256  $archive" | sha256sum --check --strict
        mkdir -p "$RUNNER_TEMP/tools"
        tar --extract --gzip --file "$archive" --directory "$RUNNER_TEMP/tools"
        echo "$RUNNER_TEMP/tools/bin" >>"$GITHUB_PATH"

        """))
  }

  /// Its wrapper would mix words of its own into what is piped.
  var terraform: Step {
    Step(
      name: "Set up Terraform",
      work: .action(
        actions["hashicorp/setup-terraform"],
        [
          ("terraform_version", .string(OperationSteps.terraformVersion)),
          ("terraform_wrapper", false),
        ]))
  }

  /// The keys of the Space that state lives in, by the names that the s3 backend reads.
  func stateKeys(of environments: [CloudEnvironment]) -> [(String, YAML)] {
    guard environments.contains(where: { $0.state != nil }) else { return [] }
    return zip(["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"], OperationSteps.stateSecrets)
      .map { ($0, .string(WorkflowText.secret($1))) }
  }

  static let stateSecrets = ["SPACES_ACCESS_KEY_ID", "SPACES_SECRET_ACCESS_KEY"]

  /// An agent holds the key, so that it is never a file; hosts must be known.
  var ssh: Step {
    Step(
      name: "Set up SSH",
      environment: [
        ("KEY", .string(WorkflowText.secret("SSH_PRIVATE_KEY"))),
        ("KNOWN_HOSTS", .string(WorkflowText.variable("SSH_KNOWN_HOSTS"))),
      ],
      work: .script(
        """
        if [[ -z $KEY || -z $KNOWN_HOSTS ]]; then
          echo "::error::Set the environment's secret SSH_PRIVATE_KEY and its variable SSH_KNOWN_HOSTS"
          exit 1
        fi
        install -d -m 700 ~/.ssh
        printf '%s\\n' "$KNOWN_HOSTS" >>~/.ssh/known_hosts
        eval "$(ssh-agent -s)"
        ssh-add -q - <<<"$KEY"
        {
          echo "SSH_AUTH_SOCK=$SSH_AUTH_SOCK"
          echo "SSH_AGENT_PID=$SSH_AGENT_PID"
        } >>"$GITHUB_ENV"

        """))
  }

  /// The runner may be one that stays.
  var forgetSSH: Step {
    Step(
      name: "Forget the SSH key",
      condition: "always()",
      work: .script("if [[ -n ${SSH_AGENT_PID:-} ]]; then ssh-agent -k; fi"))
  }

  /// The group of the jobs that change an environment's servers.
  ///
  /// - Parameter name: The environment's, or what stands for it.
  static func queue(of name: String) -> String { "deploy-\(name)" }

  /// Plans, events and the report of what a job did, whatever became of it.
  ///
  /// - Parameter name: Of the artifact.
  func record(as name: String) -> [Step] {
    [
      Step(
        name: "Draw what happened",
        condition: "always()",
        work: .script(
          """
          cd "$RUNNER_TEMP"
          if [[ -s record/events.ndjson ]]; then rollout report <record/events.ndjson >record/report.html; fi

          """)),
      Step(
        name: "Keep the record",
        condition: "always()",
        work: .action(
          actions["actions/upload-artifact"],
          [
            ("name", .string(name)), ("path", "${{ runner.temp }}/record"),
            ("if-no-files-found", "ignore"), ("retention-days", .int(stack.pipeline.retentionDays)),
            ("overwrite", true),
          ])),
    ]
  }
}
