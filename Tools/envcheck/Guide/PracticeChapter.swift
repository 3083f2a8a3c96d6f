import Emit
import Model

/// Who may see what, what watches, and what is done and never done.
struct PracticeChapter {
  let guide: SecretsGuide

  var blocks: [Markdown.Block] { access + audit + scanners + practices + commands + troubles }

  private var access: [Markdown.Block] {
    var rows: [[Markdown.Text]] = [
      ["Who develops", "local environments", "makes local values from the templates"],
      ["Who reviews", "nothing", "sees names, never values"],
    ]
    rows += guide.clouds.map { environment in
      [
        "Who operates \(environment.name)", "the GitHub environment \(code: environment.name)",
        environment.trigger.needsApproval
          ? "deploys after approval, rotates its secrets" : "deploys, rotates its secrets",
      ]
    }
    return [
      .heading(2, "Access control"),
      .table(Markdown.Table(["Role", "Has the secrets of", "And may"], rows: rows)),
      .list([
        "Access is given to a person by name, for what the person does, and taken away on the day that ends.",
        "Every account that can read a secret has a second factor.",
        "When somebody leaves: remove the accounts, then rotate what the person knew, production first.",
        guide.clouds.isEmpty
          ? "Look through the list of members at GitHub every quarter."
          : "Look through the lists every quarter: members at GitHub, tokens and keys at DigitalOcean, hosts' \(code: "authorized_keys").",
      ]),
    ]
  }

  private var audit: [Markdown.Block] {
    var items: [Markdown.Item] = [
      "GitHub records who set or removed which secret: organisation, Settings, Audit log, \(code: "action:environment").",
      "Each run of a workflow shows which environment it entered and who approved it.",
    ]
    if !guide.clouds.isEmpty {
      items += [
        "DigitalOcean records logins, tokens and changes: Settings, Security, History.",
        "Hosts record logins: \(code: "journalctl _COMM=sshd --since -7d").",
      ]
    }
    if !guide.onVercel.isEmpty {
      items.append("Vercel records changes of variables and of members: team, Settings, Activity.")
    }
    let engines = guide.stack.datastores.map(\.engine)
    if engines.contains(.postgres) {
      items.append("PostgreSQL records refused logins in its log.")
    }
    if engines.contains(where: \.isCache) {
      items.append("Redis and Valkey record refused logins and commands: \(code: "ACL LOG").")
    }
    return [
      .heading(2, "Audit logs"), .list(items),
      .paragraph("Keep these records for a year, where those who are recorded can't change them."),
    ]
  }

  private var scanners: [Markdown.Block] {
    [
      .heading(2, "Automatic checks"),
      .table(
        Markdown.Table(
          ["When", "What", "Set up by"],
          rows: [
            ["Before a commit", "gitleaks and the other hooks", .code(".pre-commit-config.yaml")],
            [
              "On every push and pull request", "gitleaks over the history",
              .code(".github/workflows/ci-cd.yml"),
            ],
            [
              "Always", "GitHub's secret scanning and push protection",
              "Settings, Code security",
            ],
          ])),
      .paragraph("Once in a clone:"),
      .code(
        "pip install pre-commit\npre-commit install\npre-commit run --all-files", language: "sh"),
      .paragraph("By hand, over what isn't committed yet, and over the whole history:"),
      .code("gitleaks dir --redact .\ngitleaks git --redact --verbose .", language: "sh"),
      .paragraph(
        "\(code: ".gitleaks.toml") adds to gitleaks' own rules what only this stack knows: its secret variables by name, and passwords in connection URLs. It passes the dummies of the templates, which have \(code: TemplateValues.dummy) in place of the secret, references such as \(code: "${NAME}"), and passwords that everybody knows where they are for this machine. A line that is a false alarm gets \(code: "gitleaks:allow") as a comment, and a reason beside it."
      ),
    ]
  }

  private var practices: [Markdown.Block] {
    [
      .heading(2, "Best practices"),
      .list([
        "One secret for one purpose in one place: an environment's values open nothing in another.",
        "The least right that does the job: a user of the database for the application, not its owner.",
        "Random values of at least 32 bytes, made by a program.",
        "Secrets reach a process by its environment or a file of mode 0600, and a program by standard input.",
        "Errors and logs name the variable, never the value.",
        "Connections that carry a secret are encrypted.",
        "A password in a URL has letters, digits, \(code: "-") and \(code: "_") only, so that nothing needs escaping.",
        "Tests use values that are made for the test.",
      ]),
      .heading(2, "Prohibited practices"),
      .list([
        "A secret in code, in a test, in a fixture, in a commit message, in an issue.",
        "A secret as an argument of a command: every user of the machine sees it in \(code: "ps").",
        "A secret in an image: not by \(code: "ARG"), not by \(code: "ENV"), not by a file that a later layer deletes.",
        "A secret in a variable that reaches browsers.",
        "The same password in two environments.",
        "A file of variables in a chat, a mail, a ticket, or a shared folder.",
        "Terraform's state or a plan in the repository or in an artifact.",
        "Production's data or secrets on a person's machine.",
        "\(code: "set -x") in a script that handles a secret.",
        "A scanner that is switched off because it is in the way.",
      ]),
    ]
  }

  private var commands: [Markdown.Block] {
    var rows: [[Markdown.Text]] = [
      ["What the application reads", .code("grep -h -o '^[A-Z_0-9]*=' .env.example")],
      ["Is a file ignored, and why", .code("git check-ignore -v .env")],
      [
        "Are files of variables committed",
        .code("git ls-files | grep -E '(^|/)\\.env' | grep -v example"),
      ],
      ["Make a random value", .code("openssl rand -hex 32")],
      ["Look at what is staged", .code("gitleaks git --staged --redact --verbose .")],
      ["Who changed a template", .code("git log --follow -p .env.example")],
    ]
    rows += guide.clouds.map { environment in
      [
        "Names of the secrets of \(environment.name)",
        .code("gh secret list --env \(environment.name)"),
      ]
    }
    return [
      .heading(2, "Commands"), .table(Markdown.Table(["To find out", "Command"], rows: rows)),
    ]
  }

  private var troubles: [Markdown.Block] {
    [
      .heading(2, "When something doesn't work"),
      .table(
        Markdown.Table(
          ["What you see", "Why", "What to do"],
          rows: [
            [
              "A service stops at start and names a variable", "it is missing or empty",
              "compare your copy with the template: \(code: "diff <(cut -d= -f1 .env.example) <(cut -d= -f1 .env)")",
            ],
            [
              "A login is refused after a rotation", "a reader still has the old value",
              "deploy it again; its containers keep the environment they started with",
            ],
            [
              "A local database refuses the new password", "its volume keeps the first one",
              "change it inside, or remove the volume and its data: \(code: "docker compose down --volumes")",
            ],
            [
              "A URL with a password isn't understood",
              "the password has \(code: "@"), \(code: ":") or \(code: "/")",
              "use letters, digits, \(code: "-") and \(code: "_"), or percent-encode it",
            ],
            [
              "The pre-commit hook stops a dummy",
              "it doesn't begin with \(code: TemplateValues.dummy)",
              "begin it so, or say \(code: "gitleaks:allow") with a reason",
            ],
            [
              "A workflow sees an empty secret",
              "the job doesn't name the environment, or it is a fork's pull request",
              "name it by \(code: "environment:"); forks get none by design",
            ],
          ])),
    ]
  }
}
