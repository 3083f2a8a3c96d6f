import Emit
import Model

/// How a package manager gets into an image, and installs there.
///
/// Each install mounts the manager's own store, so that a changed lockfile fetches only what is new,
/// and none of it stays in a layer.
struct Installation {
  let toolchain: Toolchain
  private var manager: PackageManager { toolchain.packageManager }

  init(_ toolchain: Toolchain) { self.toolchain = toolchain }

  /// A release of corepack that knows the registry's keys of 2025. Images of Node.js up to 22.13
  /// bring older ones, which refuse new releases of pnpm and yarn; from 25 on they bring none.
  /// The last one for Node.js 18 is 0.32.
  private var corepack: String {
    Int(toolchain.node.prefix { $0 != "." }).map { $0 < 20 } == true ? "0.32.0" : "0.34.6"
  }

  /// Variables of every stage that installs or builds.
  var environment: [Dockerfile.Pair] {
    switch manager.kind {
    case .pnpm: Installation.corepackPairs + [.init("PNPM_HOME", "/pnpm")]
    case .npm: []
    case .yarn where manager.isModernYarn:
      Installation.corepackPairs + [
        .init("YARN_ENABLE_GLOBAL_CACHE", "true"), .init("YARN_ENABLE_TELEMETRY", "0"),
        .init("YARN_GLOBAL_FOLDER", "/usr/local/share/.cache/yarn"),
        .init("YARN_NODE_LINKER", "node-modules"),
      ]
    case .yarn: Installation.corepackPairs
    }
  }

  private static let corepackPairs: [Dockerfile.Pair] = [
    .init("COREPACK_ENABLE_DOWNLOAD_PROMPT", "0"), .init("COREPACK_HOME", "/opt/corepack"),
  ]

  /// What brings the manager, and a word on why; `nil` where the image's own does.
  ///
  /// package.json is there already, so that corepack takes the version that it names.
  var setup: (comment: String, command: [String])? {
    let name = manager.kind.rawValue
    guard manager.kind != .npm else {
      guard let version = manager.version else { return nil }
      return (
        "npm \(version), where the image doesn't bring it.",
        [
          "case \"$(npm --version)\" in \(version)|\(version).*) ;; "
            + "*) npm install --global npm@\(version) ;; esac"
        ]
      )
    }
    let version = manager.version ?? (manager.kind == .pnpm ? "10" : "1")
    return (
      "The version of \(name) that package.json names, else \(version). Node.js up to 22.13 brings a "
        + "corepack\nthat refuses new releases; from 25 on it brings none.",
      [
        "case \"$(command -v corepack):$(corepack --version 2>/dev/null)\" in "
          + ":*|*:0.?.*|*:0.[12]?.*|*:0.30.*) npm install --global corepack@\(corepack) ;; esac",
        "corepack enable \(name)", "corepack install --global \(name)@\(version)",
        "\(name) --version",
      ]
    )
  }

  /// The manifests of the root that an install reads. Those in brackets or with a star may be
  /// absent; the others must not.
  var rootManifests: [String] {
    switch manager.kind {
    case .pnpm:
      ["package.json", manager.lockfile, "pnpm-workspace.yaml", ".npmrc*", ".pnpmfile.cjs*"]
    case .npm: ["package.json", manager.lockfile, ".npmrc*"]
    case .yarn where manager.isModernYarn: ["package.json", manager.lockfile, ".yarnrc.yml*"]
    case .yarn: ["package.json", manager.lockfile, ".npmrc*", ".yarnrc*"]
    }
  }

  /// Folders of the root that an install reads where they are there, by their names.
  var rootFolders: [String] {
    switch manager.kind {
    case .pnpm, .npm: ["patches"]
    case .yarn: manager.isModernYarn ? [".yarn"] : ["patches"]
    }
  }

  /// What an install has read and nothing that runs may hold: it may name registries and tokens.
  private var leftovers: [String] {
    rootManifests.dropFirst().map { $0.hasSuffix("*") ? String($0.dropLast()) : $0 } + rootFolders
  }

  /// The manager's store. Both installs run at once; yarn's can't be written by two (a package came
  /// out empty), the others' can.
  var mount: Dockerfile.Mount {
    switch manager.kind {
    case .pnpm: .cache(target: "/pnpm/store", id: "pnpm")
    case .npm: .cache(target: "/root/.npm", id: "npm")
    case .yarn: .cache(target: "/usr/local/share/.cache/yarn", id: "yarn", sharing: "locked")
    }
  }

  /// Installs all that the lockfile names, and nothing else.
  var everything: [String] {
    switch manager.kind {
    case .pnpm: ["pnpm install --frozen-lockfile --prefer-offline"]
    case .npm: ["npm ci --prefer-offline --no-audit --no-fund"]
    case .yarn where manager.isModernYarn: ["yarn install --immutable"]
    case .yarn: ["yarn install --frozen-lockfile --prefer-offline --non-interactive"]
    }
  }

  /// Installs what a service needs when it runs, then drops what only installs read.
  ///
  /// The root's `prepare` script is for developers, and its tools are no production dependencies:
  /// pnpm leaves the root out, yarn leaves the script out, npm must be told.
  func production(of service: Service) -> [String] {
    let install: [String] =
      switch manager.kind {
      case .pnpm:
        [
          "pnpm install --prod --frozen-lockfile --prefer-offline "
            + "--filter-prod=\(service.package)..."
        ]
      case .npm:
        [
          "npm pkg delete scripts.prepare",
          "npm ci --omit=dev --prefer-offline --no-audit --no-fund --workspace=\(service.path)",
        ]
      case .yarn where manager.isModernYarn:
        ["yarn workspaces focus --production \(service.package)"]
      case .yarn:
        ["yarn install --production --frozen-lockfile --prefer-offline --non-interactive"]
      }
    return install + ["rm -rf " + leftovers.joined(separator: " ")]
  }
}
