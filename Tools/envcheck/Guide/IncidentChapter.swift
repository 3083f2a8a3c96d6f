import Emit
import Model

/// What to do when a secret got out.
struct IncidentChapter {
  let guide: SecretsGuide

  var blocks: [Markdown.Block] {
    [
      .heading(2, "Incident response: a leaked secret"),
      .paragraph(
        "Treat it as known to everybody from the moment it left: in a push, a log, a chat, a screenshot. Bots find a key in a public repository within minutes. Taking the commit away helps nobody; ending the secret does."
      ),
      .heading(3, "In the first quarter of an hour"),
      .orderedList([
        "End the secret where it was made. Do this first, even if something stops for it.",
        "Make a new one, set it, deploy: the chapter on rotation has the steps for each.",
        "Tell the others that you are at it, in the channel for incidents, without the value.",
        "Note the time of everything that you do.",
      ]),
      .heading(3, "In the first hours"),
      .orderedList([
        "Find out since when it was out, and where: \(code: "git log --all -S'NAME' --oneline") finds the commits that touched a name.",
        Markdown.Item(
          "Look for use by others, from that time on:", [.table(traces)]),
        "Look for other secrets in the same place: \(code: "gitleaks git --redact --verbose .")",
        "Decide, with who is responsible, whether people must be told (personal data: GDPR article 33 gives 72 hours).",
      ]),
      .heading(3, "Afterwards"),
      .orderedList([
        Markdown.Item(
          "Take it out of the history, when the repository is or will be read by others:",
          [
            .code(
              """
              # In a fresh clone; everybody clones anew afterwards
              git filter-repo --replace-text <(echo 'THE-OLD-VALUE==>removed')
              git push --force --all && git push --force --tags
              """, language: "sh")
          ]),
        "Ask GitHub's support to drop cached views and pull requests that show it.",
        "Write down what happened, when it was noticed and by what, and what will notice it sooner.",
        "Add a rule to \(code: ".gitleaks.toml") when the scanner didn't know the form, and a test for it.",
      ]),
      .heading(3, "How bad is it"), .table(severities),
    ]
  }

  private var traces: Markdown.Table {
    var rows: [[Markdown.Text]] = guide.stack.datastores.map { store in
      ["\(store.name)", "connections from unknown addresses, new users, large reads"]
    }
    rows.append(["GitHub", "Settings, Audit log; runs that nobody started"])
    if !guide.clouds.isEmpty {
      rows.append([
        "DigitalOcean", "Settings, Security, History; resources that nobody made; the bill",
      ])
    }
    if !guide.onVercel.isEmpty { rows.append(["Vercel", "the team's activity; deployments"]) }
    return Markdown.Table(["Where", "What to look for"], rows: rows)
  }

  private var severities: Markdown.Table {
    var rows: [[Markdown.Text]] = [
      ["A local password", "change it in your copy", "within a day"],
      ["A secret of a staging environment", "rotate it", "within an hour"],
      [
        "A secret of production, or one that opens several things", "rotate it, look for use",
        "now",
      ],
    ]
    if !guide.clouds.isEmpty {
      rows.append([
        "A token of DigitalOcean, or Terraform's state", "rotate everything in it", "now",
      ])
    }
    return Markdown.Table(["What got out", "What to do", "By when"], rows: rows)
  }
}
