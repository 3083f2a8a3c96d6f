import Emit
import Model

/// What trying images on one machine tells, and what it doesn't.
extension ProductionGuide {
  var figures: [Markdown.Block] {
    guard let service = stack.imageServices.first else { return [] }
    return [
      .heading(2, "Figures"),
      .paragraph("Measure on your machine and keep the numbers: a jump is worth a look."),
      .table(
        .init(
          ["What", "How", "Aim"],
          rows: [
            ["Size of an image", .code("docker images '\(stack.project.name)-*'"), "below 200 MB"],
            [
              "Build from nothing",
              .code(
                "time \(ComposeCommands(environment).line("build --no-cache \(service.name)"))"),
              "below 5 minutes",
            ],
            [
              "Build after an edit of source", "the same, without \(code: "--no-cache")",
              "no install step",
            ],
            [
              "Start until healthy",
              .code("time \(ComposeCommands(environment).line("up --wait \(service.name)"))"),
              "below \(service.health.startPeriod.description)",
            ],
          ])),
    ]
  }

  var differences: [Markdown.Block] {
    let clouds = stack.cloudEnvironments
    guard let cloud = clouds.first(where: { $0.tier == .staging }) ?? clouds.first else {
      return []
    }
    let count = cloud.servers.reduce(0) { $0 + $1.count }
    var rows: [[Markdown.Text]] = [
      ["Servers", "this machine", "\(count) in \(cloud.region)"],
      [
        "In front", "nothing: ports of this machine",
        cloud.loadBalancer == nil ? "nothing" : "a load balancer, with TLS",
      ],
    ]
    rows += stack.datastores.map { store in
      [.code(store.host), "a container, one volume", "a managed cluster, reached with TLS"]
    }
    rows += [
      ["Secrets", "placeholders, or a file on this machine", "from the secret store"],
      ["Releases", "built here", "pulled from \(stack.project.registry)"],
      ["Updates", "one container is replaced", "host by host, drained, with a way back"],
      ["Data", "yours, small", "real in size, backed up"],
    ]
    return [
      .heading(2, "What is different at DigitalOcean"),
      .paragraph("A green run here proves the image, not the place it will run in."),
      .table(.init(["", .code(environment.name), .code(cloud.name)], rows: rows)),
    ]
  }

  var practices: [Markdown.Block] {
    [
      .heading(2, "Best practices"),
      .list([
        .init("Try every change of a Dockerfile, a dependency or a start command here first."),
        .init("Begin with empty volumes, then once more with those of the release before."),
        .init("Test what production does: migrations, a lost database, a full stop of the cache."),
        .init("Change nothing in a running container; change the stack or the source, and build."),
        .init(
          "Bring no production secret to this machine; \(code: environment.variablesFile) needs none."
        ),
        .init(
          "Take it down when done: \(code: ComposeCommands(environment).line("down --volumes"))."),
      ]),
    ]
  }
}

extension Markdown.Text {
  /// Names in code, with commas between.
  static func codes(_ names: [String]) -> Markdown.Text {
    Markdown.Text(
      inlines: names.enumerated().flatMap { index, name in
        (index == 0 ? [] : [Markdown.Inline.text(", ")]) + [.code(name)]
      })
  }
}
