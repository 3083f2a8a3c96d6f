/// Splits the words of a command line into options and others.
struct OptionScanner {
  /// An option as it stands on a command line.
  struct Occurrence {
    /// As it was typed: `--out`, `-o`.
    var spelling: String
    /// `nil` where there is no such option.
    var option: Option?
    var value: String?
    /// What is wrong with it.
    var problem: String?
  }

  /// A word, or a word and the value behind it.
  enum Item {
    case options([Occurrence])
    case word(String, index: Int)
  }

  let words: [String]
  /// The option of that name, for those whose value is to be recognised.
  let named: (String) -> Option?
  /// The option with that letter.
  let lettered: (Character) -> Option?

  /// All items, in order. After `--` everything is a word.
  func items() -> [Item] {
    var items: [Item] = []
    var index = 0
    while index < words.count {
      if words[index] == "--" {
        items += (index + 1..<words.count).map { .word(words[$0], index: $0) }
        break
      }
      let (item, count) = item(at: index)
      items.append(item)
      index += count
    }
    return items
  }

  /// The item at an index, which isn't `--`, and how many words it takes.
  func item(at index: Int) -> (Item, count: Int) {
    let word = words[index]
    guard OptionScanner.isOption(word) else { return (.word(word, index: index), 1) }
    let next = index + 1 < words.count ? words[index + 1] : nil
    return word.utf8.starts(with: "--".utf8)
      ? long(word, next: next) : cluster(word, next: next)
  }

  /// Whether a word is an option: it begins with a hyphen and is more than that.
  static func isOption(_ word: String) -> Bool {
    word.utf8.first == UInt8(ascii: "-") && word.utf8.count > 1
  }

  private func long(_ word: String, next: String?) -> (Item, count: Int) {
    let scalars = word.unicodeScalars
    let equals = scalars.firstIndex(of: "=")
    let name = String(scalars[..<(equals ?? scalars.endIndex)].dropFirst(2))
    let attached = equals.map { String(scalars[$0...].dropFirst()) }
    var occurrence = Occurrence(spelling: "--\(name)", option: named(name), value: attached)
    guard let option = occurrence.option else { return (.options([occurrence]), 1) }
    guard let kind = option.value else {
      if attached != nil { occurrence.problem = "--\(name) takes no value" }
      return (.options([occurrence]), 1)
    }
    if attached != nil || option.isValueOptional { return (.options([occurrence]), 1) }
    let count = takeNext(next, kind, into: &occurrence)
    return (.options([occurrence]), count)
  }

  /// `-q`, `-qv`, `-n VALUE`, `-nVALUE`, `-qnVALUE`.
  private func cluster(_ word: String, next: String?) -> (Item, count: Int) {
    var occurrences: [Occurrence] = []
    var rest = word.unicodeScalars.dropFirst()
    while let letter = rest.popFirst() {
      var occurrence = Occurrence(spelling: "-\(letter)", option: lettered(Character(letter)))
      guard let option = occurrence.option else {
        // The rest may be its value, or belong to a long name: one complaint is enough.
        occurrence.spelling = occurrences.isEmpty ? word : occurrence.spelling
        return (.options(occurrences + [occurrence]), 1)
      }
      guard let kind = option.value else {
        if rest.first == "=" {
          occurrence.problem = "-\(letter) takes no value"
          rest = rest[rest.endIndex...]
        }
        occurrences.append(occurrence)
        continue
      }
      var count = 1
      if !rest.isEmpty {
        occurrence.value = String(rest)
      } else if !option.isValueOptional {
        count = takeNext(next, kind, into: &occurrence)
      }
      return (.options(occurrences + [occurrence]), count)
    }
    return (.options(occurrences), 1)
  }

  /// Takes the next word as the value, where it can be one.
  ///
  /// - Returns: How many words the option takes: 1 or 2.
  private func takeNext(
    _ next: String?, _ kind: ValueKind, into occurrence: inout Occurrence
  ) -> Int {
    if let next, !OptionScanner.isOption(next) || isNegative(next, kind) {
      occurrence.value = next
      return 2
    }
    let spelling = occurrence.spelling
    let name = occurrence.option?.valueName ?? kind.placeholder
    var problem = "\(spelling) needs a value: \(spelling) \(name)"
    if next != nil, let option = occurrence.option {
      problem += "; one that begins with a hyphen is joined: \(option.spelling)=\(name)"
    }
    occurrence.problem = problem
    return 1
  }

  private func isNegative(_ word: String, _ kind: ValueKind) -> Bool {
    guard case .integer(let range) = kind, range.lowerBound < 0 else { return false }
    return Int(word) != nil
  }
}
