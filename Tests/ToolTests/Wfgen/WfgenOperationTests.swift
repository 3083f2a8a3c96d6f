import Emit
import Diagnostics
import Model
import TestKit
import Testing

@testable import wfgen

/// Deployment, rollback, and the search for drift.
@Suite("Workflows that operate") struct WfgenOperationTests {
  private static func stack(_ environments: String) throws -> Stack {
    try Stacks.stack(
      #"""
      { "project": { "name": "shop", "repository": "acme/shop" },
        "services": [{ "name": "api", "uses": ["db"] }, { "name": "web-app" }],
        "datastores": [{ "name": "db", "engine": "postgres" }],
        "variables": [{ "name": "DATABASE_URL", "from": "db", "secret": true },
          { "name": "SIGNING_KEY", "secret": true }, { "name": "GITHUB_APP_KEY", "secret": true },
          { "name": "GREETING", "services": ["web-app"] }, { "name": "LEVEL", "default": "info" }],
        "pipeline": { "branches": ["main", "develop"] },
        "environments": [\#(environments)] }
      """#)
  }

  private static func deployment(_ environment: String) throws -> Job {
    let stack = try stack(environment)
    return DeployJob(to: try #require(stack.deployedEnvironments.first), in: stack).job
  }

  @Test("a deployment pipes Terraform's outputs through a plan, by digest") func pipe() throws {
    let text = try Self.deployment(
      #"{"name":"live","kind":"digitalocean","domain":"shop.example","state":{"bucket":"b"}}"#
    ).document.text()
    for words in [
      "terraform -chdir=infrastructure/terraform/environments/live output -json |",
      "rollout plan --stack infrastructure/stack.json --environment live \\",
      "--release \"ghcr.io/acme/shop-api@$DIGEST_API\" \\",
      "--release \"ghcr.io/acme/shop-web-app@$DIGEST_WEB_APP\" |",
      "rollout apply --format ndjson --secrets <(settings) |",
      "DIGEST_WEB_APP: ${{ needs.docker-build.outputs.web-app }}", "group: deploy-live",
      "cancel-in-progress: false", "url: https://shop.example",
      "AWS_ACCESS_KEY_ID: ${{ secrets.SPACES_ACCESS_KEY_ID }}", "terraform_wrapper: false",
      "SETTING_SIGNING_KEY: ${{ secrets.SIGNING_KEY }}", "SETTING_GREETING: ${{ vars.GREETING }}",
      "SETTING_GITHUB_APP_KEY: ${{ secrets.APP_GITHUB_APP_KEY }}",
    ] {
      #expect(text.contains(words), "\(words)\n\(text)")
    }
    #expect(!text.contains("DATABASE_URL"), "Terraform's outputs tell it")
    #expect(!text.contains("StrictHostKeyChecking"))
  }

  @Test(
    "it runs when its branch is pushed to, or by hand",
    arguments: [
      (
        #"{"branch":"develop"}"#,
        "(github.event_name == 'push' && github.ref == 'refs/heads/develop')"
          + " || (github.event_name == 'workflow_dispatch' && inputs.environment == 'live')"
      ),
      ("{}", "github.event_name == 'workflow_dispatch' && inputs.environment == 'live'"),
    ])
  func condition(_ trigger: String, _ expected: String) throws {
    let job = try Self.deployment(
      #"{"name":"live","kind":"digitalocean","deploy":\#(trigger)}"#)
    #expect(job.condition == expected)
  }

  @Test("where a person must approve, it is seen to that one is asked") func approval() throws {
    let job = try Self.deployment(
      #"{"name":"live","kind":"digitalocean","deploy":{"approval":true}}"#)
    #expect(job.steps.first?.name == "See that the environment asks for approval")
    #expect(job.permissions.map(\.scope) == ["contents", "actions"])
  }

  @Test("only services that the environment's servers run are deployed") func services() throws {
    let job = try Self.deployment(
      #"{"name":"live","kind":"digitalocean","servers":{"services":["api"]}}"#)
    let text = job.document.text()
    #expect(text.contains("shop-api@"))
    #expect(!text.contains("shop-web-app"))
    #expect(!text.contains("GREETING"))
  }

  @Test("a rollback shares the queue of deployments, and asks where") func rollback() throws {
    let stack = try Self.stack(
      #"{"name":"live","kind":"digitalocean"},{"name":"qa","kind":"digitalocean"}"#)
    let files = WfgenGenerator.files(for: stack)
    let text = try Stacks.text(".github/workflows/rollback.yml", in: files)
    for words in [
      "options: [live, qa]", "group: deploy-${{ inputs.environment }}",
      "name: ${{ inputs.environment }}", "target=(--to \"$RELEASE\")",
      "rollout rollback --stack infrastructure/stack.json --environment \"$ENVIRONMENT\" \\",
    ] {
      #expect(text.contains(words), "\(words)\n\(text)")
    }
    let pipeline = try Stacks.text(".github/workflows/ci-cd.yml", in: files)
    #expect(pipeline.contains("options: [live, qa]"))
  }

  @Test("drift is looked for every morning, in files and on servers") func drift() throws {
    let stack = try Self.stack(
      ##"{"name":"live","kind":"digitalocean","alerts":{"slack":"#ops"}}"##)
    let text = try Stacks.text(
      ".github/workflows/drift.yml", in: WfgenGenerator.files(for: stack))
    for words in [
      "cron: 23 5 * * *", "compare tfgen", "compare composegen", "compare wfgen",
      "compare envcheck template", "-detailed-exitcode", "environment: live",
      "name: ${{ matrix.environment }}-drift", "deployment: false",
      "TF_VAR_slack_webhook_url: ${{ secrets.SLACK_WEBHOOK_URL }}",
    ] {
      #expect(text.contains(words), "\(words)\n\(text)")
    }
  }

  @Test("the tools come from the stack, or from the repository's variables") func tools() throws {
    let stack = try Self.stack(#"{"name":"live","kind":"digitalocean"}"#)
    #expect(OperationSteps(stack: stack).tools.document.text().contains("${{ vars.SLIPWAY_URL }}"))
    let digest = String(repeating: "0f", count: 32)
    let told = try Stacks.stack(
      #"""
      { "project": { "name": "x" }, "services": [{ "name": "a" }],
        "deployment": { "tools": { "url": "https://example.org/t.tar.gz", "sha256": "\#(digest)" } } }
      """#)
    let text = OperationSteps(stack: told).tools.document.text()
    #expect(text.contains("URL: https://example.org/t.tar.gz"))
    #expect(text.contains("SHA256: \(digest)"))
  }

  @Test(
    "the infrastructure is looked for in the application's repository",
    arguments: [
      ("{}", "infrastructure/stack.json"), (#"{"infrastructure":"."}"#, "stack.json"),
      (#"{"infrastructure":"ops"}"#, "ops/stack.json"),
      (#"{"infrastructure":".","application":"application"}"#, "infrastructure/stack.json"),
      (#"{"infrastructure":"app/ops","application":"app"}"#, "ops/stack.json"),
    ])
  func places(_ paths: String, _ expected: String) throws {
    let stack = try Stacks.stack(
      #"{"project":{"name":"x"},"services":[{"name":"a"}],"paths":\#(paths)}"#)
    #expect(OperationSteps(stack: stack).stackFile == expected)
  }

  @Test("notes tell what a repository needs, and what a workflow can't do") func notes() throws {
    let stack = try Stacks.stack(
      #"""
      { "project": { "name": "x" }, "services": [{ "name": "web", "framework": "nextjs" }],
        "paths": { "infrastructure": "ops", "application": "app" },
        "datastores": [{ "name": "db", "engine": "postgres", "image": "postgres:12" }],
        "variables": [{ "name": "NEXT_PUBLIC_X", "environments": { "live": "1" } },
          { "name": "PIN", "secret": true }, { "name": "GREETING" }],
        "environments": [{ "name": "live", "kind": "digitalocean", "deploy": { "approval": true } }] }
      """#)
    let findings = WfgenGenerator.notes(for: stack)
    #expect(
      findings.map(\.rule) == [
        "folders-apart", "unpinned-image", "build-value", "environment-settings", "approval",
        "local-state",
      ])
    #expect(findings.allSatisfy { $0.severity == .note && $0.remedy != nil })
    #expect(
      findings[3].message == "deploying to \"live\" reads the secrets SSH_PRIVATE_KEY, PIN and the "
        + "variables SSH_KNOWN_HOSTS, GREETING")
  }

  @Test("more images than a matrix has jobs are refused") func matrix() throws {
    let services = (0..<257).map { #"{"name":"s\#($0)"}"# }.joined(separator: ",")
    let environment = #"{"name":"development","kind":"compose"}"#
    let run = try Tools.shell(
      "wfgen",
      input:
        #"{"project":{"name":"x"},"services":[\#(services)],"environments":[\#(environment)]}"#)
    #expect(run.status == 2)
    #expect(run.output == "")
    #expect(run.error.contains("/services: 257 services are deployed as images"), "\(run.error)")
  }
}
