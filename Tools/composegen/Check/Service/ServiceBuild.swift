import Platform

/// How a service's image is built (compose-spec, build).
struct ServiceBuild {
  let node: ComposeNode
  /// The folder, from where the user stands; `nil` where it is elsewhere or can't be known.
  let context: String?
  /// The Dockerfile's path; `nil` where it is written in the compose file, or can't be known.
  let dockerfile: String?
  let target: String?

  init?(_ node: ComposeNode, folder: String, resolve: (String) -> String?) {
    self.node = node
    let written = node.text ?? node["context"]?.text ?? "."
    if node.text == nil && node.entries == nil { return nil }
    let path = resolve(written)
    let isRemote =
      written.contains("://") || written.hasPrefix("git@") || written.contains(".git")
      || written.hasPrefix("~") || written.hasPrefix("github.com")
    let context = path == nil || isRemote ? nil : ComposePath.join(folder, path ?? "")
    self.context = context
    let name = node["dockerfile"]?.text ?? "Dockerfile"
    let isInline = node["dockerfile_inline"] != nil
    dockerfile =
      isInline
      ? nil
      : context.flatMap { context in
        resolve(name).map { ComposePath.join(context, $0) }
      }
    target = node["target"]?.text.flatMap(resolve)
  }
}
