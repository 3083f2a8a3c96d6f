import JSON

extension Forge {
  /// The digest that the registry has a service's image of a commit at.
  func digest(of service: String, at commit: String) throws -> String {
    try "sha256:"
      + registry(
        "acme/harbour-\(service)/manifests/sha-\(commit.prefix(7))",
        filter: "sha256sum | cut -c 1-64")
  }

  /// The tags that mean a digest, in order.
  func tags(of service: String, at digest: String) throws -> [String] {
    try tags(of: service).filter { tag in
      try registry(
        "acme/harbour-\(service)/manifests/\(tag)", filter: "sha256sum | cut -c 1-64")
        == digest.dropFirst("sha256:".count)
    }
  }

  /// Whether the registry has any image of a commit.
  func holds(_ commit: String) throws -> Bool {
    try ["api", "web"].contains { service in
      try tags(of: service).contains { $0.hasSuffix(commit.prefix(7)) }
    }
  }

  private func tags(of service: String) throws -> [String] {
    let answer = try registry("acme/harbour-\(service)/tags/list")
    let tags = try JSONParser.parse(Array(answer.utf8))["tags"]
    return (tags?.array ?? []).compactMap(\.string).sorted()
  }
}
