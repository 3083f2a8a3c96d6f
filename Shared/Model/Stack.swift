import Diagnostics
import JSON

/// A whole stack: what is built, what it runs on, and how it gets there.
///
/// A value of this type has passed every check: its names are unique, its references lead
/// somewhere, and what the document left out has its default. Generators rely on it.
package struct Stack: Equatable, Sendable {
  package var project = Project()
  package var paths = Paths()
  package var toolchain = Toolchain()
  package var packages: [WorkspacePackage] = []
  package var services: [Service] = []
  package var datastores: [Datastore] = []
  package var variables: [Variable] = []
  package var environments: [Environment] = []
  package var pipeline = Pipeline()
  package var deployment = Deployment()

  static let shape = Shape<Stack>.object(
    "stack", "A stack, from a laptop to a load-balanced fleet.", initial: { Stack() },
    [
      .ignored("$schema", "The schema of this document, for editors."),
      .required("project", \.project, Project.shape, "What is built."),
      .optional("paths", \.paths, Paths.shape, "Where things are in the repository."),
      .optional("toolchain", \.toolchain, Toolchain.shape, "What builds the application."),
      .optional(
        "packages", \.packages, .list(of: WorkspacePackage.shape, 0...500), default: [],
        "Workspace packages that services build on."),
      .required("services", \.services, .list(of: Service.shape, 1...500), "What runs."),
      .optional(
        "datastores", \.datastores, .list(of: Datastore.shape, 0...50), default: [],
        "Databases and caches."),
      .optional(
        "variables", \.variables, .list(of: Variable.shape, 0...2000), default: [],
        "Environment variables."),
      .optional(
        "environments", \.environments, .list(of: Environment.shape, 1...200),
        "Where it runs; without it a development and a staging-like compose environment and a "
          + "staging environment at DigitalOcean."),
      .optional("pipeline", \.pipeline, Pipeline.shape, "What runs on every push."),
      .optional(
        "deployment", \.deployment, Deployment.shape, "How a release reaches the servers."),
    ])
}

extension Stack {
  /// Decodes, completes and checks a document.
  ///
  /// - Throws: Everything that is wrong, at once; each finding has its pointer.
  package static func decode(_ json: JSONValue) throws(InvalidStack) -> Stack {
    var decoding = Decoding()
    let decoded = shape.decode(json, &decoding)
    guard let decoded, decoding.problems.isEmpty else {
      let partial = decoded.map {
        PartialStack(stack: $0, document: json, problems: decoding.problems)
      }
      throw InvalidStack(
        findings: decoding.problems.map(Finding.init(problem:)) + (partial?.findings ?? []))
    }
    let stack = decoded.completed()
    let findings = stack.faults()
    if !findings.isEmpty { throw InvalidStack(findings: findings) }
    return stack
  }

  /// The JSON Schema (2020-12) of a stack document.
  package static var schema: JSONValue {
    var definitions = SchemaDefinitions()
    let reference = shape.schema(&definitions)
    return .object(
      JSONObject([
        ("$schema", "https://json-schema.org/draft/2020-12/schema"),
        ("title", "Slipway stack"),
        ("$ref", reference["$ref"] ?? .null),
        ("$defs", .object(definitions.object)),
      ]))
  }

  package var composeEnvironments: [ComposeEnvironment] {
    environments.compactMap { if case .compose(let environment) = $0 { environment } else { nil } }
  }

  package var cloudEnvironments: [CloudEnvironment] {
    environments.compactMap {
      if case .digitalOcean(let environment) = $0 { environment } else { nil }
    }
  }

  /// The services that are deployed as images, and run in compose environments.
  package var imageServices: [Service] { services.filter { $0.target == .docker } }

  package func service(_ name: String) -> Service? { services.first { $0.name == name } }
  package func datastore(_ name: String) -> Datastore? { datastores.first { $0.name == name } }

  /// The stack with one environment only, for `--environment`; `nil` where it has none such.
  package func limited(to environment: String) -> Stack? {
    var stack = self
    stack.environments.removeAll { $0.name != environment }
    return stack.environments.isEmpty ? nil : stack
  }
}

/// Why a document is no stack.
package struct InvalidStack: Error {
  /// At least one; each with its pointer into the document.
  package let findings: [Finding]
}
