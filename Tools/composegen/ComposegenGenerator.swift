import Artifacts
import Diagnostics
import Model

/// The files of images and of local environments: Dockerfiles, .dockerignore, compose files, and
/// the guides to them.
enum ComposegenGenerator {
  static let name = "composegen"

  /// Every file, in the order of the stack's services and environments.
  static func files(for stack: Stack) -> [GeneratedFile] {
    let manifests = ServiceImage.manifests(of: stack)
    let images = stack.imageServices.flatMap { service in
      ServiceImage(service, in: stack, manifests: manifests).files
    }
    let ignore =
      stack.imageServices.isEmpty
      ? [] : [file(stack.paths.application(".dockerignore"), ContextFilter(stack).text)]
    let environments = environments(of: stack).map { environment in
      file(
        stack.paths.application(environment.file), ComposeFile(environment, in: stack).text)
    }
    return images + ignore + environments + Guides(stack).files
  }

  /// What the choices of a stack bring with them.
  static func notes(for stack: Stack) -> [Finding] { Notes(stack).findings }

  /// What a stack says of the application in a folder and isn't so there.
  static func refusals(of stack: Stack, in directory: String) -> [Finding] {
    ApplicationFolder(of: stack, in: directory).faults
  }

  /// The compose environments that something runs in.
  static func environments(of stack: Stack) -> [ComposeEnvironment] {
    stack.imageServices.isEmpty && stack.datastores.isEmpty ? [] : stack.composeEnvironments
  }

  static func file(_ path: String, _ content: String) -> GeneratedFile {
    GeneratedFile(path: path, content: content, generator: name)
  }
}
