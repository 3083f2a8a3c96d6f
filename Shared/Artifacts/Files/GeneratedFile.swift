import Diagnostics

/// A file that a generator makes.
package struct GeneratedFile: Equatable, Sendable {
  /// Whose the file is.
  package enum Placement: String, CaseIterable, Sendable {
    /// The generator's: the file is its content.
    case whole
    /// The user's: the content is kept between markers in it, the rest is left alone.
    case block
  }

  /// Relative to the folder that is written to, with `/`. See ``RelativePath``.
  package let path: String
  /// The permission bits: `0o644`.
  package let mode: UInt16
  /// The text without its mark.
  package let content: String
  /// The tool that makes it: `tfgen`.
  package let generator: String
  package let placement: Placement

  package init(
    path: String, mode: UInt16 = 0o644, content: String, generator: String,
    placement: Placement = .whole
  ) {
    self.path = path
    self.mode = mode
    self.content = content
    self.generator = generator
    self.placement = placement
  }
}
