import Platform

/// An answer, as the bytes that are sent.
struct Response: Sendable {
  let status: Int
  /// Header and body, for GET.
  let bytes: [UInt8]
  /// Of the header in ``bytes``, which is all that HEAD is answered with.
  let headerCount: Int

  /// - Parameters:
  ///   - now: Milliseconds since 1970.
  ///   - closes: Whether the header says that the connection is closed.
  init(
    status: Int, phrase: String, type: String, body: [UInt8], now: Int, closes: Bool = false,
    extra: String = ""
  ) {
    let header =
      "HTTP/1.1 \(status) \(phrase)\r\nDate: \(HTTPDate.text(now))\r\nContent-Type: \(type)\r\n"
      + "Content-Length: \(body.count)\r\nCache-Control: no-store\r\n"
      + "X-Content-Type-Options: nosniff\r\n\(extra)\(closes ? "Connection: close\r\n" : "")\r\n"
    self.status = status
    headerCount = header.utf8.count
    bytes = Array(header.utf8) + body
  }

  /// The answer to what is refused; its connection is closed.
  init(_ refusal: Refusal, now: Int) {
    self.init(
      status: refusal.rawValue, phrase: refusal.phrase, type: "text/plain; charset=utf-8",
      body: Array("\(refusal.phrase)\n".utf8), now: now, closes: true,
      extra: refusal == .method ? "Allow: GET, HEAD\r\n" : "")
  }
}

/// The one form of a date that is sent (RFC 9110 §5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
enum HTTPDate {
  private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  static func text(_ milliseconds: Int) -> String {
    // `2026-11-24T08:27:47.123Z`
    let stamp = Array(Clock.timestamp(milliseconds: milliseconds).utf8)
    func part(_ range: Range<Int>) -> String { String(decoding: stamp[range], as: UTF8.self) }
    let day = days[(milliseconds / 86_400_000) % 7]
    let month = months[(Int(part(5..<7)) ?? 1) - 1]
    return "\(day), \(part(8..<10)) \(month) \(part(0..<4)) \(part(11..<19)) GMT"
  }
}
