import Diagnostics
import JSON
import Model

/// What the choices of a stack bring with them, for those who run the generator.
struct Notes {
  let stack: Stack

  init(_ stack: Stack) { self.stack = stack }

  var findings: [Finding] { apart + images + published + settings + approval + state }

  private var apart: [Finding] {
    let paths = stack.paths
    guard paths.application != ".", !paths.infrastructure.hasPrefix(paths.application + "/")
    else { return [] }
    return [
      note(
        "folders-apart", at: ["paths"],
        "the infrastructure is outside of the application's repository, whose workflows look for it "
          + "in \"infrastructure\"",
        do: "put both into one repository, or copy what is generated there")
    ]
  }

  private var images: [Finding] {
    stack.datastores.enumerated().compactMap { index, store in
      if ImageTable.current.pins(store.image) { return nil }
      return note(
        "unpinned-image", at: ["datastores", String(index), "image"],
        "the tests' \(store.host) runs \(store.image), whose tag may mean another image tomorrow",
        do: "add @sha256: and its digest, or take one of: "
          + ImageTable.current.names.filter { $0.contains(store.engine.rawValue) }
          .joined(separator: ", "))
    }
  }

  /// An image is built once for all environments.
  private var published: [Finding] {
    let services = stack.imageServices.map { BuildVariables(of: $0, in: stack) }
    let names = services.flatMap { $0.arguments + $0.secrets }
    return stack.variables.enumerated().compactMap { index, variable in
      guard names.contains(variable.name),
        variable.environments.contains(where: { value in
          stack.deployedEnvironments.contains { $0.name == value.name }
        })
      else { return nil }
      return note(
        "build-value", at: ["variables", String(index), "environments"],
        "\(variable.name) is written into an image when it is built, the same for all environments",
        do: "set the repository's variable \(RepositoryName.of(variable.name))")
    }
  }

  private var settings: [Finding] {
    deployed { environment in
      let settings = DeploymentSettings(of: environment, in: stack)
      let secrets =
        ["SSH_PRIVATE_KEY"] + (environment.state == nil ? [] : OperationSteps.stateSecrets)
        + settings.secrets.map(RepositoryName.of)
      let variables = ["SSH_KNOWN_HOSTS"] + settings.values.map(RepositoryName.of)
      return (
        "environment-settings", [],
        "deploying to \"\(environment.name)\" reads the secrets \(secrets.joined(separator: ", ")) "
          + "and the variables \(variables.joined(separator: ", "))",
        "set them in the environment of that name in the repository's settings"
      )
    }
  }

  private var approval: [Finding] {
    deployed { environment in
      guard environment.trigger.needsApproval else { return nil }
      return (
        "approval", ["deploy", "approval"],
        "a workflow can't ask for approval itself, and refuses to deploy where nothing does",
        "set required reviewers in the environment \"\(environment.name)\" of the repository"
      )
    }
  }

  private var state: [Finding] {
    deployed { environment in
      guard environment.state == nil else { return nil }
      return (
        "local-state", [],
        "Terraform's state of \"\(environment.name)\" is a local file, which workflows don't see",
        "give the environment a \"state\""
      )
    }
  }

  private func deployed(
    _ word: (CloudEnvironment) -> (rule: String, place: [String], message: String, remedy: String)?
  ) -> [Finding] {
    let names = stack.deployedEnvironments.map(\.name)
    return stack.environments.enumerated().compactMap { index, environment in
      guard case .digitalOcean(let environment) = environment, names.contains(environment.name),
        let (rule, place, message, remedy) = word(environment)
      else { return nil }
      return note(rule, at: ["environments", String(index)] + place, message, do: remedy)
    }
  }

  private func note(_ rule: String, at place: [String], _ message: String, do remedy: String)
    -> Finding
  {
    Finding(
      rule: rule, severity: .note, message: message, remedy: remedy, pointer: JSONPointer(place))
  }
}
