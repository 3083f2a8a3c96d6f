import JSON
import Platform
import YAMLReader

/// The actions and workflows that a workflow names by path: those of its own repository.
struct Neighbours {
  /// The folder of the repository; `nil` where the file isn't in one.
  let root: String?

  /// - Parameter path: Of the workflow or the action that names others.
  init(of path: String) {
    let folder = FilePath.folder(of: path)
    if folder == ".github/workflows" {
      root = "."
    } else if folder.hasSuffix("/.github/workflows") {
      root = String(folder.dropLast("/.github/workflows".count))
    } else {
      root = nil
    }
  }

  /// A file is looked at only where it is small and no link leads to it.
  private static let limit = 1 << 20

  private func document(_ path: String) -> YAMLNode? {
    guard let root, !path.contains("..") else { return nil }
    let full = FilePath.join(root, path)
    guard FilePath.isFile(full), let bytes = try? Files.read(full, limit: Neighbours.limit) else {
      return nil
    }
    return try? YAMLParser.parseOne(bytes, limits: CheckInput.limits)
  }

  /// What a local action takes and gives; `nil` where it isn't here.
  func action(_ path: String) -> ActionInterface? {
    let node = document("\(path)/action.yml") ?? document("\(path)/action.yaml")
    guard let node, node["runs"] != nil else { return nil }
    let inputs = node["inputs"]?.entries ?? []
    return ActionInterface(
      inputs: inputs.map { ($0.key.text ?? "").lowercased() },
      required: Neighbours.required(inputs),
      outputs: (node["outputs"]?.entries ?? []).map { $0.key.text ?? "" }, title: path)
  }

  /// Whether the repository's files are here, so that one that is missing is missing.
  var isRepository: Bool { root.map { FilePath.isFolder(FilePath.join($0, ".git")) } ?? false }

  func lacks(action path: String) -> Bool {
    guard let root, !path.contains("..") else { return false }
    let folder = FilePath.join(root, path)
    return !["action.yml", "action.yaml", "Dockerfile"].contains {
      FilePath.isFile(FilePath.join(folder, $0))
    }
  }

  func lacks(workflow path: String) -> Bool {
    guard let root, !path.contains("..") else { return false }
    return !FilePath.isFile(FilePath.join(root, path))
  }

  /// What a local workflow takes and gives, and its secrets; `nil` where it isn't here.
  func workflow(_ path: String) -> (interface: ActionInterface, secrets: [String])? {
    guard let node = document(path), node["jobs"] != nil else { return nil }
    let call = node["on"]?["workflow_call"]
    let inputs = call?["inputs"]?.entries ?? []
    let interface = ActionInterface(
      inputs: inputs.map { ($0.key.text ?? "").lowercased() },
      required: Neighbours.required(inputs),
      outputs: (call?["outputs"]?.entries ?? []).map { $0.key.text ?? "" }, title: path)
    return (interface, (call?["secrets"]?.entries ?? []).map { $0.key.text ?? "" })
  }

  /// Whether an action or a workflow of the repository may upload artifacts: it does, or isn't here.
  func mayUpload(_ path: String) -> Bool {
    let node = document(path) ?? document("\(path)/action.yml") ?? document("\(path)/action.yaml")
    guard let node else { return true }
    let steps =
      (node["jobs"]?.entries ?? []).flatMap { $0.value["steps"]?.elements ?? [] }
      + (node["runs"]?["steps"]?.elements ?? [])
    return steps.contains { $0["uses"]?.string?.contains("upload-artifact") == true }
  }

  private static func required(_ inputs: [YAMLNode.Entry]) -> [String] {
    inputs.filter { $0.value["required"]?.json.bool == true && $0.value["default"] == nil }
      .map { ($0.key.text ?? "").lowercased() }
  }
}
