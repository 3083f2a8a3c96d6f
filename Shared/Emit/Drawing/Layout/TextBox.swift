/// Lines of text, one below the other, each as wide as it can get.
struct TextBox {
  /// The style of a line: a class of the picture's style sheet.
  enum Style: String {
    case caption, title, line, label, heading

    var metrics: TextMetrics {
      switch self {
      case .caption: TextMetrics(size: 10, isBold: false)
      case .title: TextMetrics(size: 14, isBold: true)
      case .line: TextMetrics(size: 12, isBold: false)
      case .label: TextMetrics(size: 11, isBold: false)
      case .heading: TextMetrics(size: 18, isBold: true)
      }
    }

    /// From one line to the next.
    var height: Int {
      switch self {
      case .caption: 14
      case .title: 19
      case .line: 16
      case .label: 14
      case .heading: 24
      }
    }
  }

  struct Line {
    let text: String
    let style: Style
  }

  private(set) var lines: [Line] = []
  private(set) var width = 0
  private(set) var height = 0

  /// - Parameters:
  ///   - width: The widest line, in pixels.
  ///   - limit: The most lines.
  mutating func add(_ text: String, _ style: Style, within width: Int, limit: Int) {
    guard !text.isEmpty else { return }
    for line in style.metrics.lines(of: text, within: width, limit: limit) {
      lines.append(Line(text: line, style: style))
      self.width = max(self.width, style.metrics.width(of: line))
      height += style.height
    }
  }

  /// What is written in a node, or beside a group.
  init(_ node: Diagram.Node) {
    add(node.caption, .caption, within: Spacing.text, limit: 1)
    add(node.title, .title, within: Spacing.text, limit: 2)
    for line in node.lines { add(line, .line, within: Spacing.text, limit: 2) }
  }

  /// What is written on an arrow.
  init(label: String) { add(label, .label, within: 150, limit: 3) }

  /// What is written above the picture.
  init(heading: String, within width: Int) {
    add(heading, .heading, within: width, limit: 2)
  }
}
