import CommandLine
import Diagnostics
import Testing

@Suite("Parsing a command line") struct ParseTests {
  @Test(
    "reads options in every form, before and after arguments",
    arguments: [
      ("--out sacks", "grind out=sacks"),
      ("--out=sacks", "grind out=sacks"),
      ("-o sacks", "grind out=sacks"),
      ("-osacks", "grind out=sacks"),
      ("-o=sacks", "grind out==sacks"),
      ("-qf -o sacks", "grind quiet force out=sacks"),
      ("-qfosacks", "grind quiet force out=sacks"),
      ("-qfo sacks a", "grind quiet force out=sacks | a"),
      ("a --quiet b", "grind quiet | a b"),
      ("--quiet -- --force -q", "grind quiet | --force -q"),
      ("- a", "grind | - a"),
      ("--recipe -", "grind recipe=-"),
      ("--recipe=--quiet", "grind recipe=--quiet"),
      ("--grain rye -g oats -gspelt", "grind grain=rye grain=oats grain=spelt"),
      ("--grain a=b", "grind grain=a=b"),
      ("--grain=a=b", "grind grain=a=b"),
      ("--history", "grind history"),
      ("--history a", "grind history | a"),
      ("--history=v1..v2", "grind history=v1..v2"),
      ("--offset -3", "grind offset=-3"),
      ("--offset=-3", "grind offset=-3"),
      ("-- inspect", "grind | inspect"),
      ("", "grind"),
    ])
  func forms(_ line: String, _ expected: String) throws {
    #expect(try Self.described(Sample.tool, line) == expected)
  }

  @Test(
    "finds the command wherever its name stands",
    arguments: [
      ("grind a", "grind | a"),
      ("inspect --site here top", "inspect site=here | top"),
      ("--site here inspect top lower", "inspect site=here | top lower"),
      ("--depth 3 inspect --site=here top", "inspect depth=3 site=here | top"),
      ("-d3 -q inspect --site here top", "inspect depth=3 quiet site=here | top"),
      ("stones swap a b c", "stones swap | a b c"),
      ("stones -q dress", "stones dress quiet"),
      ("--color never stones dress", "stones dress color=never"),
      ("grind inspect", "grind | inspect"),
      ("sacks inspect", "grind | sacks inspect"),
    ])
  func commands(_ line: String, _ expected: String) throws {
    #expect(try Self.described(Sample.tool, line) == expected)
  }

  @Test(
    "gives arguments to those that need them first",
    arguments: [("flour.txt", "| flour.txt"), ("flour.txt bin -m 40", "mesh=40 | flour.txt bin")])
  func plain(_ line: String, _ expected: String) throws {
    #expect(try Self.described(Sample.plain, line) == expected)
  }

  @Test("answers by name")
  func accessors() throws {
    let line = "-q --grain rye --grain oats --fineness 7 --format=json --history sack"
    let invocation = try Sample.tool.parse(Self.words(line))
    guard case .run(let arguments) = invocation else {
      Issue.record("not run: \(invocation)")
      return
    }
    #expect(arguments.has("quiet") && arguments.has("history") && !arguments.has("force"))
    #expect(arguments.values("grain") == ["rye", "oats"])
    #expect(arguments.value("grain") == "oats")
    #expect(arguments.value("history") == nil && arguments.value("out") == nil)
    #expect(arguments.integer("fineness") == 7)
    #expect(arguments.choice("format") == FindingFormat.json)
    #expect(arguments.positionals == ["sack"] && arguments.command == ["grind"])
  }

  @Test(
    "answers requests before anything that is wrong",
    arguments: [
      ("--help", Invocation.help([])),
      ("-h", .help([])),
      ("-qh", .help([])),
      ("grind --help", .help(["grind"])),
      ("--help inspect", .help(["inspect"])),
      ("inspect --depth x --help", .help(["inspect"])),
      ("genrate --help", .help([])),
      ("stones --help", .help(["stones"])),
      ("stones swap -h", .help(["stones", "swap"])),
      ("--version", .version),
      ("stones --version", .version),
      ("--manual --bogus", .manual),
      ("--completions bash", .completions(.bash)),
      ("inspect --completions=fish", .completions(.fish)),
      ("--version --help", .version),
    ])
  func requests(_ line: String, _ expected: Invocation) throws {
    #expect(try Sample.tool.parse(Self.words(line)) == expected)
  }

  @Test("takes what stands behind -- for no request")
  func requestAfterEnd() throws {
    #expect(try Self.described(Sample.tool, "-- --help") == "grind | --help")
  }

  static func words(_ line: String) -> [String] {
    line.split(separator: " ").map { $0 == "''" ? "" : String($0) }
  }

  /// Command, options in the order given, and arguments.
  static func described(_ tool: Command, _ line: String) throws -> String {
    guard case .run(let arguments) = try tool.parse(words(line)) else { return "no run" }
    return description(of: arguments)
  }

  static func description(of arguments: Arguments) -> String {
    var words = arguments.command
    words += arguments.options.map { option in
      option.value.map { "\(option.name)=\($0)" } ?? option.name
    }
    if !arguments.positionals.isEmpty { words += ["|"] + arguments.positionals }
    return words.joined(separator: " ")
  }
}
