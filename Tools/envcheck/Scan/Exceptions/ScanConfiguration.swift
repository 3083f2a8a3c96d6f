import Diagnostics
import JSON
import Platform

/// A `.gitleaks.toml`: what else to look for, and what to let stand (gitleaks 8.30, README,
/// Configuration).
struct ScanConfiguration: Sendable {
  static let name = ".gitleaks.toml"

  /// What is looked for.
  private(set) var kinds: [SecretKind]
  private(set) var allowances: [Allowance] = []
  /// What it says and isn't done, a line each.
  private(set) var notes: [String] = []

  /// The kinds of this build, and no exceptions.
  static let standard = ScanConfiguration(kinds: KindTable.current.kinds)

  private init(kinds: [SecretKind]) { self.kinds = kinds }

  /// - Parameter depth: How many files have led to this one.
  /// - Throws: Exit status 2 with everything that is wrong in it, 3 where it can't be read.
  init(file: String, depth: Int = 0) throws(Failure) {
    let reader = try ConfigurationReader(file: file)
    let extend = reader.document["extend"]
    kinds = extend?["useDefault"]?.bool == true ? KindTable.current.kinds : []
    if let path = extend?["path"]?.string {
      guard depth < 2 else { throw .invalid("\(file): it extends a file that extends others") }
      let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
      let base = try ScanConfiguration(
        file: path.hasPrefix("/") ? path : folder + path, depth: depth + 1)
      kinds = base.kinds + kinds.filter { kind in !base.kinds.contains { $0.id == kind.id } }
      allowances = base.allowances
      notes = base.notes
    }
    let disabled = Set(extend?["disabledRules"]?.array?.compactMap(\.string) ?? [])
    kinds.removeAll { disabled.contains($0.id) }
    var faults: [Finding] = []
    for (index, rule) in reader.rules.enumerated() { add(rule, index, reader, &faults) }
    allowances += reader.globalAllowances
    faults += patternFaults(file)
    if !faults.isEmpty { throw .invalid(faults) }
  }

  private mutating func add(
    _ rule: JSONValue, _ index: Int, _ reader: ConfigurationReader, _ faults: inout [Finding]
  ) {
    guard let id = rule["id"]?.string, !id.isEmpty else {
      faults.append(
        Finding(rule: "missing-key", message: "rule \(index + 1) has no id", path: reader.file))
      return
    }
    let known = kinds.firstIndex { $0.id == id }
    var kind = known.map { kinds[$0] } ?? SecretKind()
    if let regex = rule["regex"]?.string {
      kind = SecretKind()
      kind.pattern = regex.split(separator: "(?P<", omittingEmptySubsequences: false)
        .joined(separator: "(?<")
      kind.isCustom = true
      kind.group = rule["secretGroup"]?.integer ?? 0
      kind.keywords = rule["keywords"]?.array?.compactMap(\.string) ?? []
    } else if known == nil {
      notes.append(
        "\(reader.file): the rule \(id) has no regex, and files aren't judged by their paths")
      return
    }
    kind.id = id
    kind.what = rule["description"]?.string ?? (kind.what.isEmpty ? id : kind.what)
    kind.files = rule["path"]?.string ?? kind.files
    kind.entropy = rule["entropy"].flatMap(ConfigurationReader.number) ?? kind.entropy
    if let known { kinds[known] = kind } else { kinds.insert(kind, at: 0) }
    allowances += reader.allowances(of: rule).map { allowance in
      var allowance = allowance
      allowance.kinds = [id]
      return allowance
    }
  }

  private func patternFaults(_ file: String) -> [Finding] {
    var faults: [Finding] = []
    func check(_ text: String, _ place: String) {
      do throws(CapturePattern.Fault) {
        _ = try CapturePattern(text, isMultiline: false)
      } catch {
        faults.append(
          Finding(
            rule: "bad-pattern",
            message: "\(place): \(error.message), at byte \(error.offset) of the pattern",
            path: file))
      }
    }
    for kind in kinds where kind.isCustom {
      check(kind.pattern, "the rule \(kind.id)")
      if !kind.files.isEmpty { check(kind.files, "the path of the rule \(kind.id)") }
    }
    for allowance in allowances {
      for text in allowance.paths + allowance.patterns { check(text, "an allowlist") }
    }
    return faults
  }
}

/// The document of a configuration, part by part.
struct ConfigurationReader {
  let file: String
  let document: JSONValue

  init(file: String) throws(Failure) {
    self.file = file
    let bytes: [UInt8]?
    do {
      bytes = try Files.read(file, limit: 16 << 20)
    } catch {
      throw Failure(error)
    }
    do throws(TOMLReader.Fault) {
      document = try TOMLReader.read(bytes ?? [])
    } catch {
      throw .invalid([
        Finding(rule: "toml-syntax", message: error.message, path: file, line: error.line)
      ])
    }
  }

  var rules: [JSONValue] { document["rules"]?.array ?? [] }

  /// Those of the whole file; `targetRules` names kinds.
  var globalAllowances: [Allowance] { allowances(of: document) }

  /// Tables `allowlist`, the older form, and `allowlists`.
  func allowances(of table: JSONValue) -> [Allowance] {
    let tables = (table["allowlist"].map { [$0] } ?? []) + (table["allowlists"]?.array ?? [])
    return tables.map { list in
      var allowance = Allowance()
      allowance.kinds = Set(ConfigurationReader.texts(list["targetRules"]))
      allowance.needsAll = list["condition"]?.string?.uppercased() == "AND"
      allowance.commits = Set(ConfigurationReader.texts(list["commits"]))
      allowance.paths = ConfigurationReader.texts(list["paths"])
      allowance.patterns = ConfigurationReader.texts(list["regexes"])
      allowance.target = list["regexTarget"]?.string.flatMap(Allowance.Target.init) ?? .secret
      allowance.words = ConfigurationReader.texts(list["stopwords"]).map { $0.lowercased() }
      return allowance
    }
  }

  static func number(_ value: JSONValue) -> Double? {
    if case .number(let number) = value { Double(number.text) } else { nil }
  }

  private static func texts(_ value: JSONValue?) -> [String] {
    value?.array?.compactMap(\.string) ?? []
  }
}
