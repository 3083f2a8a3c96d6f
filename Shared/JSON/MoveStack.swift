/// A stack whose upper part becomes an array without copying: the elements move.
///
/// A parser doesn't know how long a container will be. Collecting here and moving out once gives
/// arrays of the exact size, with no growth and no reference counting on the way.
struct MoveStack<Element>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = max(capacity, 1)
    base = .allocate(capacity: self.capacity)
  }

  deinit {
    base.deinitialize(count: count)
    base.deallocate()
  }

  mutating func push(_ element: consuming Element) {
    if count == capacity { grow(by: 1) }
    (base + count).initialize(to: element)
    count += 1
  }

  /// Adds copies of elements that lie elsewhere in memory.
  mutating func push(from source: UnsafePointer<Element>, count added: Int) {
    if capacity - count < added { grow(by: added) }
    (base + count).initialize(from: source, count: added)
    count += added
  }

  var last: Element? { count > 0 ? base[count - 1] : nil }

  /// The elements from `start` up. Valid until the next change.
  func elements(from start: Int) -> UnsafeMutableBufferPointer<Element> {
    UnsafeMutableBufferPointer(start: base + start, count: count - start)
  }

  /// Takes the last element.
  ///
  /// - Precondition: There is one.
  mutating func pop() -> Element {
    count -= 1
    return (base + count).move()
  }

  /// Takes all elements from `start` up, in order.
  mutating func pop(from start: Int) -> [Element] {
    let length = count - start
    let source = base + start
    count = start
    return Array(unsafeUninitializedCapacity: length) { buffer, initializedCount in
      buffer.baseAddress?.moveInitialize(from: source, count: length)
      initializedCount = length
    }
  }

  /// Forgets elements that the caller has moved out of memory itself.
  mutating func forget(from start: Int) { count = start }

  mutating func removeAll() {
    base.deinitialize(count: count)
    count = 0
  }

  private mutating func grow(by added: Int) {
    capacity = max(capacity * 2, count + added)
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    base = larger
  }
}
