import Emit
import Model

/// Lists to tick, for the moments in which something is forgotten.
struct ChecklistChapter {
  let guide: SecretsGuide

  var blocks: [Markdown.Block] {
    [
      .heading(2, "Checklists"),
      .heading(3, "A new person"),
      list([
        "Accounts by name, each with a second factor",
        "A clone, with the pre-commit hooks installed",
        "Own copies of the templates; nothing from another person's machine",
        "This guide read, and a question asked about it",
      ]),
      .heading(3, "A person leaves"),
      list(
        ["Accounts and keys taken away on that day"]
          + guide.clouds.map { "Secrets of \($0.name) rotated, if the person knew them" }
          + ["Sessions and tokens of the person ended", "Done by whom and when, noted"]),
      .heading(3, "A new environment"),
      list(
        ["Its GitHub environment, with the people who approve"]
          + guide.secrets.map { "A value of its own for \(code: $0.name)" }
          + [
            "Nothing of another environment opens anything in it",
            "The first deployment made, and its logs read for values",
          ]),
      .heading(3, "Every quarter"),
      list([
        "Secrets past their day rotated",
        "Lists of members, tokens and keys read, and shortened",
        "\(code: "gitleaks git --redact .") over every repository, with no finding",
        "One incident played through, from the first quarter of an hour on",
      ]),
    ]
  }

  private func list(_ texts: [Markdown.Text]) -> Markdown.Block {
    .list(texts.map { Markdown.Item($0, isDone: false) })
  }
}
