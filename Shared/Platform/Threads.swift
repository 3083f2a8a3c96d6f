import Glibc

/// Work on several processors at once.
package enum Threads {
  /// The processors that this process may use; at least 1.
  package static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Does something on several threads, this one among them, and waits for all.
  ///
  /// Where the system gives no more threads, fewer take part.
  ///
  /// - Parameter body: Gets the number of its thread, from 0.
  package static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let others = (1..<max(1, count)).compactMap { number -> pthread_t? in
      let work = Unmanaged.passRetained(Work { body(number) })
      var thread = pthread_t()
      let code = pthread_create(
        &thread, nil,
        { context in
          guard let context else { return nil }
          Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
          return nil
        }, work.toOpaque())
      if code == 0 { return thread }
      work.release()
      return nil
    }
    body(0)
    for thread in others { pthread_join(thread, nil) }
  }

  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}

/// Work that makes more work, for several threads: the last that came is taken first.
///
/// It may be shared, since every access to what changes is under its lock.
package final class WorkStack<Item: Sendable>: @unchecked Sendable {
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let change = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var items: [Item]
  /// Threads that have an item in their hands, and so may add others.
  private var busy = 0

  package init(_ items: [Item]) {
    self.items = items
    pthread_mutex_init(lock, nil)
    pthread_cond_init(change, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    pthread_cond_destroy(change)
    lock.deallocate()
    change.deallocate()
  }

  package func add(_ new: [Item]) {
    if new.isEmpty { return }
    pthread_mutex_lock(lock)
    items += new
    pthread_cond_broadcast(change)
    pthread_mutex_unlock(lock)
  }

  /// Does `body` with item after item, until there is none and no thread can add one.
  package func drain(_ body: (Item) -> Void) {
    while let item = take() {
      body(item)
      pthread_mutex_lock(lock)
      busy -= 1
      if busy == 0 { pthread_cond_broadcast(change) }
      pthread_mutex_unlock(lock)
    }
  }

  private func take() -> Item? {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while items.isEmpty && busy > 0 { pthread_cond_wait(change, lock) }
    guard let item = items.popLast() else { return nil }
    busy += 1
    return item
  }
}
