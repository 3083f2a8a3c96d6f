import Diagnostics
import Platform
import JSON

/// Variables of containers that aren't what they look like.
enum EnvironmentRules {
  static let all: [CheckRule] = [
    CheckRule(
      "unquoted-value", .warning,
      "a boolean or a decimal number without quotes in `environment`: `1.10` becomes 1.1",
      .service(unquoted)),
    CheckRule(
      "quoted-value", .warning,
      "quotes in `NAME=\"value\"` of a list, which become part of the value",
      .service(quoted)),
    CheckRule(
      "spaced-variable", .error, "a space before the `=` of a variable", isRefused: true,
      .service(spaced)),
    CheckRule(
      "duplicate-variable", .warning, "a variable that is given twice", .service(duplicates)),
    CheckRule(
      "missing-env-file", .error, "an `env_file` that isn't there and has no template",
      isRefused: true, .service(missingFiles)),
    CheckRule(
      "localhost-address", .warning,
      "the address of a datastore at `localhost`, which in a container is the container",
      .service(localhost)),
  ]

  private static let words: Set<String> = ["yes", "no", "on", "off", "y", "n"]

  private static func unquoted(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    service.environment.compactMap { entry in
      guard let scalar = entry.scalar, scalar.isPlain else { return nil }
      let message: String
      if scalar.isBool {
        message = "\(entry.name) is a boolean, not the text \(scalar.text)"
      } else if words.contains(scalar.text.lowercased()) {
        message = "\(entry.name) is a boolean to readers of YAML 1.1"
      } else if let number = scalar.number, !isPlainInteger(scalar.text) {
        let read = number.integer.map(String.init) ?? number.double.map { "\($0)" } ?? number.text
        message =
          read == scalar.text
          ? "\(entry.name) is a number, not text" : "\(entry.name) becomes \(read)"
      } else {
        return nil
      }
      return SecretRules.isSecretName(entry.name)
        ? Fault(entry.place, "\(entry.name) is more than text to YAML", do: "put it in quotes")
        : Fault(entry.place, message, do: "write \"\(scalar.text)\"")
    }
  }

  private static func isPlainInteger(_ text: String) -> Bool {
    text.wholeMatch(of: /-?(0|[1-9][0-9]*)/) != nil
  }

  /// Entries of a list, in which quotes mean nothing to YAML.
  private static func listed(_ service: ComposeService) -> [EnvironmentEntry] {
    service.environment.filter { $0.scalar == nil }
  }

  private static func quoted(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    listed(service).compactMap { entry in
      guard let value = entry.value, value.count > 1, let first = value.first,
        first == "\"" || first == "'", value.last == first
      else { return nil }
      return Fault(
        entry.place, "the quotes become part of \(entry.name)'s value",
        do: "quote the whole entry, or nothing")
    }
  }

  private static func spaced(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    listed(service).compactMap { entry in
      guard entry.value != nil, entry.name.last == " " else { return nil }
      return Fault(
        entry.place, "the name of the variable \"\(entry.name.trimmed)\" ends with a space",
        do: "write \(entry.name.trimmed)=VALUE")
    }
  }

  private static func duplicates(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    var seen: Set<String> = []
    return service.environment.compactMap { entry in
      if seen.insert(entry.name).inserted { return nil }
      return Fault(
        entry.place, "\(entry.name) is given twice; the last counts", do: "take one of them out")
    }
  }

  private static func missingFiles(_ service: ComposeService, _ project: ComposeProject) -> [Fault]
  {
    let node = service.node["env_file"]
    return (node?.elements ?? node.map { [$0] } ?? []).compactMap { entry in
      if entry["required"]?.isFalse == true { return nil }
      guard let path = project.resolved(entry.text == nil ? entry["path"] : entry) else {
        return nil
      }
      let full = ComposePath.join(project.source(of: entry.place).folder, path)
      let folder = ComposePath.folder(of: full)
      let name = ComposePath.name(of: full)
      let hasTemplate = ComposePath.names(in: folder).contains {
        VariableTemplates.isTemplate($0) && ($0.contains(name) || name.hasPrefix(".env"))
      }
      if hasTemplate || ComposePath.exists(full) { return nil }
      return Fault(
        entry.place, "there is no file \"\(path)\", and no template of it",
        do: "add \(path).example, or set required: false")
    }
  }

  private static let schemes = [
    "postgres", "postgresql", "mysql", "mariadb", "redis", "rediss", "mongodb", "amqp", "jdbc",
  ]

  private static func localhost(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    if service.networkMode != nil { return [] }
    return service.environment.compactMap { entry in
      guard let value = entry.value.map({ Interpolation($0).outline }),
        let end = value.firstRange(of: "://"),
        schemes.contains(where: { value[..<end.lowerBound].lowercased().hasPrefix($0) })
      else { return nil }
      let authority = value[end.upperBound...].prefix { $0 != "/" && $0 != "?" }
      let host = authority.split(separator: "@").last ?? ""
      guard ["localhost", "127.0.0.1"].contains(String(host.prefix { $0 != ":" })) else {
        return nil
      }
      return Fault(
        entry.place, "\(entry.name) leads to \(service.quoted) itself: localhost is the container",
        do: "use the name of the service that is meant")
    }
  }
}
