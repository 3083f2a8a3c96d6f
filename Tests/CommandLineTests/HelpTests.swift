import CommandLine
import Testing

@Suite("Help") struct HelpTests {
  @Test("says all there is to know about a tool")
  func tool() {
    #expect(
      Sample.tool.help() == """
        Grind grain into flour

        Usage: mill [grind] [OPTIONS] [SACK...]
               mill inspect --site NAME [OPTIONS] STONE [SIDE]
               mill stones swap [OPTIONS] STONE...
               mill stones dress [OPTIONS]

        The mill reads a recipe and grinds what it names. It never grinds what it
        doesn't know, and it stops when the hopper is empty.

          { "grain": "rye" }

        Commands:
          grind    Grind the grain (the default)
          inspect  Say what is wrong with the stones
          stones   Work on the stones themselves

        Arguments:
          SACK  Sacks to fill

        Options:
          -r, --recipe FILE        Read the recipe from FILE
          -o, --out DIR            Write the sacks below DIR
              --check DIR          Compare with the sacks below DIR
          -f, --force              Replace what others wrote
              --format human|json|ndjson
                                   How to report what was ground
          -g, --grain NAME         Grind this grain (repeatable)
              --fineness N         How fine the flour becomes (1 to 9)
              --offset N           Move the upper stone (-5 to 5)
              --history[=RANGE]    Grind what was ground before
          -q, --quiet              Say nothing on standard error
              --color WHEN         Colour what people read (auto, always or never)
          -h, --help               Show this help
              --version            Show the version
              --completions SHELL  Print the script that completes command lines (bash,
                                   zsh or fish)
              --manual             Print the manual page

        Examples:
          List the sacks:
            mill < recipe.json | jq -r '.path'
          Grind rye, and only rye:
            mill --recipe recipe.json --out sacks

        Exit status:
          0      Done; or yes
          1      No: findings, drift, unhealthy, a failed deployment
          2      Wrong usage or invalid input; nothing was written
          3      The surroundings failed: no such host, a full disk
          128+n  Ended by signal n; 141 when the output's reader left

        Run `mill COMMAND --help` for the options of a command.

        """)
  }

  @Test("says what a subcommand takes")
  func subcommand() {
    #expect(
      Sample.tool.help(for: ["inspect"]) == """
        Say what is wrong with the stones

        Usage: mill inspect --site NAME [OPTIONS] STONE [SIDE]

        Arguments:
          STONE  The stone to look at
          SIDE   Its side (upper or lower)

        Options:
          -d, --depth N            Look this deep (1 to 64)
              --site NAME          Where the mill is (required)
          -q, --quiet              Say nothing on standard error
              --color WHEN         Colour what people read (auto, always or never)
          -h, --help               Show this help
              --version            Show the version
              --completions SHELL  Print the script that completes command lines (bash,
                                   zsh or fish)
              --manual             Print the manual page

        Exit status:
          0  The stones are sound
          1  They aren't

        """)
  }

  @Test("fits the width, from 40 to 100 columns", arguments: [1, 40, 57, 80, 100, 1000])
  func width(_ width: Int) {
    for path in [[], ["inspect"], ["stones"], ["stones", "swap"]] {
      let lines = Sample.tool.help(for: path, width: width).split(separator: "\n")
      let widest = lines.filter { !$0.hasPrefix("    mill ") }.map(\.count).max() ?? 0
      #expect(widest <= min(max(width, 40), 100), "\(path)")
    }
  }

  @Test("is set in bold where asked, and says the same")
  func styled() {
    let styled = Sample.tool.help(isStyled: true)
    #expect(styled.contains("\u{1b}[1mOptions:\u{1b}[0m"))
    let plain = Sample.tool.help()
    #expect(!plain.contains("\u{1b}"))
    let parts = styled.split(separator: "\u{1b}[1m", omittingEmptySubsequences: false)
    let bare = parts.joined().split(separator: "\u{1b}[0m", omittingEmptySubsequences: false)
    #expect(bare.joined() == plain)
  }
}
