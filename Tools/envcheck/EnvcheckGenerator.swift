import Artifacts
import Diagnostics
import Emit
import Model

/// Env templates, and what keeps secrets out of the repository.
enum EnvcheckGenerator {
  static let name = "envcheck"

  static func files(for stack: Stack) -> [GeneratedFile] {
    templates(for: stack) + [
      GeneratedFile(
        path: stack.paths.application(".gitignore"), content: IgnoreBlock(stack: stack).text,
        generator: name, placement: .block),
      file(".pre-commit-config.yaml", PreCommitConfiguration(stack: stack).text, stack),
      file(".gitleaks.toml", GitleaksConfiguration(stack: stack).text, stack),
      file("docs/SECRETS_MANAGEMENT.md", SecretsGuide(stack: stack).text, stack),
    ]
  }

  /// One template for the root, one for each service, one for each local environment.
  private static func templates(for stack: Stack) -> [GeneratedFile] {
    let values = TemplateValues(stack: stack)
    return [file(".env.example", RootTemplate(stack: stack, values: values).text, stack)]
      + stack.services.map { service in
        file(
          "\(service.path)/.env.example",
          ServiceTemplate(stack: stack, service: service, values: values).text, stack)
      }
      + stack.composeEnvironments.map { environment in
        file(
          "\(environment.variablesFile).example",
          EnvironmentTemplate(stack: stack, environment: environment).text, stack)
      }
  }

  private static func file(_ path: String, _ content: String, _ stack: Stack) -> GeneratedFile {
    GeneratedFile(path: stack.paths.application(path), content: content, generator: name)
  }

  /// Nothing: what is wrong with variables is refused with the stack.
  static func notes(for stack: Stack) -> [Finding] { [] }
}
