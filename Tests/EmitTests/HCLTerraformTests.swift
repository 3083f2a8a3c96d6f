import Emit
import TestKit
import Testing

/// Judged by the real thing, where it is there.
@Suite("HCL under terraform") struct HCLTerraformTests {
  private static let environment = ["TF_CLI_CONFIG_FILE": "/dev/null", "CHECKPOINT_DISABLE": "1"]

  @Test("terraform fmt changes no byte of random trees")
  func formatting() throws {
    guard let terraform = Judge.find("terraform", isOptional: true) else { return }
    let directory = try TemporaryDirectory()
    for index in 0..<600 {
      var trees = HCLTrees(seed: UInt64(index))
      try directory.write(trees.file().text, to: "f\(index).\(index % 7 == 0 ? "tfvars" : "tf")")
    }
    let (status, output) = try directory.run(
      [terraform, "fmt", "-check", "-diff", "-no-color"], environment: Self.environment)
    #expect(status == 0 && output.isEmpty, "\(output.prefix(4000))")
  }

  @Test("terraform reads back the text of strings, templates and heredocs")
  func values() throws {
    guard let terraform = Judge.find("terraform", isOptional: true) else { return }
    var trees = HCLTrees(seed: 77)
    let texts = (0..<300).map { _ in trees.hostileText() }
    let directory = try TemporaryDirectory()
    let file = HCL.File {
      HCL.block("locals") {
        .attribute("dollar", "$")
          .attribute("strings", .list(texts.map(HCL.Expression.string)))
          .attribute("templates", .list(texts.map { Self.split($0) }))
          .attribute("heredocs", .list(texts.map { HCL.Expression.heredoc($0) }))
      }
      for (index, text) in texts.enumerated() {
        HCL.block("locals") { .attribute("h\(index)", .heredoc(text)) }
      }
    }
    try directory.write(file.text, to: "main.tf")
    let alone = texts.indices.map { "local.h\($0)" }.joined(separator: ", ")
    let all = "concat(local.strings, local.templates, local.heredocs, [\(alone)])"
    let expected = texts + texts + texts.map(Self.whole) + texts.map(Self.whole)
    try directory.write("join(\",\", [for s in \(all) : base64encode(s)])\n", to: "input")
    let (status, output) = try directory.run(
      [terraform, "console"], input: "input", environment: Self.environment)
    let read = output.filter { $0 != "\"" && $0 != "\n" }
      .split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    #expect(status == 0 && read.count == expected.count, "\(output.prefix(2000))")
    for (text, encoded) in zip(expected, read) {
      #expect(Base64.encode(Array(text.utf8)) == encoded, "\(text.debugDescription)")
    }
  }

  /// `a$` + `b` as `"a$${…}…"`: the text cut in the middle by an interpolation of nothing.
  private static func split(_ text: String) -> HCL.Expression {
    let scalars = Array(text.unicodeScalars)
    let middle = scalars.count / 2
    let first = String(String.UnicodeScalarView(scalars[..<middle]))
    let second = String(String.UnicodeScalarView(scalars[middle...]))
    return .template([.text(first), .interpolation(""), .text(second)])
  }

  private static func whole(_ text: String) -> String {
    text.unicodeScalars.last == "\n" ? text : text + "\n"
  }

  @Test("terraform computes what the tree means")
  func arithmetic() throws {
    guard let terraform = Judge.find("terraform", isOptional: true) else { return }
    var trees = HCLTrees(seed: 5)
    let cases = (0..<300).map { _ in trees.arithmetic(depth: 4) }
    let directory = try TemporaryDirectory()
    let file = HCL.File {
      HCL.block("locals") { .attribute("all", .list(cases.map(\.expression))) }
    }
    try directory.write(file.text, to: "main.tf")
    // Terraform has a negative zero.
    try directory.write("join(\",\", [for n in local.all : n == 0 ? 0 : n])\n", to: "input")
    let (_, output) = try directory.run(
      [terraform, "console"], input: "input", environment: Self.environment)
    let expected = "\"" + cases.map { String($0.value) }.joined(separator: ",") + "\"\n"
    #expect(output == expected)
  }
}

/// RFC 4648 §4.
private enum Base64 {
  static func encode(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var result = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = (0..<3).reduce(0) { ($0 << 8) | ($1 < group.count ? Int(group[start + $1]) : 0) }
      for position in 0..<4 {
        result.append(
          position <= group.count ? alphabet[(bits >> (18 - 6 * position)) & 63] : "=")
      }
    }
    return result
  }
}
