/// What names of variables tell by custom.
struct VariableWords: Sendable {
  let name: String
  private let words: [String]

  init(_ name: String) {
    self.name = name
    words = name.split(separator: "_").map(String.init)
  }

  /// Prefixes by which builds write values into what browsers load.
  private static let publicPrefixes = [
    "NEXT_PUBLIC_", "VITE_", "REACT_APP_", "PUBLIC_", "NUXT_PUBLIC_", "EXPO_PUBLIC_", "GATSBY_",
    "VUE_APP_", "ASTRO_PUBLIC_",
  ]
  var isPublic: Bool { VariableWords.publicPrefixes.contains { name.hasPrefix($0) } }

  private static let secretWords: Set<String> = [
    "SECRET", "SECRETS", "TOKEN", "TOKENS", "PASSWORD", "PASSWD", "PASS", "PWD", "PASSPHRASE",
    "KEY",
    "KEYS", "APIKEY", "CREDENTIAL", "CREDENTIALS", "DSN", "SALT", "CERT", "PAT",
    "SIGNATURE", "COOKIE", "PEPPER", "JWT", "WEBHOOK", "LICENSE", "CIPHER", "SEED", "PIN",
  ]
  private static let secretParts = [
    "SECRET", "TOKEN", "PASSWORD", "APIKEY", "CREDENTIAL", "PRIVATEKEY",
  ]
  /// Last words of settings about secrets that are none themselves.
  private static let harmlessEnds: Set<String> = [
    "IN", "EXPIRY", "EXPIRES", "EXPIRATION", "TTL", "LENGTH", "ENABLED", "DISABLED", "ROUNDS",
    "HEADER", "ISSUER", "AUDIENCE", "LIMIT", "SECONDS", "MINUTES", "HOURS", "DAYS", "MS", "DOMAIN",
    "ALGORITHM", "TYPE", "NAME", "PREFIX", "SUFFIX", "BYTES", "SIZE", "COUNT", "CONCURRENCY",
    "TIMEOUT", "INTERVAL", "AGE", "MAX", "MIN", "MODE", "PROVIDER", "STRATEGY", "VERSION", "PATH",
    "HOST", "PORT", "REGION", "TRANSPORT", "ENCODING",
  ]
  /// Last words of addresses, which are secret only where whoever has one is let in.
  private static let addressEnds: Set<String> = ["URL", "URI", "ENDPOINT"]

  /// Whether the name sounds secret, whether or not browsers load it.
  var soundsSecret: Bool {
    if let last = words.last {
      if VariableWords.harmlessEnds.contains(last) { return false }
      if VariableWords.addressEnds.contains(last) { return words.contains("WEBHOOK") }
      // As in REDIS_AUTH; AUTH_PROVIDER and the like are settings.
      if last == "AUTH" { return true }
    }
    return words.contains { VariableWords.secretWords.contains($0) }
      || VariableWords.secretParts.contains { name.range(of: $0) != nil }
  }

  var isSecret: Bool { soundsSecret && !isPublic }

  /// Variables that platforms, package managers and frameworks set themselves.
  var isForeign: Bool {
    VariableWords.foreign.contains(name)
      || VariableWords.foreignPrefixes.contains { name.hasPrefix($0) }
  }

  private static let foreign: Set<String> = [
    "NODE_ENV", "PORT", "HOSTNAME", "CI", "HOME", "PATH", "PWD", "USER", "SHELL", "TERM",
    "LANG",
    "TMPDIR", "NODE_OPTIONS", "NODE_PATH", "NEXT_RUNTIME", "NEXT_PHASE", "NEXT_TELEMETRY_DISABLED",
    "JEST_WORKER_ID", "VITEST", "BASE_URL", "MODE", "DEV", "PROD", "SSR", "DYNO", "APPDATA",
    "LOCALAPPDATA", "INIT_CWD", "NO_COLOR", "FORCE_COLOR", "EDITOR", "SKIP_ENV_VALIDATION",
    "ANALYZE", "K_SERVICE", "VERCEL", "VERCEL_ENV", "VERCEL_TARGET_ENV", "VERCEL_URL",
    "VERCEL_BRANCH_URL", "VERCEL_PROJECT_PRODUCTION_URL", "VERCEL_REGION", "VERCEL_DEPLOYMENT_ID",
    "NETLIFY", "FLY_APP_NAME", "FLY_REGION", "FLY_ALLOC_ID", "FLY_MACHINE_ID", "CODESPACES",
    "CODESPACE_NAME",
  ]
  private static let foreignPrefixes = [
    "VERCEL_GIT_", "NEXT_PUBLIC_VERCEL_", "GITHUB_ACTION", "GITHUB_REF", "GITHUB_SHA", "GITHUB_RUN",
    "GITHUB_REPOSITORY", "GITHUB_EVENT", "NPM_CONFIG_", "TURBO_", "RAILWAY_", "RENDER_EXTERNAL_",
    "RENDER_SERVICE_", "RENDER_GIT_", "HEROKU_", "CF_PAGES", "AWS_LAMBDA_", "JEST_", "VITEST_",
    "PLAYWRIGHT_", "CYPRESS_", "COREPACK_", "NX_", "LERNA_", "GITPOD_", "XDG_", "COMPOSE_",
    "TAURI_",
    "STORYBOOK_", "E2E_", "TEST_",
  ]
}

