import Emit
import Model

/// The distribution below Node.js, known by the image's tag: Alpine where it says so, else Debian.
struct BaseSystem {
  let image: String
  private let isAlpine: Bool

  init(image: String) {
    self.image = image
    isAlpine = image.split(separator: "@")[0].contains("alpine")
  }

  /// Alpine keeps no old revisions, so the revision is left open.
  var installDumbInit: [String] {
    isAlpine
      ? ["apk add --no-cache dumb-init=~1.2"]
      : [
        "apt-get update", "apt-get install --yes --no-install-recommends dumb-init=1.2.*",
        "rm -rf /var/lib/apt/lists/*",
      ]
  }

  /// Creates the account of a service, with one number for user and group; empty where the image
  /// has it already: Node.js images bring `node`, 1000.
  func create(_ user: User) -> [String] {
    let hasName = user.name == "node" && user.group == "node"
    if hasName && user.id == 1000 { return [] }
    let isTaken = user.id == 1000 || user.name == "node" || user.group == "node"
    let removal = isTaken ? [isAlpine ? "deluser --remove-home node" : "userdel --remove node"] : []
    return removal
      + (isAlpine
        ? [
          "addgroup -S -g \(user.id) \(user.group)",
          "adduser -S -D -H -u \(user.id) -G \(user.group) \(user.name)",
        ]
        : [
          "groupadd --system --gid \(user.id) \(user.group)",
          "useradd --system --no-create-home --no-log-init --uid \(user.id) --gid \(user.group) "
            + "\(user.name)",
        ])
  }
}

extension User {
  /// `1001:1001`: numbers, so that an orchestrator can tell that it isn't root.
  var numbers: String { "\(id):\(id)" }
}
