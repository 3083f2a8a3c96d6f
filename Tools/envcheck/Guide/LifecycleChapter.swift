import Emit
import Model

/// How a secret is added, rotated and taken away.
struct LifecycleChapter {
  let guide: SecretsGuide

  var blocks: [Markdown.Block] { adding + rotation + removal }

  private var adding: [Markdown.Block] {
    [
      .heading(2, "Add a new secret"),
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
      .heading(2, "Rotation"),
      .paragraph(
        "A secret is rotated by schedule, when a person who knew it leaves, and at once when it may have got out. The order is always the same: make the new one, let both be valid, move the readers, end the old one, look that nobody uses it."
      ),
      .heading(3, "Rotation schedule"),
      .paragraph(
        "Days count from the last rotation. Put the next one into the team's calendar, with a person's name at it; a schedule that nobody owns is none."
      ),
    ]
    blocks.append(
      guide.secrets.isEmpty && guide.operators.isEmpty
        ? .paragraph("There is nothing to rotate yet.") : .table(schedule))
    blocks += RotationChapter(guide: guide).blocks
    return blocks
  }

  private var schedule: Markdown.Table {
    let rows: [[Markdown.Text]] =
      guide.secrets.map {
        [.code($0.name), "\(guide.rotationDays(of: $0)) days", Self.occasions]
      }
      + guide.operators.map { [guide.title(of: $0), "\($0.days) days", Self.occasions] }
    return Markdown.Table(["Secret", "Every", "Besides"], rows: rows)
  }

  private static let occasions: Markdown.Text =
    "when somebody who knew it leaves; at once when it may have got out"

  private var removal: [Markdown.Block] {
    [
      .heading(2, "Remove a secret"),
      .orderedList([
        "Take it out of the code, and deploy.",
        "Take it out of the stack, and generate the templates and this guide again.",
        "Delete it in GitHub, at the hosts, and in every copy of the templates.",
        "End it where it was made. A secret that nobody needs is a door that nobody watches.",
      ]),
    ]
  }
}
