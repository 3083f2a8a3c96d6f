import Diagnostics
import Platform

/// Mounts that hide what the image has, or give away the host.
enum MountRules {
  static let all: [CheckRule] = [
    CheckRule(
      "hidden-build", .error,
      "a mount over a folder that the image has built or installed: `node_modules`, `dist`, `vendor`",
      .service(hidden)),
    CheckRule(
      "mounted-source", .warning, "source mounted over the image in a production-like file",
      .service(source)),
    CheckRule(
      "duplicate-mount", .error, "two mounts at one place of the container", .service(duplicates)),
    CheckRule(
      "docker-socket", .warning, "Docker's socket in a container, which is root on the host",
      .service(socket)),
  ]

  private static func hidden(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    guard service.build != nil, !installsItself(service) else { return [] }
    return service.mounts.compactMap { mount in
      guard mount.kind == .bind, mount.isFolder,
        let product = products(below: mount, of: service, project).first(where: { product in
          !isKept(product.path, over: mount, in: service)
        })
      else { return nil }
      return Fault(
        mount.node.place,
        "the mount at \(mount.target) hides \(product.path), which \(product.maker) makes in the image",
        do: "mount only folders of source below it, or a volume at \(product.path)")
    }
  }

  /// Whether a narrower mount puts something in the place of what is hidden.
  private static func isKept(_ path: String, over mount: Mount, in service: ComposeService) -> Bool
  {
    service.mounts.contains { other in
      ComposePath.isBelow(other.target, mount.target)
        && (other.target == path || ComposePath.isBelow(path, other.target))
    }
  }

  private static func products(
    below mount: Mount, of service: ComposeService, _ project: ComposeProject
  ) -> [BuiltImage.Product] {
    guard let image = project.image(of: service) else { return guessed(mount, service) }
    let known = image.products.filter { ComposePath.isBelow($0.path, mount.target) }
    guard !image.products.isEmpty,
      image.products.contains(where: { isWithin(mount.target, ComposePath.folder(of: $0.path)) })
    else { return known }
    return known + workspace(mount, image)
  }

  private static func isWithin(_ path: String, _ folder: String) -> Bool {
    path == folder || ComposePath.isBelow(path, folder)
  }

  /// What installs and builds of the workspace's packages make below a mount.
  private static func workspace(_ mount: Mount, _ image: BuiltImage) -> [BuiltImage.Product] {
    let usesPnpm = image.products.contains { $0.maker.hasPrefix("pnpm") }
    return ComposePath.names(in: mount.source).flatMap { name -> [BuiltImage.Product] in
      guard let manifest = ComposePath.text("\(mount.source)/\(name)/package.json") else {
        return []
      }
      let folder = "\(mount.target)/\(name)"
      let installed = BuiltImage.Product(path: "\(folder)/node_modules", maker: "pnpm install")
      let built = BuiltImage.Product(path: "\(folder)/dist", maker: "its build")
      let isBuilt = manifest.contains("\"build\"") && manifest.contains("dist")
      return (usesPnpm ? [installed] : []) + (isBuilt ? [built] : [])
    }
  }

  private static let roots: Set<String> = [
    "/app", "/usr/src/app", "/usr/app", "/code", "/workspace", "/workspaces", "/repo", "/srv/app",
    "/home/node/app",
  ]

  /// Without a Dockerfile: the folders of a workspace, and the root of what Node.js runs.
  private static func guessed(_ mount: Mount, _ service: ComposeService) -> [BuiltImage.Product] {
    let name = ComposePath.name(of: mount.target)
    let parent = ComposePath.folder(of: mount.target)
    if roots.contains(parent), ["packages", "apps", "libs"].contains(name) {
      return [BuiltImage.Product(path: "\(mount.target)/*/node_modules", maker: "an install")]
    }
    let runners = ["node", "npm", "npx", "yarn", "pnpm", "turbo", "next", "nest", "vite"]
    let words = service.command?.words ?? []
    guard roots.contains(mount.target), words.contains(where: runners.contains) else { return [] }
    return [BuiltImage.Product(path: "\(mount.target)/node_modules", maker: "an install")]
  }

  /// Whether what runs installs first, into the mount.
  private static func installsItself(_ service: ComposeService) -> Bool {
    let line = ((service.entrypoint?.words ?? []) + (service.command?.words ?? []))
      .joined(separator: " ")
    return [" install", " ci ", " ci;", "npm i ", "yarn &&"].contains { line.contains($0) }
  }

  private static let sourceNames: Set<String> = [
    "src", "app", "apps", "packages", "lib", "libs", "server", "client", "backend", "frontend",
    "web", "api", "source", "code",
  ]

  private static func source(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    guard project.isProductionLike, let build = service.build, let context = build.context else {
      return []
    }
    return service.mounts.compactMap { mount in
      let isSource =
        mount.source == context || sourceNames.contains(ComposePath.name(of: mount.source))
      let isInside =
        mount.source == context
        || context == "." && !mount.source.hasPrefix("/")
          && !mount.source.hasPrefix("..")
        || ComposePath.isBelow(mount.source, context)
      guard mount.kind == .bind, isSource, isInside, mount.isFolder else { return nil }
      return Fault(
        mount.node.place, "source is mounted over the image of \(service.quoted)",
        do: "take the mount out: what is deployed is the image")
    }
  }

  private static func duplicates(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    var seen: Set<String> = []
    return service.mounts.compactMap { mount in
      if seen.insert(mount.target).inserted || mount.target.contains("$") { return nil }
      return Fault(
        mount.node.place, "two mounts of \(service.quoted) are at \(mount.target); the last counts",
        do: "take one of them out")
    }
  }

  private static func socket(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    service.mounts.compactMap { mount in
      guard mount.kind == .bind, mount.source.hasSuffix("docker.sock") else { return nil }
      return Fault(
        mount.node.place, "\(service.quoted) has Docker's socket, which makes it root on the host",
        do: "put a proxy between that allows what it needs, or do without")
    }
  }
}
