import JSON

/// The kinds of secrets that a scan looks for. Those that are known by name come first, what merely looks
/// like a secret last, so that the first kind of a place is the right one.
struct KindTable: Sendable {
  let kinds: [SecretKind]

  /// The table of this build. A test reads it, so a broken one never ships.
  static let current: KindTable = {
    do {
      return try KindTable([
        PackageResources.cloud_json, PackageResources.data_json, PackageResources.development_json,
        PackageResources.services_json, PackageResources.general_json,
      ])
    } catch {
      preconditionFailure("Data/Rules: \(error)")
    }
  }()

  enum Fault: Error {
    case syntax(JSONSyntaxError)
    case problems([Problem])
  }

  init(kinds: [SecretKind]) { self.kinds = kinds }

  /// - Throws: Everything that is wrong with one of the documents.
  init(_ documents: [[UInt8]]) throws(Fault) {
    var kinds: [SecretKind] = []
    for bytes in documents {
      let json: JSONValue
      do {
        json = try JSONParser.parse(bytes)
      } catch {
        throw .syntax(error)
      }
      var decoding = Decoding()
      kinds += Shape<[SecretKind]>.list(of: SecretKind.shape).decode(json, &decoding) ?? []
      guard decoding.problems.isEmpty else { throw .problems(decoding.problems) }
    }
    self.kinds = kinds
  }
}
