/// Distances of a picture, in pixels.
enum Spacing {
  /// Around the whole.
  static let margin = 24
  /// Between two nodes of a row.
  static let column = 28
  /// Beside the vertical part of an arrow.
  static let lane = 16
  /// Between a frame and what is in it.
  static let frame = 16
  /// Between two parallel horizontal parts of arrows.
  static let track = 12
  /// Above the first track of a channel, and below the last.
  static let channel = 14
  /// An arrow's head.
  static let arrow = 9
  /// Between two arrows that leave a node.
  static let port = 14
  /// The widest text of a node.
  static let text = 216
  /// The narrowest node.
  static let node = 148
  /// Left of a node's text, where its stripe is, and right of it.
  static let inset = (left: 22, right: 14)
  /// Nodes without successors that a row has at most.
  static let row = 6
  /// Where parts of a picture that have nothing to do with each other go below each other.
  static let page = 1180
}
