import Artifacts
import Diagnostics
import JSON
import Platform
import YAMLReader

/// One compose file that was read.
struct ComposeSource {
  /// As the user named it, or as another file leads to it.
  let path: String
  /// What relative paths in it start from.
  var folder: String
  let root: ComposeNode
  /// By line, the rules that a comment turns off there; an empty set turns off all.
  let ignored: [Int: Set<String>]
  /// Whether a generator made it, and nobody changed it since.
  let mark: Mark.State
}

/// Reads compose files, each once, and numbers them.
struct ComposeReader {
  private(set) var sources: [ComposeSource] = []
  private var numbers: [String: Int] = [:]

  /// What a compose file may ask for: hundreds of services fit in many times.
  static let limits = YAMLLimits(depth: 64, bytes: 8 << 20, nodes: 400_000)

  /// The number of a file, which is read where it wasn't yet.
  ///
  /// - Parameter folder: What its relative paths start from, where that isn't its own folder.
  /// - Throws: What is wrong with the file as such: unreadable, enormous, no YAML.
  mutating func read(_ path: String, folder: String? = nil) throws(UnreadableFile) -> Int {
    if let number = numbers[path] { return number }
    let bytes = try ComposeReader.bytes(of: path)
    let number = sources.count
    let documents: [YAMLNode]
    do throws(YAMLFault) {
      documents = try YAMLParser.parse(bytes, limits: ComposeReader.limits)
    } catch {
      throw UnreadableFile(
        path: path, line: error.position.line, column: error.position.column,
        message: error.message)
    }
    let nodes = documents.map { ComposeNode($0, file: number) }
    guard let first = nodes.first, !first.isNull else {
      throw UnreadableFile(
        path: path, line: 1, column: 1, message: "the file is empty; write services, or remove it")
    }
    let root = nodes.dropFirst().reduce(first) { ComposeMerge.merged($0, $1) ?? $0 }
    guard root.entries != nil else {
      throw UnreadableFile(
        path: path, line: root.place.line, column: root.place.column,
        message: "this is no compose file: it holds no mapping; begin it with services:")
    }
    sources.append(
      ComposeSource(
        path: path, folder: folder ?? ComposePath.folder(of: path), root: root,
        ignored: IgnoreComments.lines(in: bytes, of: ComposegenGenerator.name),
        mark: Mark.state(of: bytes)))
    numbers[path] = number
    return number
  }

  private static func bytes(of path: String) throws(UnreadableFile) -> [UInt8] {
    let bytes: [UInt8]?
    do throws(SystemError) {
      bytes = try Files.read(path, limit: limits.bytes)
    } catch {
      throw UnreadableFile(
        path: path,
        message: "can't \(error.operation): \(error.reason); name a compose file "
          + "that can be read")
    }
    guard let bytes else {
      throw UnreadableFile(
        path: path,
        message: "the file is larger than \(limits.bytes >> 20) MiB, more than a compose file has; "
          + "name another")
    }
    if bytes.contains(0) {
      throw UnreadableFile(path: path, message: "the file is binary; name a compose file")
    }
    return bytes
  }
}

/// A file that can't be judged, and why.
struct UnreadableFile: Error {
  let path: String
  var line: Int?
  var column: Int?
  /// What is wrong and what to do.
  let message: String

  var finding: Finding {
    Finding(rule: "unreadable", message: message, path: path, line: line, column: column)
  }
}
