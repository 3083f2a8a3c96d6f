import JSON

extension YAMLProblem {
  func fault(in places: inout PlaceCursor) -> YAMLFault {
    YAMLFault(position: places.position(at: index), message: "\(problem) (\(context))")
  }
}
