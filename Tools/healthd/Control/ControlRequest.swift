import JSON

/// What the daemon is asked for through its control socket: one JSON object on one line, answered
/// with one.
enum ControlRequest: Equatable {
  case status
  /// - Parameter milliseconds: After which the drain ends by itself; `nil` for never.
  case drain(reason: String, milliseconds: Int?)
  case resume

  /// Bytes of a request.
  static let limit = 4096

  var line: [UInt8] {
    let json: JSONValue
    switch self {
    case .status: json = ["command": "status"]
    case .resume: json = ["command": "resume"]
    case .drain(let reason, let milliseconds):
      json = [
        "command": "drain", "reason": .string(reason),
        "milliseconds": milliseconds.map { .number(JSONNumber($0)) } ?? .null,
      ]
    }
    return JSONPrinter.compact(json) + [UInt8(ascii: "\n")]
  }

  init?(line: [UInt8]) {
    guard let json = try? JSONParser.parse(line) else { return nil }
    switch json["command"]?.string {
    case "status": self = .status
    case "resume": self = .resume
    case "drain":
      let milliseconds = json["milliseconds"]?.integer
      guard milliseconds.map({ (1...ControlRequest.longestDrain).contains($0) }) ?? true else {
        return nil
      }
      self = .drain(reason: json["reason"]?.string ?? "", milliseconds: milliseconds)
    default: return nil
    }
  }

  /// A day.
  private static let longestDrain = 86_400_000
}
