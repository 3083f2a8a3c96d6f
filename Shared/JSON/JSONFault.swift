/// What is wrong with a text, before anyone asks where that is in lines and columns.
struct JSONFault: Error {
  /// The offending byte, or the end of the input.
  let offset: Int
  let kind: Kind

  enum Kind {
    /// No value where one must be.
    case value(after: Mark)
    /// No member name where one must be.
    case name(after: Mark)
    case colon
    /// Neither a comma nor the end after an element or a member.
    case elementEnd
    case memberEnd
    /// Something follows the only value.
    case documentEnd
    /// A misspelt literal; so many of its bytes are right.
    case literal(StaticString, matched: Int)
    case digit(after: StaticString)
    case leadingZero
    /// The input ends in the string whose opening quote is there.
    case stringEnd(start: Int)
    case controlCharacter
    case escape
    case hexDigit
    case lowSurrogate
    case loneLowSurrogate
    case encoding
    /// A second member of the name, in the object whose brace is there.
    case duplicate(object: Int)
    case depth(limit: Int)
    case size(limit: Int)
  }

  /// What a value or a name follows.
  enum Mark { case nothing, bracket, brace, comma, colon }
}
