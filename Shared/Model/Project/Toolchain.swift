import JSON

/// What builds the application.
package struct Toolchain: Equatable, Sendable {
  /// A version of Node.js: `24`, `20.18.1`.
  package var node = "24"
  package var packageManager = PackageManager(kind: .pnpm, version: "10")
  package var usesTurbo = true
  /// Files and folders besides the manifests that scripts of an install read, as a schema of Prisma.
  package var installFiles: [String] = []
  /// The base image of every build stage; ``nodeImage`` where it isn't given.
  package var image: String?

  /// The Alpine image of the Node.js version.
  package var nodeImage: String { image ?? "node:\(node)-alpine" }

  static let shape = Shape<Toolchain>.object(
    "toolchain", "What builds the application.", initial: { Toolchain() },
    [
      .optional(
        "node", \.node, .text(versionForm), default: "24", "A version of Node.js, as 24 or 20.18.1."
      ),
      .optional(
        "packageManager", \.packageManager, PackageManager.shape, default: "pnpm@10",
        "pnpm, npm or yarn, with a version where it matters: pnpm@10."),
      .optional(
        "turbo", \.usesTurbo, .boolean, default: true, "Whether Turborepo runs the scripts."),
      .optional(
        "installFiles", \.installFiles, .list(of: .path), default: [],
        "Files and folders besides manifests that scripts of an install read, as packages/db/prisma."
      ),
      .optional(
        "image", \.image, .text(Image.form),
        "The base image of the build stages; node:VERSION-alpine without it."),
    ])

  private static let versionForm = TextForm(
    "a version of Node.js, as \"24\" or \"20.18.1\"", pattern: #"^[0-9]{1,4}(\.[0-9]{1,4}){0,2}$"#,
    lengths: 1...12, accepts: isVersion)

  static func isVersion(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return (1...3).contains(parts.count)
      && parts.allSatisfy { (1...4).contains($0.count) && $0.allSatisfy(Forms.isDigit) }
  }
}

/// A package manager of the Node.js world.
package struct PackageManager: Equatable, Sendable {
  package enum Kind: String, CaseIterable, Sendable { case pnpm, npm, yarn }

  package let kind: Kind
  /// A major version or a whole one; `nil` for whatever the image brings.
  package let version: String?

  package var lockfile: String {
    switch kind {
    case .pnpm: "pnpm-lock.yaml"
    case .npm: "package-lock.json"
    case .yarn: "yarn.lock"
    }
  }

  /// Yarn from version 2 on, which takes other options than the first.
  package var isModernYarn: Bool { kind == .yarn && majorVersion ?? 1 > 1 }

  package var majorVersion: Int? {
    version.flatMap { Int($0.prefix { $0 != "." }) }
  }

  static let shape = Shape<String>.text(
    TextForm(
      "pnpm, npm or yarn, with or without a version, as \"pnpm@10\"",
      pattern: #"^(pnpm|npm|yarn)(@[0-9]{1,4}(\.[0-9]{1,4}){0,2})?$"#, lengths: 3...20
    ) { PackageManager($0) != nil }
  ).map { PackageManager($0) ?? PackageManager(kind: .pnpm, version: nil) }

  init(kind: Kind, version: String?) {
    self.kind = kind
    self.version = version
  }

  /// Reads `NAME` or `NAME@VERSION`, as package.json's `packageManager` has it.
  package init?(_ text: String) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count <= 2, let kind = Kind(rawValue: String(parts[0])) else { return nil }
    let version = parts.count == 2 ? String(parts[1]) : nil
    guard version.map(Toolchain.isVersion) ?? true else { return nil }
    self.init(kind: kind, version: version)
  }
}

/// A package of the workspace that services build on, and that is no service itself.
package struct WorkspacePackage: Equatable, Sendable {
  package var path = ""
  package var source = "src"
  package var output = "dist"

  static let shape = Shape<WorkspacePackage>.object(
    "package", "A workspace package that services build on.", initial: { WorkspacePackage() },
    [
      .required("path", \.path, .path, "Its folder, as packages/shared."),
      .optional(
        "source", \.source, .folder, default: "src",
        "The folder of its source, which development mounts."),
      .optional("output", \.output, .folder, default: "dist", "The folder that its build writes."),
    ])
}
