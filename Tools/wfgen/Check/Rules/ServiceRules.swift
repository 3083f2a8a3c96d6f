import Diagnostics
import JSON
import YAMLReader

/// Containers, those that run beside a job and that which it runs in.
enum ServiceRules {
  static let all: [CheckRule] = [
    CheckRule(
      "no-health-check", .warning,
      "a database without a health check: steps begin before it answers", .job(health)),
    CheckRule(
      "floating-image", .warning, "an image without a tag, or with `latest`", .file(floating)),
    CheckRule("unpinned-image", .note, "an image by tag, without its digest", .file(unpinned)),
    CheckRule(
      "service-port", .error, "two services on one port of the machine, or a port that is none",
      .job(ports)),
    CheckRule(
      "unreachable-service", .error,
      "a service by its name from a job that runs on the machine itself", .job(addresses)),
    CheckRule(
      "unpublished-service", .warning,
      "a service without ports, for a job that runs on the machine itself", .job(unpublished)),
  ]

  /// What comes up after its container has.
  private static let databases = [
    "postgres", "postgis", "timescale", "mysql", "mariadb", "mongo", "redis", "valkey", "rabbitmq",
    "elasticsearch", "opensearch", "kafka", "mssql", "cassandra", "pgvector",
  ]

  private static func isDatabase(_ service: CheckedService) -> Bool {
    let image = (service.image?.string ?? "").split(separator: "@").first ?? ""
    let name = image.split(separator: "/").last?.prefix { $0 != ":" } ?? ""
    return databases.contains { name.lowercased().hasPrefix($0) }
  }

  private static func health(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    job.services.compactMap { service in
      let options = service.node["options"]?.string ?? ""
      guard isDatabase(service), !options.contains("--health-cmd"), !options.contains("${{") else {
        return nil
      }
      return Fault(
        service.key.position, "steps begin before \(QuotedName.text(service.id)) answers",
        do: "add options: >- with --health-cmd, --health-interval and --health-retries")
    }
  }

  /// Every image that is named, with the keys of it.
  private static func images(_ file: CheckedFile) -> [(text: String, node: YAMLNode)] {
    let containers = file.jobs.compactMap { job -> YAMLNode? in
      let container = job.node["container"]
      return container?.isMapping == true ? container?["image"] : container
    }
    let named = (containers + file.jobs.flatMap { $0.services.compactMap(\.image) })
      .compactMap { node in node.string.map { ($0, node) } }
    let used = file.steps.compactMap { step -> (String, YAMLNode)? in
      guard let use = step.use, case .image(let image) = use.reference else { return nil }
      return (image, use.node)
    }
    return (named + used).filter { !$0.0.contains("${{") && !$0.0.isEmpty }
  }

  private static func floating(_ file: CheckedFile) -> [Fault] {
    images(file).compactMap { text, node in
      let last = text.split(separator: "/").last ?? ""
      guard !text.contains("@"), !last.contains(":") || last.hasSuffix(":latest") else {
        return nil
      }
      return Fault(
        node.position, "\(QuotedName.text(text)) is another image tomorrow",
        do: "name a version and its digest: IMAGE:TAG@sha256:…")
    }
  }

  private static func unpinned(_ file: CheckedFile) -> [Fault] {
    images(file).compactMap { text, node in
      let last = text.split(separator: "/").last ?? ""
      guard !text.contains("@sha256:"), last.contains(":"), !last.hasSuffix(":latest") else {
        return nil
      }
      return Fault(
        node.position, "the tag of \(QuotedName.text(text)) can be moved",
        do: "add its digest: @sha256:…")
    }
  }

  private static func ports(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    var taken: [Int: String] = [:]
    return job.services.flatMap { service in
      (service.node["ports"]?.texts ?? []).compactMap { node -> Fault? in
        let text = node.string ?? ""
        if text.contains("${{") { return nil }
        let parts = text.prefix { $0 != "/" }.split(separator: ":").map { Int($0) }
        guard !parts.isEmpty, parts.count <= 3,
          parts.suffix(2).allSatisfy({ $0.map { (1...65535).contains($0) } ?? false })
        else {
          return Fault(
            node.position, "\(QuotedName.text(text)) is no port",
            do: "write HOST:CONTAINER, each from 1 to 65535")
        }
        guard parts.count > 1, let host = parts[parts.count - 2] else { return nil }
        guard let other = taken.updateValue(service.id, forKey: host), other != service.id else {
          return nil
        }
        return Fault(
          node.position, "port \(host) of the machine is taken by \(QuotedName.text(other))",
          do: "publish one of them on another")
      }
    }
  }

  private static func addresses(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    guard job.node.entry("container") == nil, !job.services.isEmpty else { return [] }
    let variables = [file.root["env"], job.node["env"]] + job.steps.map { $0.node["env"] }
    let values = variables.flatMap { ($0?.entries ?? []).map { ($0.key.text ?? "", $0.value) } }
    return job.services.flatMap { service in
      values.compactMap { name, node -> Fault? in
        guard let text = node.string, points(text, at: service.id, variable: name) else {
          return nil
        }
        return Fault(
          node.position,
          "the job runs on the machine itself, which doesn't know the name \(QuotedName.text(service.id))",
          do: "write localhost, and publish the port; or run the job in a container")
      }
    }
  }

  /// `…@postgres:5432/…`, `//postgres:…`, or the name alone as value of a host.
  private static func points(_ text: String, at name: String, variable: String) -> Bool {
    if ["@\(name):", "@\(name)/", "//\(name)/"].contains(where: text.contains) { return true }
    // Before an @ it would be a user: postgres://postgres:secret@localhost.
    if let rest = text.firstRange(of: "//\(name):")?.upperBound,
      text[rest...].prefix(while: { $0 != "/" }).allSatisfy(\.isNumber)
    {
      return true
    }
    return text == name && variable.uppercased().hasSuffix("HOST")
  }

  private static func unpublished(_ job: CheckedJob, _ file: CheckedFile) -> [Fault] {
    guard job.node.entry("container") == nil else { return [] }
    return job.services.compactMap { service in
      let options = service.node["options"]?.string ?? ""
      guard service.node["ports"] == nil, isDatabase(service), !options.contains("--network"),
        !options.contains("-p "), !options.contains("--publish")
      else { return nil }
      return Fault(
        service.key.position,
        "no step reaches \(QuotedName.text(service.id)): it publishes no port",
        do: "add ports:, or run the job in a container")
    }
  }
}
