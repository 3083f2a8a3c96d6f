import Diagnostics
import Health
import JSON
import Platform

/// Asks a running daemon.
struct ControlClient {
  let path: String

  private static let patience: Duration = .seconds(2)
  private static let limit = 16 << 20

  /// - Throws: Exit status 3 where there is no daemon, or it doesn't answer in two seconds; 1 where it
  ///   won't.
  func ask(_ request: ControlRequest) throws(Failure) -> JSONValue {
    let socket: Int32
    do {
      socket = try Sockets.connect(path: path)
    } catch {
      throw Failure(
        status: .unavailable, messages: [error.description],
        hint: error.isNotFound || error.isRefused
          ? "no daemon answers there; name its socket with --control" : nil)
    }
    defer { Sockets.close(socket) }
    let deadline = Deadline(in: ControlClient.patience)
    ControlLine.write(Array(request.line.dropLast()), to: socket, until: deadline)
    guard let line = ControlLine.read(socket, limit: ControlClient.limit, until: deadline),
      let answer = try? JSONParser.parse(line)
    else { throw .unavailable("\(path): the daemon doesn't answer") }
    if let message = answer["error"]?.string {
      throw Failure(status: .negative, messages: ["\(path): \(message)"])
    }
    return answer
  }
}
