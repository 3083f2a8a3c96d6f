import YAMLReader

/// What may stand at a place of a workflow or of an action's file. One description serves for
/// finding what GitHub refuses, and for finding expressions with what they may use.
indirect enum Form: Sendable {
  /// One value of any kind. Without ``Availability`` nothing is an expression there.
  case text(Availability?)
  /// A text that is an expression, in `${{ }}` or not.
  case condition(Availability)
  case flag(Availability?)
  case number(Availability?)
  /// One of some words. The rule is what is broken by any other.
  case choice([String], rule: String = "bad-value", Availability? = nil)
  /// Elements; or, where an expression may stand for all of them, what it may use.
  case list(Form, whole: Availability? = nil)
  case map(MapForm)
  /// By the kind of the node: one value, a list or a mapping.
  case either([Form])
  /// Whatever YAML can say, with expressions in it.
  case anything(Availability?)
  /// Nothing: a key without a value.
  case nothing
  /// A form that what is there decides.
  case chosen(@Sendable (YAMLNode) -> Form)
}

/// A mapping.
struct MapForm: Sendable {
  /// What messages call it: `a job`.
  let name: String
  /// The keys that are known.
  var keys: [String: Form] = [:]
  var required: [String] = []
  /// What stands under keys of one's own; `nil` where there are none.
  var others: Form?
  /// The rule that an unknown key breaks.
  var rule = "unknown-key"
  /// Whether there may be no key at all.
  var mayBeEmpty = false
  /// What an expression may use that stands for the whole mapping; `nil` where none may.
  var whole: Availability?
}

extension Form {
  /// A mapping of names of one's own.
  static func names(_ name: String, of form: Form, whole: Availability? = nil) -> Form {
    .map(MapForm(name: name, others: form, mayBeEmpty: true, whole: whole))
  }

  /// One text, or a list of them.
  static func texts(_ availability: Availability?) -> Form {
    .either([.text(availability), .list(.text(availability))])
  }

  /// What a message says that it expected.
  var expected: String {
    switch self {
    case .text: "text"
    case .condition: "a condition"
    case .flag: "true or false"
    case .number: "a number"
    case .choice(let words, _, _): words.joined(separator: ", ")
    case .list: "a list"
    case .map(let form): "a mapping (\(form.name))"
    case .either(let forms): forms.map(\.expected).joined(separator: " or ")
    case .anything, .chosen: "a value"
    case .nothing: "nothing"
    }
  }
}

/// What expressions at a place may use (docs.github.com, "Contexts reference", availability).
struct Availability: Sendable {
  let contexts: [String]
  /// Whether `success()`, `failure()`, `always()` and `cancelled()` are there.
  var hasStatus = false
  /// Whether `hashFiles()` is there.
  var hasFiles = false

  init(_ contexts: String, hasStatus: Bool = false, hasFiles: Bool = false) {
    self.contexts = contexts.split(separator: " ").map(String.init)
    self.hasStatus = hasStatus
    self.hasFiles = hasFiles
  }

  static let workflow = Availability("github inputs vars")
  static let workflowEnvironment = Availability("github secrets inputs vars")
  static let job = Availability("github needs strategy matrix vars inputs")
  static let jobCondition = Availability("github needs vars inputs", hasStatus: true)
  static let strategy = Availability("github needs vars inputs")
  static let jobEnvironment = Availability("github needs strategy matrix vars secrets inputs")
  static let jobDefaults = Availability("github needs strategy matrix env vars inputs")
  static let credentials = Availability("github needs strategy matrix env vars secrets inputs")
  static let container = Availability(
    "github needs strategy matrix job runner env vars secrets inputs")
  static let output = Availability(
    "github needs strategy matrix job runner env vars secrets steps inputs")
  static let address = Availability("github needs strategy matrix job runner env vars steps inputs")
  static let step = Availability(
    "github needs strategy matrix job runner env vars secrets steps inputs", hasFiles: true)
  static let stepCondition = Availability(
    "github needs strategy matrix job runner env vars steps inputs", hasStatus: true,
    hasFiles: true)
  static let callSecrets = Availability("github needs strategy matrix secrets inputs vars")
  static let callOutput = Availability("github jobs vars inputs")
  static let composite = Availability(
    "github inputs strategy matrix steps job runner env", hasFiles: true)
  static let compositeCondition = Availability(
    "github inputs strategy matrix steps job runner env", hasStatus: true, hasFiles: true)
  static let actionDefault = Availability("github strategy matrix job runner", hasFiles: true)
  static let actionHook = Availability(
    "github inputs strategy matrix steps job runner env", hasStatus: true, hasFiles: true)
}
