/// Reads one value in one pass, with its own stack: depth costs no machine stack.
struct JSONReader: ~Copyable {
  var cursor: JSONCursor
  private let depthLimit: Int
  private var frames = MoveStack<Frame>(capacity: 32)
  /// The values read so far of every open container, the innermost's last.
  private var values = MoveStack<JSONValue>(capacity: 64)
  /// The names read so far of every open object, the innermost's last.
  private var names = MoveStack<String>(capacity: 64)
  /// For each name its signature or, in an object with an index, its hash.
  private var signatures = MoveStack<UInt64>(capacity: 64)
  /// One for each open object with more names than are compared one by one.
  private var indexes: [NameIndex] = []
  private var scratch = MoveStack<UInt8>(capacity: 1024)

  /// A container that is open.
  struct Frame {
    let isObject: Bool
    /// Where its bracket is.
    let offset: Int
    let firstValue: Int
    let firstName: Int
    /// Whether the last of `indexes` is this object's.
    var hasIndex = false
  }

  /// Above so many members, names are looked up instead of compared.
  private static let comparedNames = 16

  init(_ cursor: JSONCursor, depthLimit: Int) {
    self.cursor = cursor
    self.depthLimit = depthLimit
  }

  /// Reads a value; white space may come before it. The cursor ends right behind it.
  mutating func value() throws(JSONFault) -> JSONValue {
    var mark = JSONFault.Mark.nothing
    while true {
      cursor.skipSpace()
      guard let value = try scalarOrOpening(after: &mark) else { continue }
      if try finish(value, mark: &mark) { return values.pop() }
    }
  }

  /// Reads a whole scalar or empty container, or else the start of a container up to its first
  /// value, which gives `nil`.
  private mutating func scalarOrOpening(
    after mark: inout JSONFault.Mark
  ) throws(JSONFault) -> JSONValue? {
    switch cursor.byte {
    case UInt8(ascii: "\""): return .string(try cursor.string(scratch: &scratch))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return .number(try cursor.number())
    case UInt8(ascii: "{"):
      try open(isObject: true)
      if cursor.byte == UInt8(ascii: "}") { return close() }
      try name(after: .brace)
      mark = .colon
      return nil
    case UInt8(ascii: "["):
      try open(isObject: false)
      if cursor.byte == UInt8(ascii: "]") { return close() }
      mark = .bracket
      return nil
    case UInt8(ascii: "t"):
      try cursor.literal("true")
      return .bool(true)
    case UInt8(ascii: "f"):
      try cursor.literal("false")
      return .bool(false)
    case UInt8(ascii: "n"):
      try cursor.literal("null")
      return .null
    default: throw JSONFault(offset: cursor.offset, kind: .value(after: mark))
    }
  }

  /// Puts a finished value where it belongs, and closes every container that ends with it.
  ///
  /// - Returns: Whether it was the outermost; it is then the only one on `values`.
  private mutating func finish(
    _ value: consuming JSONValue, mark: inout JSONFault.Mark
  ) throws(JSONFault) -> Bool {
    values.push(value)
    while let isObject = frames.last?.isObject {
      cursor.skipSpace()
      switch (cursor.byte, isObject) {
      case (UInt8(ascii: ","), true):
        cursor.offset += 1
        cursor.skipSpace()
        try name(after: .comma)
        mark = .colon
        return false
      case (UInt8(ascii: ","), false):
        cursor.offset += 1
        mark = .comma
        return false
      case (UInt8(ascii: "}"), true), (UInt8(ascii: "]"), false): values.push(close())
      default:
        throw JSONFault(offset: cursor.offset, kind: isObject ? .memberEnd : .elementEnd)
      }
    }
    return true
  }

  /// Moves past a bracket and the white space behind it.
  private mutating func open(isObject: Bool) throws(JSONFault) {
    guard frames.count < depthLimit else {
      throw JSONFault(offset: cursor.offset, kind: .depth(limit: depthLimit))
    }
    frames.push(
      Frame(
        isObject: isObject, offset: cursor.offset, firstValue: values.count,
        firstName: names.count))
    cursor.offset += 1
    cursor.skipSpace()
  }

  /// Moves past the closing bracket of the innermost container and takes that off the stacks.
  private mutating func close() -> JSONValue {
    cursor.offset += 1
    let frame = frames.pop()
    if frame.hasIndex { indexes.removeLast() }
    guard frame.isObject else { return .array(values.pop(from: frame.firstValue)) }
    let name = names.base + frame.firstName
    let value = values.base + frame.firstValue
    let count = names.count - frame.firstName
    names.forget(from: frame.firstName)
    signatures.forget(from: frame.firstName)
    values.forget(from: frame.firstValue)
    let members = [(name: String, value: JSONValue)](unsafeUninitializedCapacity: count) {
      buffer, initializedCount in
      for index in 0..<count {
        buffer.initializeElement(
          at: index, to: (name: (name + index).move(), value: (value + index).move()))
      }
      initializedCount = count
    }
    return .object(JSONObject(unique: members))
  }

  /// Reads a member's name and the colon behind it.
  private mutating func name(after mark: JSONFault.Mark) throws(JSONFault) {
    let start = cursor.offset
    guard cursor.byte == UInt8(ascii: "\"") else {
      throw JSONFault(offset: start, kind: .name(after: mark))
    }
    guard add(try cursor.string(scratch: &scratch)) else {
      throw JSONFault(offset: start, kind: .duplicate(object: frames.last?.offset ?? 0))
    }
    cursor.skipSpace()
    guard cursor.byte == UInt8(ascii: ":") else {
      throw JSONFault(offset: cursor.offset, kind: .colon)
    }
    cursor.offset += 1
  }

  /// Adds a name to the innermost object.
  ///
  /// - Returns: `false` where it is there already.
  private mutating func add(_ name: String) -> Bool {
    let frame = frames.base + (frames.count - 1)
    let first = frame.pointee.firstName
    if names.count - first == Self.comparedNames, !frame.pointee.hasIndex {
      frame.pointee.hasIndex = true
      startIndex(from: first)
    }
    let signature: UInt64
    if frame.pointee.hasIndex {
      signature = NameIndex.hash(name)
      let isThere = indexes[indexes.count - 1].contains(hash: signature) { place in
        signatures.base[first + place] == signature
          && ExactString.areEqual(names.base[first + place], name)
      }
      if isThere { return false }
    } else {
      signature = ExactString.signature(name)
      for place in first..<names.count where signatures.base[place] == signature {
        if ExactString.areEqual(names.base[place], name) { return false }
      }
    }
    names.push(name)
    signatures.push(signature)
    if frame.pointee.hasIndex {
      indexes[indexes.count - 1].append(
        hashes: UnsafeBufferPointer(signatures.elements(from: first)))
    }
    return true
  }

  /// Turns the signatures of the innermost object into hashes, and indexes them.
  private mutating func startIndex(from first: Int) {
    let hashes = signatures.elements(from: first)
    for place in hashes.indices { hashes[place] = NameIndex.hash(names.base[first + place]) }
    indexes.append(NameIndex())
    indexes[indexes.count - 1].append(hashes: UnsafeBufferPointer(hashes))
  }
}
