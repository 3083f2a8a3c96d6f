import Diagnostics
import Platform

/// Data that is gone with its container.
enum DataRules {
  static let all: [CheckRule] = [
    CheckRule(
      "lost-data", .warning, "a datastore without a volume for its data", .service(lost)),
    CheckRule(
      "wrong-data-folder", .error, "a volume beside the folder where the image keeps its data",
      .service(wrong)),
  ]

  static func lost(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    guard service.build == nil, let kind = ServerKind.of(service.image), let data = kind.data,
      !isTemporary(service, project), !kind.isCache || isPersistent(service),
      misplaced(service) == nil
    else { return [] }
    let folder = service.variable("PGDATA")?.value ?? data
    let isKept = service.mounts.contains { mount in
      [data, folder].contains {
        mount.target == $0 || ComposePath.isBelow($0, mount.target)
          || ComposePath.isBelow(mount.target, $0)
      }
    }
    if isKept { return [] }
    return [
      Fault(
        service.place, "\(service.quoted) keeps its data in the container; it is gone with that",
        do: "put a volume at \(data)")
    ]
  }

  private static func isTemporary(_ service: ComposeService, _ project: ComposeProject) -> Bool {
    let line = (service.command?.words ?? []).joined(separator: " ")
    let names = project.files.map(ComposePath.name) + [service.name]
    let words = names.flatMap { $0.lowercased().split { !$0.isLetter }.map(String.init) }
    return service.node["tmpfs"] != nil || service.node["volumes_from"] != nil
      || line.contains("datadir") || line.contains("--dbpath")
      || words.contains { ["test", "tests", "testing", "ci", "e2e"].contains($0) }
  }

  /// Whether a cache is told to write to disk.
  private static func isPersistent(_ service: ComposeService) -> Bool {
    let words = service.command?.words ?? []
    return words.indices.contains { index in
      words[index] == "--appendonly" && words[safe: index + 1] == "yes"
        || words[index] == "--save" && !["", "''"].contains(words[safe: index + 1] ?? "")
    }
  }

  private static func wrong(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    guard let (mount, folder, kind) = misplaced(service) else { return [] }
    return [
      Fault(
        mount.node.place,
        "\(kind.name) of this image keeps its data in \(folder), not in \(mount.target)",
        do: "mount the volume at \(folder)")
    ]
  }

  /// A mount above the data, whose folder the image declares a volume of its own; PostgreSQL's from
  /// 18 on refuses to start with one at the place of old (docker-library/postgres#1259).
  private static func misplaced(
    _ service: ComposeService
  ) -> (mount: Mount, folder: String, kind: ServerKind)? {
    guard service.build == nil, let image = service.image, image.isOfficial,
      let kind = ServerKind.of(image), let data = kind.data, service.variable("PGDATA") == nil,
      !service.mounts.contains(where: { $0.target == data })
    else { return nil }
    let old = "/var/lib/postgresql/data"
    let isPostgres = image.repository == "postgres"
    if isPostgres && image.majorVersion == nil { return nil }
    let found = service.mounts.first { mount in
      data == "/var/lib/postgresql"
        ? mount.target == old : mount.target == ComposePath.folder(of: data) && data != "/data"
    }
    return found.map { ($0, data, kind) }
  }
}
