extension Command {
  /// What is wrong with the description itself: names given twice, names that lead nowhere,
  /// arguments that no word would reach. For tests of a tool; empty is right.
  package var faults: [String] { CommandChain(self).all.flatMap(\.faults) }
}

extension CommandChain {
  fileprivate var faults: [String] {
    (nameFaults + optionFaults + argumentFaults + choiceFaults).map { "\(typedTitle): \($0)" }
  }

  private var nameFaults: [String] {
    var faults = CommandChain.repeated(command.subcommands.map(\.name)).map {
      "two subcommands are named \($0)"
    }
    if let name = command.defaultSubcommand,
      !command.subcommands.contains(where: { $0.name == name })
    {
      faults.append("the default subcommand \(name) doesn't exist")
    }
    for name in [command.name] + command.options.map(\.name)
    where !name.utf8.allSatisfy(CommandChain.isNameByte) || name.utf8.first == UInt8(ascii: "-") {
      faults.append("\"\(name)\" isn't a name of lower case letters, digits and hyphens")
    }
    if command.summary.isEmpty || command.summary.hasSuffix(".") {
      faults.append("the summary isn't a phrase without a period")
    }
    return faults
  }

  private var optionFaults: [String] {
    let own = commands.flatMap(\.options) + Option.common
    var faults = CommandChain.repeated(own.map(\.name)).map { "two options are named --\($0)" }
    faults += CommandChain.repeated(own.compactMap { $0.short.map(String.init) }).map {
      "two options have the letter -\($0)"
    }
    let known = Set(resolvingDefaults.options.map(\.name))
    for name in command.exclusive.joined() + command.options.flatMap(\.needs)
    where !known.contains(name) {
      faults.append("the option --\(name) that others are bound to doesn't exist")
    }
    for option in command.options {
      if option.isValueOptional && option.value == nil {
        faults.append("--\(option.name) is a flag with an optional value")
      }
      if option.summary.isEmpty || option.summary.hasSuffix(".") {
        faults.append("the summary of --\(option.name) isn't a phrase without a period")
      }
    }
    return faults
  }

  private var argumentFaults: [String] {
    var faults = CommandChain.repeated(command.arguments.map(\.name)).map {
      "two arguments are named \($0)"
    }
    if !command.arguments.isEmpty && !command.subcommands.isEmpty {
      faults.append("arguments and subcommands can't be told apart")
    }
    for argument in command.arguments.dropLast() where argument.arity.maximum == nil {
      faults.append("\(argument.name) takes many words but isn't last")
    }
    return faults
  }

  /// Choices are offered by shells, which would take more than plain words for something else.
  private var choiceFaults: [String] {
    let kinds = command.options.compactMap(\.value) + command.arguments.map(\.kind)
    return kinds.flatMap(\.choices).filter { choice in
      choice.isEmpty || !choice.utf8.allSatisfy(CommandChain.isChoiceByte)
    }.map { "\"\($0)\" isn't a plain word to choose" }
  }

  private static func repeated(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { !seen.insert($0).inserted }
  }

  private static func isChoiceByte(_ byte: UInt8) -> Bool {
    isNameByte(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      || "_.+:/@%=,".utf8.contains(byte)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"):
      true
    default: false
    }
  }
}
