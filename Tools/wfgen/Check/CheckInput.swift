import Artifacts
import Diagnostics
import JSON
import Platform
import YAMLReader

/// What `wfgen check` is asked about: files, all of them read.
struct CheckInput {
  private(set) var files: [CheckedFile] = []
  private var unreadable: [Finding] = []

  /// What a workflow may ask for; GitHub's own limit is smaller.
  static let limits = YAMLLimits(depth: 64, bytes: 4 << 20, nodes: 200_000)

  /// - Throws: Exit status 2 with all that can't be judged.
  init(_ paths: [String], _ io: Streams) throws(Failure) {
    for path in paths.isEmpty ? ["."] : paths {
      if path == "-" {
        try readStream(io)
      } else {
        try read(FilePath.normal(path))
      }
    }
    if !unreadable.isEmpty { throw .invalid(unreadable) }
  }

  private mutating func read(_ path: String) throws(Failure) {
    guard FilePath.isFolder(path) else {
      guard FilePath.exists(path) else {
        throw .invalid(
          "\(path): there is neither a folder nor a file; name a workflow, or a repository")
      }
      return readFile(path)
    }
    let found = WorkflowSearch.files(in: path)
    guard !found.isEmpty else {
      throw .invalid(
        "\(path): there are no workflows",
        hint: "looked for .github/workflows/*.yml, action.yml, and *.yml in the folder itself")
    }
    found.forEach { readFile($0) }
  }

  private mutating func readFile(_ path: String) {
    do throws(SystemError) {
      guard let bytes = try Files.read(path, limit: CheckInput.limits.bytes) else {
        return refuse(
          path,
          "the file is larger than \(CheckInput.limits.bytes >> 20) MiB, more than a workflow has; "
            + "name another")
      }
      add(bytes, path: path)
    } catch {
      refuse(
        path, "can't \(error.operation): \(error.reason); name a workflow that can be read")
    }
  }

  private mutating func readStream(_ io: Streams) throws(Failure) {
    let bytes: [UInt8]?
    do throws(SystemError) {
      bytes = try io.input.readAll(limit: CheckInput.limits.bytes << 4)
    } catch {
      throw Failure(error)
    }
    guard let bytes else { throw .invalid("-: the input is larger than 64 MiB; give less") }
    guard bytes.starts(with: Array(#"{"record""#.utf8)) else {
      guard bytes.count <= CheckInput.limits.bytes else {
        return refuse("-", "the input is larger than 4 MiB, more than a workflow has; give less")
      }
      return add(bytes, path: "-")
    }
    let stream = try RecordStream(bytes, name: io.input.name)
    let workflows = stream.files.filter { WorkflowSearch.isWorkflow($0.path) }
    for file in workflows { add(Array(file.content.utf8), path: file.path, isHere: false) }
  }

  private mutating func add(_ bytes: [UInt8], path: String, isHere: Bool = true) {
    if bytes.contains(0) { return refuse(path, "the file is binary; name a workflow") }
    do throws(YAMLFault) {
      let root = try YAMLParser.parseOne(bytes, limits: CheckInput.limits)
      guard root.isMapping else {
        return refuse(
          path, "this is no workflow: it holds no mapping; begin it with on: and jobs:",
          line: root.position.line, column: root.position.column)
      }
      files.append(
        CheckedFile(
          path: path, root: root, bytes: bytes, neighbours: Neighbours(of: isHere ? path : "")))
    } catch {
      refuse(path, error.message, line: error.position.line, column: error.position.column)
    }
  }

  private mutating func refuse(
    _ path: String, _ message: String, line: Int? = nil, column: Int? = nil
  ) {
    unreadable.append(
      Finding(rule: "unreadable", message: message, path: path, line: line, column: column))
  }
}

/// Finds workflows and files of actions.
enum WorkflowSearch {
  /// How deep below a folder is looked, and at how many folders at most.
  private static let depth = 6
  private static let folders = 4000

  static func files(in folder: String) -> [String] {
    var found: [String] = []
    var rest = folders
    search(folder, depth: 0, &found, &rest)
    if found.isEmpty {
      found = FilePath.files(in: folder).filter(isYAML).map { FilePath.join(folder, $0) }
    }
    return found.sorted()
  }

  private static func search(
    _ folder: String, depth: Int, _ found: inout [String], _ rest: inout Int
  ) {
    rest -= 1
    guard rest > 0, let entries = try? Folder(path: folder).entries() else { return }
    for (name, kind) in entries {
      let path = FilePath.join(folder, name)
      if kind == .file || kind == .link {
        if isWorkflow(path) { found.append(path) }
      } else if kind == .folder, depth < WorkflowSearch.depth, isOpen(name) {
        search(path, depth: depth + 1, &found, &rest)
      }
    }
  }

  private static func isOpen(_ name: String) -> Bool {
    name == ".github" || !(name.hasPrefix(".") || name == "node_modules" || name == "vendor")
  }

  private static func isYAML(_ name: String) -> Bool {
    name.hasSuffix(".yml") || name.hasSuffix(".yaml")
  }

  /// Whether GitHub would take a file for a workflow, or for an action.
  static func isWorkflow(_ path: String) -> Bool {
    let folder = FilePath.folder(of: path)
    if ["action.yml", "action.yaml"].contains(FilePath.name(of: path)) { return true }
    return isYAML(path)
      && (folder == ".github/workflows" || folder.hasSuffix("/.github/workflows"))
  }
}
