import Artifacts
import Diagnostics
import JSON
import Model
import Platform

/// What a generator was given: the stream, and the stack that it is about.
package struct StackInput: Sendable {
  package let stream: RecordStream
  package let stack: Stack
  /// The document as it was read.
  package let document: JSONValue

  /// Bytes that a document, or a stream, may have.
  package static let limit = JSONLimits().bytes

  /// Reads and checks everything.
  ///
  /// - Parameter file: The file of `--stack`; `nil` for standard input.
  /// - Throws: Exit status 2 with all that is wrong, each with file, line and column; 3 where
  ///   the input can't be read.
  package init(file: String?, _ io: Streams) throws(Failure) {
    let name = file ?? io.input.name
    let bytes = try StackInput.read(file, io)
    stream = try RecordStream(bytes, name: name)
    guard let document = stream.document?.json else {
      throw .invalid(
        "\(name): no stack in the stream",
        hint: "start the pipe with a tool that reads the document, or with the document itself")
    }
    self.document = document
    do {
      stack = try Stack.decode(document)
    } catch {
      throw .invalid(error.findings.map(stream.located))
    }
  }

  private static func read(_ file: String?, _ io: Streams) throws(Failure) -> [UInt8] {
    if file == nil && io.input.isTerminal {
      throw .usage("there is no stack to read; name one with --stack FILE, or pipe one in")
    }
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
      throw .invalid(
        "\(file ?? io.input.name): the input is larger than \(limit >> 20) MiB, more than a stack has"
      )
    }
    return bytes
  }
}
