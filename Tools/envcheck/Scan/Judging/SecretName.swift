/// What a name says of the value that is assigned to it.
enum SecretName {
  /// What a name calls its value.
  enum Meaning {
    case password
    /// A key, a token or a secret: made by a machine.
    case key
  }

  /// What the last words of a name say: `snowflake.password`, `API_KEY_PROD`, `clientSecret`; `nil` for
  /// `publicKey`, `secretName`, `tokenizer` and all others.
  static func meaning(of name: [UInt8]) -> Meaning? {
    var words = words(of: name)
    while let last = words.last, qualifiers.contains(last) { words.removeLast() }
    guard let last = words.last, !words.contains(where: harmless.contains) else { return nil }
    if passwords.contains(last) { return .password }
    if keys.contains(last) { return .key }
    if last == "key", words.count > 1, owners.contains(words[words.count - 2]) { return .key }
    return nil
  }

  /// The words of a name, in lower case: at humps, digits and punctuation one ends.
  static func words(of name: [UInt8]) -> [String] {
    var words: [[UInt8]] = []
    var previous: Letter = .other
    for (index, byte) in name.enumerated() {
      let letter = Letter(byte)
      let next = index + 1 < name.count ? Letter(name[index + 1]) : .other
      let isStart =
        previous == .other || (letter == .upper && (previous == .lower || next == .lower))
      if letter != .other {
        if isStart { words.append([]) }
        words[words.count - 1].append(byte | 0x20)
      }
      previous = letter
    }
    return words.map { String(decoding: $0, as: UTF8.self) }
  }

  private enum Letter {
    case upper, lower, other

    init(_ byte: UInt8) {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): self = .upper
      case UInt8(ascii: "a")...UInt8(ascii: "z"): self = .lower
      default: self = .other
      }
    }
  }

  private static let passwords: Set<String> = [
    "password", "passwd", "pwd", "passphrase", "pass", "passw", "passwort",
  ]

  private static let keys: Set<String> = [
    "secret", "token", "credential", "credentials", "creds", "apikey", "accesskey", "secretkey",
    "apitoken", "authtoken", "accesstoken", "privatekey",
  ]

  /// Words before `key` that make it a secret one.
  private static let owners: Set<String> = [
    "api", "access", "secret", "private", "master", "encryption", "signing", "auth", "account",
    "app",
    "client", "service", "admin", "storage", "shared", "token", "session",
    "hmac",
    "jwt", "crypto", "cipher", "aes", "webhook", "deploy", "root", "application", "consumer",
    "function",
    "subscription", "sas", "security", "server", "write", "ingest", "project", "user", "developer",
    "base", "hex", "dev", "prod", "live",
  ]

  /// Words behind the name proper that don't change its meaning.
  private static let qualifiers: Set<String> = [
    "value", "string", "str", "prod", "production", "dev", "development", "staging", "test",
    "testing",
    "live", "default", "env", "base", "current", "old", "new", "text", "plain", "raw", "data",
  ]

  /// Words that make it something else: a public half, a place in a list, a digest, a sample.
  private static let harmless: Set<String> = [
    "public", "pub", "csrf", "xsrf", "primary", "foreign", "hash", "fake", "mock", "dummy",
    "sample",
    "example", "next", "page", "continuation", "cursor", "sync", "publishable", "fingerprint",
    "digest",
    "checksum", "sha", "md", "etag", "cache", "match", "id",
  ]
}
