import Diagnostics
import JSON
import YAMLReader

/// A file in JSON or YAML, read as JSON values, with the places of its parts.
struct ConfigurationFile: Sendable {
  let path: String
  let json: JSONValue
  private let text: Text

  /// What places are looked up in.
  private enum Text: Sendable {
    case json([UInt8])
    case yaml(YAMLNode)
  }

  /// Reads JSON.
  ///
  /// - Parameter shown: What messages call the file.
  /// - Throws: Exit status 2 with line and column.
  init(
    json file: TextFile, dialect: JSONDialect, shown: String
  ) throws(Failure) {
    path = file.path
    do throws(JSONSyntaxError) {
      let bytes =
        file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(file.bytes.dropFirst(3)) : file.bytes
      json = try JSONParser.parse(bytes, dialect: dialect)
      text = .json(try dialect.plain(bytes))
    } catch {
      throw .invalid([
        Finding(
          rule: "json-syntax", message: error.message, path: shown, line: error.position.line,
          column: error.position.column)
      ])
    }
  }

  /// More than people write; aliases that stand for more are refused.
  private static let limits = YAMLLimits(
    depth: 64, bytes: RepositoryFiles.fileLimit, nodes: 200_000)

  /// Reads YAML; of several documents the first.
  ///
  /// - Throws: Exit status 2 with line and column.
  init(yaml file: TextFile, shown: String) throws(Failure) {
    path = file.path
    do throws(YAMLFault) {
      let node = try YAMLParser.parse(file.bytes, limits: ConfigurationFile.limits).first
      json = node?.json ?? .null
      text = node.map(Text.yaml) ?? .json(Array("null".utf8))
    } catch {
      throw .invalid([
        Finding(
          rule: "yaml-syntax", message: error.message, path: shown, line: error.position.line,
          column: error.position.column)
      ])
    }
  }

  /// Where the value begins that the tokens lead to; the file as a whole where there is none.
  func place(_ tokens: String...) -> Place { place(JSONPointer(tokens)) }

  func place(_ pointer: JSONPointer) -> Place {
    switch text {
    case .json(let bytes): Place(path, line: JSONLocator.position(of: pointer, in: bytes)?.line)
    case .yaml(let node): Place(path, line: node.position(of: pointer)?.line)
    }
  }
}
