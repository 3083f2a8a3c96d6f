import Platform

/// Something of outside a container's image in it (compose-spec, 05-services, volumes).
struct Mount {
  enum Kind { case bind, named, anonymous, tmpfs, other }

  let node: ComposeNode
  let kind: Kind
  /// For a bind the path on the host, from where the user stands; for a named volume its key.
  let source: String
  /// The path in the container, worked out.
  let target: String

  /// - Returns: `nil` where the form says too little.
  init?(_ node: ComposeNode, folder: String, resolve: (String) -> String?) {
    self.node = node
    var written: String?
    if let short = node.text {
      let text = resolve(short) ?? Mount.known(in: short)
      let parts = Mount.parts(of: text)
      guard let target = parts.count > 1 ? parts[1] : parts.first else { return nil }
      self.target = ComposePath.normal(target)
      written = parts.count > 1 ? parts[0] : nil
      kind = written.map { Mount.isPath($0) ? .bind : .named } ?? .anonymous
    } else {
      guard let target = node["target"]?.text else { return nil }
      self.target = ComposePath.normal(resolve(target) ?? target)
      written = node["source"]?.text.map { resolve($0) ?? $0 }
      switch node["type"]?.text ?? "" {
      case "bind": kind = .bind
      case "tmpfs": kind = .tmpfs
      case "volume": kind = written == nil ? .anonymous : .named
      default: kind = .other
      }
    }
    let path = written ?? ""
    source = kind == .bind ? (path.hasPrefix("~") ? path : ComposePath.join(folder, path)) : path
  }

  /// The target of the short form, for telling whether two are of one place.
  static func target(ofShort text: String) -> String {
    let parts = parts(of: Interpolation(text).literal)
    return parts.count > 1 ? parts[1] : parts.first ?? text
  }

  /// `SOURCE:TARGET:OPTIONS`; the letter of a Windows drive belongs to its path.
  private static func parts(of text: String) -> [String] {
    var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    if parts.count > 1, parts[0].count == 1, parts[0].first?.isLetter == true,
      parts[1].hasPrefix("\\") || parts[1].hasPrefix("/")
    {
      parts = ["\(parts[0]):\(parts[1])"] + parts.dropFirst(2)
    }
    return parts
  }

  /// What is literal, with a path in place of a source that a variable names.
  private static func known(in text: String) -> String {
    guard text.hasPrefix("$") else { return Interpolation(text).literal }
    let rest = text.split(separator: "}", maxSplits: 1, omittingEmptySubsequences: false).last ?? ""
    return "/unknown" + Interpolation(String(rest)).literal
  }

  static func isPath(_ source: String) -> Bool {
    source.hasPrefix(".") || source.hasPrefix("/") || source.hasPrefix("~")
      || source.dropFirst().hasPrefix(":")
  }

  /// Whether it is of a folder, as far as that can be seen.
  var isFolder: Bool {
    if ComposePath.isFolder(source) { return true }
    return !ComposePath.exists(source) && !ComposePath.name(of: target).dropFirst().contains(".")
  }
}
