import JSON

/// The actions that workflows may use. The table is `Data/actions.json`, compiled in.
struct ActionTable: Sendable {
  private(set) var actions: [Action] = []

  /// The table of this build. A test reads it, so a broken one never ships.
  static let current: ActionTable = {
    do {
      return try ActionTable(PackageResources.actions_json)
    } catch {
      preconditionFailure("Data/actions.json: \(error)")
    }
  }()

  enum Fault: Error, Equatable {
    case syntax(JSONSyntaxError)
    case problems([Problem])
  }

  init(_ bytes: [UInt8]) throws(Fault) {
    let document: JSONValue
    do {
      document = try JSONParser.parse(bytes)
    } catch {
      throw .syntax(error)
    }
    var decoding = Decoding()
    let table = ActionTable.shape.decode(document, &decoding)
    guard let table, decoding.problems.isEmpty else { throw .problems(decoding.problems) }
    self = table
  }

  private init() {}

  private static let shape = Shape<ActionTable>.object(
    "actions", "The actions that workflows may use.", initial: { ActionTable() },
    [
      .ignored("$comment", "What the file is."),
      .ignored("asOf", "When it was last looked at."),
      .required("actions", \.actions, .list(of: Action.shape), "One entry an action."),
    ])

  /// The pinned action of a name.
  ///
  /// - Precondition: The table has it; generators name only those it has, which tests prove.
  subscript(name: String) -> Action {
    guard let action = actions.first(where: { $0.name == name }) else {
      preconditionFailure("Data/actions.json has no \(name)")
    }
    return action
  }
}
