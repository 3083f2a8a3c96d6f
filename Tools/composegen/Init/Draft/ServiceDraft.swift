import Diagnostics

/// A service as far as it is guessed.
struct ServiceDraft: Sendable {
  let member: Member
  var name = ""
  var kind = Framework.Kind.node
  let framework: Framework
  var path = ""
  var package = ""
  var port: Int?
  /// Whether the port is written somewhere, and isn't just what the framework takes.
  var isPortSaid = false
  var target = "docker"
  var healthPath: String?
  var datastores: [String] = []
  var source = "src"
  var output: String?
  var command: [String]?
  /// The file in ``command``, below the service's own folder.
  var entry: String?
  var script: String?
  var notes: [Note] = []

  init(_ member: Member, _ framework: Framework) {
    self.member = member
    self.framework = framework
    kind = framework.kind
    path = member.path
  }

  mutating func note(
    _ rule: String, _ message: String, do remedy: String? = nil, from place: Place?,
    at key: String? = nil, isWarning: Bool = false
  ) {
    var note = Note(rule, message, do: remedy, from: place)
    note.pointer = key.map { $0.split(separator: "/").map(String.init) } ?? []
    note.severity = isWarning ? .warning : .note
    notes.append(note)
  }

  /// Gives it another folder, as far as the stack is concerned.
  mutating func move(to folder: String) {
    path = folder
    command = command.map { words in
      words.map { $0 == entry ? RepositoryPath.join(folder, $0) : $0 == "." ? folder : $0 }
    }
  }
}
