import Artifacts
import Emit
import Model
import TestKit

@testable import composegen

/// Files of many stacks in one folder, as they are delivered, for judges that take long to start:
/// those of the reference stack, of every fixture and of random stacks, and one that is at fault, to
/// see that a judge judges.
///
/// Folders are named by stack, not as in the repository: some judges pass by `.next` or `tests`.
struct WrittenStacks {
  let folder: TemporaryDirectory
  /// The sound ones.
  private(set) var files: [String] = []
  let bad: String

  /// A Dockerfile for every image: `STACK-SERVICE/Dockerfile`.
  static func images() throws -> WrittenStacks {
    var written = try WrittenStacks(bad: "bad/Dockerfile", faultyImage)
    for (name, stack) in try stacks() {
      let manifests = ServiceImage.manifests(of: stack)
      for service in stack.imageServices {
        try written.write(
          ServiceImage(service, in: stack, manifests: manifests).dockerfile.text,
          to: "\(name)-\(service.name)/Dockerfile")
      }
    }
    return written
  }

  /// A compose file for every environment: `STACK-ENVIRONMENT.yml`.
  static func environments() throws -> WrittenStacks {
    var written = try WrittenStacks(bad: "bad.yml", faultyEnvironment)
    for (name, stack) in try stacks() {
      for environment in ComposegenGenerator.environments(of: stack) {
        try written.write(
          ComposeFile(environment, in: stack).text, to: "\(name)-\(environment.name).yml")
      }
    }
    return written
  }

  private init(bad: String, _ text: String) throws {
    folder = try TemporaryDirectory()
    self.bad = bad
    try folder.write(text, to: bad)
  }

  private static func stacks() throws -> [(name: String, stack: Stack)] {
    var random = RandomStacks(seed: 11)
    return try Stacks.all.map { (String($0.name.prefix { $0 != "." }), $0.stack) }
      + (0..<200).map { ("random\($0)", try random.next()) }
  }

  private mutating func write(_ text: String, to place: String) throws {
    let file = OutputFile(ComposegenGenerator.file(place, text))
    try folder.write(file.content, to: place)
    files.append(place)
  }

  /// Runs a judge over all of the files, a few at a time, on two processors.
  ///
  /// - Parameter atOnce: How many files one run of the judge gets.
  func judge(_ command: [String], atOnce: Int) throws -> Program.Run {
    try Program.run(
      "xargs", ["-0", "-P", "2", "-n", "\(atOnce)"] + command, directory: folder.path,
      input: (files + [bad]).map { $0 + "\0" }.joined())
  }

  private static let faultyImage = """
    FROM node:latest
    ENV NODE_TLS_REJECT_UNAUTHORIZED=0
    RUN apt-get update && apt-get install -y curl
    EXPOSE 22
    USER root

    """

  /// No schema knows which networks there are, and compose doesn't mind spaces at an end.
  private static let faultyEnvironment = """
    ---
    services:
      web:
        image: web:1
        restart: 5
        networks: [nowhere]\u{20}

    """
}
