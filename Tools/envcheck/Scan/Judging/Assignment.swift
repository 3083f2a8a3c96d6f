/// A value beside a name: whether both together make a secret, whatever its shape.
struct Assignment {
  let name: [UInt8]
  let value: [UInt8]

  var isSecret: Bool {
    guard let meaning = SecretName.meaning(of: name), value.count >= Assignment.length(of: meaning)
    else { return false }
    return isMixed && !isElsewhere(meaning) && !isIdentifier && !isPath && !isSlug
      && !(isUUID && SecretName.words(of: name).last == "token") && !Randomness.isWordy(value)
  }

  /// Machines make keys of 120 bits, so of 20 characters, or more; people make passwords shorter.
  private static func length(of meaning: SecretName.Meaning) -> Int {
    meaning == .password ? 12 : 20
  }

  private var isMixed: Bool {
    value.contains { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
      && value.contains { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 }
  }

  /// Whether it leads to where the value is: a path, a URL, a reference.
  private func isElsewhere(_ meaning: SecretName.Meaning) -> Bool {
    let text = String(decoding: value, as: UTF8.self)
    if text.contains("://") || text.hasPrefix("$") { return true }
    return meaning == .key && value.first.map { "./~@%#&*^!".utf8.contains($0) } ?? true
  }

  /// `config.security.key2`
  private var isIdentifier: Bool {
    let parts = value.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count > 1
      && parts.allSatisfy { part in
        part.first.map(Assignment.startsName) == true && part.allSatisfy(Assignment.isOfName)
      }
      && parts.contains { $0.count < 6 || Randomness.isWordy(Array($0)) }
  }

  /// `keys/server1.pem`
  private var isPath: Bool {
    let parts = value.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.count > 1 && parts.contains { Randomness.isWordy(Array($0)) }
  }

  /// `w3c-software-2002-12-31`: most of its parts are words or numbers.
  private var isSlug: Bool {
    let parts = value.split { "-._".utf8.contains($0) }
    let plain = parts.filter { part in
      part.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        || part.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 }
    }
    let count = plain.reduce(0) { $0 + $1.count }
    return parts.count >= 3 && count * 10 >= value.count * 6
  }

  private var isUUID: Bool {
    value.count == 36 && [8, 13, 18, 23].allSatisfy { value[$0] == UInt8(ascii: "-") }
  }

  private static func startsName(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || byte == UInt8(ascii: "_")
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    startsName(byte) || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: "-")
  }
}
