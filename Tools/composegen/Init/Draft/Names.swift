/// Names in the forms of the stack, made from names that have others.
struct Names {
  private var taken: Set<String>

  /// - Parameter reserved: Names that mean something else already.
  init(reserved: Set<String> = []) { taken = reserved }

  /// A name that is free: the first of the candidates, else the first one with a number.
  mutating func unique(_ candidates: [String], limit: Int = 24) -> String {
    let forms = candidates.compactMap { Names.form($0, limit: limit) }
    if let free = forms.first(where: { !taken.contains($0) }) { return take(free) }
    let base = forms.first ?? "app"
    if !taken.contains(base) { return take(base) }
    for number in 2...100_000 {
      let suffix = "-\(number)"
      let stem = Names.form(base, limit: limit - suffix.utf8.count) ?? "app"
      if !taken.contains(stem + suffix) { return take(stem + suffix) }
    }
    return base
  }

  private mutating func take(_ name: String) -> String {
    taken.insert(name)
    return name
  }

  /// Lower-case words of letters and digits, joined by hyphens: `web-app` for `web_app`, `webApp`
  /// and `Web.App`.
  ///
  /// - Returns: `nil` where nothing is left.
  static func form(_ text: String, limit: Int = 24) -> String? {
    var words = [[UInt8]()]
    var wasLower = false
    for byte in text.utf8 {
      let isUpper = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
      let isLower = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      if !(isUpper || isLower || isDigit) || isUpper && wasLower { words.append([]) }
      if isUpper || isLower || isDigit { words[words.count - 1].append(isUpper ? byte + 32 : byte) }
      wasLower = isLower || isDigit
    }
    words.removeAll(where: \.isEmpty)
    if let first = words.first?.first, first < UInt8(ascii: "a") {
      words.insert(Array("app".utf8), at: 0)
    }
    guard var name = words.first else { return nil }
    for word in words.dropFirst() where name.count + 1 + word.count <= limit {
      name += [UInt8(ascii: "-")] + word
    }
    return String(decoding: name.prefix(limit), as: UTF8.self)
  }

  /// `tsconfig-paths` of `tsconfig-paths/register`.
  static func package(ofModule name: String) -> String? {
    let parts = name.split(separator: "/")
    return parts.isEmpty ? nil : parts.prefix(name.hasPrefix("@") ? 2 : 1).joined(separator: "/")
  }

  /// `web` of `@acme/web`, and `acme`.
  static func parts(ofPackage name: String) -> (base: String, scope: String?) {
    let parts = name.split(separator: "/", maxSplits: 1)
    guard name.hasPrefix("@"), parts.count == 2 else { return (name, nil) }
    return (String(parts[1]), String(parts[0].dropFirst()))
  }
}
