import Diagnostics

/// Checks of the files of one stream together.
package enum FileSet {
  /// What forbids writing the files into one tree: two with one path, or a file where another
  /// needs a folder.
  package static func faults(in files: [OutputFile]) -> [Finding] {
    var owners: [String: OutputFile] = [:]
    var faults: [Finding] = []
    for file in files {
      guard let other = owners[file.path] else {
        owners[file.path] = file
        continue
      }
      faults.append(
        Finding(
          rule: "duplicate-path",
          message: "two files with the path \"\(file.path)\", from \(other.generator) and "
            + file.generator,
          remedy: "each tool takes part in a pipe once", subject: file.path))
    }
    for file in owners.values.sorted(by: { $0.path < $1.path }) {
      for folder in folders(of: file.path) where owners[folder] != nil {
        faults.append(
          Finding(
            rule: "file-as-folder",
            message: "\"\(folder)\" is a file and the folder of \"\(file.path)\"",
            remedy: "change the stack's paths", subject: file.path))
      }
    }
    return faults
  }

  /// `a/b/c` is in `a` and `a/b`.
  static func folders(of path: String) -> [String] {
    path.utf8.indices.filter { path.utf8[$0] == UInt8(ascii: "/") }.map { String(path[..<$0]) }
  }
}
