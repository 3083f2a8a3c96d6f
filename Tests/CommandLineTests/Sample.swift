import CommandLine

/// A tool with everything that a description can say.
enum Sample {
  static let tool = Command(
    name: "mill", summary: "Grind grain into flour",
    discussion: """
      The mill reads a recipe and grinds what it names. It never grinds what it doesn't know, and it
      stops when the hopper is empty.

        { "grain": "rye" }
      """,
    options: [
      Option(name: "quiet", short: "q", summary: "Say nothing on standard error"),
      Option(
        name: "color", value: .choice(["auto", "always", "never"]), placeholder: "WHEN",
        summary: "Colour what people read"),
    ],
    subcommands: [grind, inspect, stones], defaultSubcommand: "grind",
    seeAlso: ["jq(1)", "make(1)"])

  static let grind = Command(
    name: "grind", summary: "Grind the grain",
    options: [
      Option(name: "recipe", short: "r", value: .file, summary: "Read the recipe from FILE"),
      Option(
        name: "out", short: "o", value: .directory, summary: "Write the sacks below DIR"),
      Option(name: "check", value: .directory, summary: "Compare with the sacks below DIR"),
      Option(name: "force", short: "f", needs: ["out"], summary: "Replace what others wrote"),
      Option(
        name: "format", value: .choice(["human", "json", "ndjson"]),
        summary: "How to report what was ground"),
      Option(
        name: "grain", short: "g", value: .text("NAME"), isRepeatable: true,
        summary: "Grind this grain"),
      Option(name: "fineness", value: .integer(1...9), summary: "How fine the flour becomes"),
      Option(name: "offset", value: .integer(-5...5), summary: "Move the upper stone"),
      Option(
        name: "history", value: .text("RANGE"), isValueOptional: true,
        summary: "Grind what was ground before"),
    ],
    exclusive: [["out", "check"]],
    arguments: [
      Argument(name: "SACK", kind: .path, arity: .many(min: 0), summary: "Sacks to fill")
    ],
    examples: [
      Example(command: "mill < recipe.json | jq -r '.path'", summary: "List the sacks"),
      Example(
        command: "mill --recipe recipe.json --out sacks", summary: "Grind rye, and only rye"),
    ])

  static let inspect = Command(
    name: "inspect", summary: "Say what is wrong with the stones",
    options: [
      Option(name: "depth", short: "d", value: .integer(1...64), summary: "Look this deep"),
      Option(name: "site", value: .text("NAME"), isRequired: true, summary: "Where the mill is"),
    ],
    arguments: [
      Argument(name: "STONE", summary: "The stone to look at"),
      Argument(
        name: "SIDE", kind: .choice(["upper", "lower"]), arity: .optional, summary: "Its side"),
    ],
    exitMeanings: [
      ExitMeaning(status: "0", meaning: "The stones are sound"),
      ExitMeaning(status: "1", meaning: "They aren't"),
    ])

  static let stones = Command(
    name: "stones", summary: "Work on the stones themselves",
    subcommands: [
      Command(
        name: "swap", summary: "Swap two stones",
        arguments: [
          Argument(name: "STONE", arity: .many(min: 2), summary: "Stones to swap, in pairs")
        ]),
      Command(name: "dress", summary: "Cut the furrows anew"),
    ])

  /// A tool without subcommands.
  static let plain = Command(
    name: "sieve", summary: "Sieve flour",
    options: [
      Option(name: "mesh", short: "m", value: .integer(1...400), summary: "Wires per inch")
    ],
    arguments: [
      Argument(name: "FROM", kind: .file, summary: "The flour"),
      Argument(name: "TO", kind: .directory, arity: .optional, summary: "Where it falls"),
    ])
}