extension VariableWords {
  /// The part of a datastore that the name means: `DATABASE_URL`, `PGHOST`, `REDIS_PORT`.
  ///
  /// - Returns: Whether it is of a cache, and the part as the stack has it.
  var part: (isCache: Bool, part: String)? {
    for (stems, isCache) in [
      (VariableWords.cacheStems, true), (VariableWords.databaseStems, false),
    ] {
      for stem in stems {
        guard let rest = rest(behind: stem), let part = VariableWords.parts[rest] else { continue }
        if isCache && (part == "user" || part == "database") { continue }
        return (isCache, part)
      }
    }
    return nil
  }

  private static let cacheStems = [
    "UPSTASH", "BULL_REDIS", "BULLMQ_REDIS", "QUEUE_REDIS", "CACHE_REDIS", "REDIS_CACHE",
    "REDIS_QUEUE", "REDIS", "VALKEY",
    "QUEUE_BULL_REDIS",
  ]
  private static let databaseStems = [
    "DB_POSTGRESDB", "DATABASE", "POSTGRESQL", "POSTGRES", "TYPEORM", "PG", "DB", "DIRECT_DATABASE",
    "DATABASE_DIRECT",
    "DIRECT",
  ]
  private static let parts = [
    "URL": "url", "URI": "url", "DSN": "url", "CONNECTION_STRING": "url", "CONNECTION_URL": "url",
    "CONNECTION": "url", "PRISMA_URL": "url", "URL_NON_POOLING": "url", "URL_UNPOOLED": "url",
    "DIRECT_URL": "url",
    "PRIVATE_URL": "url", "PRISMA_URL_NON_POOLING": "url", "READ_URL": "url", "WRITE_URL": "url",
    "HOST": "host", "HOSTNAME": "host", "SERVER": "host", "PORT": "port",
    "USER": "user", "USERNAME": "user", "PASSWORD": "password", "PASS": "password",
    "PASSWD": "password", "AUTH": "password",
    "DB": "database", "DATABASE": "database", "NAME": "database", "DBNAME": "database",
    "DB_NAME": "database",
  ]

  /// What stands behind a stem: `HOST` of `DB_HOST`, of `PGHOST`, and of `MAIN_DB_HOST`.
  private func rest(behind stem: String) -> String? {
    if stem == "UPSTASH" { return nil }
    if stem == "PG", name.hasPrefix("PG"), !name.hasPrefix("PG_") {
      return String(name.dropFirst(2))
    }
    if name.hasPrefix(stem + "_") { return String(name.dropFirst(stem.utf8.count + 1)) }
    guard let found = name.range(of: "_" + stem + "_"), !name.hasPrefix("UPSTASH"),
      !name.hasPrefix("SHADOW")
    else { return nil }
    return String(name[found.upperBound...])
  }
}

/// What values tell.
enum VariableValue {
  /// Whether a value may be shown: short, plain, and nothing that may be a secret.
  static func isPresentable(_ value: String) -> Bool {
    StackForm.isLine(value) && value.utf8.count <= 120 && !value.contains("${")
      && !value.contains("$(")
      && !value.contains("<") && !value.contains("{{") && !isPlaceholder(value)
      && !looksSecret(value)
  }

  private static func isPlaceholder(_ value: String) -> Bool {
    let text = value.lowercased()
    return ["your", "change", "replace", "xxx", "...", "insert", "todo", "enter", "paste"].contains
    { text.contains($0) }
  }

  /// A password in a URL, a query, a known prefix, or a run of letters and digits that no word has.
  static func looksSecret(_ value: String) -> Bool {
    if let scheme = value.range(of: "://") {
      let rest = value[scheme.upperBound...]
      if rest.contains("@") || rest.contains("?") { return true }
    }
    let prefixes = [
      "sk_", "pk_", "sk-", "pk-", "rk_", "whsec_", "ghp_", "gho_", "github_pat_", "glpat-", "xox",
      "eyJ", "AKIA", "AIza", "re_", "phc_", "phx_", "npm_", "SG.", "-----", "ssh-",
    ]
    if prefixes.contains(where: { value.hasPrefix($0) }) { return true }
    let runs = value.split { !($0.isLetter || $0.isNumber || "+=_-".contains($0)) }
    return runs.contains { run in
      let digits = run.count { $0.isNumber }
      let isMixed =
        digits > 1 && run.contains { $0.isLetter } || run.contains("+") || run.contains("=")
      return run.count >= 14 && isMixed
        || run.count >= 24 && !run.contains("-") && !run.contains("_") || run.count >= 40
    }
  }

  /// In a container nobody reaches a server that listens to its own machine alone.
  static func reachable(_ value: String, named name: String) -> String {
    name == "HOST" && ["localhost", "127.0.0.1"].contains(value) ? "0.0.0.0" : value
  }

  /// The stack's type of a value that is shown.
  static func kind(of value: String, named name: String) -> String? {
    if value == "true" || value == "false" { return "boolean" }
    if let number = Int(value), String(number) == value {
      return name.hasSuffix("PORT") && (1...65_535).contains(number) ? "port" : "integer"
    }
    if isURL(value) { return "url" }
    return name.contains("EMAIL") && isEmail(value) ? "email" : nil
  }

  static func isURL(_ value: String) -> Bool {
    guard let scheme = value.range(of: "://"), scheme.lowerBound > value.startIndex else {
      return false
    }
    let rest = value[scheme.upperBound...].utf8
    return value[..<scheme.lowerBound].utf8.allSatisfy { (97...122).contains($0) }
      && rest.first.map { $0 != UInt8(ascii: "/") } == true
      && rest.allSatisfy { $0 > 0x20 && $0 < 0x7f }
  }

  private static func isEmail(_ value: String) -> Bool {
    let parts = value.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
      && value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f }
  }
}
