import CommandLine
import Health

extension HTTPTarget: Probing {
  func prober(_ surroundings: Surroundings) -> any Prober { HTTPProber(self) }
}

/// Asks once over a connection of its own, by HTTP/1.0: then the answer comes in one piece and ends
/// with the connection, and the server has shown that it still takes connections.
final class HTTPProber: Prober {
  private let target: HTTPTarget

  /// Bytes of an answer that are read at most.
  private static let limit = 64 << 10

  init(_ target: HTTPTarget) { self.target = target }

  func look(until deadline: Deadline) throws(ProbeFailure) -> Outcome {
    let channel = try channel(until: deadline)
    let url = target.url
    let isUsual = url.address.port == (url.isSecure ? 443 : 80)
    let host =
      isUsual ? String(url.address.description.dropLast(url.isSecure ? 4 : 3)) : "\(url.address)"
    let request =
      "GET \(url.path) HTTP/1.0\r\nHost: \(host)\r\nUser-Agent: healthd/\(Release.version)\r\n"
      + "Accept: */*\r\nConnection: close\r\n\r\n"
    try channel.send(Array(request.utf8), until: deadline)
    return try judge(channel, until: deadline)
  }

  private func channel(until deadline: Deadline) throws(ProbeFailure) -> any Channel {
    target.url.isSecure
      ? try TLSStream(to: target.url.address, target.tls, until: deadline)
      : try ByteStream(to: target.url.address, until: deadline)
  }

  private func judge(_ channel: any Channel, until deadline: Deadline) throws(ProbeFailure)
    -> Outcome
  {
    var answer: [UInt8] = []
    var status: Int?
    let wanted = target.text.map { Array($0.utf8) }
    while answer.count < HTTPProber.limit {
      let piece = try channel.receive(until: deadline)
      answer += piece
      if status == nil, let found = try HTTPProber.status(of: answer) {
        status = found
        try check(found)
      }
      let end = HTTPProber.headerEnd(of: answer)
      if status != nil, let end {
        guard let wanted else { return .pass() }
        if answer[end...].contains(wanted) { return .pass() }
      }
      if piece.isEmpty { break }
    }
    if status == nil || HTTPProber.headerEnd(of: answer) == nil {
      throw ProbeFailure("eof", "the server closed the connection within its answer")
    }
    throw ProbeFailure("no_match", "the answer hasn't the text that it should have")
  }

  private func check(_ status: Int) throws(ProbeFailure) {
    let isExpected = target.status.map { status == $0 } ?? (200...299).contains(status)
    if !isExpected { throw ProbeFailure("http_\(status)", "it answered with status \(status)") }
  }

  /// `HTTP/1.1 200 …`
  ///
  /// - Returns: `nil` where the line isn't whole yet.
  private static func status(of answer: [UInt8]) throws(ProbeFailure) -> Int? {
    guard let end = answer.firstIndex(of: UInt8(ascii: "\n")) else {
      if answer.count > 1024 { throw ProbeFailure("not_http", "it doesn't speak HTTP") }
      return nil
    }
    let words = answer[..<end].split(separator: UInt8(ascii: " "))
    guard words.count >= 2, words[0].starts(with: "HTTP/1.".utf8), words[1].prefix(3).count == 3,
      let status = Int(String(decoding: words[1].prefix(3), as: UTF8.self)),
      (100...599).contains(status)
    else { throw ProbeFailure("not_http", "it doesn't speak HTTP") }
    return status
  }

  private static func headerEnd(of answer: [UInt8]) -> Int? {
    answer.firstRange(of: [13, 10, 13, 10])?.upperBound
      ?? answer.firstRange(of: [10, 10])?.upperBound
  }
}
