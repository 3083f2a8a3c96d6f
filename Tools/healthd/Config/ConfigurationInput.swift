import CommandLine
import Diagnostics
import Generation
import Health
import JSON
import Model
import Platform

/// Where a daemon's configuration comes from: a file, standard input, or a stack.
struct ConfigurationInput {
  let file: String?
  let stackFile: String?
  let environment: String?
  let pool: String?
  private let listen: String?
  private let control: String?

  /// Options of all commands that need a configuration.
  static let options: [Option] = [
    Option(
      name: "config", value: .file, summary: "Read the configuration from FILE; - is standard input"
    ),
    Option(
      name: "stack", value: .file,
      summary: "Derive it from the stack in FILE instead; - is standard input"),
    Option(
      name: "environment", value: .text("NAME"), needs: ["stack"], summary: "Of the stack"),
    Option(name: "pool", value: .text("NAME"), needs: ["stack"], summary: "Of the environment"),
  ]

  init(_ arguments: Arguments) {
    file = arguments.value("config")
    stackFile = arguments.value("stack")
    environment = arguments.value("environment")
    pool = arguments.value("pool")
    listen = arguments.value("listen")
    control = arguments.value("control")
  }

  /// Whether it can be read again while the daemon runs.
  var isRepeatable: Bool { (file ?? stackFile).map { $0 != "-" } ?? false }

  /// Reads and checks it.
  ///
  /// - Throws: Exit status 2 with all that is wrong, each with file, line and column.
  func read(_ io: Streams) throws(Failure) -> HealthConfiguration {
    var configuration = try source(io)
    if let listen {
      guard let address = ConfigurationInput.address(listen) else {
        throw .usage("--listen: \"\(listen)\" isn't an address and a port, as \"127.0.0.1:9180\"")
      }
      configuration.listen = address
    }
    if let control { configuration.control = control }
    for (index, probe) in configuration.probes.enumerated() where !(probe.target is any Probing) {
      throw .invalid(
        "/probes/\(index): probes of the kind \(probe.kind) are to come; leave \"\(probe.name)\" out"
      )
    }
    return configuration
  }

  private func source(_ io: Streams) throws(Failure) -> HealthConfiguration {
    if let stackFile {
      let input = try StackInput(file: stackFile == "-" ? nil : stackFile, io)
      return try DerivedConfiguration(stack: input.stack, environment: environment, pool: pool)
        .configuration
    }
    guard let file else {
      throw .usage(
        "there is no configuration; name one with --config FILE, or a stack with --stack")
    }
    return try ConfigurationInput.decode(file == "-" ? nil : file, io)
  }

  private static func decode(_ file: String?, _ io: Streams) throws(Failure) -> HealthConfiguration
  {
    let name = file ?? io.input.name
    let bytes = try bytes(of: file, io)
    let document: JSONValue
    do {
      document = try JSONParser.parse(bytes)
    } catch {
      throw .invalid([
        Finding(
          rule: "json-syntax", message: error.message, path: name, line: error.position.line,
          column: error.position.column)
      ])
    }
    do {
      return try HealthConfiguration.decode(document)
    } catch {
      throw .invalid(error.findings.map { located($0, in: bytes, name) })
    }
  }

  private static func bytes(of file: String?, _ io: Streams) throws(Failure) -> [UInt8] {
    let limit = 8 << 20
    let bytes: [UInt8]?
    do {
      if let file {
        bytes = try Files.read(file, limit: limit)
      } else {
        bytes = try io.input.readAll(limit: limit)
      }
    } catch {
      throw Failure(error)
    }
    guard let bytes else {
      throw .invalid("\(file ?? io.input.name): the input is larger than 8 MiB")
    }
    return bytes
  }

  /// The finding with the file, the line and the column that a reader should look at.
  private static func located(_ finding: Finding, in text: [UInt8], _ name: String) -> Finding {
    var finding = finding
    finding.path = name
    var tokens = (finding.pointer?.tokens ?? []) + (finding.subject.map { [$0] } ?? [])
    while true {
      if let position = JSONLocator.position(of: JSONPointer(tokens), in: text) {
        finding.line = position.line
        finding.column = position.column
        return finding
      }
      if tokens.isEmpty { return finding }
      tokens.removeLast()
    }
  }

  /// As in a configuration; the port may be 0, for a free one.
  private static func address(_ text: String) -> NetworkAddress? {
    if text.hasSuffix(":0"), var address = NetworkAddress(text.dropLast(2) + ":1") {
      address.port = 0
      return address
    }
    return NetworkAddress(text)
  }
}
