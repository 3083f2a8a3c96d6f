import JSON
import Platform

/// An image that a Dockerfile makes: what of it a compose file can contradict.
struct BuiltImage {
  /// A folder that a build makes, which a mount over a folder above it hides.
  struct Product {
    let path: String
    /// What makes it: `npm ci`.
    let maker: String
  }

  private(set) var workingFolder = "/"
  private(set) var ports: [Int] = []
  private(set) var hasHealthCheck = false
  /// The words of ENTRYPOINT and CMD; one word that is a whole line, for the form of a shell.
  private(set) var entrypoint: [String] = []
  private(set) var command: [String] = []
  /// Whether what runs is a line for a shell.
  private(set) var isShellForm = false
  private(set) var products: [Product] = []
  let base: String
  private var manifests: [String] = []

  init(_ file: BuildFile, target: String?) {
    base = file.base(of: target)
    for instruction in file.instructions(of: target) { take(instruction) }
  }

  private mutating func take(_ instruction: BuildFile.Instruction) {
    let text = instruction.text
    switch instruction.keyword {
    case "WORKDIR": workingFolder = ComposePath.join(workingFolder, unquoted(text))
    case "EXPOSE":
      ports += text.split(separator: " ").compactMap { Int($0.prefix { $0 != "/" }) }
    case "HEALTHCHECK": hasHealthCheck = !text.uppercased().hasPrefix("NONE")
    case "ENTRYPOINT":
      (entrypoint, isShellForm) = (words(text), !text.hasPrefix("["))
      command = []
    case "CMD":
      command = words(text)
      if entrypoint.isEmpty { isShellForm = !text.hasPrefix("[") }
    case "RUN": run(text)
    case "COPY", "ADD": copy(text)
    default: break
    }
  }

  private func unquoted(_ text: String) -> String {
    text.filter { $0 != "\"" && $0 != "'" }
  }

  private func words(_ text: String) -> [String] {
    guard text.hasPrefix("[") else { return [text] }
    let json = try? JSONParser.parse(Array(text.utf8))
    return json?.array?.compactMap(\.string) ?? []
  }

  /// Where COPY puts package.json files, node_modules of a workspace come to be, too.
  private mutating func copy(_ text: String) {
    let parts = text.split(separator: " ").map(String.init).filter { !$0.hasPrefix("--") }
    guard let last = parts.last, parts.count > 1 else { return }
    let target = ComposePath.join(workingFolder, last)
    for source in parts.dropLast() {
      if source.hasSuffix("package.json") { manifests.append(target) }
      if source.hasSuffix("node_modules") {
        let path = target.hasSuffix("node_modules") ? target : "\(target)/node_modules"
        add(path, maker: "COPY")
      }
    }
  }

  private static let installs = [
    "npm ci", "npm install", "npm i", "pnpm install", "pnpm i", "yarn install", "yarn --frozen",
    "yarn --immutable", "bun install", "composer install",
  ]

  /// A line of RUN, command by command: `cd x && npm ci`.
  private mutating func run(_ text: String) {
    var folder = workingFolder
    for range in text.split(separator: "&&") {
      let command = range.trimmed
      if command.hasPrefix("cd ") {
        folder = ComposePath.join(folder, unquoted(String(command.dropFirst(3)).trimmed))
      } else if !command.contains(" -g") && !command.contains("--global") {
        install(command, in: folder)
      }
    }
  }

  private mutating func install(_ command: String, in folder: String) {
    let found = BuiltImage.installs.first { " \(command) ".contains(" \($0) ") }
    guard let maker = found ?? (command == "yarn" ? "yarn" : nil) else { return }
    if maker.hasPrefix("composer") { return add("\(folder)/vendor", maker: maker) }
    add("\(folder)/node_modules", maker: maker)
    guard maker.hasPrefix("pnpm") else { return }
    for manifest in manifests where ComposePath.isBelow(manifest, folder) {
      add("\(manifest)/node_modules", maker: maker)
    }
  }

  private mutating func add(_ path: String, maker: String) {
    let path = ComposePath.normal(path)
    if !products.contains(where: { $0.path == path }) {
      products.append(Product(path: path, maker: maker))
    }
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  var trimmed: String {
    var text = drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}
