import JSON

/// Builds nodes from events, with its own stack: depth costs no machine stack.
struct YAMLBuilder: ~Copyable {
  private var events: YAMLEvents
  private var places: PlaceCursor
  private let limits: YAMLLimits
  private var frames: [Frame] = []
  private var anchors: [String: Anchor] = [:]
  /// Nodes so far, those behind aliases counted each time.
  private var count = 0

  /// A node with what its limits need.
  struct Built {
    var node: YAMLNode
    /// Collections in one another, itself among them: 0 for a scalar.
    var height = 0
  }

  /// What an alias may name.
  private enum Anchor {
    /// A collection that isn't finished.
    case open
    /// - Parameter count: The nodes it stands for, itself among them.
    case node(Built, count: Int)
  }

  /// A collection that is open.
  private struct Frame {
    var isMapping: Bool
    var position: TextPosition
    var tag: String?
    var anchor: String?
    /// ``YAMLBuilder/count`` before it.
    var countBefore: Int
    var height = 1
    var elements: [YAMLNode] = []
    var entries = UniqueEntries()
  }

  init(events: consuming YAMLEvents, places: PlaceCursor, limits: YAMLLimits) {
    self.events = events
    self.places = places
    self.limits = limits
  }

  /// Reads to the end.
  ///
  /// - Parameter isOne: Whether a second document is a fault.
  mutating func documents(isOne: Bool) throws(YAMLFault) -> [YAMLNode] {
    var documents: [YAMLNode] = []
    while true {
      let event = try next()
      switch event.kind {
      case .streamEnd: return documents
      case .documentStart:
        anchors = [:]
        if isOne && !documents.isEmpty {
          throw fault(at: event, "a second document begins here; keep one, or split the text")
        }
      case .documentEnd: break
      default: if let root = try take(event) { documents.append(root) }
      }
    }
  }

  private mutating func next() throws(YAMLFault) -> YAMLEvent {
    do throws(YAMLProblem) { return try events.next() } catch { throw error.fault(in: &places) }
  }

  /// - Returns: The document's outermost node, where the event ends it.
  private mutating func take(_ event: YAMLEvent) throws(YAMLFault) -> YAMLNode? {
    switch event.kind {
    case .scalar(let text, let style):
      try add(1, at: event)
      let position = places.position(at: event.index)
      let node = YAMLNode(
        content: .scalar(text: text, style: style), position: position, tag: event.tag)
      let built = Built(node: node)
      if let anchor = event.anchor { anchors[anchor] = .node(built, count: 1) }
      return try place(built)
    case .alias(let name): return try place(try expansion(of: name, at: event))
    case .sequenceStart: try open(event, isMapping: false)
    case .mappingStart: try open(event, isMapping: true)
    case .collectionEnd: return try close()
    case .documentStart, .documentEnd, .streamEnd: break
    }
    return nil
  }

  /// What an alias stands for; it begins where the alias is.
  private mutating func expansion(
    of name: String, at event: YAMLEvent
  ) throws(YAMLFault) -> Built {
    guard let anchor = anchors[name] else {
      throw fault(
        at: event, "the alias *\(name) names nothing above; write &\(name) before what it means")
    }
    guard case .node(var built, let count) = anchor else {
      throw fault(at: event, "the alias *\(name) is within what it names; take it out")
    }
    try add(count, at: event)
    guard frames.count + built.height <= limits.depth else { throw tooDeep(at: event) }
    built.node.position = places.position(at: event.index)
    return built
  }

  private mutating func open(_ event: YAMLEvent, isMapping: Bool) throws(YAMLFault) {
    guard frames.count < limits.depth else { throw tooDeep(at: event) }
    let before = count
    try add(1, at: event)
    if let anchor = event.anchor { anchors[anchor] = .open }
    frames.append(
      Frame(
        isMapping: isMapping, position: places.position(at: event.index), tag: event.tag,
        anchor: event.anchor, countBefore: before))
  }

  private mutating func close() throws(YAMLFault) -> YAMLNode? {
    guard let frame = frames.popLast() else { return nil }
    let content: YAMLNode.Content =
      frame.isMapping ? .mapping(frame.entries.list) : .sequence(frame.elements)
    let built = Built(
      node: YAMLNode(content: content, position: frame.position, tag: frame.tag),
      height: frame.height)
    if let anchor = frame.anchor {
      anchors[anchor] = .node(built, count: count - frame.countBefore)
    }
    return try place(built)
  }

  /// Puts a finished node where it belongs, or returns it where that is nowhere.
  private mutating func place(_ built: Built) throws(YAMLFault) -> YAMLNode? {
    let last = frames.count - 1
    guard last >= 0 else { return built.node }
    frames[last].height = max(frames[last].height, built.height + 1)
    if frames[last].isMapping {
      try frames[last].entries.add(built.node)
    } else {
      frames[last].elements.append(built.node)
    }
    return nil
  }

  private mutating func add(_ nodes: Int, at event: YAMLEvent) throws(YAMLFault) {
    count += nodes
    guard count <= limits.nodes else {
      throw fault(
        at: event,
        "with its aliases written out, the text has more than \(limits.nodes) values; "
          + "use fewer aliases, or split it")
    }
  }

  private mutating func tooDeep(at event: YAMLEvent) -> YAMLFault {
    fault(
      at: event, "values are nested more than \(limits.depth) levels deep here; nest them less")
  }

  private mutating func fault(at event: YAMLEvent, _ message: String) -> YAMLFault {
    YAMLFault(position: places.position(at: event.index), message: message)
  }
}
