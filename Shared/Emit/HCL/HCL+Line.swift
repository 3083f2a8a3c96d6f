extension HCL.Expression {
  /// The expression on one line, however long: for a cell of a table, or a message.
  package var line: String { HCLFlat().text(self) }
}
