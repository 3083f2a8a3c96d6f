/// Where names are in a list, by their hashes: an open hash table with linear probing.
///
/// It holds places and not the names, and is rebuilt from the stored hashes: a set of strings would
/// hash each name again whenever it grows. The hashes are seeded anew in each process, so nobody
/// can prepare names that collide.
struct NameIndex {
  /// For each slot a place plus one, or 0.
  private var slots: [UInt32]
  private var mask: Int
  private var count = 0

  init() {
    mask = 127
    slots = Array(repeating: 0, count: mask + 1)
  }

  static func hash(_ name: String) -> UInt64 {
    UInt64(truncatingIfNeeded: ExactString(name).hashValue)
  }

  /// The place of a name that is there, among those with the hash, for which `isSame` holds.
  func contains(hash: UInt64, where isSame: (Int) -> Bool) -> Bool {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      if isSame(Int(slots[slot]) - 1) { return true }
      slot = (slot + 1) & mask
    }
    return false
  }

  /// Adds the next place.
  ///
  /// - Parameter hashes: The hashes of all names, this one's last.
  mutating func append(hashes: UnsafeBufferPointer<UInt64>) {
    if hashes.count * 2 > slots.count {
      mask = slots.count * 2 - 1
      slots = Array(repeating: 0, count: mask + 1)
      count = 0
    }
    while count < hashes.count {
      var slot = Int(truncatingIfNeeded: hashes[count]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      count += 1
      slots[slot] = UInt32(truncatingIfNeeded: count)
    }
  }
}
