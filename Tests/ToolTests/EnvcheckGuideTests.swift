import Model
import TestKit
import Testing

@testable import envcheck

@Suite("The guide to secrets") struct EnvcheckGuideTests {
  private static func guide(_ stack: Stack) throws -> String {
    try EnvcheckStacks.text(SecretsGuide.path, of: stack)
  }

  @Test("has each secret with its places, and how it is rotated")
  func secrets() throws {
    for (name, stack) in EnvcheckStacks.all {
      let text = try Self.guide(stack)
      for variable in stack.variables where variable.isSecret(in: stack) {
        #expect(text.contains("\n### `\(variable.name)`\n"), "\(name): \(variable.name)")
        let rotation = text.split(separator: "\n").contains {
          $0.hasPrefix("### Rotate: ") && $0.contains("`\(variable.name)`")
        }
        #expect(rotation, "\(name): no rotation of \(variable.name)")
        for environment in stack.cloudEnvironments {
          #expect(
            text.contains("gh secret set \(variable.name) --env \(environment.name)\n"),
            "\(name): \(variable.name) in \(environment.name)")
        }
      }
      for secret in OperatorSecret.all(of: stack) {
        #expect(text.contains("\n### Rotate: "), "\(name): \(secret.title)")
        #expect(text.contains(secret.title), "\(name): \(secret.title)")
      }
    }
  }

  @Test("speaks of a place only where the stack has it")
  func places() throws {
    for (name, stack) in EnvcheckStacks.all {
      let text = try Self.guide(stack)
      let isAtVercel = stack.services.contains { $0.target == .vercel }
      #expect(text.contains("### At Vercel\n") == isAtVercel, "\(name)")
      #expect(text.contains("Vercel") == isAtVercel, "\(name)")
      #expect(text.contains("DigitalOcean") == !stack.cloudEnvironments.isEmpty, "\(name)")
      #expect(
        text.contains("AWS_SECRET_ACCESS_KEY")
          == stack.cloudEnvironments.contains { $0.state != nil },
        "\(name)")
      for environment in stack.composeEnvironments {
        #expect(
          text.contains(
            "\ncp \(environment.variablesFile).example \(environment.variablesFile)\n"), "\(name)")
      }
    }
  }

  @Test("has every chapter, linked from the top, and for the reference stack 400 lines and more")
  func chapters() throws {
    let text = try Self.guide(EnvcheckStacks.stack(named: "reference"))
    for (title, anchor) in [
      ("Storage locations", "storage-locations"), ("Add a new secret", "add-a-new-secret"),
      ("Rotation", "rotation"), ("Remove a secret", "remove-a-secret"),
      ("Incident response: a leaked secret", "incident-response-a-leaked-secret"),
      ("Access control", "access-control"), ("Audit logs", "audit-logs"),
      ("Automatic checks", "automatic-checks"), ("Best practices", "best-practices"),
      ("Prohibited practices", "prohibited-practices"), ("Commands", "commands"),
      ("Checklists", "checklists"),
    ] {
      #expect(text.contains("\n## \(title)\n"), "no chapter \(title)")
      #expect(text.contains("](#\(anchor))"), "no link to \(anchor)")
    }
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count > 400)
  }

  @Test("its commands have the stack's names")
  func commands() throws {
    let text = try Self.guide(EnvcheckStacks.stack(named: "reference"))
    for line in [
      "docker compose --file docker-compose.staging.yml --env-file .env.staging exec postgres psql"
        + " -U restomarket_staging -d restomarket_staging -c '\\password'",
      "doctl databases user create CLUSTER-ID restomarket_next",
      "REASSIGN OWNED BY restomarket TO restomarket_next;",
      "vercel env add NEXT_PUBLIC_API_URL production", "cp apps/web/.env.example apps/web/.env",
    ] {
      #expect(text.contains(line), "no line \(line)")
    }
  }

  @Test("shell commands are ones that a shell can read")
  func syntax() throws {
    for (name, stack) in EnvcheckStacks.all {
      var isShell = false
      var script: [Substring] = []
      for line in try Self.guide(stack).split(separator: "\n", omittingEmptySubsequences: false) {
        let bare = line.drop { $0 == " " }
        if bare.hasPrefix("```") {
          isShell = bare == "```sh"
        } else if isShell {
          script.append(bare)
        }
      }
      let run = try Program.run("bash", ["-n"], input: script.joined(separator: "\n") + "\n")
      #expect(run.status == 0 && run.error.isEmpty, "\(name): \(run.error)")
    }
  }
}
