import Diagnostics
import Glibc
import Platform

extension Command {
  /// Runs the tool on the process's own arguments and streams, and ends the process: what a tool's
  /// `main` consists of. See ``run(_:version:streams:_:)``.
  package func runAndExit(version: String, _ body: Body) -> Never {
    Command.occupyStandardDescriptors()
    let streams = Streams.standard()
    let status = conclude(streams) { () throws(Failure) in
      guard let words = Command.processWords() else {
        throw .usage("the command line isn't valid UTF-8; rename what it names")
      }
      return try answer(words, version: version, streams: streams, body)
    }
    exit(status.rawValue)
  }

  /// The words behind the tool's name; `nil` where one isn't valid UTF-8, and so would be repaired
  /// to something that was never said.
  private static func processWords() -> [String]? {
    var words: [String] = []
    for index in 1..<max(1, Int(Swift.CommandLine.argc)) {
      guard let bytes = Swift.CommandLine.unsafeArgv[index],
        let word = String(validatingCString: bytes)
      else { return nil }
      words.append(word)
    }
    return words
  }

  /// Puts something in the place of a standard stream that is closed, so that no file which is
  /// opened later takes its number and gets what is meant for the stream. Using it still fails: it
  /// is open the wrong way.
  private static func occupyStandardDescriptors() {
    for descriptor in 0...2 as ClosedRange<Int32> where fcntl(descriptor, F_GETFD) == -1 {
      _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }
}
