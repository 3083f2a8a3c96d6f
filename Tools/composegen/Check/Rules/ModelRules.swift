import Diagnostics

/// What is found by other ways than looking at compose files.
enum ModelRules {
  static let all: [CheckRule] = [
    CheckRule(
      "drift", .warning, "a generated file that isn't what composegen writes from the stack today",
      .elsewhere),
    CheckRule(
      "model-image", .warning, "another image of a datastore than the stack's", .elsewhere),
    CheckRule("model-port", .warning, "another port than the stack's", .elsewhere),
    CheckRule(
      "model-variable", .warning,
      "a variable that a service needs by the stack and doesn't get, or that the stack hasn't",
      .elsewhere),
    CheckRule(
      "shadowed-file", .warning,
      "a file with one of compose's own names, of which it takes another",
      .elsewhere),
    CheckRule(
      "compose-refuses", .error, "what compose itself refuses and no rule above names", .elsewhere),
    CheckRule(
      "compose-warns", .warning, "what compose itself warns of and no rule above names",
      .elsewhere),
  ]
}
