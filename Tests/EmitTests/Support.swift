import TestKit

extension SeededGenerator {
  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }

  mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
}

extension TemporaryDirectory {
  /// Runs a reader of what the printers write, in this folder.
  ///
  /// - Parameter input: The name of a file here, for its standard input.
  /// - Returns: Its status, and both its streams, one behind the other.
  func run(
    _ words: [String], input: String? = nil, environment: [String: String] = [:]
  ) throws -> (status: Int32, output: String) {
    let run = try Program.run(
      words[0], Array(words.dropFirst()), directory: path,
      input: try input.map { try read($0) } ?? "",
      environment: environment.merging(["LC_ALL": "C.UTF-8"]) { $1 })
    return (run.status, run.output + run.error)
  }
}
