import CPCRE2

/// A pattern of PCRE2, compiled to machine code: what finds a secret's exact place. The one file that
/// knows PCRE2.
///
/// Used by one thread at a time.
final class CapturePattern {
  /// Why a text is no pattern.
  struct Fault: Error, Equatable {
    let message: String
    /// Bytes from the start of the text.
    let offset: Int
  }

  /// Where a match is, and its groups by name.
  struct Match {
    let range: Range<Int>
    fileprivate let names: [String: Range<Int>]
    fileprivate let groups: [Range<Int>?]

    /// The place of a named group that took part.
    subscript(name: String) -> Range<Int>? { names[name] }

    /// The place of a group that took part, by its number; 0 is the first of them, or the whole match.
    subscript(number: Int) -> Range<Int>? {
      if number > 0 { return groups.indices.contains(number) ? groups[number] : nil }
      return groups.dropFirst().lazy.compactMap(\.self).first ?? range
    }
  }

  /// A match gave up: it needed more steps than any pattern should (CWE-1333).
  struct Exhausted: Error {}

  private let code: OpaquePointer
  private let context: OpaquePointer
  private let data: OpaquePointer
  private let names: [(name: String, number: Int)]

  /// Steps of one match (pcre2api(3), pcre2_set_match_limit).
  private static let limit: UInt32 = 2_000_000

  /// - Parameter isMultiline: Whether `^` and `$` match at every line.
  init(_ text: String, isMultiline: Bool = true) throws(Fault) {
    var error: Int32 = 0
    var offset = 0
    let options =
      UInt32(PCRE2_DUPNAMES) | PCRE2_USE_OFFSET_LIMIT | PCRE2_NEVER_BACKSLASH_C
      | (isMultiline ? PCRE2_MULTILINE : 0)
    let bytes = Array(text.utf8)
    guard let code = pcre2_compile_8(bytes, bytes.count, options, &error, &offset, nil),
      let context = pcre2_match_context_create_8(nil),
      let data = pcre2_match_data_create_from_pattern_8(code, nil)
    else { throw Fault(message: CapturePattern.message(error), offset: offset) }
    // Where there is no compiler for this machine, the pattern is interpreted.
    _ = pcre2_jit_compile_8(code, UInt32(PCRE2_JIT_COMPLETE))
    pcre2_set_match_limit_8(context, CapturePattern.limit)
    self.code = code
    self.context = context
    self.data = data
    names = CapturePattern.names(of: code)
  }

  deinit {
    pcre2_match_data_free_8(data)
    pcre2_match_context_free_8(context)
    pcre2_code_free_8(code)
  }

  /// The first match that begins in a range.
  ///
  /// - Parameter starts: Where it may begin; it may look at, and end, anywhere in `bytes`.
  func match(
    in bytes: UnsafeBufferPointer<UInt8>, starts: ClosedRange<Int>
  ) throws(Exhausted) -> Match? {
    pcre2_set_offset_limit_8(context, starts.upperBound)
    let count = pcre2_match_8(
      code, bytes.baseAddress, bytes.count, starts.lowerBound, 0, data, context)
    if count == PCRE2_ERROR_NOMATCH { return nil }
    guard count > 0, let vector = pcre2_get_ovector_pointer_8(data) else { throw Exhausted() }
    let groups = (0..<Int(count)).map { number -> Range<Int>? in
      let (start, end) = (vector[2 * number], vector[2 * number + 1])
      return start != ~0 && start <= end ? start..<end : nil
    }
    guard let range = groups[0] else { return nil }
    var named: [String: Range<Int>] = [:]
    for (name, number) in names where number < groups.count {
      if let group = groups[number] { named[name] = group }
    }
    return Match(range: range, names: named, groups: groups)
  }

  /// Whether it matches anywhere in a text.
  func matches(_ bytes: some Collection<UInt8>) -> Bool {
    let found = bytes.withContiguousStorageIfAvailable { buffer in
      (try? match(in: buffer, starts: 0...buffer.count)) != nil
    }
    return found ?? matches(Array(bytes))
  }

  private static func names(of code: OpaquePointer) -> [(name: String, number: Int)] {
    var count: UInt32 = 0
    var size: UInt32 = 0
    var table: UnsafePointer<UInt8>?
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &size)
    pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
    guard let table else { return [] }
    return (0..<Int(count)).map { index in
      let entry = table + index * Int(size)
      return (String(cString: entry + 2), Int(entry[0]) << 8 | Int(entry[1]))
    }
  }

  private static func message(_ code: Int32) -> String {
    let bytes = [UInt8](unsafeUninitializedCapacity: 256) { buffer, count in
      count = max(0, Int(pcre2_get_error_message_8(code, buffer.baseAddress, buffer.count)))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
