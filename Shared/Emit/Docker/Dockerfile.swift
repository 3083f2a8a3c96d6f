/// A Dockerfile.
///
/// Sources of the rules: docs.docker.com/reference/dockerfile (syntax 1.x), and BuildKit's
/// `frontend/dockerfile/parser` and `shell/lex.go` for how words are split, quoted and expanded.
package struct Dockerfile: Equatable, Sendable {
  /// Parser directives (`syntax`, `check`), which must come before all else.
  package var directives: [Directive]
  /// Comments under the directives.
  package var comments: [String]
  /// What stands before the first stage: comments, blank lines and `ARG`s.
  package var preamble: [Instruction]
  /// In order; a stage may build on those before it.
  package var stages: [Stage]

  package init(
    directives: [Directive] = [], comments: [String] = [], preamble: [Instruction] = [],
    stages: [Stage]
  ) {
    self.directives = directives
    self.comments = comments
    self.preamble = preamble
    self.stages = stages
  }

  /// `# name=value` on one of the first lines.
  package struct Directive: Equatable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }

    /// `# syntax=docker/dockerfile:1`
    package static func syntax(_ image: String) -> Directive { Directive("syntax", image) }
  }

  /// `FROM` and what follows it.
  package struct Stage: Equatable, Sendable {
    /// Lines of comment above `FROM`, without `#`.
    package var comment: String?
    /// An image or an earlier stage.
    package var base: Word
    /// `linux/amd64`, or a variable of the builder.
    package var platform: Word?
    /// What later stages and `--target` call it.
    package var name: String?
    package var instructions: [Instruction]

    package init(
      _ name: String? = nil, from base: Word, platform: Word? = nil, comment: String? = nil,
      instructions: [Instruction] = []
    ) {
      self.name = name
      self.base = base
      self.platform = platform
      self.comment = comment
      self.instructions = instructions
    }
  }

  /// Instructions that many files have in common, printed once.
  package struct Excerpt: Equatable, Sendable {
    let lines: [String]

    package init(_ instructions: [Instruction]) {
      lines = [Dockerfile.lines(of: instructions).joined(separator: "\n")]
    }
  }

  /// An instruction, or what stands between two.
  package enum Instruction: Equatable, Sendable {
    /// Lines of comment, without `#`.
    case comment(String)
    /// One blank line; not at the edges of a stage, never two.
    case blank
    case excerpt(Excerpt)
    case arg(String, default: Word? = nil)
    case env([Pair])
    case label([Pair])
    case run(Command, mounts: [Mount] = [])
    case copy(Copy)
    case workdir(Word)
    case user(Word)
    /// `8080`, `53/udp`
    case expose([Word])
    case volume([Word])
    /// `NONE` where there is no check.
    case healthcheck(Healthcheck?)
    case entrypoint(Command)
    case cmd(Command)
    case stopsignal(Word)
    case shell([String])
  }

  /// `name=value` of `ENV` and `LABEL`.
  package struct Pair: Equatable, Sendable {
    package var name: String
    package var value: Word

    package init(_ name: String, _ value: Word) {
      self.name = name
      self.value = value
    }
  }

  /// What is run.
  package enum Command: Equatable, Sendable {
    /// A JSON array: no shell, signals reach the process.
    case exec([String])
    /// Shell commands, each run when the one before succeeded. The text is the shell's: nothing
    /// in it is quoted or expanded here.
    case shell([String])
  }

  /// `RUN --mount=…`: `cache`, `bind`, `secret`, `ssh`, `tmpfs`.
  package struct Mount: Equatable, Sendable {
    package var type: String
    /// `name=value`, in order; `name` alone where the value is `nil`.
    package var options: [Option]

    /// One field of a mount.
    package struct Option: Equatable, Sendable {
      package var name: String
      package var value: String?
    }

    package init(_ type: String, _ options: KeyValuePairs<String, String?>) {
      self.type = type
      self.options = options.map { Option(name: $0.key, value: $0.value) }
    }

    /// A directory kept between builds; `sharing` is `shared`, `private` or `locked`.
    package static func cache(target: String, id: String? = nil, sharing: String? = nil) -> Mount {
      var mount = Mount("cache", [:])
      mount.add("id", id)
      mount.add("target", target)
      mount.add("sharing", sharing)
      return mount
    }

    /// A file or directory of the context, or of a stage, there for this one command.
    package static func bind(source: String, target: String, from: String? = nil) -> Mount {
      var mount = Mount("bind", [:])
      mount.add("from", from)
      mount.add("source", source)
      mount.add("target", target)
      return mount
    }

    private mutating func add(_ name: String, _ value: String?) {
      if let value { options.append(Option(name: name, value: value)) }
    }
  }

  /// `COPY [flags] source… destination`.
  package struct Copy: Equatable, Sendable {
    /// Paths or patterns, at least one.
    package var sources: [Word]
    /// A path; a directory where it ends with `/`.
    package var destination: Word
    /// A stage, image or context.
    package var from: Word?
    /// `user:group`
    package var owner: Word?
    /// Octal, `0644`.
    package var mode: String?
    /// Makes a layer of its own, independent of those below.
    package var isLink: Bool
    /// Keeps the sources' directories (syntax 1.20 and up).
    package var keepsParents: Bool

    package init(
      _ sources: [Word], to destination: Word, from: Word? = nil, owner: Word? = nil,
      mode: String? = nil, isLink: Bool = false, keepsParents: Bool = false
    ) {
      self.sources = sources
      self.destination = destination
      self.from = from
      self.owner = owner
      self.mode = mode
      self.isLink = isLink
      self.keepsParents = keepsParents
    }
  }

  /// `HEALTHCHECK`; what is `nil` is left to the engine.
  package struct Healthcheck: Equatable, Sendable {
    package var command: Command
    package var interval: Duration?
    package var timeout: Duration?
    package var startPeriod: Duration?
    package var startInterval: Duration?
    /// Failures in a row that make a container unhealthy.
    package var retries: Int?

    package init(
      _ command: Command, interval: Duration? = nil, timeout: Duration? = nil,
      startPeriod: Duration? = nil, startInterval: Duration? = nil, retries: Int? = nil
    ) {
      self.command = command
      self.interval = interval
      self.timeout = timeout
      self.startPeriod = startPeriod
      self.startInterval = startInterval
      self.retries = retries
    }
  }
}
