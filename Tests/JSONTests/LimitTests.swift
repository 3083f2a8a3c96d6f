import Glibc
import JSON
import Testing

@Suite("JSON limits") struct LimitTests {
  /// Containers in one another, with a value innermost.
  private static func nest(_ depth: Int, _ open: String, _ close: String) -> [UInt8] {
    Array(
      (String(repeating: open, count: depth) + "0" + String(repeating: close, count: depth)).utf8)
  }

  private static let shapes = [("[", "]"), (#"{"a":"#, "}"), (#"[ "x", "#, " ]"), ("[0,", "]")]

  @Test("a document may be 512 deep and no deeper", arguments: shapes)
  func depth(_ open: String, _ close: String) throws {
    let value = try JSONParser.parse(Self.nest(512, open, close))
    #expect(try JSONParser.parse(JSONPrinter.compact(value)) == value)
    let error = #expect(throws: JSONSyntaxError.self) {
      try JSONParser.parse(Self.nest(513, open, close))
    }
    #expect(error?.message == "expected at most 512 levels of nesting, found more")
    #expect(error?.position.offset == 512 * open.utf8.count)
  }

  @Test("the depth is the caller's to choose") func chosenDepth() throws {
    let limits = JSONLimits(depth: 2)
    #expect(try JSONParser.parse(Array("[[1]]".utf8), limits: limits) == [[1]])
    #expect(throws: JSONSyntaxError.self) {
      try JSONParser.parse(Array("[[[]]]".utf8), limits: limits)
    }
    #expect(try JSONParser.parse(Array("1".utf8), limits: JSONLimits(depth: 0)) == 1)
  }

  @Test(
    "a bomb of 100,000 brackets is refused where it gets too deep",
    arguments: ["[", #"{"a":"#, #"[{"a":"#, "[[],", "{\"a\":[\n"])
  func bombs(_ open: String) {
    let error = #expect(throws: JSONSyntaxError.self) {
      try JSONParser.parse(Array(String(repeating: open, count: 100_000).utf8))
    }
    #expect(error?.message == "expected at most 512 levels of nesting, found more")
  }

  @Test("the deepest document needs no more stack than a small thread has") func smallStack() {
    let outcome = onThread(stack: 256 << 10) {
      LimitTests.shapes.allSatisfy { open, close in
        let text = LimitTests.nest(512, open, close)
        guard let value = try? JSONParser.parse(text), let copy = try? JSONParser.parse(text)
        else { return false }
        let sorted = JSONPrinter.pretty(value, sorted: true)
        guard let again = try? JSONParser.parse(sorted) else { return false }
        return value == copy && again == value
      }
    }
    #expect(outcome)
  }

  @Test("a document may have so many bytes and no more") func size() throws {
    let limits = JSONLimits(bytes: 8)
    #expect(try JSONParser.parse(Array("[1, 2]  ".utf8), limits: limits) == [1, 2])
    let error = #expect(throws: JSONSyntaxError.self) {
      try JSONParser.parse(Array("[1, 2]   ".utf8), limits: limits)
    }
    #expect(error?.description == "1:1: expected at most 8 bytes, found more")
  }

  @Test("64 MiB of spaces and one are refused unread") func spaces() {
    let error = #expect(throws: JSONSyntaxError.self) {
      try JSONParser.parse([UInt8](repeating: 0x20, count: 64 << 20 + 1))
    }
    #expect(error?.message == "expected at most 67108864 bytes, found more")
  }

  @Test(
    "in a stream each value has its own size",
    arguments: [
      ("12345678 rest", 0, true), ("123456789 rest", 0, false), (#""1234567""#, 0, false),
      (#""123456" 1"#, 0, true), ("         1", 0, false), ("[1,2,3,4,5]", 0, false),
      ("[[[[[[[[[[", 0, false), ("skip [1, 2] and more", 4, true), ("skip    [1, 2]", 4, false),
    ])
  func streamSize(_ text: String, _ start: Int, _ isRead: Bool) {
    do throws(JSONSyntaxError) {
      _ = try JSONParser.parseFirst(Array(text.utf8), from: start, limits: JSONLimits(bytes: 8))
      #expect(isRead)
    } catch {
      #expect(!isRead)
      #expect(error.message == "expected at most 8 bytes, found more")
    }
  }

  @Test(
    "an object may have any number of members, and a name only once", arguments: [15, 16, 17, 300])
  func members(_ count: Int) throws {
    for prefix in ["n", "a longer name than fits in place ", ""] {
      let names = (0..<count).map { "\"\(prefix)\($0)\":{\"\(prefix)1\":\($0)}" }
      let text = "{" + names.joined(separator: ",")
      #expect(try JSONParser.parse(Array((text + "}").utf8)).object?.members.count == count)
      for twice in [0, count / 2, count - 1] {
        let error = #expect(throws: JSONSyntaxError.self) {
          try JSONParser.parse(Array((text + ",\"\(prefix)\(twice)\":0}").utf8))
        }
        #expect(error?.message.hasPrefix("duplicate member name \"\(prefix)\(twice)\"") == true)
        #expect(error?.position.offset == text.utf8.count + 1)
      }
    }
  }

  @Test("large objects in large objects keep their names apart") func nestedObjects() throws {
    let inner = "{" + (0..<40).map { "\"n\($0)\":\($0)" }.joined(separator: ",") + "}"
    let names = (0..<40).reversed().map { "n\($0)" }
    let outer = "{" + names.map { "\"\($0)\":\(inner)" }.joined(separator: ",")
    let value = try JSONParser.parse(Array((outer + "}").utf8))
    #expect(value["n39"]?["n17"]?.integer == 17)
    #expect(throws: JSONSyntaxError.self) {
      try JSONParser.parse(Array((outer + ",\"n3\":1}").utf8))
    }
  }

  @Test("names that differ little in a large object are told apart") func similarNames() throws {
    let names = (0..<5_000).map { "prefix-\($0)-in-the-middle-of-a-suffix" }
    let text = "{" + names.map { "\"\($0)\":1" }.joined(separator: ",") + "}"
    let value = try JSONParser.parse(Array(text.utf8))
    #expect(value.object?.members.map(\.name) == names)
  }

  /// Runs work on a thread with a stack of a certain size, in bytes.
  private func onThread(stack size: Int, _ work: @escaping @Sendable () -> Bool) -> Bool {
    final class Job {
      let work: @Sendable () -> Bool
      var outcome = false
      init(_ work: @escaping @Sendable () -> Bool) { self.work = work }
    }
    let job = Job(work)
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    guard pthread_attr_setstacksize(&attributes, size) == 0 else { return false }
    var thread = pthread_t()
    let started = pthread_create(
      &thread, &attributes,
      { argument in
        guard let argument else { return nil }
        let job = Unmanaged<Job>.fromOpaque(argument).takeUnretainedValue()
        job.outcome = job.work()
        return nil
      }, Unmanaged.passUnretained(job).toOpaque())
    guard started == 0, pthread_join(thread, nil) == 0 else { return false }
    return job.outcome
  }
}
