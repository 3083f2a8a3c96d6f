/// Texts that have the form of a secret and are none.
enum Dummy {
  /// Whether a text says itself that something is to be put in its place.
  static func isPlaceholder(_ text: [UInt8]) -> Bool {
    let lower = String(decoding: text, as: UTF8.self).lowercased()
    return words.contains(where: lower.contains) || lower.hasSuffix("here")
  }

  private static let words = [
    "example", "xxxxx", "placeholder", "your_", "your-", "changeme", "change-me", "change_me",
    "redacted", "***", "...", "00000000", "${", "{{", "dummy", "notreal", "not-real", "not_real",
    "insert_", "insert-",
  ]

  /// Whether a word stands for a password, or for where one comes from.
  static func isReference(_ text: [UInt8]) -> Bool {
    guard let first = text.first else { return true }
    if "$%{<([*#\\".utf8.contains(first) { return true }
    return wellKnown.contains(String(decoding: text, as: UTF8.self).lowercased())
  }

  /// Passwords that nobody takes for one.
  private static let wellKnown: Set<String> = [
    "token", "password", "passwd", "pass", "pwd", "secret", "user", "username", "test", "testing",
    "foo", "bar", "xxx", "xxxx", "postgres", "redis", "valkey", "mysql", "root", "guest", "admin",
    "mypassword", "mypass", "pw", "p", "host", "port", "hunter2", "key", "apikey", "api_key",
  ]

  /// Whether providers show it in their own documents and samples.
  static func isDocumented(_ text: [UInt8]) -> Bool {
    documented.contains(String(decoding: text, as: UTF8.self))
  }

  /// Keys of Firebase's and Android's samples (github.com/firebase/firebase-android-sdk), and passwords of
  /// the reference of nuget.config (learn.microsoft.com).
  private static let documented: Set<String> = [
    "AIzaSyabcdefghijklmnopqrstuvwxyz1234567", "AIzaSyAnLA7NfeLquW1tJFpx_eQCxoX-oo6YyIs",
    "AIzaSyCkEhVjf3pduRDt6d1yKOMitrUEke8agEM", "AIzaSyDMAScliyLx7F0NPDEJi1QmyCgHIAODrlU",
    "AIzaSyD3asb-2pEZVqMkmL6M9N6nHZRR_znhrh0", "AIzayDNSXIbFmlXbIE6mCzDLQAqITYefhixbX4A",
    "AIzaSyAdOS2zB6NCsk1pCdZ4-P6GBdi_UUPwX7c", "AIzaSyASWm6HmTMdYWpgMnjRBjxcQ9CKctWmLd4",
    "AIzaSyANUvH9H9BsUccjsu2pCmEkOPjjaXeDQgY", "AIzaSyA5_iVawFQ8ABuTZNUdcwERLJv_a_p4wtM",
    "AIzaSyA4UrcGxgwQFTfaI3no3t7Lt1sjmdnP5sQ", "AIzaSyDSb51JiIcB6OJpwwMicseKRhhrOq1cS7g",
    "AIzaSyBF2RrAIm4a0mO64EShQfqfd2AFnzAvvuU", "AIzaSyBcE-OOIbhjyR83gm4r2MFCu4MJmprNXsw",
    "AIzaSyB8qGxt4ec15vitgn44duC5ucxaOi4FmqE", "AIzaSyA8vmApnrHNFE0bApF4hoZ11srVL_n0nvY",
    "33f!!lloppa", "hal+9ooo_da!sY",
  ]
}
