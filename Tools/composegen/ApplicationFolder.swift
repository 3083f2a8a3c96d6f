import Diagnostics
import Platform
import JSON
import Model

/// The application that a stack is about, in the folder where files are to go.
struct ApplicationFolder {
  private let stack: Stack
  private let path: String

  /// - Parameter directory: Of delivery, as the user named it.
  init(of stack: Stack, in directory: String) {
    self.stack = stack
    path = ComposePath.join(directory, stack.paths.application)
  }

  /// Services and packages that aren't where the stack says: every image begins by copying the
  /// manifests of all, so that no image could be built.
  ///
  /// Where the application has no package.json it isn't there yet, and nothing is wrong.
  var faults: [Finding] {
    guard !stack.imageServices.isEmpty, has("package.json") else { return [] }
    return missing("services", stack.services.map(\.path))
      + missing("packages", stack.packages.map(\.path))
  }

  private func missing(_ list: String, _ folders: [String]) -> [Finding] {
    folders.enumerated().filter { !has("\($1)/package.json") }.map { index, folder in
      Finding(
        tool: ComposegenGenerator.name, rule: "missing-workspace",
        message: "there is no \(folder)/package.json in \(path), which every image copies",
        remedy: remedy(for: folder), pointer: JSONPointer([list, String(index), "path"]))
    }
  }

  private func remedy(for folder: String) -> String {
    let parent = ComposePath.folder(of: folder)
    let near = ComposePath.names(in: ComposePath.join(path, parent))
      .map { ComposePath.join(parent, $0) }.filter { has("\($0)/package.json") }
    guard let meant = Suggestion.nearest(to: folder, among: near) else {
      return "correct the path, or make the workspace first"
    }
    return "did you mean \"\(meant)\"?"
  }

  private func has(_ file: String) -> Bool { ComposePath.isFile(ComposePath.join(path, file)) }
}
