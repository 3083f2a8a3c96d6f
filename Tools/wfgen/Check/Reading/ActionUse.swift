import YAMLReader

/// An action, or a workflow, as `uses:` names it.
enum ActionReference: Equatable {
  /// In the same repository, by path.
  case local(String)
  /// An image of a registry.
  case image(String)
  /// `owner/repository/path@ref`.
  case repository(name: String, ref: String)
  /// What names nothing.
  case broken

  init(_ text: String) {
    if text.hasPrefix("./") || text.hasPrefix("../") || text == "." {
      self = .local(text)
    } else if text.hasPrefix("docker://") {
      self = .image(String(text.dropFirst("docker://".count)))
    } else {
      let parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
      let folders = parts[0].split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[1].isEmpty, folders.count >= 2,
        folders.allSatisfy({ !$0.isEmpty }), !text.contains("${{"), !text.contains(" ")
      else {
        self = .broken
        return
      }
      self = .repository(name: parts[0], ref: parts[1])
    }
  }

  var name: String? { if case .repository(let name, _) = self { name } else { nil } }
  var ref: String? { if case .repository(_, let ref) = self { ref } else { nil } }

  /// Whether the ref is a whole commit.
  var isCommit: Bool {
    guard let ref else { return false }
    return ref.utf8.count == 40 && ActionReference.isHexadecimal(ref)
  }

  static func isHexadecimal(_ text: String) -> Bool {
    text.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x61...0x66).contains($0) || (0x41...0x46).contains($0)
    }
  }
}

/// What an action takes and gives.
struct ActionInterface {
  /// In lower case, as GitHub compares them.
  let inputs: [String]
  let required: [String]
  let outputs: [String]
  /// What messages call it: `actions/cache v5.0.5`.
  let title: String
}

/// An action that a step uses.
struct ActionUse {
  /// What stands behind `uses:`.
  let node: YAMLNode
  let inputs: YAMLNode?
  let reference: ActionReference
  /// What the comment behind it says first: `v7.0.1`.
  let comment: String?
  /// The action of the table of that name.
  let pinned: Action?
  private let neighbour: ActionInterface?

  private static let table = Dictionary(
    uniqueKeysWithValues: ActionTable.current.actions.map { ($0.name.lowercased(), $0) })

  init(
    _ node: YAMLNode, inputs: YAMLNode?, _ source: SourceText, _ neighbours: Neighbours
  ) {
    self.node = node
    self.inputs = inputs
    let reference = ActionReference(node.string ?? "")
    self.reference = reference
    comment = source.comment(behind: node)
    pinned = reference.name.flatMap { ActionUse.table[$0.lowercased()] }
    if case .local(let path) = reference {
      neighbour = neighbours.action(path)
    } else {
      neighbour = nil
    }
  }

  /// The version that is meant: by the tag, else by the comment beside the commit.
  var version: ActionVersion? {
    guard let ref = reference.ref else { return nil }
    if let version = ActionVersion(ref), !reference.isCommit { return version }
    return comment.flatMap { text in
      text.split { " ,;()@".contains($0) }.lazy
        .compactMap { ActionVersion(String($0).replacing("tag=", with: "")) }.first
    }
  }

  /// What the action takes and gives, where that is known of what is used here: at the commit of the
  /// table, at a tag of the same major version, or of an action that is here.
  var interface: ActionInterface? {
    if let neighbour { return neighbour }
    guard let pinned, let ref = reference.ref else { return nil }
    let isTagOfMajor =
      !reference.isCommit
      && ActionVersion(ref).map { $0.major == ActionVersion(pinned.version)?.major } == true
    guard ref.lowercased() == pinned.commit || isTagOfMajor else { return nil }
    return ActionInterface(
      inputs: pinned.inputs.map { $0.lowercased() },
      required: pinned.requiredInputs.map { $0.lowercased() }, outputs: pinned.outputs,
      title: "\(pinned.name) \(pinned.version)")
  }
}

/// A version as tags have it: `v7`, `v7.0.1`, `2.1`.
struct ActionVersion: Equatable {
  /// What isn't written is whatever is newest.
  let parts: [Int]

  init?(_ text: String) {
    let digits = text.hasPrefix("v") || text.hasPrefix("V") ? text.dropFirst() : text[...]
    let core = digits.prefix { $0 != "-" && $0 != "+" }
    let numbers = core.split(separator: ".", omittingEmptySubsequences: false)
    let parts = numbers.compactMap { Int($0) }
    guard !parts.isEmpty, parts.count == numbers.count, parts.count <= 3,
      parts.allSatisfy({ $0 >= 0 && $0 < 100_000 })
    else { return nil }
    self.parts = parts
  }

  var major: Int { parts[0] }

  /// Whether it is older than another; `v4` is as new as its newest.
  func isBelow(_ other: ActionVersion) -> Bool {
    for index in 0..<3 {
      let own = index < parts.count ? parts[index] : Int.max
      let their = index < other.parts.count ? other.parts[index] : 0
      if own != their { return own < their }
    }
    return false
  }

  /// Whether it is another, or says less of it: `v7` of `v7.0.1`.
  func covers(_ other: ActionVersion) -> Bool { other.parts.starts(with: parts) }

  var text: String { "v" + parts.map(String.init).joined(separator: ".") }
}
