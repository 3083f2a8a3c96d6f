import Health
import Platform

extension PostgresTarget: Probing {
  func prober(_ surroundings: Surroundings) -> any Prober { PostgresProber(self, surroundings) }
}

/// `SELECT 1` over a kept connection; now and then, and after any failure, over a new one, for a
/// handshake by TLS and SCRAM costs as much as hundreds of queries.
final class PostgresProber: Prober {
  private let target: PostgresTarget
  private let surroundings: Surroundings
  private var session: (connection: PostgresConnection, since: Duration)?

  private static let longest: Duration = .seconds(60)

  /// Bundles of authorities, as distributions have them: Debian and Alpine, Fedora.
  private static let bundles = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
  ]

  init(_ target: PostgresTarget, _ surroundings: Surroundings) {
    self.target = target
    self.surroundings = surroundings
  }

  var kept: Int32? { session?.connection.descriptor }
  func end() { session = nil }

  func look(until deadline: Deadline) throws(ProbeFailure) -> Outcome {
    if let session, Clock.monotonic() - session.since < PostgresProber.longest {
      do throws(ProbeFailure) {
        return try ask(session.connection, until: deadline)
      } catch {
        self.session = nil
        // What counts is whether it takes a new connection.
        if error.reason != "eof" { throw error }
      }
    }
    let old = session
    session = nil
    let connection: PostgresConnection
    do throws(ProbeFailure) {
      connection = try PostgresConnection(try parameters(until: deadline), until: deadline)
    } catch {
      // Others' connections may have taken all slots; who has one is still served.
      guard error.reason == "too_many_connections", let old else { throw error }
      _ = try ask(old.connection, until: deadline)
      session = (old.connection, Clock.monotonic())
      return .warn(error.reason, error.detail)
    }
    let outcome = try ask(connection, until: deadline)
    session = (connection, Clock.monotonic())
    return outcome
  }

  private func ask(
    _ connection: PostgresConnection, until deadline: Deadline
  ) throws(ProbeFailure) -> Outcome {
    let query = target.needsWriting ? "SELECT pg_is_in_recovery()" : "SELECT 1"
    let value = try connection.value(of: query, until: deadline)
    if value == "t" { throw ProbeFailure("read_only", "it is a standby, and only reads") }
    return .pass()
  }

  /// What libpq is told. Names are resolved here, since libpq would wait for as long as it takes.
  private func parameters(until deadline: Deadline) throws(ProbeFailure) -> [(String, String)] {
    var parameters: [(String, String)] = []
    var host: String
    if let setting = target.url {
      let uri = try surroundings.value(of: setting)
      guard uri.hasPrefix("postgres://") || uri.hasPrefix("postgresql://"),
        let place = try PostgresConnection.place(in: uri), !place.host.isEmpty,
        !place.host.contains(",")
      else {
        throw ProbeFailure(
          "setting_wrong", "\(setting) says no URI as postgresql://user@host/database")
      }
      parameters = [("dbname", uri)]
      host = place.host
    } else {
      host = try surroundings.value(of: target.host ?? .literal(""))
      parameters = [
        ("host", host), ("port", String(try surroundings.port(of: target.port))),
        ("user", target.user ?? ""), ("dbname", target.database ?? target.user ?? ""),
      ]
      if let password = target.password {
        parameters.append(("password", try surroundings.value(of: password)))
      }
    }
    if host.hasPrefix("/") { return parameters + settings }
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    let address = try Resolver().addresses(of: host, until: deadline)[0]
    return parameters + [("hostaddr", address)] + settings
  }

  /// The way to use TLS, only one, and what keeps libpq to what it is told.
  private var settings: [(String, String)] {
    var settings = [
      ("application_name", "healthd"), ("gssencmode", "disable"), ("passfile", "/nonexistent"),
      ("tcp_user_timeout", "10000"),
    ]
    switch target.tls.mode {
    case .disable: settings.append(("sslmode", "disable"))
    case .require: settings.append(("sslmode", "require"))
    case .verify:
      settings.append(("sslmode", "verify-full"))
      let bundle = PostgresProber.bundles.first(where: Files.isReadable)
      settings.append(
        ("sslrootcert", target.tls.authorities ?? bundle ?? PostgresProber.bundles[0]))
    }
    return settings
  }
}
