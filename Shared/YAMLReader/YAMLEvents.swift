import CYAML

/// One step of a text's structure. Places are numbers of characters from the start.
struct YAMLEvent {
  enum Kind {
    case documentStart
    case documentEnd
    case streamEnd
    case scalar(String, YAMLNode.Style)
    case alias(String)
    case sequenceStart
    case mappingStart
    case collectionEnd
  }

  var kind: Kind
  var index: Int
  var anchor: String?
  var tag: String?
}

/// What libyaml objects to, in its own words.
struct YAMLProblem: Error {
  var problem: String
  /// What it was doing: `while parsing a block mapping`; empty where it doesn't say.
  var context: String
  /// The character that it stopped at.
  var index: Int
  /// The character where what it was reading begins.
  var contextIndex: Int
  /// Whether the bytes themselves are wrong; then there are no places.
  var isOfBytes = false
}

/// libyaml's parser, as a source of events. The one place that knows libyaml.
struct YAMLEvents: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let isReady: Bool

  /// - Parameters:
  ///   - bytes: Must stay where they are for as long as this lives.
  ///   - start: Where to begin; a byte must be there.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    parser = .allocate(capacity: 1)
    isReady = yaml_parser_initialize(parser) == 1
    guard isReady, let base = bytes.baseAddress else { return }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, base + start, bytes.count - start)
  }

  deinit {
    if isReady { yaml_parser_delete(parser) }
    parser.deallocate()
  }

  /// The next event. Behind the end of the stream, and behind a problem, nothing may be asked for.
  mutating func next() throws(YAMLProblem) -> YAMLEvent {
    var event = yaml_event_t()
    repeat {
      guard isReady, yaml_parser_parse(parser, &event) == 1 else { throw problem() }
    } while event.type == YAML_STREAM_START_EVENT
    defer { yaml_event_delete(&event) }
    return YAMLEvents.value(of: event)
  }

  private static func value(of event: yaml_event_t) -> YAMLEvent {
    var value = YAMLEvent(kind: .streamEnd, index: Int(event.start_mark.index))
    switch event.type {
    case YAML_DOCUMENT_START_EVENT: value.kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: value.kind = .documentEnd
    case YAML_ALIAS_EVENT: value.kind = .alias(text(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      value.kind = .scalar(String(decoding: bytes, as: UTF8.self), style(scalar.style))
      value.anchor = text(scalar.anchor)
      value.tag = text(scalar.tag)
    case YAML_SEQUENCE_START_EVENT:
      value.kind = .sequenceStart
      value.anchor = text(event.data.sequence_start.anchor)
      value.tag = text(event.data.sequence_start.tag)
    case YAML_MAPPING_START_EVENT:
      value.kind = .mappingStart
      value.anchor = text(event.data.mapping_start.anchor)
      value.tag = text(event.data.mapping_start.tag)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: value.kind = .collectionEnd
    default: break
    }
    return value
  }

  private static func style(_ style: yaml_scalar_style_t) -> YAMLNode.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE, YAML_DOUBLE_QUOTED_SCALAR_STYLE: .quoted
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
    default: .plain
    }
  }

  private static func text(_ bytes: UnsafePointer<UInt8>?) -> String? {
    bytes.map { String(cString: $0) }
  }

  private func problem() -> YAMLProblem {
    guard isReady, parser.pointee.error != YAML_MEMORY_ERROR else {
      return YAMLProblem(problem: "no memory", context: "", index: 0, contextIndex: 0)
    }
    let state = parser.pointee
    var problem = YAMLProblem(
      problem: state.problem.map { String(cString: $0) } ?? "",
      context: state.context.map { String(cString: $0) } ?? "",
      index: Int(state.problem_mark.index), contextIndex: Int(state.context_mark.index))
    problem.isOfBytes = state.error == YAML_READER_ERROR
    return problem
  }
}
