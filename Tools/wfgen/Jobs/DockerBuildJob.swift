import Emit
import Model

/// The fourth job, once for each image: builds it, scans it, and pushes what was scanned.
///
/// The image that is pushed is the one that was loaded and scanned, not a second build of it. What
/// deployments get is its digest.
struct DockerBuildJob {
  let stack: Stack
  private let actions = ActionTable.current
  private let common: CommonSteps
  private let values: BuildValues

  init(stack: Stack) {
    self.stack = stack
    common = CommonSteps(stack: stack)
    values = BuildValues(of: stack.imageServices, in: stack)
  }

  static let id = "docker-build"

  var job: Job {
    Job(
      id: DockerBuildJob.id, name: "Build the image of ${{ matrix.service }}",
      runner: stack.pipeline.runner, minutes: stack.pipeline.timeouts.image, needs: ["build"],
      condition: condition,
      permissions: [.readContents] + (isGitHubRegistry ? [.writePackages] : [])
        + [.writeSecurityEvents],
      environment: readsSecrets ? JobEnvironment(name: "images", isDeployment: false) : nil,
      outputs: stack.imageServices.map {
        ($0.name, .string("${{ steps.push.outputs.\($0.name) }}"))
      },
      matrix: stack.imageServices.map(entry),
      steps: [common.shallowCheckout, buildx, login, metadata, build]
        + VulnerabilityScan(
          of: .image("${{ fromJSON(steps.meta.outputs.json).tags[0] }}"), in: stack,
          category: "docker-image-${{ matrix.service }}"
        ).steps + [push])
  }

  private var condition: String {
    "github.event_name == 'push'"
      + (stack.deployedEnvironments.isEmpty ? "" : " || github.event_name == 'workflow_dispatch'")
  }

  private var isGitHubRegistry: Bool { stack.project.registry == "ghcr.io" }

  /// Secrets are an environment's, so that branches can be kept from them.
  private var readsSecrets: Bool { !isGitHubRegistry || values.readsSecrets }

  private func entry(for service: Service) -> [(String, YAML)] {
    let owner = stack.project.owner ?? "${{ github.repository_owner }}"
    let lines = BuildValues(of: [service], in: stack).lines
    return [
      ("service", .string(service.name)),
      ("image", .string(stack.project.image(of: service, owner: owner))),
      ("dockerfile", .string("\(service.path)/Dockerfile")),
    ] + (lines.isEmpty ? [] : [("arguments", .string(lines.map { $0 + "\n" }.joined()))])
  }

  private var buildx: Step {
    Step(name: "Set up Docker Buildx", work: .action(actions["docker/setup-buildx-action"], []))
  }

  private var login: Step {
    let credentials: [(String, YAML)] =
      isGitHubRegistry
      ? [("username", "${{ github.actor }}"), ("password", "${{ github.token }}")]
      : [
        ("username", .string(WorkflowText.secret("REGISTRY_USERNAME"))),
        ("password", .string(WorkflowText.secret("REGISTRY_PASSWORD"))),
      ]
    return Step(
      name: "Log in to \(stack.project.registry)",
      work: .action(
        actions["docker/login-action"],
        [("registry", .string(stack.project.registry))] + credentials))
  }

  private var metadata: Step {
    let main = "refs/heads/\(stack.pipeline.mainBranch)"
    let tags = [
      "type=sha", "type=ref,event=branch", "type=sha,prefix={{branch}}-",
      "type=raw,value=latest,enable=${{ github.ref == \(WorkflowText.quoted(main)) }}",
    ]
    return Step(
      id: "meta", name: "Choose tags and labels",
      work: .action(
        actions["docker/metadata-action"],
        [
          ("images", "${{ matrix.image }}"), ("flavor", "latest=false"),
          ("tags", .string(tags.map { $0 + "\n" }.joined())),
        ]))
  }

  private var build: Step {
    let takesArguments = stack.imageServices.contains {
      !BuildValues(of: [$0], in: stack).lines.isEmpty
    }
    let scope = "scope=${{ matrix.service }}"
    let caches: [(String, YAML)] =
      common.trustsCaches
      ? [
        ("cache-from", .string("type=gha,\(scope)")),
        ("cache-to", .string("type=gha,mode=max,\(scope)")),
      ] : []
    let secrets = values.secretLines.map { $0 + "\n" }.joined()
    return Step(
      name: "Build the image",
      work: .action(
        actions["docker/build-push-action"],
        [
          ("context", "."), ("file", "${{ matrix.dockerfile }}"), ("target", "production"),
          (
            "build-args",
            .string("NODE_ENV=production\n" + (takesArguments ? "${{ matrix.arguments }}\n" : ""))
          ), ("load", true), ("tags", "${{ steps.meta.outputs.tags }}"),
          ("labels", "${{ steps.meta.outputs.labels }}"),
        ] + (secrets.isEmpty ? [] : [("secrets", .string(secrets))]) + caches))
  }

  /// The output is named by the service: the runs of a matrix share one set of outputs. It is the
  /// digest only, since GitHub drops an output in which it sees a secret, as an account's name.
  private var push: Step {
    Step(
      id: "push", name: "Push the image that was scanned",
      environment: [
        ("SERVICE", "${{ matrix.service }}"), ("TAGS", "${{ steps.meta.outputs.tags }}"),
      ],
      work: .script(
        """
        while read -r tag; do docker push "$tag"; done <<<"$TAGS"
        pushed=$(docker image inspect --format '{{index .RepoDigests 0}}' "${TAGS%%$'\\n'*}")
        echo "$SERVICE=${pushed#*@}" >>"$GITHUB_OUTPUT"
        echo "Pushed $pushed" >>"$GITHUB_STEP_SUMMARY"

        """))
  }
}

extension Project {
  /// The account that images belong to, in lower case as registries want it; `nil` where only
  /// GitHub knows.
  var owner: String? { repository.map { String($0.prefix { $0 != "/" }).lowercased() } }
}

extension Stack {
  /// The environments that the pipeline deploys images to.
  var deployedEnvironments: [CloudEnvironment] {
    cloudEnvironments.filter { !$0.services(in: self).isEmpty }
  }
}
