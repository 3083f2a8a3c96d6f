import Platform

/// One client, between two events.
struct Connection {
  enum Phase {
    /// Between two requests, or before the first.
    case idle
    /// A part of a request's header has come.
    case reading
    /// An answer waits for room in the socket.
    case writing
    /// The last answer is out; what still comes is dropped, so that the client can read it.
    case closing
  }

  let descriptor: Int32
  /// By which its details are decided, and balancers are counted.
  let peer: Peer
  var phase = Phase.idle
  /// When it is ended, in milliseconds of boot time, for what the phase waits for.
  var deadline: Int
  /// The part of a request that has come; empty while idle, so that idle clients cost little.
  var pending: [UInt8] = []
  /// What is still to be sent, and how much of it is out.
  var output: [UInt8] = []
  var sent = 0
  /// Whether it is closed after what is to be sent.
  var isLast = false

  /// What a client may know, and how it is counted.
  struct Peer {
    let mayKnowDetails: Bool
    let prober: Int
  }
}
