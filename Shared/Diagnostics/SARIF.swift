import JSON

/// A log of one run in the Static Analysis Results Interchange Format (OASIS SARIF 2.1.0).
package struct SARIFLog: Sendable {
  /// What a rule is about, for those who read the log.
  package struct Rule: Sendable {
    /// As findings name it.
    package var id: String
    /// One sentence.
    package var summary: String
    /// A page about the rule.
    package var helpURI: String?

    /// A rule that a reader is to know.
    package init(id: String, summary: String, helpURI: String? = nil) {
      self.id = id
      self.summary = summary
      self.helpURI = helpURI
    }
  }

  /// The name of the tool that ran.
  package var tool: String
  /// Its version, without the name.
  package var version: String
  /// A page about the tool.
  package var informationURI: String?
  /// What is known about rules. Rules without results are left out; a rule that a result names and
  /// this lacks gets its identifier alone.
  package var rules: [Rule]
  /// Reported in this order. The tools that found them don't matter: the log has one driver.
  package var findings: [Finding]

  /// The log of one run.
  package init(
    tool: String, version: String, informationURI: String? = nil, rules: [Rule] = [],
    findings: [Finding]
  ) {
    self.tool = tool
    self.version = version
    self.informationURI = informationURI
    self.rules = rules
    self.findings = findings
  }

  /// The log as a JSON document.
  package var document: JSONValue {
    let identifiers = Set(findings.map(\.rule)).sorted()
    let indices = Dictionary(
      uniqueKeysWithValues: identifiers.enumerated().map { ($0.element, $0.offset) })
    var driver = JSONObject([("name", .string(tool)), ("version", .string(version))])
    driver["informationUri"] = informationURI.map(JSONValue.string)
    driver["rules"] = .array(identifiers.map(descriptor))
    return [
      "$schema": .string(SARIFLog.schema),
      "version": "2.1.0",
      "runs": [
        [
          "tool": ["driver": .object(driver)],
          "columnKind": "unicodeCodePoints",
          "results": .array(findings.map { SARIFLog.result($0, ruleIndex: indices[$0.rule] ?? 0) }),
        ]
      ],
    ]
  }

  private static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  private func descriptor(_ identifier: String) -> JSONValue {
    let known = rules.first { $0.id == identifier }
    var object = JSONObject([("id", .string(identifier))])
    object["shortDescription"] = ["text": .string(PlainText.escaped(known?.summary ?? identifier))]
    object["helpUri"] = known?.helpURI.map(JSONValue.string)
    return .object(object)
  }
}

extension SARIFLog {
  private static func result(_ finding: Finding, ruleIndex: Int) -> JSONValue {
    let text = [finding.message, finding.remedy].compactMap(\.self).joined(separator: "; ")
    var object = JSONObject([
      ("ruleId", .string(finding.rule)), ("ruleIndex", .number(JSONNumber(ruleIndex))),
      ("level", .string(finding.severity.rawValue)),
      ("message", ["text": .string(PlainText.escaped(text))]),
    ])
    if let location = location(of: finding) { object["locations"] = [location] }
    object["partialFingerprints"] = ["findingFingerprint/v1": .string(finding.fingerprint)]
    return .object(object)
  }

  private static func location(of finding: Finding) -> JSONValue? {
    var location = JSONObject()
    if let path = finding.path {
      var physical = JSONObject([("artifactLocation", ["uri": .string(uri(of: path))])])
      physical["region"] = region(of: finding)
      location["physicalLocation"] = .object(physical)
    }
    if let pointer = finding.pointer {
      var logical = JSONObject()
      logical["name"] = pointer.tokens.last.map(JSONValue.string)
      logical["fullyQualifiedName"] = .string(pointer.description)
      location["logicalLocations"] = [.object(logical)]
    }
    return location.members.isEmpty ? nil : .object(location)
  }

  /// The place in the file, where the line is known: numbers from 1 (SARIF 2.1.0 §3.30.5).
  private static func region(of finding: Finding) -> JSONValue? {
    guard let line = finding.line, line >= 1 else { return nil }
    var region = JSONObject([("startLine", .number(JSONNumber(line)))])
    if let column = finding.column, column >= 1 {
      region["startColumn"] = .number(JSONNumber(column))
    }
    return .object(region)
  }

  /// A path as a URI reference: relative as it is, absolute as a `file` URI (RFC 3986, RFC 8089).
  ///
  /// Everything but unreserved characters and `/` is percent-encoded as UTF-8; so is a colon, since
  /// it would make a scheme of the first segment (RFC 3986 §4.2).
  static func uri(of path: String) -> String {
    var bytes = Substring(path).utf8
    var text = bytes.first == UInt8(ascii: "/") ? "file://" : ""
    while bytes.starts(with: "./".utf8) {
      bytes = bytes.dropFirst(2).drop { $0 == UInt8(ascii: "/") }
    }
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return text
  }
}
