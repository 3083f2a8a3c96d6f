/// How a tool ends, as its caller sees it: 0 to 255.
///
/// Every tool uses the same four; what else there is comes from signals (POSIX shell, §2.8.2).
package struct ExitStatus: RawRepresentable, Hashable, Sendable {
  /// 0 to 255; more is cut off by the system.
  package let rawValue: Int32

  /// A status with a meaning of its own, as a Nagios plugin has.
  package init(rawValue: Int32) { self.rawValue = rawValue }

  /// Yes, or done.
  package static let success = ExitStatus(rawValue: 0)
  /// No: findings, drift, unhealthy, a deployment that failed.
  package static let negative = ExitStatus(rawValue: 1)
  /// Wrong usage or invalid input; nothing was written.
  package static let invalid = ExitStatus(rawValue: 2)
  /// The surroundings failed: no such host, no ssh, a full disk.
  package static let unavailable = ExitStatus(rawValue: 3)
  /// The reader of the output went away (128 + SIGPIPE).
  package static let closedPipe = ExitStatus.signal(13)

  /// The status of a process that ended because of a signal: 128 + `number`.
  package static func signal(_ number: Int32) -> ExitStatus { ExitStatus(rawValue: 128 + number) }
}
