/// A folder of the workspace with its package.json, or the root: what was read of it.
struct Member: Sendable {
  let manifest: Manifest
  /// The names of files and folders in it.
  var names: Set<String> = []
  var folders: Set<String> = []
  /// Files that configure it, by name: next.config.mjs, nest-cli.json, Dockerfile, …
  var configuration: [String: TextFile] = [:]
  /// Its own turbo.json, which extends the root's.
  var turbo: ConfigurationFile?
  /// Files of variables, in the order they are believed.
  var environment: [EnvironmentFile] = []
  /// Source, those nearest to the folder first.
  var sources: [TextFile] = []
  /// Paths of all source below it, whether or not it was read, from the repository's root.
  var sourcePaths: [String] = []
  /// Whether there is more source than was read.
  var isPartial = false

  /// From the repository's root; `.` for the root.
  var path: String { manifest.folder }

  /// The first file that configures it whose name begins so.
  func configuration(_ prefix: String) -> TextFile? {
    configuration.keys.filter { $0.hasPrefix(prefix) }.sorted().first.flatMap { configuration[$0] }
  }

  var dockerfiles: [TextFile] {
    configuration.keys.filter { Member.isDockerfile($0) }.sorted().compactMap { configuration[$0] }
  }

  static func isDockerfile(_ name: String) -> Bool {
    let name = name.lowercased()
    return name == "dockerfile" || name.hasPrefix("dockerfile.") || name.hasSuffix(".dockerfile")
  }
}

/// A file of variables: the names, with places. Values are kept where the file is an example, and
/// dropped at once where it may hold secrets.
struct EnvironmentFile: Sendable {
  let path: String
  let variables: [Variable]

  struct Variable: Sendable {
    let name: String
    /// Of an example only; the port of a real file counts as one, for it is no secret.
    let example: String?
    let line: Int
  }

  /// Whether the values are meant to be seen: the file's name says so.
  static func isExample(_ name: String) -> Bool {
    let parts = name.lowercased().split { $0 == "." || $0 == "-" || $0 == "_" }
    return parts.contains {
      ["example", "sample", "template", "dist", "defaults", "schema"].contains($0)
    }
  }

  /// Whether a file is one of variables: `.env`, `.env.local`, `env.example`, `.example.env`.
  static func isNamed(_ name: String) -> Bool {
    let name = name.lowercased()
    if name == ".env" || [".env.", ".env-", ".env_"].contains(where: { name.hasPrefix($0) }) {
      return true
    }
    return (name.hasPrefix("env.") || name.hasSuffix(".env")) && isExample(name)
  }

  init(_ file: TextFile) {
    path = file.path
    let isExample = EnvironmentFile.isExample(file.name)
    var variables: [Variable] = []
    var quote: Character?
    for (number, line) in file.lines {
      if let open = quote {
        if line.contains(open) { quote = nil }
        continue
      }
      guard let entry = EnvironmentFile.entry(line) else { continue }
      quote = entry.openQuote
      let isPort = entry.name == "PORT" && Int(entry.value).map((1...65_535).contains) == true
      variables.append(
        Variable(
          name: entry.name,
          example: (isExample || isPort) && quote == nil ? entry.value : nil, line: number))
    }
    self.variables = variables
  }

  private typealias Entry = (name: String, value: String, openQuote: Character?)

  /// `NAME=value`, `export NAME="value"`, `NAME = 'value' # why`.
  private static func entry(_ line: String) -> Entry? {
    var text = line.drop { $0.isWhitespace }
    if text.hasPrefix("export ") { text = text.dropFirst(7).drop { $0.isWhitespace } }
    guard let equals = text.firstIndex(of: "=") else { return nil }
    let name = text[..<equals].filter { !$0.isWhitespace }
    guard let first = name.unicodeScalars.first, first.properties.isAlphabetic || first == "_",
      name.utf8.allSatisfy({ isNameByte($0) })
    else { return nil }
    let rest = text[text.index(after: equals)...].drop { $0.isWhitespace }
    if let quote = rest.first, quote == "\"" || quote == "'" || quote == "`" {
      let body = rest.dropFirst()
      guard let end = body.firstIndex(of: quote) else { return (String(name), "", quote) }
      return (String(name), String(body[..<end]), nil)
    }
    let bare = rest.split(separator: " #", maxSplits: 1, omittingEmptySubsequences: false)[0]
    let trimmed = bare.hasPrefix("#") ? "" : bare
    return (String(name), String(trimmed.reversed().drop { $0.isWhitespace }.reversed()), nil)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
