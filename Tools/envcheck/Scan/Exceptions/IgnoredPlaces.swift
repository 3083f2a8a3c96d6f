import Platform

/// `.gitleaksignore`: places that are known, a line each, as `FILE:RULE:LINE` or `COMMIT:FILE:RULE:LINE`
/// (gitleaks 8.30, README, .gitleaksignore).
struct IgnoredPlaces {
  static let name = ".gitleaksignore"

  private let places: Set<String>

  /// - Parameter text: The file's; empty where there is none.
  init(_ text: [UInt8]) {
    let lines = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline)
    places = Set(
      lines.map { $0.trimmed }.filter { !$0.isEmpty && !$0.hasPrefix("#") }
        .map { IgnoredPlaces.plain($0) })
  }

  func contain(_ found: FoundSecret, below folder: String) -> Bool {
    if places.isEmpty { return false }
    let end = ":\(found.secret.kind.id):\(found.secret.line)"
    var names = [IgnoredPlaces.plain(found.path)]
    if found.path.hasPrefix(folder + "/") {
      names.append(String(found.path.dropFirst(folder.count + 1)))
    }
    return names.contains { name in
      places.contains(name + end)
        || (found.commit.map { places.contains("\($0):\(name)\(end)") } ?? false)
    }
  }

  private static func plain(_ path: some StringProtocol) -> String {
    path.hasPrefix("./") ? String(path.dropFirst(2)) : String(path)
  }
}

extension StringProtocol {
  /// Without white space around it.
  fileprivate var trimmed: String {
    let start = drop { $0.isWhitespace }
    return String(String(start.reversed()).drop { $0.isWhitespace }.reversed())
  }
}
