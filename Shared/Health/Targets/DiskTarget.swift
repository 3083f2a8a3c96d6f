import JSON

/// A file system with room left, for bytes and for files.
package struct DiskTarget: ProbeTarget {
  package var path = "/"
  package var thresholds = DiskTarget.standard

  static let standard = Thresholds(warn: 85, fail: 95)

  package init() {}

  package init(path: String, _ thresholds: Thresholds) {
    self.path = path
    self.thresholds = thresholds
  }

  package static let kind = "disk"
  package static let summary = "A file system with room left, for bytes and for files."
  package static let fields: [Field<ProbeDraft<DiskTarget>>] =
    [
      .optional(
        "path", \.target.path, .text(FilePath.form), default: "/", "A folder of the file system.")
    ]
    + Thresholds.fields(
      warn: \.target.thresholds.warn, fail: \.target.thresholds.fail, standard: standard)

  package var members: [(String, JSONValue)] { [("path", .string(path))] + thresholds.members }
  package var faults: [TargetFault] { thresholds.faults }
}
