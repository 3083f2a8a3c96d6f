import CommandLine
import TestKit
import Testing

@Suite("Completion") struct CompletionTests {
  /// A folder with something to complete, and the script beside it.
  struct Place {
    let directory: TemporaryDirectory
    let script: String

    init(_ tool: Command, _ shell: Shell) throws {
      directory = try TemporaryDirectory()
      for file in ["files/recipe.json", "files/two words", "files/a:b", "files/sacks/rye"] {
        try directory.write("", to: file)
      }
      try directory.write(tool.completions(for: shell), to: "script")
      script = directory.path("script")
    }
  }

  /// Texts that a shell would take for something else.
  static let hostile = Command(
    name: "mill-2", summary: "It's $(touch pwned) `touch pwned` [a:b] \\ \"q\"",
    options: [
      Option(
        name: "out", short: "o", value: .text("A'B:[C]"), summary: "Say 'it's [$HOME]: \\' && exit"),
      Option(
        name: "kind", value: .choice(["a:b", "c=d", "e"]), isValueOptional: true,
        summary: "`touch pwned`"),
    ],
    arguments: [Argument(name: "IT'S", arity: .many(min: 0), summary: "$(touch pwned)")])

  @Test(
    "is a script its shell can read",
    arguments: Shell.allCases, [Sample.tool, Sample.plain, hostile])
  func syntax(_ shell: Shell, _ tool: Command) throws {
    guard let program = Judge.find(shell.rawValue, isOptional: shell != .bash) else { return }
    let place = try Place(tool, shell)
    let run = try Program.run(program, ["-n", place.script])
    #expect(run.status == 0 && run.error == "" && run.output == "")
  }

  @Test(
    "offers in bash what may follow",
    arguments: [
      ("mill gr", "grind"),
      ("mill s", "stones sacks"),
      ("mill --fo", "--force --format"),
      ("mill --quiet --q", ""),
      ("mill -q --q", ""),
      ("mill --grain rye --gr", "--grain"),
      ("mill --format ''", "human json ndjson"),
      ("mill --format js", "json"),
      ("mill --format = ''", "human json ndjson"),
      ("mill --format =", "human json ndjson"),
      ("mill --format = js", "json"),
      ("mill --format=js", "--format=json"),
      ("mill --out ''", "sacks"),
      ("mill -o ''", "sacks"),
      ("mill -qo ''", "sacks"),
      ("mill --out = s", "sacks"),
      ("mill --recipe r", "recipe.json"),
      ("mill --recipe two", "two words"),
      ("mill --grain ''", ""),
      ("mill a : b", "b"),
      ("mill a :", "b"),
      ("mill --depth 3 ins", "inspect"),
      ("mill --color never inspect --d", "--depth"),
      ("mill inspect --fo", ""),
      ("mill inspect top ''", "upper lower"),
      ("mill inspect --site = here top l", "lower"),
      ("mill stones ''", "swap dress"),
      ("mill stones swap --q", "--quiet"),
      ("mill stones swap a ''", ""),
      ("mill -- --q", ""),
      ("mill -- s", "sacks"),
      ("mill --completions ''", "bash zsh fish"),
      ("mill inspect --completions z", "zsh"),
      ("mill sacks rec", "recipe.json"),
      ("mill --bogus rec", "recipe.json"),
    ])
  func bash(_ line: String, _ expected: String) throws {
    let words = line.split(separator: " ").map { $0 == "''" ? "" : String($0) }
    #expect(
      try replies(Sample.tool, "_mill", words)
        == expected.split(separator: " ").joined(separator: " "))
  }

  @Test("offers in bash arguments by their place")
  func bashPlaces() throws {
    #expect(try replies(Sample.plain, "_sieve", ["sieve", "rec"]) == "recipe.json")
    #expect(try replies(Sample.plain, "_sieve", ["sieve", "recipe.json", ""]) == "sacks")
    #expect(try replies(Sample.plain, "_sieve", ["sieve", "a", "b", ""]) == "")
    #expect(try replies(Sample.plain, "_sieve", ["sieve", "-m", "40", "rec"]) == "recipe.json")
  }

  @Test("runs nothing of what a description says")
  func bashHostile() throws {
    let place = try Place(Self.hostile, .bash)
    #expect(try replies(place, "_mill_2", ["mill-2", "--kind", "=", "a"]) == "a:b")
    #expect(try replies(place, "_mill_2", ["mill-2", "--kind=c"]) == "--kind=c=d")
    #expect(try replies(place, "_mill_2", ["mill-2", "--kind", "=", "c", "=", ""]) == "d")
    #expect(try replies(place, "_mill_2", ["mill-2", ""]) == "")
    #expect(!place.directory.exists("files/pwned"))
  }

  private func replies(_ tool: Command, _ function: String, _ words: [String]) throws -> String {
    try replies(Place(tool, .bash), function, words)
  }

  /// What the completion function leaves in `COMPREPLY`, with the cursor behind the last word.
  private func replies(_ place: Place, _ function: String, _ words: [String]) throws -> String {
    let script = """
      source "$1"; function=$2; shift 2
      COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
      $function
      echo "${COMPREPLY[*]}"
      """
    let run = try Program.run(
      "bash", ["--norc", "-c", script, "bash", place.script, function] + words,
      directory: place.directory.path("files"))
    #expect(run.error == "" && run.status == 0)
    return String(run.output.dropLast())
  }

  @Test(
    "offers in fish what may follow",
    arguments: [
      ("mill gr", "grind"),
      ("mill --fo", "--force --format"),
      ("mill --format ", "human json ndjson"),
      ("mill --format=js", "--format=json"),
      ("mill -o ", "sacks/"),
      ("mill --recipe rec", "recipe.json"),
      ("mill --depth 3 ins", "inspect"),
      ("mill inspect --s", "--site"),
      ("mill inspect --fo", ""),
      ("mill inspect --site x top ", "lower upper"),
      ("mill stones ", "dress swap"),
      ("mill stones swap --q", "--quiet"),
      ("mill sacks ins", ""),
      ("mill --completions ", "bash fish zsh"),
    ])
  func fish(_ line: String, _ expected: String) throws {
    guard let program = Judge.find("fish", isOptional: true) else { return }
    let place = try Place(Sample.tool, .fish)
    let run = try Program.run(
      program, ["--no-config", "-c", "source $argv[1]; complete -C $argv[2]", place.script, line],
      directory: place.directory.path("files"),
      environment: ["HOME": place.directory.path, "XDG_DATA_HOME": place.directory.path])
    #expect(run.status == 0 && run.error == "")
    let offered = run.output.split(separator: "\n").compactMap { $0.split(separator: "\t").first }
    #expect(offered.joined(separator: " ") == expected)
  }

  @Test("registers itself in zsh, whether sourced or found in the path of functions")
  func zsh() throws {
    guard let program = Judge.find("zsh", isOptional: true) else { return }
    let place = try Place(Sample.tool, .zsh)
    let sourced = try Program.run(
      program,
      [
        "-f", "-c", "autoload -Uz compinit; compinit -D -u; source $1; echo $_comps[mill]", "zsh",
        place.script,
      ])
    #expect(sourced.output == "_mill\n" && sourced.error == "")
    try place.directory.write(Sample.tool.completions(for: .zsh), to: "functions/_mill")
    let found = try Program.run(
      program,
      [
        "-f", "-c", "fpath=($1 $fpath); autoload -Uz compinit; compinit -D -u; echo $_comps[mill]",
        "zsh", place.directory.path("functions"),
      ])
    #expect(found.output == "_mill\n" && found.error == "")
  }
}
