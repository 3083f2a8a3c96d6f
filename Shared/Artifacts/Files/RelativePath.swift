/// The rule for paths of generated files: they stay inside the folder that is written to.
package enum RelativePath {
  /// Why a path is refused; `nil` where it is right.
  ///
  /// - Returns: What follows `the path "…"`.
  package static func fault(in path: String) -> String? {
    let components = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if path.isEmpty { return "is empty" }
    if path.utf8.first == UInt8(ascii: "/") {
      return "is absolute; paths are relative to the folder"
    }
    if path.utf8.contains(where: { $0 < 0x20 || $0 == 0x7f }) {
      return "contains a control character"
    }
    if path.utf8.count > 1024 { return "is longer than 1024 bytes" }
    for component in components {
      if component.isEmpty { return "has an empty component" }
      if component.elementsEqual(".".utf8) || component.elementsEqual("..".utf8) {
        return "has a component \"\(String(component) ?? "")\", which could lead out of the folder"
      }
      if component.count > 200 { return "has a component of more than 200 bytes" }
      // At any depth, since git runs what a nested one configures; in any case, as git itself
      // refuses it, since some filesystems don't tell `.GIT` from `.git`.
      if component.map({ $0 | 0x20 }).elementsEqual(".git".utf8) {
        return "is inside a repository's .git"
      }
    }
    return nil
  }
}
