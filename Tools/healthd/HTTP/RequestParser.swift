/// Reads requests of HTTP/1.1 by the letter of RFC 9112, and refuses what two readers could read
/// differently. A request has no body: one that announces one is refused.
struct RequestParser {
  /// Bytes of a request's header, and of its target.
  static let headerLimit = 8192
  static let targetLimit = 2048
  static let fieldLimit = 100

  private let bytes: [UInt8]
  /// Where what was received ends; the buffer may be longer.
  private let count: Int
  private var offset: Int
  private var request = Request()

  enum Result {
    /// A request, and where the next one begins.
    case request(Request, end: Int)
    /// The header's end isn't there yet.
    case incomplete
    case refused(Refusal)
  }

  private init(_ bytes: [UInt8], count: Int, from start: Int) {
    self.bytes = bytes
    self.count = count
    offset = start
  }

  /// Reads the request that begins at `start`, of `count` bytes that were received.
  static func parse(_ bytes: [UInt8], count: Int, from start: Int) -> Result {
    var parser = RequestParser(bytes, count: count, from: start)
    do {
      guard try parser.read(from: start) else {
        return count - start > headerLimit ? .refused(.longHeader) : .incomplete
      }
    } catch {
      return .refused(error)
    }
    return .request(parser.request, end: parser.offset)
  }

  /// - Returns: `false` where the header's end isn't there yet.
  private mutating func read(from start: Int) throws(Refusal) -> Bool {
    // One empty line before a request is left by old clients (RFC 9112 §2.2).
    if offset + 1 < count, bytes[offset] == 0x0D, bytes[offset + 1] == 0x0A { offset += 2 }
    guard let line = try nextLine(limit: RequestParser.targetLimit, else: .longTarget) else {
      return false
    }
    let isOld = try readRequestLine(line)
    var fields = Fields()
    while true {
      guard let line = try nextLine(limit: RequestParser.headerLimit, else: .longHeader) else {
        return false
      }
      if offset - start > RequestParser.headerLimit { throw .longHeader }
      if line.isEmpty { break }
      fields.count += 1
      if fields.count > RequestParser.fieldLimit { throw .longHeader }
      try readField(line, &fields)
    }
    try finish(fields, isOld: isOld)
    return true
  }

  /// The next line without its CRLF. CR and LF stand nowhere else, NUL nowhere at all.
  private mutating func nextLine(
    limit: Int, else refusal: Refusal
  ) throws(Refusal) -> Range<Int>? {
    let start = offset
    var index = start
    while index < count {
      let byte = bytes[index]
      if byte == 0x0D {
        guard index + 1 < count else { return nil }
        guard bytes[index + 1] == 0x0A else { throw .malformed }
        offset = index + 2
        return start..<index
      }
      if byte < 0x20 && byte != 0x09 || byte == 0x7F { throw .malformed }
      index += 1
      if index - start > limit { throw refusal }
    }
    return nil
  }

  /// - Returns: Whether the version is 1.0, whose connections are closed.
  private mutating func readRequestLine(_ line: Range<Int>) throws(Refusal) -> Bool {
    guard let first = index(of: 0x20, in: line) else { throw .malformed }
    let method = line.lowerBound..<first
    guard !method.isEmpty, method.allSatisfy({ RequestParser.isToken(bytes[$0]) }) else {
      throw .malformed
    }
    guard let second = index(of: 0x20, in: first + 1..<line.upperBound) else { throw .malformed }
    let isOld = try readVersion(second + 1..<line.upperBound)
    if equals(method, "HEAD") {
      request.isHead = true
    } else if !equals(method, "GET") {
      throw .method
    }
    try readTarget(first + 1..<second)
    return isOld
  }

  private func readVersion(_ range: Range<Int>) throws(Refusal) -> Bool {
    if equals(range, "HTTP/1.1") { return false }
    if equals(range, "HTTP/1.0") { return true }
    let isVersion =
      range.count == 8 && equals(range.prefix(5), "HTTP/") && isDigit(range.lowerBound + 5)
      && bytes[range.lowerBound + 6] == UInt8(ascii: ".") && isDigit(range.lowerBound + 7)
    throw isVersion ? .version : .malformed
  }

