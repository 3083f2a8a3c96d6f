import JSON

/// What DigitalOcean offers, and asks for it. The tables are `Data/catalog.json`, compiled in.
///
/// It is the one place in the project that knows them; ``Model`` knows forms only.
struct Catalog: Sendable {
  private(set) var regions = Regions()
  private(set) var droplets = DropletSizes()
  private(set) var databases = DatabaseSizes()
  private(set) var images = Images()
  private(set) var versions = Versions()
  private(set) var enums = Enums()
  private(set) var networks = Networks()
  private(set) var limits = Limits()
  private(set) var prices = Prices()

  /// The catalog of this build. A test reads it, so a broken one never ships.
  static let current: Catalog = {
    do {
      return try Catalog(PackageResources.catalog_json)
    } catch {
      preconditionFailure("Data/catalog.json: \(error)")
    }
  }()

  enum Fault: Error, Equatable {
    case syntax(JSONSyntaxError)
    case problems([Problem])
  }

  /// - Throws: Everything that is wrong with the text; unknown keys are.
  init(_ bytes: [UInt8]) throws(Fault) {
    let document: JSONValue
    do {
      document = try JSONParser.parse(bytes)
    } catch {
      throw .syntax(error)
    }
    var decoding = Decoding()
    let catalog = Catalog.shape.decode(document, &decoding)
    guard let catalog, decoding.problems.isEmpty else { throw .problems(decoding.problems) }
    self = catalog
  }

  private init() {}

  private static let shape = Shape<Catalog>.object(
    "catalog", "What DigitalOcean offers.", initial: { Catalog() },
    [
      .ignored("$comment", "What the file is."),
      .required("regions", \.regions, Regions.shape, "Regions."),
      .required("droplets", \.droplets, DropletSizes.shape, "Droplet sizes."),
      .required("databases", \.databases, DatabaseSizes.shape, "Database sizes."),
      .required("images", \.images, Images.shape, "Images of droplets."),
      .required("versions", \.versions, Versions.shape, "Versions of managed engines."),
      .required("enums", \.enums, Enums.shape, "Words that the provider takes."),
      .required("networks", \.networks, Networks.shape, "Networks that are taken."),
      .required("limits", \.limits, Limits.shape, "Limits of an account."),
      .required("prices", \.prices, Prices.shape, "What has no size."),
    ])

  /// The date of the oldest table, as 2026-11-22.
  var asOf: String { origins.map(\.asOf).min() ?? "" }

  /// Where each table comes from, in the file's order.
  var origins: [Origin] {
    [
      regions.origin, droplets.origin, databases.origin, images.origin, versions.origin,
      enums.origin, networks.origin, limits.origin, prices.origin,
    ]
  }
}

extension Catalog {
  /// Where a table comes from, and when it was last looked at.
  struct Origin: Equatable, Sendable {
    var source = ""
    /// A date, as 2026-11-22.
    var asOf = ""
  }

  /// How sure a value is: of three agreeing sources or more, of one or two, of none that is good.
  enum Confidence: String, CaseIterable, Sendable { case high, medium, low }

  /// The fields of every table.
  static func originFields<Table>(
    _ source: any WritableKeyPath<Table, String> & Sendable,
    _ asOf: any WritableKeyPath<Table, String> & Sendable
  ) -> [Field<Table>] {
    [
      .required("source", source, text, "Where it was read."),
      .required("asOf", asOf, date, "When it was last looked at."),
    ]
  }

  static let text = Shape<String>.text(TextForm("a string", lengths: 1...400))
  static let words = Shape<[String]>.list(of: text)
  static let count = Shape<Int>.integer("a number", 0...10_000_000)

  /// A calendar date (RFC 3339 §5.6, full-date) whose month and day can be.
  static let date = Shape<String>.text(
    TextForm("a date, as 2026-11-22", lengths: 10...10) { text in
      let parts = text.split(separator: "-", omittingEmptySubsequences: false)
      guard parts.map(\.utf8.count) == [4, 2, 2], let year = Int(parts[0]),
        let month = Int(parts[1]), let day = Int(parts[2])
      else { return false }
      return year > 2000 && (1...12).contains(month) && (1...31).contains(day)
    })
}
