import Platform

/// A command line of a compose file: one text, or its words.
struct CommandText {
  let node: ComposeNode
  /// Without quotes.
  let words: [String]
  /// Whether it is one text, which compose splits into words as a shell would, and runs without one.
  let isText: Bool

  /// - Returns: `nil` where it says nothing.
  init?(_ node: ComposeNode) {
    self.node = node
    if let elements = node.elements {
      words = elements.compactMap(\.text)
      isText = false
    } else if let text = node.text {
      words = CommandText.words(of: text)
      isText = true
    } else {
      return nil
    }
  }

  /// The words of a line, by the quoting of POSIX shells.
  static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isOpen = false
    var quote: Character?
    var isEscaped = false
    for character in text {
      if isEscaped {
        word.append(character)
        isEscaped = false
      } else if character == "\\" && quote != "'" {
        (isEscaped, isOpen) = (true, true)
      } else if character == quote {
        quote = nil
      } else if quote != nil {
        word.append(character)
      } else if character == "'" || character == "\"" {
        (quote, isOpen) = (character, true)
      } else if character.isWhitespace {
        if isOpen || !word.isEmpty { words.append(word) }
        (word, isOpen) = ("", false)
      } else {
        word.append(character)
      }
    }
    return isOpen || !word.isEmpty ? words + [word] : words
  }

  private static let shells: Set<String> = ["sh", "bash", "ash", "dash", "zsh"]

  /// Whether the words run a shell: `sh -c …`.
  static func isShell(_ words: [String]) -> Bool {
    guard let first = words.first else { return false }
    return shells.contains(ComposePath.name(of: first))
  }

  /// What `sh -c` runs; `nil` for anything else.
  static func script(_ words: [String]) -> String? {
    guard isShell(words), let flag = words.dropFirst().firstIndex(where: { $0.hasPrefix("-") }),
      words[flag].hasSuffix("c"), flag + 1 < words.count
    else { return nil }
    return words[flag + 1]
  }

  private static let inits: Set<String> = [
    "dumb-init", "tini", "docker-init", "catatonit", "s6-svscan", "init", "my_init", "tini-static",
  ]

  /// Whether the words begin with a program that is made for PID 1.
  static func isInit(_ words: [String]) -> Bool {
    words.first.map { inits.contains(ComposePath.name(of: $0)) } ?? false
  }
}

/// How a container says that it is well.
struct HealthCheck {
  enum Test {
    /// A program with its arguments.
    case exec([ComposeNode])
    /// A line for a shell.
    case shell(ComposeNode)
    /// Switched off.
    case none
    /// Not said: the image's own.
    case inherited
    case unknown(String)
  }

  let node: ComposeNode
  let test: Test

  init(_ node: ComposeNode) {
    self.node = node
    if node["disable"]?.isTrue == true {
      test = .none
    } else if let text = node["test"], text.text != nil {
      test = .shell(text)
    } else if let elements = node["test"]?.elements, let first = elements.first?.text {
      switch first {
      case "NONE": test = .none
      case "CMD": test = .exec(Array(elements.dropFirst()))
      case "CMD-SHELL": test = elements.count > 1 ? .shell(elements[1]) : .unknown(first)
      default: test = .unknown(first)
      }
    } else {
      test = .inherited
    }
  }

  /// The whole line, words joined by spaces.
  var line: String {
    switch test {
    case .exec(let words): words.compactMap(\.text).joined(separator: " ")
    case .shell(let text): text.text ?? ""
    case .none, .inherited, .unknown: ""
    }
  }

  /// Where the test is.
  var place: ComposePlace { node["test"]?.place ?? node.place }
}
