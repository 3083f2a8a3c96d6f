import JSON

/// An action as the project pins it: a commit, and what its action.yml says there.
struct Action: Equatable, Sendable {
  /// `owner/repository`, with a path where the action lies deeper.
  var name = ""
  /// The tag of the commit, `v7.0.1`; a comment beside the commit tells it.
  var version = ""
  var commit = ""
  var date = ""
  var runtime = ""
  var inputs: [String] = []
  var requiredInputs: [String] = []
  var outputs: [String] = []
  /// Where the pair of commit and tag was seen, where no clone of the repository has it yet.
  var seen: [String] = []
  /// The actions that it uses itself, pinned in its action.yml.
  var uses: [String] = []

  /// What `uses:` says.
  var reference: String { "\(name)@\(commit)" }
}

extension Action {
  /// An entry of `Data/actions.json`, which says of itself what its members are.
  static let shape = Shape<Action>.object(
    "action", "An action, pinned.", initial: { Action() },
    [
      .required("name", \.name, text, "owner/repository."),
      .required("version", \.version, text, "The commit's tag."),
      .required("commit", \.commit, commitShape, "40 hexadecimal digits."),
      .required("date", \.date, text, "Of the commit."),
      .required("runtime", \.runtime, text, "What runs it."),
      .ignored("source", "How commit and tag were found."),
      .optional("seen", \.seen, .list(of: text), "Where the pair was seen."),
      .ignored("inputsFrom", "Where the inputs were read, if elsewhere."),
      .required("required", \.requiredInputs, .list(of: text), "Inputs without a default."),
      .required("inputs", \.inputs, .list(of: text), "All inputs."),
      .required("outputs", \.outputs, .list(of: text), "All outputs."),
      .optional("uses", \.uses, .list(of: text), "The actions it uses itself."),
    ])

  private static let text = Shape<String>.text(TextForm("a string", lengths: 1...300))

  private static let commitShape = Shape<String>.text(
    TextForm("a commit (40 hexadecimal digits)", lengths: 40...40) { text in
      text.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
    })

}
