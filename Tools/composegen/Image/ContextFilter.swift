import Model

/// .dockerignore: what no image needs, so that contexts are small, caches last, and no secret gets
/// near a layer.
struct ContextFilter {
  let stack: Stack

  init(_ stack: Stack) { self.stack = stack }

  private struct Section {
    let title: String
    let patterns: [String]
  }

  var text: String {
    let exceptions = self.exceptions
    let all =
      sections
      + (exceptions.isEmpty
        ? [] : [Section(title: "The application, where the above hides it", patterns: exceptions)])
    return all.map { section in
      (["# \(section.title)"] + section.patterns).joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  private var sections: [Section] {
    [
      Section(title: "Secrets and settings of machines", patterns: ContextFilter.secrets),
      Section(
        title: "Installed and built: images do both", patterns: ContextFilter.built + outputs),
      Section(title: "Version control, editors and systems", patterns: ContextFilter.tools),
      Section(title: "Tests and what they report", patterns: ContextFilter.tests + testFolders),
      Section(title: "Documents", patterns: ContextFilter.documents + readmes),
      Section(title: "Infrastructure and pipelines", patterns: infrastructure),
    ]
  }

  private static let secrets = [
    "**/.env", "**/.env.*", "**/.envrc", "**/*.pem", "**/*.key", "**/*.p12", "**/*.pfx",
    "**/id_rsa*", "**/id_ed25519*", "**/.aws", "**/.ssh", "**/.netrc", "**/secrets.json",
  ]

  private static let built = [
    "**/node_modules", "**/.turbo", "**/.next", "**/.nuxt", "**/.svelte-kit", "**/.vercel",
    "**/.cache", "**/.parcel-cache", "**/.eslintcache", "**/*.tsbuildinfo", "**/.pnpm-store",
    ".yarn/cache", ".yarn/unplugged", ".yarn/install-state.gz", ".pnp.*",
  ]

  private static let tools = [
    ".git", ".gitignore", ".gitattributes", ".gitmodules", "**/.DS_Store", "**/Thumbs.db",
    "**/.vscode", "**/.idea", "**/*.swp", "**/*~", ".editorconfig", ".husky", ".changeset",
    "**/*.log", "/tmp",
  ]

  private static let tests = [
    "**/coverage", "**/.nyc_output", "**/__tests__", "**/__mocks__", "**/__snapshots__",
    "**/*.test.*", "**/*.spec.*", "**/*.e2e-spec.*", "**/jest.config.*", "**/vitest.config.*",
    "**/playwright.config.*", "**/cypress.config.*", "**/playwright-report", "**/test-results",
  ]

  private static let documents = ["/docs", "/*.md", "/LICENSE*", "/AUTHORS*"]

  /// Folders of tests stand beside the source. Deeper ones of such names may be the application's.
  private var testFolders: [String] {
    (["."] + members).flatMap { path in
      ["test", "tests", "e2e", "cypress"].map { path == "." ? "/\($0)" : "\(path)/\($0)" }
    }
  }

  private var readmes: [String] {
    members.flatMap { ["\($0)/README.md", "\($0)/CHANGELOG.md"] }
  }

  private var infrastructure: [String] {
    let folder = stack.paths.infrastructure
    let own = folder == "." || stack.paths.application != "." ? ["/infrastructure"] : ["/\(folder)"]
    return own + [
      ".github", ".gitlab-ci.yml", ".circleci", "**/Dockerfile*", "**/*.Dockerfile",
      "**/.dockerignore", "docker-compose*", "compose*.yml", "compose*.yaml", "**/.terraform",
      "**/*.tfstate*", ".pre-commit-config.yaml", ".gitleaks.toml", "Makefile",
    ] + stack.composeEnvironments.map(\.file).filter { !$0.hasPrefix("docker-compose") }
  }

  private var members: [String] { stack.services.map(\.path) + stack.packages.map(\.path) }

  /// What builds write, save where source is in it.
  private var outputs: [String] {
    let services = stack.services.map { ($0.path, $0.source, $0.output) }
    let packages = stack.packages.map { ($0.path, $0.source, $0.output) }
    return (services + packages).compactMap { path, source, output in
      let holdsSource = output == "." || source == output || source.hasPrefix(output + "/")
      return holdsSource ? nil : "\(path)/\(output)"
    }
  }

  /// A service may live in a folder that is called as what is hidden.
  private var exceptions: [String] {
    let hiding = IgnoreSet(sections.flatMap(\.patterns))
    let members = Set(self.members)
    let hidden = (self.members + needed).filter { hiding.excludes($0) }
    var seen: Set<String> = []
    let shown = hidden.filter { seen.insert($0).inserted }
    let folders = shown.filter { members.contains($0) }
    let again = folders.flatMap { folder in
      (ContextFilter.secrets + ContextFilter.built).compactMap { pattern in
        pattern.hasPrefix("**/") ? "\(folder)/\(pattern)" : nil
      }
    }
    let outputs = self.outputs.filter { output in folders.contains { output.hasPrefix($0 + "/") } }
    return shown.map { "!\($0)" } + again + outputs
  }

  /// Every path that the Dockerfiles copy from the context, and the folders of source.
  var needed: [String] {
    let installation = Installation(stack.toolchain)
    let root = (installation.rootManifests + installation.rootFolders).map { name in
      name.hasSuffix("*") ? String(name.dropLast()) : name
    }
    let manifests = members.map { "\($0)/package.json" }
    let sources =
      stack.services.map { $0.source == "." ? $0.path : "\($0.path)/\($0.source)" }
      + stack.packages.map { $0.source == "." ? $0.path : "\($0.path)/\($0.source)" }
    let sites = stack.imageServices.filter { $0.framework == .static }.map(StaticSite.path(of:))
    return root + manifests + stack.toolchain.installFiles + sources + sites
  }
}
