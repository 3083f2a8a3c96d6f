import Diagnostics
import Platform

/// Secrets that can be read where they shouldn't be. No message repeats one.
enum SecretRules {
  static let all: [CheckRule] = [
    CheckRule(
      "literal-secret", .warning,
      "a password, token or key written out (an error in a production-like file)",
      .service(literals)),
    CheckRule(
      "secret-in-url", .warning,
      "an address with its password written out (an error in a production-like file)",
      .service(urls)),
    CheckRule(
      "secret-in-command", .error, "a password written out in a command line", .service(commands)),
    CheckRule(
      "password-argument", .warning,
      "a password given to redis-cli by `-a`, where the list of processes shows it",
      .service(arguments)),
    CheckRule(
      "secret-build-argument", .warning, "a secret as build argument, which the image keeps",
      .service(buildArguments)),
  ]

  private static func literals(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    service.environment.compactMap { entry in
      guard let value = entry.value else { return nil }
      if project.isProductionLike, isDefaultSecret(value, of: entry.name) {
        return Fault(
          entry.place, "the default of \(entry.name) is written out in the file",
          do: "write ${\(entry.name):?}, so that there is none")
      }
      guard isLiteralSecret(value, of: entry.name) else { return nil }
      return Fault(
        entry.place, "the value of \(entry.name) is written out in the file",
        do: "write ${\(entry.name):?}, or use secrets:",
        severity: project.isProductionLike || isToken(value) ? .error : nil)
    }
  }

  private static func isLiteralSecret(_ value: String, of name: String) -> Bool {
    if isToken(value) { return true }
    guard isSecretName(name), !value.isEmpty, !value.contains("$"), !value.contains("://"),
      !value.hasPrefix("/"), !value.hasPrefix("<"),
      !["true", "false", "yes", "no", "none", "null", "0", "1"].contains(value.lowercased())
    else { return false }
    let isNumber = value.utf8.allSatisfy(Interpolation.isDigit)
    return !isNumber || ["PASSWORD", "PASS", "PWD"].contains { name.uppercased().hasSuffix($0) }
  }

  private static let placeholders = [
    "change", "example", "placeholder", "dummy", "replace", "your",
  ]

  /// `${NAME:-secret}`, where the default isn't plainly to be replaced.
  private static func isDefaultSecret(_ value: String, of name: String) -> Bool {
    let parts = Interpolation(value).parts
    guard parts.count == 1, case .variable(let variable) = parts[0],
      let standard = variable.standard,
      case .literal(let text)? = standard.first, standard.count == 1
    else { return false }
    return isLiteralSecret(text, of: name)
      && !placeholders.contains { text.lowercased().contains($0) }
  }

  private static let endings = [
    "PASSWORD", "PASSWD", "_PASS", "_PWD", "SECRET", "TOKEN", "APIKEY", "API_KEY", "PRIVATE_KEY",
    "SECRET_KEY", "ACCESS_KEY", "ENCRYPTION_KEY", "SIGNING_KEY", "PASSPHRASE", "REDISCLI_AUTH",
    "SECRET_KEY_BASE",
  ]
  private static let exceptions = [
    "ALLOW", "RANDOM", "ENABLE", "DISABLE", "REQUIRE", "PUBLIC", "RESET_PASSWORD", "HAS_",
  ]

  static func isSecretName(_ name: String) -> Bool {
    let name = name.uppercased()
    return endings.contains { name.hasSuffix($0) } && !exceptions.contains { name.contains($0) }
  }

  /// Shapes that only real tokens have.
  private static func isToken(_ value: String) -> Bool {
    let shapes = [
      "ghp_", "github_pat_", "sk_live_", "sk-ant-", "xoxb-", "glpat-", "AKIA", "dop_v1_",
    ]
    return value.utf8.count >= 20 && !value.contains("://") && !value.contains(" ")
      && shapes.contains { value.hasPrefix($0) }
  }

