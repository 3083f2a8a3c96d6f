import Diagnostics
import Generation
import JSON
import Model
import Platform

/// What `composegen check` is asked about.
struct CheckInput {
  /// The files of each project.
  let groups: [ComposeSearch.Group]
  let reader: ComposeReader
  /// Files that compose doesn't look at, since it takes another.
  let shadowed: [String]
  let comparison: ModelComparison?

  /// - Throws: Exit status 2 with all that can't be judged.
  init(path written: String, stackFile: String?, _ io: Streams) throws(Failure) {
    let path = ComposePath.normal(written)
    let isFolder = ComposePath.isFolder(path)
    guard isFolder || ComposePath.exists(path) else {
      throw .invalid(
        "\(path): there is neither a folder nor a file; name one that has compose files")
    }
    let folder = isFolder ? path : ComposePath.folder(of: path)
    let stack = try CheckInput.stack(stackFile, in: folder, io)
    var reader = ComposeReader()
    if !isFolder {
      groups = [try CheckInput.group(of: path, &reader)]
      shadowed = []
      comparison = stack.map { ModelComparison(stack: $0, folder: folder, file: path) }
    } else {
      let root = CheckInput.root(of: folder, stack)
      let search = ComposeSearch(folder: root)
      guard !search.isEmpty else {
        throw CheckInput.nothing(in: root)
      }
      var unreadable: [UnreadableFile] = []
      groups = search.groups(&reader, &unreadable)
      if !unreadable.isEmpty { throw .invalid(unreadable.map(\.finding)) }
      shadowed = search.shadowed
      comparison = stack.map { ModelComparison(stack: $0, folder: root) }
    }
    self.reader = reader
  }

  /// Nothing to judge; folders within that have compose files may have been meant.
  private static func nothing(in folder: String) -> Failure {
    let near = ComposePath.names(in: folder).lazy.map { ComposePath.join(folder, $0) }
      .filter { !ComposeSearch(folder: $0).isEmpty }.prefix(3)
    let question = near.isEmpty ? "" : "; are they in \(near.joined(separator: ", "))?"
    return .invalid(
      "\(folder): there are no compose files" + question,
      hint: "looked for \(ComposeSearch.looked)")
  }

  /// One file; where it only lies over another, that comes first.
  private static func group(
    of path: String, _ reader: inout ComposeReader
  ) throws(Failure) -> ComposeSearch.Group {
    do throws(UnreadableFile) {
      let number = try reader.read(path)
      let base = ComposeSearch(folder: ComposePath.folder(of: path)).base
      guard let base, base != path,
        !ComposeSearch.standsAlone(reader.sources[number].root)
      else { return [path] }
      return [base, path]
    } catch {
      throw .invalid([error.finding])
    }
  }

  /// The folder itself, or that of the application in it, where the compose files are there.
  private static func root(of folder: String, _ stack: Stack?) -> String {
    guard let stack, ComposeSearch(folder: folder).isEmpty else { return folder }
    let inner = ComposePath.join(folder, stack.paths.application)
    return ComposeSearch(folder: inner).isEmpty ? folder : inner
  }

  /// The stack of a file that is named, else the one beside the compose files.
  private static func stack(
    _ file: String?, in folder: String, _ io: Streams
  ) throws(Failure) -> Stack? {
    if let file { return try StackInput(file: file == "-" ? nil : file, io).stack }
    let found = ["stack.json", "infrastructure/stack.json"].map { ComposePath.join(folder, $0) }
      .first(where: isStack)
    guard let found else { return nil }
    do throws(Failure) {
      return try StackInput(file: found, io).stack
    } catch {
      var failure = error
      failure.hint = "\(found) was taken for the stack; mend it, or name another with --stack"
      throw failure
    }
  }

  /// Whether a file may be meant for a stack: other programs have files of the name, too.
  private static func isStack(_ path: String) -> Bool {
    guard ComposePath.isFile(path) else { return false }
    let bytes = (try? Files.read(path, limit: StackInput.limit)) ?? nil
    guard let json = bytes.flatMap({ try? JSONParser.parse($0) }) else { return true }
    return json["project"] != nil || json["services"] != nil
  }
}
