import Glibc

/// The two clocks: one to measure with, one to tell the time.
package enum Clock {
  /// Since an arbitrary moment; never set back (`CLOCK_MONOTONIC`).
  package static func monotonic() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  /// Milliseconds since the machine's start, sleep included (`CLOCK_BOOTTIME`): for ages.
  package static func bootMilliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  /// Milliseconds since 1970 in UTC.
  package static func milliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  /// A moment as RFC 3339 §5.6 has it, in UTC: `2026-11-24T08:27:47.123Z`.
  ///
  /// - Parameter milliseconds: Since 1970 in UTC.
  package static func timestamp(milliseconds: Int) -> String {
    var seconds = milliseconds >= 0 ? milliseconds / 1000 : (milliseconds - 999) / 1000
    let fraction = milliseconds - seconds * 1000
    var parts = tm()
    gmtime_r(&seconds, &parts)
    let date = [
      padded(Int(parts.tm_year) + 1900, to: 4), padded(Int(parts.tm_mon) + 1, to: 2),
      padded(Int(parts.tm_mday), to: 2),
    ].joined(separator: "-")
    let time = [parts.tm_hour, parts.tm_min, parts.tm_sec].map { padded(Int($0), to: 2) }
      .joined(separator: ":")
    return "\(date)T\(time).\(padded(fraction, to: 3))Z"
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension Duration {
  /// For `poll`: whole milliseconds, rounded up so that no wait ends too early; at most an hour.
  var milliseconds: Int32 {
    let (seconds, attoseconds) = min(max(self, .zero), .seconds(3600)).components
    let unit: Int64 = 1_000_000_000_000_000
    return Int32(seconds * 1000 + (attoseconds + unit - 1) / unit)
  }
}
