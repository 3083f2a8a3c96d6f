/// How fast a piece of work went through some bytes.
struct Measurement: CustomStringConvertible {
  static let header = pad("case", 28) + "      MB  median MB/s    min    max"

  private let name: String
  private let megabytes: Double
  /// In MB/s, the slowest first.
  private let speeds: [Double]

  /// Repeats the work for at least a second and five times, after one run that isn't counted.
  init(of name: String, on bytes: [UInt8], work: ([UInt8]) -> Void) {
    self.name = name
    let megabytes = Double(bytes.count) / 1e6
    self.megabytes = megabytes
    let clock = ContinuousClock()
    work(bytes)
    let start = clock.now
    var times: [Duration] = []
    while times.count < 5 || clock.now - start < .seconds(1) {
      times.append(clock.measure { work(bytes) })
    }
    speeds = times.map { megabytes / ($0 / .seconds(1)) }.sorted()
  }

  var description: String {
    let figures = [speeds[speeds.count / 2], speeds[0], speeds[speeds.count - 1]]
    return Self.pad(name, 28) + Self.tenths(megabytes, 8) + Self.whole(figures[0], 13)
      + Self.whole(figures[1], 7) + Self.whole(figures[2], 7)
  }

  private static func whole(_ value: Double, _ width: Int) -> String {
    lead(String(Int(value.rounded())), width)
  }

  private static func tenths(_ value: Double, _ width: Int) -> String {
    lead(String((value * 10).rounded() / 10), width)
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func lead(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
