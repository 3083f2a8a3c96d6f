import JSON

/// The images that workflows run beside jobs, pinned by digest. The table is `Data/images.json`,
/// compiled in.
struct ImageTable: Sendable {
  private var images: [Entry] = []

  private struct Entry: Equatable, Sendable {
    var name = ""
    var digest = ""
  }

  /// The table of this build. A test reads it, so a broken one never ships.
  static let current: ImageTable = {
    do {
      return try ImageTable(PackageResources.images_json)
    } catch {
      preconditionFailure("Data/images.json: \(error)")
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
    let table = ImageTable.shape.decode(document, &decoding)
    guard let table, decoding.problems.isEmpty else { throw .problems(decoding.problems) }
    self = table
  }

  private init() {}

  /// The names of all images, with their tags.
  var names: [String] { images.map(\.name) }

  /// The digest of a tag; `nil` where the table doesn't know it.
  func digest(of image: String) -> String? { images.first { $0.name == image }?.digest }

  /// The image with its digest, where it has one already or the table knows it; else as it is.
  func pinned(_ image: String) -> String { digest(of: image).map { "\(image)@\($0)" } ?? image }

  /// Whether ``pinned(_:)`` has a digest.
  func pins(_ image: String) -> Bool { image.contains("@") || digest(of: image) != nil }

  private static let shape = Shape<ImageTable>.object(
    "images", "Images that workflows run beside jobs.", initial: { ImageTable() },
    [
      .ignored("$comment", "What the file is."),
      .ignored("asOf", "When it was last looked at."),
      .required("images", \.images, .list(of: entryShape), "One entry a tag."),
    ])

  private static let entryShape = Shape<Entry>.object(
    "image", "An image, pinned.", initial: { Entry() },
    [
      .required(
        "name", \.name, .text(TextForm("an image with its tag", lengths: 3...300)), "NAME:TAG."),
      .required(
        "digest", \.digest,
        .text(
          TextForm("a digest (sha256: and 64 hexadecimal digits)", lengths: 71...71) {
            $0.hasPrefix("sha256:")
          }), "Of the tag's index."),
    ])
}