  private static func urls(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    let values = service.environment.compactMap { entry in
      entry.value.map { (entry.name, $0, entry.place) }
    }
    return values.compactMap { name, value, place in
      guard hasPassword(value) else { return nil }
      return Fault(
        place, "\(name) is an address with its password written out",
        do: "write the password as ${NAME:?}", severity: project.isProductionLike ? .error : nil)
    }
  }

  /// `scheme://user:password@host`, the password literal.
  private static func hasPassword(_ text: String) -> Bool {
    guard let start = text.firstRange(of: "://")?.upperBound else { return false }
    let authority = text[start...].prefix { $0 != "/" && $0 != " " && $0 != "?" }
    guard let at = authority.lastIndex(of: "@"),
      let colon = authority[..<at].firstIndex(of: ":")
    else { return false }
    let password = authority[authority.index(after: colon)..<at]
    // Behind `${NAME:-default}` the colon is the variable's.
    return !password.isEmpty && !authority[..<at].contains("$") && !password.hasPrefix("<")
  }

  private static let flags: Set<String> = [
    "--requirepass", "--masterauth", "--password", "--pass", "--root-password", "--api-key",
    "--token", "--secret", "--auth", "--admin-password", "--db-password",
  ]

  /// The words of every command line, with where it is.
  private static func lines(of service: ComposeService) -> [(words: [String], place: ComposePlace)]
  {
    var lines = [service.command, service.entrypoint].compactMap(\.self).map {
      ($0.words, $0.node.place)
    }
    if let check = service.healthcheck {
      let words: [String] =
        if case .exec(let nodes) = check.test {
          nodes.compactMap(\.text)
        } else {
          CommandText.words(of: check.line)
        }
      lines.append((words, check.place))
    }
    return lines.map { words, place in
      (words.flatMap { $0.contains(" ") ? CommandText.words(of: $0) : [$0] }, place)
    }
  }

  private static func commands(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    lines(of: service).compactMap { words, place in
      guard let flag = literalFlag(in: words) else { return nil }
      return Fault(
        place, "a command line of \(service.quoted) has a password written out, behind \(flag)",
        do: "give it by a variable of the environment, or by secrets:")
    }
  }

  private static func literalFlag(in words: [String]) -> String? {
    let client = words.first { ["mysql", "mysqladmin", "mariadb", "mariadb-admin"].contains($0) }
    for (index, word) in words.enumerated() {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      if flags.contains(parts[safe: 0] ?? "") {
        let value = parts[safe: 1] ?? words[safe: index + 1] ?? ""
        if isLiteral(value) { return parts[0] }
      }
      if isRedisClient(words), word == "-a", isLiteral(words[safe: index + 1] ?? "") { return "-a" }
      if client != nil, word.hasPrefix("-p"), word.count > 2, !word.contains("$") { return "-p" }
    }
    return nil
  }

  private static func isLiteral(_ value: String) -> Bool {
    !value.isEmpty && !value.contains("$") && !value.hasPrefix("-") && !value.hasPrefix("/")
  }

  private static func isRedisClient(_ words: [String]) -> Bool {
    words.contains { ["redis-cli", "valkey-cli"].contains(ComposePath.name(of: $0)) }
  }

  private static func arguments(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    lines(of: service).compactMap { words, place in
      guard isRedisClient(words), literalFlag(in: words) == nil,
        words.contains(where: { ["-a", "--pass"].contains($0) })
      else { return nil }
      return Fault(
        place, "the list of processes shows the password that redis-cli gets",
        do: "set REDISCLI_AUTH in environment instead")
    }
  }

  private static func buildArguments(
    _ service: ComposeService, _ project: ComposeProject
  ) -> [Fault] {
    EnvironmentEntry.all(of: service.build?.node["args"]).compactMap { entry in
      guard isSecretName(entry.name), entry.value != "" else { return nil }
      return Fault(
        entry.place, "the history of the image keeps the build argument \(entry.name)",
        do: "give it by build.secrets")
    }
  }
}

extension Array {
  /// The element, or `nil` beyond the ends.
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
