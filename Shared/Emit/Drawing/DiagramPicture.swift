extension Diagram {
  /// The diagram as a picture that needs nothing but itself: no script, no font, no other file. It
  /// is light or dark as its viewer prefers.
  package var svg: String {
    DiagramPicture(self).svg.document
  }
}

/// A diagram's layout, drawn.
struct DiagramPicture {
  let diagram: Diagram
  let index: DiagramIndex
  let layout: DiagramLayout
  private let heading: TextBox
  /// Of the layout's top left corner.
  private let origin: DiagramLayout.Point
  let width: Int
  let height: Int

  init(_ diagram: Diagram) {
    self.diagram = diagram
    index = DiagramIndex(diagram)
    layout = DiagramLayout(index)
    let inner = max(layout.width, 320)
    heading = TextBox(heading: diagram.title, within: inner)
    origin = DiagramLayout.Point(
      x: Spacing.margin + (inner - layout.width) / 2,
      y: Spacing.margin + (heading.lines.isEmpty ? 0 : heading.height + 12))
    width = inner + 2 * Spacing.margin
    height = origin.y + layout.height + Spacing.margin
  }

  var svg: SVG {
    .element(
      "svg",
      [
        SVG.Attribute("xmlns", "http://www.w3.org/2000/svg"),
        SVG.Attribute("viewBox", "0 0 \(width) \(height)"), SVG.Attribute("width", width),
        SVG.Attribute("height", height), SVG.Attribute("role", "img"),
        SVG.Attribute("aria-labelledby", "picture-title picture-summary"),
      ],
      [
        .element("title", [SVG.Attribute("id", "picture-title")], [.text(diagram.title)]),
        .element("desc", [SVG.Attribute("id", "picture-summary")], [.text(diagram.summary)]),
        .style(StyleSheet.rules),
        .element(
          "rect",
          [
            SVG.Attribute("class", "page"), SVG.Attribute("width", width),
            SVG.Attribute("height", height),
          ], []),
      ] + words(heading, at: DiagramLayout.Point(x: Spacing.margin, y: Spacing.margin - 6)) + [
        .element(
          "g", [SVG.Attribute("transform", "translate(\(origin.x) \(origin.y))")], parts)
      ])
  }

  /// Frames lie below arrows, and those below nodes and labels.
  private var parts: [SVG] {
    layout.shapes.filter { index.entries[$0.number].isGroup }.map(frame)
      + layout.routes.map(arrows)
      + layout.shapes.filter { !index.entries[$0.number].isGroup }
      .map(node) + layout.routes.filter { !$0.label.lines.isEmpty }.map(label)
  }

  private func frame(_ shape: DiagramLayout.Shape) -> SVG {
    let node = index.entries[shape.number].node
    return .element(
      "g", [SVG.Attribute("class", "frame \(node.kind.rawValue)")],
      [title(node), box(shape.box, "", radius: 12)] + words(shape.text, at: shape.textAt))
  }

  private func node(_ shape: DiagramLayout.Shape) -> SVG {
    let node = index.entries[shape.number].node
    let box = shape.box
    let stripe = DiagramLayout.Box(x: box.x + 8, y: box.y + 10, width: 4, height: box.height - 20)
    return .element(
      "g", [SVG.Attribute("class", "node \(node.kind.rawValue)")],
      [title(node), self.box(box, "box", radius: 8), self.box(stripe, "stripe", radius: 2)]
        + words(shape.text, at: shape.textAt))
  }

  /// What a pointer that rests on it is told: all of it, however much of it is shown.
  private func title(_ node: Diagram.Node) -> SVG {
    .element("title", [], [.text(node.texts.joined(separator: "\n"))])
  }

  private func box(_ box: DiagramLayout.Box, _ name: String, radius: Int) -> SVG {
    .element(
      "rect",
      (name.isEmpty ? [] : [SVG.Attribute("class", name)]) + [
        SVG.Attribute("x", box.x), SVG.Attribute("y", box.y), SVG.Attribute("width", box.width),
        SVG.Attribute("height", box.height), SVG.Attribute("rx", radius),
      ], [])
  }

  private func words(_ text: TextBox, at corner: DiagramLayout.Point) -> [SVG] {
    var y = corner.y
    return text.lines.map { line in
      y += line.style.height
      return .element(
        "text",
        [
          SVG.Attribute("class", line.style.rawValue), SVG.Attribute("x", corner.x),
          SVG.Attribute("y", y - 4),
        ], [.text(line.text)])
    }
  }

  private func arrows(_ route: DiagramLayout.Route) -> SVG {
    let titles = route.links.map { link in
      let link = index.links[link]
      let ends = [link.from, link.to].map { index.entries[$0].node.title }
      let label = link.edge.label.isEmpty ? "" : ": \(link.edge.label)"
      return "\(ends[0]) → \(ends[1])\(label)"
    }
    return .element(
      "g", [SVG.Attribute("class", "arrow \(route.style.rawValue)")],
      [
        .element("title", [], [.text(titles.joined(separator: "\n"))]),
        .element(
          "path",
          [
            SVG.Attribute("class", "wire"),
            SVG.Attribute("d", route.lines.map(PathData.rounded).joined(separator: " ")),
          ], []),
      ]
        + route.tips.map {
          .element(
            "path",
            [
              SVG.Attribute("class", "head"),
              SVG.Attribute("d", PathData.head(at: $0, pointsUp: route.pointsUp)),
            ], [])
        })
  }

  private func label(_ route: DiagramLayout.Route) -> SVG {
    var y = route.labelBox.y + 1
    return .element(
      "g", [SVG.Attribute("class", "note")],
      [box(route.labelBox, "", radius: 6)]
        + route.label.lines.map { line in
          y += line.style.height
          return .element(
            "text",
            [
              SVG.Attribute("class", line.style.rawValue),
              SVG.Attribute("x", route.labelBox.x + route.labelBox.width / 2),
              SVG.Attribute("y", y - 4),
            ], [.text(line.text)])
        })
  }
}

/// What `d` of a path says.
enum PathData {
  /// A line whose corners are rounded, as far as its parts are long enough.
  static func rounded(_ points: [DiagramLayout.Point]) -> String {
    guard let first = points.first, let last = points.last else { return "" }
    var data = ["M\(first.x) \(first.y)"]
    for position in points.indices.dropFirst().dropLast() {
      let (before, corner, after) = (points[position - 1], points[position], points[position + 1])
      let radius = min(6, length(before, corner) / 2, length(corner, after) / 2)
      let (start, end) = (toward(before, from: corner, radius), toward(after, from: corner, radius))
      data.append("L\(start.x) \(start.y)")
      data.append("Q\(corner.x) \(corner.y) \(end.x) \(end.y)")
    }
    if points.count > 1 { data.append("L\(last.x) \(last.y)") }
    return data.joined(separator: " ")
  }

  /// A triangle.
  static func head(at tip: DiagramLayout.Point, pointsUp: Bool) -> String {
    "M\(tip.x) \(tip.y) l-4 \(pointsUp ? Spacing.arrow : -Spacing.arrow) h8 z"
  }

  /// Of a line that goes along one axis.
  private static func length(_ one: DiagramLayout.Point, _ other: DiagramLayout.Point) -> Int {
    abs(one.x - other.x) + abs(one.y - other.y)
  }

  private static func toward(
    _ target: DiagramLayout.Point, from point: DiagramLayout.Point, _ distance: Int
  ) -> DiagramLayout.Point {
    DiagramLayout.Point(
      x: point.x + (target.x - point.x).signum() * distance,
      y: point.y + (target.y - point.y).signum() * distance)
  }
}
