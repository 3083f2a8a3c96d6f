import Platform

/// Secrets that stand in the local files of variables, which is where they belong: anywhere else they are
/// found by their values, whatever those look like.
struct KnownValues: Sendable {
  /// What a variable is called, and the file that says its value.
  struct Origin: Sendable {
    let name: String
    let file: String
  }

  /// The values; each pattern of the set is one.
  let set: PatternSet
  let values: [[UInt8]]
  let origins: [Origin]
  /// Whether the files themselves may say them: on a disk, but not in a repository.
  let mayBeAtHome: Bool

  /// - Parameter folder: Whose files `.env`, `.env.NAME` and `NAME.env` are read, but no templates.
  /// - Returns: `nil` where they have no secrets.
  init?(of folder: String, mayBeAtHome: Bool) {
    self.mayBeAtHome = mayBeAtHome
    guard let folder = try? Folder(path: folder), let entries = try? folder.entries() else {
      return nil
    }
    var known: [[UInt8]: Origin] = [:]
    for (name, kind) in entries where kind == .file && KnownValues.isOfVariables(name) {
      guard let entry = try? folder.entry(name), entry.size <= 1 << 20,
        let text = try? folder.read(name)
      else { continue }
      for (variable, value) in KnownValues.secrets(in: text) where known[value] == nil {
        known[value] = Origin(name: variable, file: folder.full(name))
      }
    }
    values = known.keys.sorted { $0.lexicographicallyPrecedes($1) }.prefix(1000).map(\.self)
    origins = values.compactMap { known[$0] }
    guard !values.isEmpty, let set = try? PatternSet(values.map(KnownValues.pattern)) else {
      return nil
    }
    self.set = set
  }

  /// Whether a file holds local values, and isn't a template for them.
  static func isOfVariables(_ name: String) -> Bool {
    let isTemplate = ["example", "sample", "template", "dist", "defaults"].contains {
      name.hasSuffix($0)
    }
    return !isTemplate && (name == ".env" || name.hasPrefix(".env.") || name.hasSuffix(".env"))
  }

  /// Variables whose names say secret, and the passwords of URLs, in a file of `NAME=VALUE` lines.
  static func secrets(in text: [UInt8]) -> [(name: String, value: [UInt8])] {
    text.split(separator: UInt8(ascii: "\n")).compactMap { line in
      var line = line.drop { $0 == 0x20 || $0 == 0x09 }
      if line.starts(with: "export ".utf8) { line = line.dropFirst(7) }
      guard let equals = line.firstIndex(of: UInt8(ascii: "=")), line.first != UInt8(ascii: "#")
      else {
        return nil
      }
      let name = Array(line[..<equals])
      var value = unquoted(line[(equals + 1)...])
      if let password = password(in: value) {
        value = password
      } else if SecretName.meaning(of: name) == nil {
        return nil
      }
      guard value.count >= 8, !Dummy.isReference(value), !Dummy.isPlaceholder(value) else {
        return nil
      }
      return (String(decoding: name, as: UTF8.self), value)
    }
  }

  private static func unquoted(_ text: ArraySlice<UInt8>) -> [UInt8] {
    let space: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
    let text = text.drop(while: space)
    if let quote = text.first, "\"'".utf8.contains(quote) {
      return Array(text.dropFirst().prefix { $0 != quote })
    }
    return Array(text.prefix { !space($0) })
  }

  /// `scheme://user:PASSWORD@host`
  private static func password(in value: [UInt8]) -> [UInt8]? {
    guard let host = value.lastIndex(of: UInt8(ascii: "@")),
      let scheme = String(decoding: value, as: UTF8.self).split(separator: "://").first,
      scheme.utf8.count + 3 < host
    else { return nil }
    let user = value[(scheme.utf8.count + 3)..<host]
    return user.firstIndex(of: UInt8(ascii: ":")).map { Array(user[($0 + 1)...]) }
  }

  private static func pattern(_ value: [UInt8]) -> String {
    value.map { "\\x" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
