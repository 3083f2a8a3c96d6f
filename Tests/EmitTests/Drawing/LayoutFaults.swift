@testable import Emit

/// What is wrong with a layout, in words; a picture that reads well has nothing.
struct LayoutFaults {
  private typealias Box = DiagramLayout.Box

  let index: DiagramIndex
  let layout: DiagramLayout

  init(_ diagram: Diagram) {
    index = DiagramIndex(diagram)
    layout = DiagramLayout(index)
  }

  var all: [String] { missing + overlaps + nesting + words + labels + tips + wires }

  private var nodes: [DiagramLayout.Shape] {
    layout.shapes.filter { !index.entries[$0.number].isGroup }
  }

  private func box(_ number: Int) -> DiagramLayout.Box? {
    layout.shapes.first { $0.number == number }?.box
  }

  private var missing: [String] {
    let shown = Set(layout.shapes.map(\.number))
    let drawn = Set(layout.routes.flatMap(\.links).map { "\(index.links[$0].from) \($0)" })
    return index.entries.indices.filter { !shown.contains($0) }.map { "\($0) isn't there" }
      + (drawn.count == index.links.count ? [] : ["\(drawn.count) of \(index.links.count) arrows"])
  }

  /// Boxes that are not around each other don't touch.
  private var overlaps: [String] {
    layout.shapes.enumerated().flatMap { position, one in
      layout.shapes[(position + 1)...].filter { other in
        !index.ancestors(of: other.number).contains(one.number)
          && !index.ancestors(of: one.number).contains(other.number)
          && one.box.touches(other.box)
      }.map { "\(one.number) and \($0.number) overlap" }
    }
  }

  private var nesting: [String] {
    let page = Box(x: 0, y: 0, width: layout.width, height: layout.height)
    return layout.shapes.compactMap { shape in
      let around = index.entries[shape.number].parent.flatMap(box) ?? page
      return around.contains(shape.box) ? nil : "\(shape.number) sticks out of what is around it"
    }
  }

  private var words: [String] {
    layout.shapes.compactMap { shape in
      let text = Box(
        x: shape.textAt.x, y: shape.textAt.y, width: shape.text.width, height: shape.text.height)
      let isCovered =
        index.entries[shape.number].isGroup
        && layout.shapes.contains {
          index.entries[$0.number].parent == shape.number && $0.box.touches(text)
        }
      return shape.box.contains(text) && !isCovered
        ? nil : "the text of \(shape.number) doesn't fit"
    }
  }

  private var labels: [String] {
    let boxes = layout.routes.filter { !$0.label.lines.isEmpty }.map(\.labelBox)
    return boxes.enumerated().flatMap { position, label in
      nodes.filter { $0.box.touches(label) }.map { "a label covers \($0.number)" }
        + boxes[(position + 1)...].filter { $0.touches(label) }.map { _ in "two labels overlap" }
    }
  }

  /// Heads end at the frame of what they lead to.
  private var tips: [String] {
    layout.routes.flatMap { route in
      route.tips.compactMap { tip in
        let links = route.links.map { index.links[$0].to }
        let ends = route.pointsUp ? links.flatMap(index.leaves) : links
        let isThere = ends.contains { end in
          guard let box = box(end) else { return false }
          let y = route.pointsUp ? box.y + box.height : box.y
          return tip.y == y && tip.x > box.x && tip.x < box.x + box.width
        }
        return isThere ? nil : "a head at \(tip.x) \(tip.y) ends nowhere"
      }
    }
  }

  /// Parts of arrows go straight, through no node, and never along another's.
  private var wires: [String] {
    let parts = layout.routes.enumerated().flatMap { position, route in
      route.lines.flatMap { line in
        zip(line, line.dropFirst()).map { (route: position, box: Box($0, $1)) }
      }
    }
    return parts.enumerated().flatMap { position, part -> [String] in
      let across = nodes.filter { $0.box.inner.touches(part.box) }
        .map { "a wire goes through \($0.number)" }
      let along = parts[(position + 1)...].filter {
        $0.route != part.route && $0.box.runsAlong(part.box)
      }.map { "two wires are one at \($0.box)" }
      let isStraight = part.box.width == 0 || part.box.height == 0
      return across + along + (isStraight ? [] : ["a wire is oblique"])
    }
  }
}

extension DiagramLayout.Box {
  /// Around two points.
  fileprivate init(_ one: DiagramLayout.Point, _ other: DiagramLayout.Point) {
    self.init(
      x: min(one.x, other.x), y: min(one.y, other.y), width: abs(one.x - other.x),
      height: abs(one.y - other.y))
  }

  fileprivate var inner: Self { Self(x: x + 1, y: y + 1, width: width - 2, height: height - 2) }

  fileprivate func touches(_ other: Self) -> Bool {
    x <= other.x + other.width && other.x <= x + width && y <= other.y + other.height
      && other.y <= y + height
  }

  fileprivate func contains(_ other: Self) -> Bool {
    other.x >= x && other.y >= y && other.x + other.width <= x + width
      && other.y + other.height <= y + height
  }

  /// Two lines of one direction that have more than a point in common.
  fileprivate func runsAlong(_ other: Self) -> Bool {
    if width == 0 && other.width == 0 && x == other.x {
      return min(y + height, other.y + other.height) > max(y, other.y)
    }
    if height == 0 && other.height == 0 && y == other.y {
      return min(x + width, other.x + other.width) > max(x, other.x)
    }
    return false
  }
}