  /// A path, or a whole address whose authority says nothing here (RFC 9112 §3.2.2).
  private mutating func readTarget(_ target: Range<Int>) throws(Refusal) {
    var start = target.lowerBound
    if equals(target.prefix(7), "http://") {
      start = index(of: UInt8(ascii: "/"), in: start + 7..<target.upperBound) ?? target.upperBound
    }
    let path = start..<target.upperBound
    guard let first = path.first, bytes[first] == UInt8(ascii: "/"),
      path.allSatisfy({ bytes[$0] > 0x20 && bytes[$0] != UInt8(ascii: "#") && bytes[$0] < 0x7F })
    else { throw .malformed }
    let question = index(of: UInt8(ascii: "?"), in: path) ?? path.upperBound
    request.route = Route.all.first { equals(path.lowerBound..<question, $0.path) }
    request.isVerbose = contains(question..<path.upperBound, "verbose")
  }

  /// What of the fields decides about the message.
  private struct Fields {
    var count = 0
    var hosts = 0
    var lengths = 0
    var hasBody = false
  }

  private mutating func readField(_ line: Range<Int>, _ fields: inout Fields) throws(Refusal) {
    guard let colon = index(of: UInt8(ascii: ":"), in: line) else { throw .malformed }
    let name = line.lowerBound..<colon
    // Also refuses a line that begins with a space (folding) and a space before the colon.
    guard !name.isEmpty, name.allSatisfy({ RequestParser.isToken(bytes[$0]) }) else {
      throw .malformed
    }
    let value = trimmed(colon + 1..<line.upperBound)
    switch name.count {
    case 4 where matches(name, "host"):
      fields.hosts += 1
      guard value.allSatisfy({ RequestParser.isHostByte(bytes[$0]) }) else { throw .malformed }
    case 6 where matches(name, "accept"):
      if contains(value, "application/health+json") { request.wantsHealthJSON = true }
    case 10 where matches(name, "connection"):
      if contains(value, "close") { request.keepsOpen = false }
    case 14 where matches(name, "content-length"):
      fields.lengths += 1
      guard !value.isEmpty, value.allSatisfy(isDigit) else { throw .malformed }
      if !value.allSatisfy({ bytes[$0] == UInt8(ascii: "0") }) { fields.hasBody = true }
    case 17 where matches(name, "transfer-encoding"): fields.hasBody = true
    default: break
    }
  }

  private mutating func finish(_ fields: Fields, isOld: Bool) throws(Refusal) {
    if fields.hasBody || fields.lengths > 1 || fields.hosts > 1 { throw .malformed }
    if fields.hosts == 0 && !isOld { throw .malformed }
    if isOld { request.keepsOpen = false }
  }
}

extension RequestParser {
  private func index(of byte: UInt8, in range: Range<Int>) -> Int? {
    range.first { bytes[$0] == byte }
  }

  private func equals(_ range: Range<Int>, _ text: StaticString) -> Bool {
    range.count == text.utf8CodeUnitCount
      && range.enumerated().allSatisfy { bytes[$1] == text.utf8Start[$0] }
  }

  /// Whether a name is this one, in lower case.
  private func matches(_ range: Range<Int>, _ name: StaticString) -> Bool {
    range.enumerated().allSatisfy { RequestParser.lower(bytes[$1]) == name.utf8Start[$0] }
  }

  private func contains(_ range: Range<Int>, _ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard range.count >= count else { return false }
    return (range.lowerBound...range.upperBound - count).contains { matches($0..<$0 + count, text) }
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    while start < end, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return start..<end
  }

  private func isDigit(_ index: Int) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index])
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  /// RFC 9110 §5.6.2.
  private static func isToken(_ byte: UInt8) -> Bool { token[Int(byte)] }

  private static let token: [Bool] = (0..<256).map { byte in
    let scalar = Unicode.Scalar(UInt8(byte))
    return byte < 128 && scalar.properties.isAlphabetic
      || (48...57).contains(byte) || "!#$%&'*+-.^_`|~".unicodeScalars.contains(scalar)
  }

  /// What a host and a port are made of (RFC 3986 §3.2).
  private static func isHostByte(_ byte: UInt8) -> Bool {
    isToken(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "[")
      || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: ")")
  }
}
