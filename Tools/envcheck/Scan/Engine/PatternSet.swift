import CVectorscan
import Glibc

/// Many patterns, searched for together in one pass: where each of them ends. The one file that knows
/// Vectorscan.
///
/// Patterns are PCRE's. What Vectorscan can't do of them, as looking behind, is left out, so that a hit is
/// a place to look at, never a verdict (`HS_FLAG_PREFILTER`).
final class PatternSet: @unchecked Sendable {  // Never written to after `init`.
  /// A place where a pattern has matched.
  struct Hit {
    /// Its index in the set.
    let pattern: Int
    /// The offset behind the match.
    let end: Int
  }

  /// Why patterns can't be searched for.
  struct Fault: Error {
    /// The index of the pattern at fault; `nil` where it is none.
    let pattern: Int?
    let message: String
  }

  private let database: OpaquePointer
  /// For each pattern, the most bytes that a match has.
  let widths: [Int]

  /// Bytes of a match that could be of any length.
  static let longest = 4096

  /// Compiles patterns: about 2 ms each.
  init(_ patterns: [String]) throws(Fault) {
    let texts = patterns.map { strdup($0) }
    defer { texts.forEach { free($0) } }
    var pointers = texts.map { UnsafePointer<CChar>($0) }
    let flags = [UInt32](repeating: PatternSet.flags, count: patterns.count)
    let numbers = (0..<UInt32(patterns.count)).map(\.self)
    var database: OpaquePointer?
    var error: UnsafeMutablePointer<hs_compile_error_t>?
    let status = hs_compile_multi(
      &pointers, flags, numbers, UInt32(patterns.count), UInt32(HS_MODE_BLOCK), nil, &database,
      &error)
    guard status == HS_SUCCESS, let database else { throw PatternSet.fault(error) }
    self.database = database
    widths = patterns.map(PatternSet.width)
  }

  /// Takes back what ``serialized`` has given, in a process with the same library and processor.
  ///
  /// - Returns: `nil` where it is broken or another's.
  init?(serialized bytes: ArraySlice<UInt8>, widths: [Int]) {
    var database: OpaquePointer?
    let status = bytes.withUnsafeBytes { buffer in
      hs_deserialize_database(
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count, &database)
    }
    guard status == HS_SUCCESS, let database else { return nil }
    self.database = database
    self.widths = widths
  }

  deinit { hs_free_database(database) }

  /// The compiled set as bytes; `nil` where there is no memory.
  var serialized: [UInt8]? {
    var bytes: UnsafeMutablePointer<CChar>?
    var count = 0
    guard hs_serialize_database(database, &bytes, &count) == HS_SUCCESS, let bytes else {
      return nil
    }
    defer { free(bytes) }
    return [UInt8](UnsafeRawBufferPointer(start: bytes, count: count))
  }

  /// What serialized sets depend on: the library, and what the processor can do.
  static var platform: String {
    var platform = hs_platform_info()
    hs_populate_platform(&platform)
    return "\(String(cString: hs_version())) \(platform.tune) \(platform.cpu_features)"
  }

  /// Whether this processor can run the library at all.
  static var isSupported: Bool { hs_valid_platform() == HS_SUCCESS }

  /// Memory that a thread needs for searching.
  final class Scratch {
    fileprivate var pointer: OpaquePointer?
    fileprivate var hits: [Hit] = []

    /// - Returns: `nil` where there is no memory.
    init?(for set: PatternSet) {
      guard hs_alloc_scratch(set.database, &pointer) == HS_SUCCESS else { return nil }
    }

    deinit { hs_free_scratch(pointer) }
  }

  /// Every hit, in order of its end.
  func hits(in bytes: UnsafeBufferPointer<UInt8>, _ scratch: Scratch) -> [Hit] {
    scratch.hits.removeAll(keepingCapacity: true)
    guard let base = bytes.baseAddress else { return [] }
    base.withMemoryRebound(to: CChar.self, capacity: bytes.count) { text in
      _ = hs_scan(
        database, text, UInt32(bytes.count), 0, scratch.pointer,
        { number, _, end, _, context in
          guard let context else { return 0 }
          Unmanaged<Scratch>.fromOpaque(context).takeUnretainedValue().hits
            .append(Hit(pattern: Int(number), end: Int(end)))
          return 0
        }, Unmanaged.passUnretained(scratch).toOpaque())
    }
    return scratch.hits
  }

  private static let flags = UInt32(HS_FLAG_DOTALL | HS_FLAG_MULTILINE | HS_FLAG_PREFILTER)

  private static func width(of pattern: String) -> Int {
    var information: UnsafeMutablePointer<hs_expr_info_t>?
    var error: UnsafeMutablePointer<hs_compile_error_t>?
    guard hs_expression_info(pattern, flags, &information, &error) == HS_SUCCESS, let information
    else {
      hs_free_compile_error(error)
      return longest
    }
    defer { free(information) }
    return Int(min(information.pointee.max_width, UInt32(longest)))
  }

  private static func fault(_ error: UnsafeMutablePointer<hs_compile_error_t>?) -> Fault {
    guard let error else { return Fault(pattern: nil, message: "no memory") }
    defer { hs_free_compile_error(error) }
    let number = Int(error.pointee.expression)
    return Fault(
      pattern: number >= 0 ? number : nil, message: String(cString: error.pointee.message))
  }
}
