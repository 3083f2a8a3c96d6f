import JSON

/// Places of what a pointer into ``json`` names.
extension YAMLNode {
  /// The node a pointer leads to, or `nil`.
  package subscript(pointer: JSONPointer) -> YAMLNode? {
    let (node, _, rest) = follow(pointer)
    return rest.isEmpty ? node : nil
  }

  /// Where what a pointer leads to begins: for an entry of a mapping its key, for anything else its
  /// first character.
  ///
  /// - Returns: `nil` where the document has no such place.
  package func position(of pointer: JSONPointer) -> TextPosition? {
    let (_, position, rest) = follow(pointer)
    return rest.isEmpty ? position : nil
  }

  /// ``position(of:)``, or where that is nothing that of the innermost place around which exists:
  /// what is missing is missing there.
  package func position(nearest pointer: JSONPointer) -> TextPosition { follow(pointer).position }

  private func follow(
    _ pointer: JSONPointer
  ) -> (node: YAMLNode, position: TextPosition, rest: ArraySlice<String>) {
    var node = self
    var position = self.position
    var rest = pointer.tokens[...]
    while let token = rest.first {
      if let elements = node.elements {
        guard let index = JSONPointer.index(token), index < elements.count else { break }
        node = elements[index]
        position = node.position
      } else {
        guard let entry = node.entry(token) else { break }
        node = entry.value
        position = entry.key.position
      }
      rest = rest.dropFirst()
    }
    return (node, position, rest)
  }
}
