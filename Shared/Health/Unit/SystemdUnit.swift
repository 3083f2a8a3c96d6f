/// A unit file of systemd, as values (systemd.syntax(7)).
package struct SystemdUnit: Equatable, Sendable {
  /// A part of the file with its directives, in order; a key may be there more than once.
  package struct Section: Equatable, Sendable {
    package var name: String
    package var directives: [Directive]

    package init(_ name: String, _ directives: [Directive]) {
      self.name = name
      self.directives = directives
    }
  }

  package struct Directive: Equatable, Sendable {
    package var key: String
    package var value: String

    package init(_ key: String, _ value: String) {
      self.key = key
      self.value = value
    }
  }

  package var sections: [Section]

  package init(_ sections: [Section]) { self.sections = sections }

  /// The lines of the file, without their ends: an empty one between two sections.
  package var lines: [String] {
    Array(
      sections.map { section in
        ["[\(section.name)]"] + section.directives.map { "\($0.key)=\($0.value)" }
      }.joined(separator: [""]))
  }

  package var text: String { lines.map { $0 + "\n" }.joined() }
}
