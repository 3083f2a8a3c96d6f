import Health
import Platform

/// What probes need of the world.
struct Surroundings: Sendable {
  let environment: [String: String]

  /// The value that a setting has now; files may change while the daemon runs.
  func value(of setting: Setting) throws(ProbeFailure) -> String {
    switch setting {
    case .literal(let text): return text
    case .environment(let name):
      guard let value = environment[name], !value.isEmpty else {
        throw ProbeFailure("setting_missing", "the environment variable \(name) isn't set")
      }
      return value
    case .file(let path):
      let bytes: [UInt8]?
      do {
        bytes = try Files.read(path, limit: 16 << 10)
      } catch {
        throw ProbeFailure("setting_missing", error.description)
      }
      guard var bytes, String(validating: bytes, as: UTF8.self) != nil else {
        throw ProbeFailure("setting_missing", "\(path): has no text of at most 16 KiB")
      }
      if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
      if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// The port that a setting says.
  func port(of setting: Setting) throws(ProbeFailure) -> Int {
    guard let port = Int(try value(of: setting)), (1...65_535).contains(port) else {
      throw ProbeFailure("setting_wrong", "\(setting) says no port")
    }
    return port
  }
}
