import Diagnostics
import Platform

/// Images that can't be built, or aren't the same tomorrow.
enum BuildRules {
  static let all: [CheckRule] = [
    CheckRule(
      "missing-dockerfile", .error, "a Dockerfile or a build's folder that isn't there",
      .service(missing)),
    CheckRule(
      "missing-target", .error, "a build's target that its Dockerfile hasn't", .service(targets)),
    CheckRule(
      "floating-image", .warning, "an image without a tag, or with `latest`", .service(floating)),
  ]

  private static func missing(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    guard project.hasSources, let build = service.build, let context = build.context else {
      return []
    }
    // What a package manager brings isn't there in a fresh checkout.
    if ["vendor", "node_modules"].contains(
      where: context.split(separator: "/").map(String.init).contains)
    {
      return []
    }
    if !ComposePath.isFolder(context) {
      return [
        Fault(
          build.node.place, "the folder that \(service.quoted) is built from isn't there",
          do: "correct the path of build")
      ]
    }
    guard let path = build.dockerfile, !ComposePath.isFile(path) else { return [] }
    return [
      Fault(
        build.node["dockerfile"]?.place ?? build.node.place,
        "\(service.quoted) is built from \(path), which isn't there",
        do: "write the Dockerfile, or correct its path")
    ]
  }

  private static func targets(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    guard let build = service.build, let target = build.target, let node = build.node["target"],
      let file = project.dockerfile(of: service), file.stage(target) == nil
    else { return [] }
    return [
      Fault(
        node.place, "the Dockerfile of \(service.quoted) has no stage \"\(target)\"",
        do: Suggestion.remedy(for: target, among: file.names, lead: "there are: "))
    ]
  }

  private static func floating(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    guard service.build == nil, let image = service.image, let node = service.node["image"],
      !image.hasDigest, !image.isTagVariable, !image.repository.isEmpty
    else { return [] }
    guard image.tag == nil || image.tag == "latest" else { return [] }
    let isOwn = project.services.contains { $0.build != nil && $0.image?.text == image.text }
    if isOwn { return [] }
    return [
      Fault(
        node.place,
        "the image of \(service.quoted) is whatever is newest"
          + (image.tag == nil ? ", for it has no tag" : ""),
        do: "name a version")
    ]
  }
}
