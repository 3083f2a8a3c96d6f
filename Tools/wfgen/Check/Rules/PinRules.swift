import Diagnostics
import JSON
import YAMLReader

/// Which code an action's name stands for.
enum PinRules {
  static let all: [CheckRule] = [
    CheckRule("bad-reference", .error, "`uses` of what names no action", .step(broken)),
    CheckRule(
      "unpinned-action", .warning, "an action by tag or branch, which can be moved", .file(unpinned)
    ),
    CheckRule("short-commit", .error, "a part of a commit, which GitHub refuses", .file(short)),
    CheckRule(
      "wrong-version", .error, "a comment of another version than the commit's", .file(wrong)),
    CheckRule("no-version", .note, "a commit without its version in a comment", .file(uncommented)),
    CheckRule(
      "unknown-commit", .warning,
      "a commit of a known action that isn't the known one, and may be anybody's", .file(unknown)),
    CheckRule(
      "missing-action", .error, "an action or a workflow of the repository that isn't there",
      .file(missing)),
  ]

  /// Every reference to code of others: of steps, and of jobs that call workflows.
  static func references(_ file: CheckedFile) -> [ActionUse] {
    file.steps.compactMap(\.use)
      + file.jobs.compactMap { job in
        job.call.map { ActionUse($0, inputs: job.node["with"], file.source, file.neighbours) }
      }
  }

  private static func broken(_ step: CheckedStep, _ file: CheckedFile) -> [Fault] {
    guard let use = step.use, let text = use.node.string, use.reference == .broken else {
      return []
    }
    let (what, remedy) =
      if text.contains("${{") {
        ("is an expression, and GitHub has to know it before", "write the action out")
      } else if !text.contains("@") {
        ("has no version", "add @ and a commit, or ./ before a path of this repository")
      } else {
        ("names no action", "write OWNER/REPOSITORY@COMMIT")
      }
    return [Fault(use.node.position, "\(QuotedName.text(text)) \(what)", do: remedy)]
  }

  private static func unpinned(_ file: CheckedFile) -> [Fault] {
    references(file).compactMap { use in
      guard let ref = use.reference.ref, !use.reference.isCommit, !isShort(ref) else { return nil }
      let name = use.reference.name ?? ""
      let remedy =
        use.pinned.map { "write \(name)@\($0.commit) # \($0.version)" }
        ?? "name the commit, and the version in a comment"
      return Fault(
        use.node.position, "\(QuotedName.text(ref)) of \(name) can be moved to other code",
        do: remedy)
    }
  }

  private static func isShort(_ ref: String) -> Bool {
    (7..<40).contains(ref.utf8.count) && ActionReference.isHexadecimal(ref)
      && ref.contains { $0.isNumber } && ActionVersion(ref) == nil
  }

  private static func short(_ file: CheckedFile) -> [Fault] {
    references(file).compactMap { use in
      guard let ref = use.reference.ref, isShort(ref) else { return nil }
      return Fault(
        use.node.position, "\(QuotedName.text(ref)) is a part of a commit",
        do: "write all 40 digits")
    }
  }

  private static func wrong(_ file: CheckedFile) -> [Fault] {
    references(file).compactMap { use in
      guard use.reference.isCommit, let pinned = use.pinned, let said = use.version,
        let real = ActionVersion(pinned.version)
      else { return nil }
      let isPinned = use.reference.ref?.lowercased() == pinned.commit
      if isPinned && !said.covers(real) {
        return Fault(
          use.node.position, "the comment says \(said.text), and the commit is \(pinned.version)",
          do: "write # \(pinned.version)")
      }
      guard !isPinned, said == real else { return nil }
      return Fault(
        use.node.position,
        "the comment says \(pinned.version), and that is another commit",
        do: "write \(pinned.reference) # \(pinned.version)")
    }
  }

  private static func uncommented(_ file: CheckedFile) -> [Fault] {
    references(file).compactMap { use in
      guard use.reference.isCommit, use.version == nil,
        use.comment?.contains(where: \.isLetter) != true
      else { return nil }
      let version = use.pinned.flatMap {
        $0.commit == use.reference.ref?.lowercased() ? $0.version : nil
      }
      return Fault(
        use.node.position, "nobody sees which version of \(use.reference.name ?? "") the commit is",
        do: "add # \(version ?? "vX.Y.Z")")
    }
  }

  private static func unknown(_ file: CheckedFile) -> [Fault] {
    references(file).compactMap { use in
      guard use.reference.isCommit, let pinned = use.pinned, let ref = use.reference.ref,
        ref.lowercased() != pinned.commit, !isWellKnown(ref.lowercased()),
        // One that says to be another release is nothing that a table can deny.
        use.version == nil
      else { return nil }
      return Fault(
        use.node.position,
        "the table has \(pinned.version) of \(pinned.name), and not this commit; it may be of a fork",
        do: "see that \(pinned.name) has it, or write \(pinned.reference) # \(pinned.version)")
    }
  }

  /// Commits that other actions name, and that were seen to be well.
  private static func isWellKnown(_ commit: String) -> Bool {
    HazardTable.current.compromised.contains { $0.safe.contains(commit) }
      || ActionTable.current.actions.contains { action in
        action.uses.contains { $0.hasSuffix("@\(commit)") }
      }
  }

  private static func missing(_ file: CheckedFile) -> [Fault] {
    guard file.neighbours.isRepository else { return [] }
    return file.steps.compactMap(\.use).compactMap { use in
      guard case .local(let path) = use.reference, file.neighbours.lacks(action: path) else {
        return nil
      }
      return Fault(
        use.node.position, "there is no action.yml in \(QuotedName.text(path))",
        do: "correct the path; it starts at the repository's root")
    }
      + file.jobs.compactMap { job in
        guard let call = job.call, let text = call.string, text.hasPrefix("./"),
          file.neighbours.lacks(workflow: text)
        else { return nil }
        return Fault(
          call.position, "there is no workflow \(QuotedName.text(text))",
          do: "correct the path; it starts at the repository's root")
      }
  }
}
