import JSON

/// Actions that mustn't be used, or not any more. The table is `Data/hazards.json`, compiled in.
struct HazardTable: Sendable {
  /// An action, up to a version, and what is the matter.
  struct Entry: Equatable, Sendable {
    /// `owner/repository`, or `owner/` for all of somebody's.
    var action = ""
    /// The first version that is well; `nil` where none is.
    var below: String?
    /// Commits that are well whatever their version.
    var safe: [String] = []
    var reason = ""
    var remedy = ""
  }

  private(set) var compromised: [Entry] = []
  private(set) var retired: [Entry] = []
  private(set) var archived: [Entry] = []
  /// The first version of an action that runs on Node.js 24.
  private(set) var node24: [Entry] = []
  /// Versions of Trivy that steal what they find.
  private(set) var trivy: [String] = []

  /// The table of this build. A test reads it, so a broken one never ships.
  static let current: HazardTable = {
    do {
      return try HazardTable(PackageResources.hazards_json)
    } catch {
      preconditionFailure("Data/hazards.json: \(error)")
    }
  }()

  init(_ bytes: [UInt8]) throws(ActionTable.Fault) {
    let document: JSONValue
    do {
      document = try JSONParser.parse(bytes)
    } catch {
      throw .syntax(error)
    }
    var decoding = Decoding()
    let table = HazardTable.shape.decode(document, &decoding)
    guard let table, decoding.problems.isEmpty else { throw .problems(decoding.problems) }
    self = table
  }

  private init() {}

  private static let text = Shape<String>.text(TextForm("a string", lengths: 1...300))

  private static let shape = Shape<HazardTable>.object(
    "hazards", "Actions that mustn't be used.", initial: { HazardTable() },
    [
      .ignored("$comment", "What the file is."),
      .ignored("asOf", "When it was last looked at."),
      .required("compromised", \.compromised, .list(of: entry), "Those that were taken over."),
      .required("retired", \.retired, .list(of: entry), "Those that GitHub or others refuse."),
      .required("archived", \.archived, .list(of: entry), "Those that nobody maintains."),
      .required("node24", \.node24, .list(of: entry), "When each came to Node.js 24."),
      .required("trivy", \.trivy, .list(of: text), "Versions of Trivy that steal."),
    ])

  private static let entry = Shape<Entry>.object(
    "hazard", "An action and what is the matter.", initial: { Entry() },
    [
      .required("action", \.action, text, "owner/repository."),
      .optional("below", \.below, text, "The first version that is well."),
      .optional("safe", \.safe, .list(of: text), "Commits that are well."),
      .optional("reason", \.reason, text, "What is the matter."),
      .optional("remedy", \.remedy, text, "What to do."),
      .ignored("source", "Where that is told."),
    ])

  /// The entry that an action's use falls under; by version where one is known.
  static func entry(for use: ActionUse, in entries: [Entry]) -> Entry? {
    guard let name = use.reference.name?.lowercased(), let ref = use.reference.ref else {
      return nil
    }
    return entries.first { entry in
      guard
        name == entry.action || name.hasPrefix("\(entry.action)/")
          || (entry.action.hasSuffix("/") && name.hasPrefix(entry.action))
      else { return false }
      if entry.safe.contains(ref.lowercased()) { return false }
      guard let below = entry.below.flatMap(ActionVersion.init) else { return true }
      return use.version?.isBelow(below) ?? false
    }
  }
}
