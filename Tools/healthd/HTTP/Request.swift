/// A request, as far as the daemon needs to know it.
struct Request: Equatable {
  var isHead = false
  /// `nil` where there is nothing at the path.
  var route: Route?
  var isVerbose = false
  /// Whether the connection stays open for another request.
  var keepsOpen = true
  var wantsHealthJSON = false
}

/// What can be asked for. Paths are compared as they come, never decoded: `/%68ealth` is another.
enum Route: Sendable {
  case health, liveness, readiness, metrics, page

  static let all: [Route] = [.health, .liveness, .readiness, .metrics, .page]

  var path: StaticString {
    switch self {
    case .health: "/health"
    case .liveness: "/livez"
    case .readiness: "/readyz"
    case .metrics: "/metrics"
    case .page: "/"
    }
  }
}

/// Why a request is answered with an error, after which its connection is closed.
enum Refusal: Int, Error, CaseIterable {
  case malformed = 400
  case method = 405
  case slow = 408
  case longTarget = 414
  case longHeader = 431
  case version = 505

  var phrase: String {
    switch self {
    case .malformed: "Bad Request"
    case .method: "Method Not Allowed"
    case .slow: "Request Timeout"
    case .longTarget: "URI Too Long"
    case .longHeader: "Request Header Fields Too Large"
    case .version: "HTTP Version Not Supported"
    }
  }
}
