import Artifacts
import Emit
import Model
import TestKit

@testable import composegen

/// The Dockerfiles and the compose files of many stacks in one folder, as they are delivered, for
/// judges that take long to start: those of the reference stack, of every fixture and of random
/// stacks, and one of each that is at fault, to see that a judge judges.
///
/// Folders are named by stack, not as in the repository: some judges pass by `.next` or `tests`.
struct WrittenStacks {
  let folder: TemporaryDirectory
  /// `images/STACK-SERVICE/Dockerfile`, the sound ones.
  private(set) var dockerfiles: [String] = []
  /// `compose/STACK-ENVIRONMENT.yml`, the sound ones.
  private(set) var composeFiles: [String] = []

  static let badDockerfile = "images/bad/Dockerfile"
  static let badComposeFile = "compose/bad.yml"

  init(seed: UInt64 = 11, random count: Int = 200) throws {
    folder = try TemporaryDirectory()
    try folder.write(Self.faultyImage, to: Self.badDockerfile)
    try folder.write(Self.faultyEnvironment, to: Self.badComposeFile)
    var random = RandomStacks(seed: seed)
    for (name, stack) in Stacks.all {
      try write(stack, as: String(name.prefix { $0 != "." }))
    }
    for number in 0..<count { try write(random.next(), as: "random\(number)") }
  }

  private mutating func write(_ stack: Stack, as name: String) throws {
    for service in stack.imageServices {
      let place = "images/\(name)-\(service.name)/Dockerfile"
      try write(ServiceImage(service, in: stack).dockerfile.text, to: place)
      dockerfiles.append(place)
    }
    for environment in ComposegenGenerator.environments(of: stack) {
      let place = "compose/\(name)-\(environment.name).yml"
      try write(ComposeFile(environment, in: stack).text, to: place)
      composeFiles.append(place)
    }
  }

  private func write(_ text: String, to place: String) throws {
    try folder.write(OutputFile(ComposegenGenerator.file(place, text)).content, to: place)
  }

  /// Runs a judge over files of the folder, a few at a time, on two processors.
  ///
  /// - Parameter atOnce: How many files one run of the judge gets.
  func judge(_ command: [String], files: [String], atOnce: Int) throws -> Program.Run {
    try Program.run(
      "xargs", ["-0", "-P", "2", "-n", "\(atOnce)"] + command, directory: folder.path,
      input: files.map { $0 + "\0" }.joined())
  }

  private static let faultyImage = """
    FROM node:latest
    ENV NODE_TLS_REJECT_UNAUTHORIZED=0
    RUN apt-get update && apt-get install -y curl
    EXPOSE 22
    USER root

    """

  /// No schema knows which networks are there, and compose doesn't mind spaces at an end.
  private static let faultyEnvironment = """
    ---
    services:
      web:
        image: web:1
        restart: 5
        networks: [nowhere]\u{20}

    """
}
