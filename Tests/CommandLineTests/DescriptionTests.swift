import CommandLine
import Testing

@Suite("Descriptions of commands") struct DescriptionTests {
  @Test("are sound where nothing is wrong", arguments: [Sample.tool, Sample.plain])
  func sound(_ tool: Command) { #expect(tool.faults == []) }

  static let flaws: [(String, @Sendable (inout Command) -> Void)] = [
    ("sieve: two options are named --mesh", { $0.options += $0.options.map(unlettered) }),
    (
      "sieve: two options have the letter -m",
      { $0.options.append(Option(name: "more", short: "m", summary: "More")) }
    ),
    (
      "sieve: two options are named --help",
      { $0.options.append(Option(name: "help", summary: "H")) }
    ),
    (
      "sieve: two options have the letter -h",
      { $0.options.append(Option(name: "host", short: "h", summary: "H")) }
    ),
    ("sieve: the default subcommand shake doesn't exist", { $0.defaultSubcommand = "shake" }),
    ("sieve: FROM takes many words but isn't last", { $0.arguments[0].arity = .many(min: 1) }),
    ("sieve: two arguments are named TO", { $0.arguments[0].name = "TO" }),
    (
      "sieve: the option --out that others are bound to doesn't exist",
      { $0.exclusive = [["mesh", "out"]] }
    ),
    (
      "sieve: the option --out that others are bound to doesn't exist",
      { $0.options[0].needs = ["out"] }
    ),
    (
      "sieve: arguments and subcommands can't be told apart",
      { $0.subcommands = [Command(name: "shake", summary: "Shake it")] }
    ),
    (
      "sieve: \"Fine\" isn't a name of lower case letters, digits and hyphens",
      { $0.options.append(Option(name: "Fine", summary: "F")) }
    ),
    ("sieve: the summary isn't a phrase without a period", { $0.summary += "." }),
    (
      "sieve: the summary of --mesh isn't a phrase without a period",
      { $0.options[0].summary = "" }
    ),
    (
      "sieve: --bold is a flag with an optional value",
      { $0.options.append(Option(name: "bold", isValueOptional: true, summary: "B")) }
    ),
    (
      "sieve: \"$(id)\" isn't a plain word to choose",
      { $0.arguments[0].kind = .choice(["a", "$(id)"]) }
    ),
    (
      "sieve: \"\" isn't a plain word to choose",
      { $0.options[0].value = .choice(["a", ""]) }
    ),
  ]

  @Test("name their faults", arguments: flaws.indices)
  func faults(_ index: Int) {
    let (expected, spoil) = Self.flaws[index]
    var tool = Sample.plain
    spoil(&tool)
    #expect(tool.faults == [expected])
  }

  private static func unlettered(_ option: Option) -> Option {
    var option = option
    option.short = nil
    return option
  }
}
