import Emit
import Model

/// How a secret is added, exchanged and taken away.
struct LifecycleChapter {
  let guide: SecretsGuide

  var blocks: [Markdown.Block] { adding + rotation + removal }

  private var adding: [Markdown.Block] {
    [
      .heading(2, "Add a secret"),
      .orderedList([
        Markdown.Item(
          "Declare it in the stack, without a value; the stack refuses one:",
          [
            .code(
              """
              {
                "name": "PAYMENT_KEY",
                "secret": true,
                "minimum": 32,
                "services": ["\(guide.services.first?.name ?? "api")"],
                "description": "The key of the payment provider"
              }
              """, language: "json")
          ]),
        Markdown.Item(
          "Generate the templates and this guide again:",
          [.code("envcheck template --stack stack.json --out .", language: "sh")]),
        "Put the real value into your own copy of the template, and into every place named in the chapter above.",
        "Read it in the code from the environment, once, when the process starts; stop with the variable's name when it is missing.",
        "Let somebody else look at the change: it has a name and no value.",
        "Note the day, so that the schedule below begins.",
      ]),
      .paragraph("A value that nobody else gives is made at random, 32 bytes of it:"),
      .code("openssl rand -hex 32", language: "sh"),
    ]
  }

  private var rotation: [Markdown.Block] {
    var blocks: [Markdown.Block] = [
      .heading(2, "Exchange a secret"),
      .paragraph(
        "A secret is exchanged by schedule, when a person who knew it leaves, and at once when it may have got out. The order is always the same: make the new one, let both be valid, move the readers, end the old one, look that nobody uses it."
      ),
      .heading(3, "Schedule"), .table(schedule),
    ]
    blocks += guide.secrets.flatMap(procedure)
    blocks += infrastructure
    return blocks
  }

  private var schedule: Markdown.Table {
    var rows: [[Markdown.Text]] = guide.secrets.map {
      [.code($0.name), "\(guide.rotationDays(of: $0)) days", "at once"]
    }
    if !guide.clouds.isEmpty {
      rows += [
        [.code("DIGITALOCEAN_TOKEN"), "90 days", "at once"],
        ["Keys of Spaces", "90 days", "at once"],
        ["SSH keys of operators", "365 days", "at once"],
      ]
    }
    return Markdown.Table(["Secret", "By schedule", "When it may have got out"], rows: rows)
  }

  private func procedure(_ variable: Variable) -> [Markdown.Block] {
    let places = guide.clouds.map { "gh secret set \(variable.name) --env \($0.name)" }
    var steps: [Markdown.Item] = [makeNew(variable)]
    if !places.isEmpty {
      steps.append(
        Markdown.Item(
          "Set it in every environment:", [.code(places.joined(separator: "\n"), language: "sh")]))
    }
    steps += [
      "Deploy \(guide.readers(of: variable)), one environment after the other, the least important first.",
      "Look at the health of what reads it before you go on.",
      "End the old value where it was made.",
      "Look for refused logins for a day: who still uses the old one shows itself there.",
    ]
    return [
      .heading(3, "Exchange \(code: variable.name)"), .orderedList(steps),
    ]
  }

  private func makeNew(_ variable: Variable) -> Markdown.Item {
    guard let origin = variable.origin, let store = guide.stack.datastore(origin.source) else {
      return "Make a new value at its provider, or by \(code: "openssl rand -hex 32"), beside the old one."
    }
    return store.engine.isCache
      ? "Set a second password in \(store.name); old connections go on until they end."
      : "Make a second user in \(store.name) with the rights of \(code: store.user), and put it into the new value."
  }

  private var infrastructure: [Markdown.Block] {
    guard !guide.clouds.isEmpty else { return [] }
    return [
      .heading(3, "Exchange the token of DigitalOcean"),
      .orderedList([
        "Make a new token with the same scopes and an end date (API, Tokens).",
        Markdown.Item(
          "Set it where Terraform runs:",
          [
            .code(
              guide.clouds.map { "gh secret set DIGITALOCEAN_TOKEN --env \($0.name)" }
                .joined(separator: "\n"), language: "sh")
          ]),
        "Run \(code: "terraform plan") with it in each environment; it must say that nothing changes.",
        "Delete the old token.",
      ]),
      .heading(3, "Exchange an SSH key"),
      .orderedList([
        "Make it on the machine where it stays: \(code: "ssh-keygen -t ed25519").",
        "Add the public half at DigitalOcean and to \(code: "authorized_keys") of \(code: guide.stack.deployment.user) on each host.",
        "Log in with it. Then take the old one away in both places.",
      ]),
    ]
  }

  private var removal: [Markdown.Block] {
    [
      .heading(2, "Take a secret away"),
      .orderedList([
        "Take it out of the code, and deploy.",
        "Take it out of the stack, and generate the templates and this guide again.",
        "Delete it in GitHub, at the hosts, and in every copy of the templates.",
        "End it where it was made. A secret that nobody needs is a door that nobody watches.",
      ]),
    ]
  }
}
