import Glibc

/// What a tool sees of the world it was started in: its streams and its environment.
///
/// Tools take it as an argument, so that all they do can be tested without a process.
package struct Streams {
  package let input: ByteSource
  package let output: ByteSink
  package let error: ByteSink
  package let environment: [String: String]

  package init(
    input: ByteSource, output: ByteSink, error: ByteSink, environment: [String: String]
  ) {
    self.input = input
    self.output = output
    self.error = error
    self.environment = environment
  }

  /// The process's own. From then on a closed pipe is an error of the write, not a signal.
  package static func standard() -> Streams {
    signal(SIGPIPE, SIG_IGN)
    return Streams(
      input: ByteSource(descriptor: 0, name: "standard input"),
      output: ByteSink(descriptor: 1, name: "standard output"),
      error: ByteSink(descriptor: 2, name: "standard error"),
      environment: ProcessEnvironment.variables())
  }

  /// For tests: reads from `input`, and keeps what is written.
  package static func memory(
    input: [UInt8] = [], environment: [String: String] = [:]
  ) -> Streams {
    Streams(
      input: .memory(input), output: .memory(), error: .memory(), environment: environment)
  }

  /// Whether standard output, or standard error, is shown in colour.
  package func isColored(_ sink: ByteSink) -> Bool {
    Terminal.isColored(isTerminal: sink.isTerminal, environment: environment)
  }
}

/// The variables of the process.
enum ProcessEnvironment {
  /// Variables that aren't valid UTF-8 are repaired, not left out.
  static func variables() -> [String: String] {
    var variables: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let pair = String(cString: text)
      if let equals = pair.utf8.firstIndex(of: UInt8(ascii: "=")) {
        variables[String(pair[..<equals])] = String(pair[pair.index(after: equals)...])
      }
      entry += 1
    }
    return variables
  }
}
