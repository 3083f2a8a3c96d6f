import Emit
import Model

/// Where secrets live, a place a section.
struct StorageChapter {
  let guide: SecretsGuide

  var blocks: [Markdown.Block] {
    [.heading(2, "Storage locations"), overview] + local + github
      + (guide.clouds.isEmpty ? [] : digitalOcean) + (guide.onVercel.isEmpty ? [] : vercel)
  }

  private var overview: Markdown.Block {
    var rows: [[Markdown.Text]] = [
      ["A person's machine", "files of variables that git ignores", "that person"],
      ["GitHub Actions", "secrets of an environment", "who administers the repository"],
    ]
    if !guide.clouds.isEmpty {
      rows.append(["DigitalOcean", "managed clusters, Terraform's state, hosts", "operators"])
    }
    if !guide.onVercel.isEmpty {
      rows.append(["Vercel", "variables of a project", "members of the team at Vercel"])
    }
    return .table(Markdown.Table(["Place", "Form", "Who has access"], rows: rows))
  }

  private var local: [Markdown.Block] {
    let copies =
      ["cp .env.example .env"]
      + guide.services.map { "cp \($0.path)/.env.example \($0.path)/.env" }
      + guide.locals.map { "cp \($0.variablesFile).example \($0.variablesFile)" }
    return [
      .heading(3, "On a person's machine"),
      .paragraph(
        "Templates have every variable with a value that works here, and dummies for secrets:"),
      .code(copies.joined(separator: "\n"), language: "sh"),
      .list([
        "git ignores the copies; \(code: "git check-ignore -v .env") shows by which line.",
        "Local passwords are for local containers only. They are not those of any other place.",
        "Nobody sends a file of variables by mail or chat. Who needs one makes it from the template.",
        "Keep the files readable to you alone: \(code: "chmod 600 .env").",
        "A laptop that holds values of another place has an encrypted disk.",
      ]),
    ]
  }

  private var github: [Markdown.Block] {
    let environments = guide.clouds.map(\.name)
    let names = guide.secrets.map(\.name)
    var commands = environments.map {
      "gh api --method PUT \"repos/{owner}/{repo}/environments/\($0)\""
    }
    for environment in environments {
      commands += names.map { "gh secret set \($0) --env \(environment)" }
    }
    var blocks: [Markdown.Block] = [
      .heading(3, "In GitHub Actions"),
      .paragraph(
        "A secret belongs to an environment, not to the repository: then only jobs that name the environment get it, and the environment's approvals stand before it. Pull requests from forks get none."
      ),
    ]
    if !commands.isEmpty {
      blocks += [
        .paragraph("The values are asked for, so that they stay out of the shell's history:"),
        .code(commands.joined(separator: "\n"), language: "sh"),
      ]
    }
    return blocks + [
      .list([
        "Workflows read a secret in the step that needs it, through \(code: "env:"), never in \(code: "run:").",
        "The token of a run, \(code: "github.token"), is made for the run. It is no secret to set.",
        "GitHub masks a secret in logs only as it was set; a part or an encoding of it is not masked.",
      ])
    ]
  }

  private var digitalOcean: [Markdown.Block] {
    let clusters = guide.stack.datastores.map { store -> Markdown.Item in
      Markdown.Item(
        "The password of \(store.name) (\(store.engine.rawValue)) is made by the managed cluster, and is an output of Terraform that is marked sensitive."
      )
    }
    let keepsState = guide.clouds.contains { $0.state != nil }
    return [
      .heading(3, "At DigitalOcean"),
      .list(
        clusters + [
          "The API token, \(code: "DIGITALOCEAN_TOKEN"), is a variable of the shell that runs Terraform. It is in no file.",
          keepsState
            ? "Terraform's state has passwords in clear. It is in a private Space, whose keys are \(code: "AWS_ACCESS_KEY_ID") and \(code: "AWS_SECRET_ACCESS_KEY") in the same shell; it is never committed."
            : "Terraform's state has passwords in clear. It is a file on one machine, with an encrypted disk; it is never committed. More than one operator needs \(code: "state") in the stack, a private Space.",
          "Hosts have the application's variables in files of mode 0600 below \(code: guide.stack.deployment.directory).",
        ]),
      .code(
        """
        # A token for one hour, with the scopes that the change needs
        read -rs DIGITALOCEAN_TOKEN && export DIGITALOCEAN_TOKEN
        terraform plan
        unset DIGITALOCEAN_TOKEN
        """, language: "sh"),
    ]
  }

  private var vercel: [Markdown.Block] {
    let commands = guide.onVercel.flatMap(commands)
    let names = guide.onVercel.map(\.name).joined(separator: ", ")
    return [
      .heading(3, "At Vercel"),
      .paragraph(
        "Vercel builds and runs \(names). Its variables are set for production and for previews, each with a value of its own; it asks for them, and keeps those that are secret from being read again:"
      ),
      .code(commands.isEmpty ? "vercel env ls" : commands.joined(separator: "\n"), language: "sh"),
      .list([
        "What begins with \(code: "NEXT_PUBLIC_") is built into pages and read by everybody. It is never a secret.",
        "A change takes effect with the next deployment.",
      ]),
    ]
  }

  /// Vercel sets NODE_ENV itself.
  private func commands(_ service: Service) -> [String] {
    let variables = guide.stack.variables(of: service).filter { $0.name != "NODE_ENV" }
    guard !variables.isEmpty else { return [] }
    return ["# \(service.name)", "cd \(service.path)"]
      + variables.flatMap { variable in
        let option = variable.isSecret(in: guide.stack) ? " --sensitive" : ""
        return ["production", "preview"].map { "vercel env add \(variable.name) \($0)\(option)" }
      } + ["cd -"]
  }
}
