import JSON

/// What is built: its name, where its source lives, and where its images go.
package struct Project: Equatable, Sendable {
  package var name = ""
  package var summary = ""
  /// `OWNER/NAME` at GitHub, where it is known.
  package var repository: String?
  /// The host of the container registry.
  package var registry = "ghcr.io"

  static let shape = Shape<Project>.object(
    "project", "What is built, where its source lives, and where its images go.",
    initial: { Project() },
    [
      .required(
        "name", \.name, .name("the project's name", upTo: 32),
        "Names networks, volumes, images, droplets and tags."),
      .optional("description", \.summary, .line, "One line for the documents."),
      .optional(
        "repository", \.repository, .text(repositoryForm),
        "OWNER/NAME at GitHub. Without it, workflows ask GitHub for the owner."),
      .optional(
        "registry", \.registry, .text(registryForm), default: "ghcr.io",
        "The host of the container registry."),
    ])

  private static let repositoryForm = TextForm(
    "OWNER/NAME, as at GitHub", pattern: "^[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}$",
    lengths: 3...140
  ) { text in
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.count == 2 && (1...39).contains(parts[0].count)
      && (1...100).contains(parts[1].count)
      && parts[0].allSatisfy { Forms.isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
      && parts[1].allSatisfy { Forms.isAlphanumeric($0) || "._-".utf8.contains($0) }
  }

  private static let registryForm = TextForm(
    "the host of a registry, as \"ghcr.io\"", pattern: "^[a-z0-9.-]+(:[0-9]{1,5})?$",
    lengths: 1...253
  ) { text in
    let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    return parts.count <= 2
      && parts.first.map { !$0.isEmpty && $0.allSatisfy { isHostByte($0) } } == true
      && parts.dropFirst().allSatisfy { (1...5).contains($0.count) && $0.allSatisfy(Forms.isDigit) }
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    Forms.isLower(byte) || Forms.isDigit(byte) || ".-".utf8.contains(byte)
  }
}

/// Where things are in the target repository.
package struct Paths: Equatable, Sendable {
  package var infrastructure = "infrastructure"
  package var application = "."

  static let shape = Shape<Paths>.object(
    "paths", "Where things are, from the folder that the generators write to.",
    initial: { Paths() },
    [
      .optional(
        "infrastructure", \.infrastructure, .folder, default: "infrastructure",
        "The folder of Terraform, Ansible, Docker documents and scripts."),
      .optional(
        "application", \.application, .folder, default: ".",
        "The root of the Turborepo."),
    ])

  /// A path below ``infrastructure``.
  package func infrastructure(_ path: String) -> String { Paths.join(infrastructure, path) }

  /// A path below ``application``.
  package func application(_ path: String) -> String { Paths.join(application, path) }

  private static func join(_ folder: String, _ path: String) -> String {
    folder == "." ? path : "\(folder)/\(path)"
  }
}
