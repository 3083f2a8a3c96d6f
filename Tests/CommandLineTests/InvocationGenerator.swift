import CommandLine
import TestKit

/// Makes tools, and command lines for them with what they have to be read as.
struct InvocationGenerator {
  struct Sample {
    var tool: Command
    var words: [String]
    /// As ``ParseTests/description(of:)`` has it.
    var command: [String]
    var options: [(name: String, value: String?)]
    var positionals: [String]
  }

  private var random: SeededGenerator
  private var optionCount = 0
  /// `h` is taken by help.
  private var letters: [Character] = []

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func sample() -> Sample {
    optionCount = 0
    letters = "abcdefgijklmnopqrstuvwxyzABCXYZ".shuffled(using: &random)
    var tool = Command(name: "tool", summary: "A tool", options: options(upTo: 3))
    let hasCommands = Bool.random(using: &random)
    if hasCommands {
      for index in 0...Int.random(in: 0...2, using: &random) {
        tool.subcommands.append(leaf("command\(index)"))
      }
      if chance(2) { tool.defaultSubcommand = tool.subcommands.randomElement(using: &random)?.name }
    } else {
      tool.arguments = arguments()
    }
    return invocation(of: tool)
  }

  // MARK: Descriptions

  private mutating func leaf(_ name: String) -> Command {
    Command(
      name: name, summary: "A command", options: options(upTo: 5), arguments: arguments())
  }

  private mutating func options(upTo count: Int) -> [Option] {
    (0..<Int.random(in: 0...count, using: &random)).map { _ in
      optionCount += 1
      var option = Option(name: "option\(optionCount)", summary: "An option")
      if chance(2) { option.short = letters.popLast() }
      option.value = chance(3) ? nil : kind()
      option.isRepeatable = chance(3)
      option.isValueOptional = option.value != nil && chance(4)
      option.isRequired = chance(5)
      return option
    }
  }

  private mutating func kind() -> ValueKind {
    let kinds: [ValueKind] = [
      .text("X"), .file, .directory, .path, .choice(["one", "two=2", "-three"]),
      .integer(0...9), .integer(-9...9),
    ]
    return kinds.randomElement(using: &random) ?? .file
  }

  private mutating func arguments() -> [Argument] {
    var arguments = (0..<Int.random(in: 0...2, using: &random)).map { index in
      Argument(
        name: "A\(index)", arity: chance(3) ? .optional : .one, summary: "An argument")
    }
    if chance(3) {
      arguments.append(
        Argument(
          name: "REST", arity: .many(min: Int.random(in: 0...2, using: &random)),
          summary: "The rest"))
    }
    return arguments
  }

  // MARK: Invocations

  private mutating func invocation(of tool: Command) -> Sample {
    let command = tool.subcommands.randomElement(using: &random)
    let isImplied = command != nil && command?.name == tool.defaultSubcommand && chance(2)
    let leaf = command ?? tool
    let available = tool.options + (command?.options ?? [])
    var sample = Sample(
      tool: tool, words: [], command: command.map { [$0.name] } ?? [], options: [],
      positionals: [])
    for option in available where option.isRequired || chance(2) {
      for _ in 0...(option.isRepeatable ? Int.random(in: 0...2, using: &random) : 0) {
        sample.options.append((option.name, value(for: option)))
      }
    }
    sample.options.shuffle(using: &random)
    let early = isImplied ? 0 : Int.random(in: 0...sample.options.count, using: &random)
    sample.words += spelt(sample.options.prefix(early), among: available)
    if let command, !isImplied { sample.words.append(command.name) }
    fillPositionals(of: leaf, into: &sample, options: sample.options.dropFirst(early), available)
    return sample
  }

  /// Mixes options and arguments; what begins with a hyphen goes behind `--`.
  private mutating func fillPositionals(
    of leaf: Command, into sample: inout Sample,
    options: ArraySlice<(name: String, value: String?)>, _ available: [Option]
  ) {
    var least = 0
    var most = 0
    for argument in leaf.arguments {
      switch argument.arity {
      case .one: (least, most) = (least + 1, most + 1)
      case .optional: most += 1
      case .many(let min): (least, most) = (least + min, most + min + 3)
      }
    }
    let count = Int.random(in: least...most, using: &random)
    let plainCount = Int.random(in: 0...count, using: &random)
    let places = options.map { _ in Int.random(in: 0...plainCount, using: &random) }.sorted()
    var rest = options
    for index in 0...plainCount {
      let here = places.filter { $0 == index }.count
      sample.words += spelt(rest.prefix(here), among: available)
      rest = rest.dropFirst(here)
      guard index < plainCount else { break }
      let word = ["w", "a=b", "-", "ü.txt", "two words"].randomElement(using: &random) ?? "w"
      sample.words.append(word)
      sample.positionals.append(word)
    }
    guard plainCount < count || chance(4) else { return }
    sample.words.append("--")
    for _ in plainCount..<count {
      let word = ["--help", "-x", "--", "w", "command0"].randomElement(using: &random) ?? "w"
      sample.words.append(word)
      sample.positionals.append(word)
    }
  }

  private mutating func value(for option: Option) -> String? {
    guard let kind = option.value, !option.isValueOptional || chance(2) else { return nil }
    switch kind {
    case .text, .file, .directory, .path:
      return ["x", "a=b", "=", "-", "--help", "-y", "é\u{301}", "two words", "\u{301}"]
        .randomElement(using: &random)
    case .choice(let words): return words.randomElement(using: &random)
    case .integer(let range): return String(Int.random(in: range, using: &random))
    }
  }

  /// Each option in one of the forms that it may have.
  private mutating func spelt(
    _ given: ArraySlice<(name: String, value: String?)>, among options: [Option]
  ) -> [String] {
    var words: [String] = []
    var cluster = ""
    for (name, value) in given {
      guard let option = options.first(where: { $0.name == name }) else { continue }
      let letter = chance(2) ? option.short : nil
      if let letter, option.value == nil {
        cluster.append(letter)
        if chance(2) { continue }
      } else if !cluster.isEmpty, let letter {
        words += form("-\(cluster)\(letter)", value, option)
        cluster = ""
        continue
      }
      if !cluster.isEmpty { words.append("-\(cluster)") }
      let wasCluster = !cluster.isEmpty && letter != nil && option.value == nil
      cluster = ""
      if wasCluster { continue }
      words += form(letter.map { "-\($0)" } ?? "--\(name)", value, option)
    }
    return cluster.isEmpty ? words : words + ["-\(cluster)"]
  }

  private mutating func form(_ spelling: String, _ value: String?, _ option: Option) -> [String] {
    guard let value else { return [spelling] }
    let looksLikeOption = value.utf8.first == UInt8(ascii: "-") && value != "-"
    var isNegative = false
    if case .integer(let range)? = option.value { isNegative = range.lowerBound < 0 }
    let mustJoin = option.isValueOptional || (looksLikeOption && !isNegative)
    if !mustJoin && chance(2) { return [spelling, value] }
    return [spelling.utf8.starts(with: "--".utf8) ? "\(spelling)=\(value)" : spelling + value]
  }

  /// Once in `count` times.
  private mutating func chance(_ count: Int) -> Bool {
    Int.random(in: 1...count, using: &random) == 1
  }
}
