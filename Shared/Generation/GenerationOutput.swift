import Artifacts
import Diagnostics
import JSON
import Platform

/// How a generator tells what it made, or did.
struct GenerationOutput {
  let generation: Generation
  let generator: String
  let options: GeneratorOptions
  let io: Streams

  /// Records, or a listing on a terminal.
  func stream() throws -> ExitStatus {
    if options.format ?? (io.output.isTerminal ? .human : .ndjson) == .human {
      for file in generation.allFiles.sorted(by: { $0.path < $1.path }) {
        try io.output.write(file.path + "\n")
      }
      try writeFindings()
      return .success
    }
    try write(["record": "stack", "stack": generation.document], sorted: true)
    for record in generation.stream.passing { try io.output.write(record + [UInt8(ascii: "\n")]) }
    for file in generation.files { try write(file.record) }
    for note in generation.notes { try write(note.record) }
    return .success
  }

  /// What was written: a line a change, and their number.
  func report(_ changes: [Change], in directory: String) throws -> ExitStatus {
    try writeFindings()
    for change in changes where change.kind != .unchanged {
      if options.format == .ndjson {
        try write(event(change))
      } else {
        try io.output.write(line(change))
      }
    }
    if options.format != .ndjson { try io.output.write(summary(changes, in: directory) + "\n") }
    let stale = changes.count { $0.kind == .stale }
    if stale > 0 {
      try io.error.write(
        "\(generator): hint: \(stale) stale \(stale == 1 ? "file is" : "files are") no longer "
          + "generated; --prune removes those that nobody edited\n")
    }
    return .success
  }

  /// How the folder differs: a unified diff, which `patch -p1` takes.
  func reportDrift(_ changes: [Change], in directory: String) throws -> ExitStatus {
    try writeFindings()
    let drift = changes.filter(\.isDrift)
    for change in drift {
      if options.format == .ndjson {
        try write(event(change))
      } else if change.kind == .mode {
        try io.output.write("\(change.path): the mode should be \(String(change.mode, radix: 8))\n")
      } else {
        try io.output.write(
          UnifiedDiff.text(path: change.path, old: change.old, new: change.new))
      }
    }
    if drift.isEmpty { return .success }
    try io.error.write(
      "\(generator): \(directory): \(drift.count) of \(changes.count) files differ; "
        + "write them with --out \(directory)\n")
    return .negative
  }

  private func write(_ record: JSONValue, sorted: Bool = false) throws {
    try io.output.write(JSONPrinter.compact(record, sorted: sorted) + [UInt8(ascii: "\n")])
  }

  /// Findings go to standard error, or as records beside the events.
  private func writeFindings() throws {
    for finding in generation.allFindings {
      if options.format == .ndjson {
        try write(finding.record)
      } else {
        let tool = finding.tool.isEmpty ? generator : finding.tool
        try io.error.write(finding.line(tool: tool, isColored: io.isColored(io.error)) + "\n")
      }
    }
  }

  private func event(_ change: Change) -> JSONValue {
    ["record": "event", "event": .string(change.kind.rawValue), "path": .string(change.path)]
  }

  private func line(_ change: Change) -> String {
    let word = change.kind.rawValue
    return word + String(repeating: " ", count: max(1, 10 - word.utf8.count)) + change.path + "\n"
  }

  /// `3 created, 1 changed, 40 unchanged in infrastructure`
  private func summary(_ changes: [Change], in directory: String) -> String {
    let kinds: [Change.Kind] = [.created, .changed, .mode, .removed, .stale, .unchanged]
    let counts = kinds.compactMap { kind in
      let count = changes.count { $0.kind == kind }
      return count == 0 ? nil : "\(count) \(kind.rawValue)"
    }
    return (counts.isEmpty ? "no files" : counts.joined(separator: ", ")) + " in \(directory)"
  }
}
