import CommandLine
import Diagnostics
import Testing

@Suite("Any tool and any command line") struct PropertyTests {
  @Test("is read back as what was said", arguments: 0..<20)
  func roundTrip(_ seed: UInt64) throws {
    var generator = InvocationGenerator(seed: seed)
    for _ in 0..<250 {
      let sample = generator.sample()
      #expect(sample.tool.faults == [])
      let invocation = try sample.tool.parse(sample.words)
      guard case .run(let arguments) = invocation else {
        Issue.record("\(sample.words) asks for \(invocation)")
        continue
      }
      #expect(arguments.command == sample.command, "\(sample.words)")
      #expect(arguments.positionals == sample.positionals, "\(sample.words)")
      #expect(arguments.options.map(\.name) == sample.options.map(\.name), "\(sample.words)")
      #expect(arguments.options.map(\.value) == sample.options.map(\.value), "\(sample.words)")
    }
  }

  @Test("is refused or read, never trapped on", arguments: 0..<20)
  func mutations(_ seed: UInt64) {
    var generator = InvocationGenerator(seed: 1000 + seed)
    for index in 0..<250 {
      let sample = generator.sample()
      var words = sample.words
      if !words.isEmpty { words.remove(at: index % words.count) }
      words.insert(["--", "-", "--=", "-=", "", "--option1", "-a"][index % 7], at: words.count / 2)
      do {
        _ = try sample.tool.parse(words)
      } catch {
        #expect(error.status == .invalid && !error.messages.isEmpty, "\(words)")
      }
    }
  }
}
