/// The room between two rows, in which arrows run sideways on parallel tracks.
struct Channel {
  /// A bundle on its way through.
  struct Passage {
    let bundle: Int
    /// Where it comes in from above.
    let starts: [Int]
    /// Where it goes on, below.
    let end: Int
    /// The number of its track, from above; `nil` where it goes straight down.
    var track: Int?

    var span: ClosedRange<Int> {
      min(end, starts.min() ?? end)...max(end, starts.max() ?? end)
    }

    var isStraight: Bool { span.lowerBound == span.upperBound }
  }

  private(set) var passages: [Passage]
  private(set) var tracks = 0

  var height: Int {
    tracks == 0 ? Spacing.channel : 2 * Spacing.channel + Spacing.track * (tracks - 1)
  }

  /// Assigns tracks: none is shared by two that meet, and where one bundle comes in right above
  /// where another goes out, the first has the upper track.
  init(_ passages: [Passage]) {
    self.passages = passages
    var waiting = passages.indices.filter { !passages[$0].isStraight }
      .sorted { one, other in
        let spans = (passages[one].span, passages[other].span)
        return (spans.0.lowerBound, spans.0.upperBound, one)
          < (spans.1.lowerBound, spans.1.upperBound, other)
      }
    while !waiting.isEmpty {
      let free = waiting.firstIndex { lower in
        !waiting.contains { $0 != lower && isAbove($0, lower) }
      }
      let passage = waiting.remove(at: free ?? 0)
      self.passages[passage].track = track(for: passage)
    }
    tracks = (self.passages.compactMap(\.track).max() ?? -1) + 1
  }

  private func isAbove(_ upper: Int, _ lower: Int) -> Bool {
    passages[upper].starts.contains { abs($0 - passages[lower].end) < 8 }
  }

  private func track(for passage: Int) -> Int {
    let placed = passages.indices.filter { passages[$0].track != nil }
    let lowest = placed.filter { isAbove($0, passage) }.compactMap { passages[$0].track }.max()
    var track = lowest.map { $0 + 1 } ?? 0
    let span = passages[passage].span
    let room = (span.lowerBound - 10)...(span.upperBound + 10)
    while placed.contains(where: {
      passages[$0].track == track && passages[$0].span.overlaps(room)
    }) { track += 1 }
    return track
  }
}
