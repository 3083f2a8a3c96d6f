import Platform

/// What of a tree isn't the project's own text, and so is passed over: packages of others, lock files full
/// of digests, pictures and archives.
enum Exclusion {
  /// Whether a folder is a version control's or a package manager's.
  static func isForeignFolder(_ name: String) -> Bool { folders.contains(name) }

  /// Whether `vendor` holds copies of others' packages: Go's, PHP's or Ruby's manager has made it.
  static func isVendored(_ name: String, entries: [(name: String, kind: Folder.Kind)]) -> Bool {
    name == "vendor" && entries.contains { manifests.contains($0.name) }
  }

  /// Whether a file can hold no text of people, by its name.
  static func isForeignFile(_ name: String) -> Bool {
    if files.contains(name) { return true }
    // By bytes: this is asked of every file, and characters take their time.
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
    let end = name.utf8[name.utf8.index(after: dot)...]
    guard end.count <= 5, let text = String(end) else { return false }
    return extensions.contains(text.lowercased())
  }

  /// Whether a file isn't the project's, by the names of its folders and its own.
  static func isForeign(path: String) -> Bool {
    let names = path.split(separator: "/").map(String.init)
    return names.dropLast().contains(where: isForeignFolder)
      || names.last.map(isForeignFile) ?? true
  }

  private static let folders: Set<String> = [
    ".git", ".hg", ".svn", ".jj", "node_modules", "bower_components", "__pycache__", ".terraform",
    ".gradle", ".tox", ".nox", ".mypy_cache", ".pytest_cache", ".ruff_cache",
  ]

  private static let manifests: Set<String> = [
    "modules.txt", "autoload.php", "bundle", "github.com", "golang.org", "google.golang.org",
  ]

  private static let files: Set<String> = [
    "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock",
    "bun.lockb",
    "deno.lock", "Cargo.lock", "poetry.lock", "uv.lock", "Pipfile.lock", "composer.lock",
    "Gemfile.lock",
    "Podfile.lock", "Package.resolved", "go.sum", "go.mod", "mix.lock", "gradle.lockfile",
    "flake.lock", ".terraform.lock.hcl", "gradlew", "gradlew.bat", "mvnw", "mvnw.cmd",
  ]

  private static let extensions: Set<String> = [
    "png", "jpg", "jpeg", "gif", "ico", "icns", "webp", "bmp", "tif", "tiff", "svg", "psd", "ai",
    "eps",
    "avif", "heic", "pdf", "woff", "woff2", "ttf", "otf", "eot", "mp3", "mp4", "m4a", "mov", "avi",
    "mkv",
    "webm", "wav", "ogg", "flac", "zip", "gz", "tgz", "bz2", "xz", "zst", "7z", "rar", "tar", "jar",
    "war",
    "ear", "class", "o", "a", "so", "dylib", "dll", "exe", "lib", "obj", "wasm", "pyc", "pyo",
    "pack", "idx",
    "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "deb", "rpm", "apk", "dmg", "iso",
    "mo",
  ]
}
