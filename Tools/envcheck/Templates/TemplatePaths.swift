import Model

/// Where the templates of a stack are, from the application's root.
struct TemplatePaths {
  enum Kind {
    case root
    case service(Service)
    case environment(ComposeEnvironment)
  }

  let stack: Stack

  /// Every template once. Where a local environment's file is `.env` itself, its template, which has
  /// all variables too, is the root's.
  var all: [(path: String, kind: Kind)] {
    let environments = stack.composeEnvironments.map { environment in
      ("\(environment.variablesFile).example", Kind.environment(environment))
    }
    let hasRoot = environments.contains { $0.0 == ".env.example" }
    return (hasRoot ? [] : [(".env.example", .root)])
      + stack.services.map { ("\($0.path)/.env.example", .service($0)) } + environments
  }
}
