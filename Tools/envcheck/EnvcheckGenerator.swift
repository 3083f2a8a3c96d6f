import Artifacts
import Diagnostics
import Model

/// Env templates, and what keeps secrets out of the repository.
enum EnvcheckGenerator {
  static let name = "envcheck"

  static func files(for stack: Stack) -> [GeneratedFile] {
    templates(for: stack) + ignoreBlocks(for: stack) + [
      file(".pre-commit-config.yaml", PreCommitConfiguration(stack: stack).text, stack),
      file(".gitleaks.toml", GitleaksConfiguration(stack: stack).text, stack),
      file(SecretsGuide.path, SecretsGuide(stack: stack).text, stack),
    ]
  }

  /// One template for the root, one for each service, one for each local environment.
  private static func templates(for stack: Stack) -> [GeneratedFile] {
    TemplatePaths(stack: stack).all.map { path, kind in
      let text =
        switch kind {
        case .root: RootTemplate(stack: stack).text
        case .service(let service): ServiceTemplate(stack: stack, service: service).text
        case .environment(let environment):
          EnvironmentTemplate(stack: stack, environment: environment).text
        }
      return file(path, text, stack)
    }
  }

  private static func ignoreBlocks(for stack: Stack) -> [GeneratedFile] {
    IgnoreBlock(stack: stack).blocks.map { path, content in
      GeneratedFile(path: path, content: content, generator: name, placement: .block)
    }
  }

  private static func file(_ path: String, _ content: String, _ stack: Stack) -> GeneratedFile {
    GeneratedFile(path: stack.paths.application(path), content: content, generator: name)
  }

  /// What the templates can't hold, and secrets that don't stay secret.
  static func notes(for stack: Stack) -> [Finding] { TemplateNotes(stack: stack).findings }
}
