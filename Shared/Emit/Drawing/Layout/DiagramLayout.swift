/// Where everything of a diagram is, in whole pixels from the top left corner.
struct DiagramLayout {
  struct Point: Equatable {
    var x: Int
    var y: Int
  }

  struct Box: Equatable {
    var x: Int
    var y: Int
    var width: Int
    var height: Int
  }

  /// A node, or a group's frame.
  struct Shape {
    /// In the index.
    let number: Int
    var box: Box
    let text: TextBox
    /// Where its words begin.
    var textAt: Point
  }

  /// A bundle of arrows.
  struct Route {
    /// Positions in the index.
    let links: [Int]
    let style: Diagram.Edge.Style
    /// Lines with corners; all but the first begin where another is.
    var lines: [[Point]]
    /// Where its heads point to.
    var tips: [Point]
    let pointsUp: Bool
    let label: TextBox
    var labelBox: Box
  }

  private(set) var shapes: [Shape] = []
  private(set) var routes: [Route] = []
  private(set) var width = 0
  private(set) var height = 0

  /// Parts that no arrow joins are laid out by themselves, and put side by side as long as a page is
  /// wide enough.
  init(_ index: DiagramIndex) {
    var corner = Point(x: 0, y: 0)
    var rowHeight = 0
    for part in DiagramLayout.parts(of: index) {
      let layout = DiagramLayout(LayoutPlan(index, top: part.top, links: part.links))
      if corner.x > 0 && corner.x + layout.width > Spacing.page {
        corner = Point(x: 0, y: corner.y + rowHeight + Spacing.column)
        rowHeight = 0
      }
      shapes += layout.shapes.map { $0.moved(by: corner) }
      routes += layout.routes.map { $0.moved(by: corner) }
      width = max(width, corner.x + layout.width)
      rowHeight = max(rowHeight, layout.height)
      height = max(height, corner.y + layout.height)
      corner.x += layout.width + Spacing.column
    }
  }

  private init(_ plan: LayoutPlan) {
    var plan = plan
    plan.order()
    plan.placeColumns()
    plan.placePorts()
    let channels = plan.channels
    let tops = plan.placeRows(channels)
    shapes = plan.shapes
    routes = plan.routes(channels, tops)
    width = plan.blocks[0].width
    height = plan.blocks[0].height
  }

  private static func parts(of index: DiagramIndex) -> [(top: [Int], links: [Int])] {
    func top(_ number: Int) -> Int { index.ancestors(of: number).last ?? number }
    var leaders = Dictionary(uniqueKeysWithValues: index.top.map { ($0, $0) })
    func leader(_ number: Int) -> Int { leaders[top(number)] ?? number }
    for link in index.links {
      let (one, other) = (leader(link.from), leader(link.to))
      for (number, leader) in leaders where leader == max(one, other) {
        leaders[number] = min(one, other)
      }
    }
    // A node by itself isn't worth a part of its own.
    let hosts = index.top.filter { number in
      index.entries[number].isGroup || leaders.values.count { $0 == leaders[number] } > 1
    }
    if let host = hosts.first.map(leader) {
      for number in index.top where !hosts.contains(number) { leaders[number] = host }
    }
    return index.top.filter { leaders[$0] == $0 }.map { first in
      (
        index.top.filter { leaders[$0] == first },
        index.links.indices.filter { leader(index.links[$0].from) == first }
      )
    }
  }
}

extension DiagramLayout.Shape {
  fileprivate func moved(by distance: DiagramLayout.Point) -> Self {
    var shape = self
    shape.box = box.moved(by: distance)
    shape.textAt = textAt.moved(by: distance)
    return shape
  }
}

extension DiagramLayout.Route {
  fileprivate func moved(by distance: DiagramLayout.Point) -> Self {
    var route = self
    route.lines = lines.map { $0.map { $0.moved(by: distance) } }
    route.tips = tips.map { $0.moved(by: distance) }
    route.labelBox = labelBox.moved(by: distance)
    return route
  }
}

extension DiagramLayout.Box {
  fileprivate func moved(by distance: DiagramLayout.Point) -> Self {
    Self(x: x + distance.x, y: y + distance.y, width: width, height: height)
  }
}

extension DiagramLayout.Point {
  fileprivate func moved(by distance: Self) -> Self { Self(x: x + distance.x, y: y + distance.y) }
}
