import CLoaded
import Platform

/// A connection to PostgreSQL by libpq, each step of which has a deadline.
final class PostgresConnection {
  private let connection: UnsafeMutableRawPointer

  /// Whether libpq is there; it is loaded once.
  private static let isLoaded = cpostgres_load() == 0

  /// - Parameter parameters: Keywords of libpq (PostgreSQL 15, §34.1.2); `dbname` may be a URI where
  ///   it comes first.
  init(_ parameters: [(String, String)], until deadline: Deadline) throws(ProbeFailure) {
    try PostgresConnection.load()
    connection = try PostgresConnection.start(parameters)
    try attend(until: deadline)
  }

  deinit { cpostgres_finish(connection) }

  static func load() throws(ProbeFailure) {
    if !isLoaded {
      throw ProbeFailure("no_libpq", "libpq isn't installed; install the package libpq5")
    }
  }

  /// The host and the port of a URI; empty where it has none.
  static func place(in uri: String) throws(ProbeFailure) -> (host: String, port: String)? {
    try load()
    var host = [CChar](repeating: 0, count: 512)
    var port = host
    guard cpostgres_place(uri, &host, &port, Int32(host.count)) == 0 else { return nil }
    return (text(host), text(port))
  }

  private static func text(_ bytes: [CChar]) -> String {
    String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func start(
    _ parameters: [(String, String)]
  ) throws(ProbeFailure) -> UnsafeMutableRawPointer {
    let keywords = parameters.map { CString($0.0) }
    let values = parameters.map { CString($0.1) }
    let connection = cpostgres_start(
      keywords.map { UnsafePointer($0.pointer) } + [nil],
      values.map { UnsafePointer($0.pointer) } + [nil])
    guard let connection else { throw ProbeFailure("no_memory", "there is no memory to connect") }
    return connection
  }

  var descriptor: Int32 { cpostgres_socket(connection) }

  /// Connects. The first wait is for writing, and the socket may change (PQconnectPoll).
  private func attend(until deadline: Deadline) throws(ProbeFailure) {
    var state: Int32 = 2
    while true {
      switch state {
      case 3: return
      case 1, 2:
        guard Sockets.wait(for: descriptor, toWrite: state == 2, within: deadline.left) else {
          throw ProbeFailure("timeout", "the server doesn't answer")
        }
      default: throw PostgresFailure.connecting(String(cString: cpostgres_error(connection)))
      }
      state = cpostgres_poll(connection)
    }
  }

  /// Runs a query.
  ///
  /// - Returns: The first value of its first row.
  func value(of query: String, until deadline: Deadline) throws(ProbeFailure) -> String {
    guard cpostgres_send(connection, query) == 0 else { throw PostgresFailure.ended }
    var left = cpostgres_flush(connection)
    while left > 0 {
      try wait(toWrite: true, until: deadline)
      left = cpostgres_flush(connection)
    }
    if left < 0 { throw PostgresFailure.ended }
    var answer: String?
    while true {
      var state = cpostgres_consume(connection)
      while state == 1 {
        try wait(toWrite: false, until: deadline)
        state = cpostgres_consume(connection)
      }
      if state < 0 { throw PostgresFailure.ended }
      var bytes = [CChar](repeating: 0, count: 256)
      switch cpostgres_take(connection, &bytes, Int32(bytes.count)) {
      case 0: return answer ?? ""
      case 1: answer = answer ?? PostgresConnection.text(bytes)
      default: throw PostgresFailure.state(PostgresConnection.text(bytes))
      }
    }
  }

  private func wait(toWrite: Bool, until deadline: Deadline) throws(ProbeFailure) {
    guard Sockets.wait(for: descriptor, toWrite: toWrite, within: deadline.left) else {
      throw ProbeFailure("timeout", "the server doesn't answer")
    }
  }
}

/// What a server of PostgreSQL, or libpq, gives as a reason.
enum PostgresFailure {
  static let ended = ProbeFailure("eof", "the server closed the connection")

  /// By SQLSTATE (PostgreSQL 15, appendix A). Its own words may tell more than others should know.
  static func state(_ code: String) -> ProbeFailure {
    switch code {
    case "28P01", "28000":
      ProbeFailure("auth_failed", "it refuses the user or the password", holdsBack: true)
    case "3D000": ProbeFailure("no_database", "there is no such database")
    case "53300": ProbeFailure("too_many_connections", "it takes no more connections")
    case "57P03": ProbeFailure("starting_up", "it is starting up, or shutting down")
    case "57P01", "57P02", "08006", "": ended
    case "42501": ProbeFailure("no_permission", "the user may not do that")
    default: ProbeFailure("server_error", "it answered with the SQLSTATE \(code.prefix(5))")
    }
  }

  /// From libpq's message, which is told as severity and SQLSTATE where the server has said anything:
  /// `… FATAL:  28P01`.
  static func connecting(_ message: String) -> ProbeFailure {
    if let state = message.split(whereSeparator: \.isWhitespace).last.map(String.init),
      message.contains("FATAL:"), state.utf8.count == 5
    {
      return PostgresFailure.state(state)
    }
    let known: [(String, ProbeFailure)] = [
      ("Connection refused", ProbeFailure("conn_refused", "it refuses connections")),
      ("No such file or directory", ProbeFailure("conn_refused", "its socket isn't there")),
      ("does not support SSL", ProbeFailure("tls_unsupported", "it doesn't speak TLS")),
      (
        "does not match host name",
        ProbeFailure("tls_hostname", "the certificate is for another name")
      ),
      ("certificate has expired", ProbeFailure("tls_expired", "the certificate has expired")),
      (
        "certificate verify failed",
        ProbeFailure("tls_untrusted", "no known authority vouches for the certificate")
      ),
      ("no password supplied", ProbeFailure("auth_required", "it wants a password")),
      ("root certificate file", ProbeFailure("no_authorities", "the authorities can't be read")),
      ("timeout expired", ProbeFailure("connect_timeout", "it doesn't answer")),
      ("No route to host", ProbeFailure("unreachable", "there is no way to it")),
      ("Network is unreachable", ProbeFailure("unreachable", "there is no way to it")),
      ("server closed the connection", ended),
    ]
    return known.first { message.contains($0.0) }?.1
      ?? ProbeFailure("conn_failed", "the connection fails")
  }
}

/// Text as C has it, for the time of its life.
private final class CString {
  let pointer: UnsafeMutablePointer<CChar>

  init(_ text: String) {
    let bytes = text.utf8CString
    pointer = .allocate(capacity: bytes.count)
    pointer.initialize(from: Array(bytes), count: bytes.count)
  }

  deinit { pointer.deallocate() }
}
