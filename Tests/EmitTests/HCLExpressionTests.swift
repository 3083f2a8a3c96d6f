import Emit
import Testing

/// `x = value` in a file.
private func text(_ value: HCL.Expression) -> String {
  HCL.File { .attribute("x", value) }.text
}

private let a = HCL.Expression.reference("a")
private let b = HCL.Expression.reference("b")

@Suite("HCL expressions") struct HCLExpressionTests {
  @Test(
    "quotes text so that it stands for itself",
    arguments: [
      ("", #""""#), ("plain", #""plain""#), ("no", #""no""#), ("0755", #""0755""#),
      (#"say "hi""#, #""say \"hi\"""#), (#"C:\dir"#, #""C:\\dir""#), ("a\nb\r\tc", #""a\nb\r\tc""#),
      ("${x}", #""$${x}""#), ("%{if}", #""%%{if}""#), ("$x %d $", #""$x %d $""#),
      ("$${x}", #""\u0024$${x}""#), ("%${x}", #""\u0025$${x}""#), ("a$", #""a$""#),
      ("日本 é 👨‍👩‍👧", #""日本 é 👨‍👩‍👧""#), ("\0\u{7f}\u{85}", #""\u0000\u007f\u0085""#),
      ("\u{2028}\u{feff}\u{202e}", #""\u2028\ufeff\u202e""#),
    ])
  func quoting(_ input: String, _ expected: String) {
    #expect(text(.string(input)) == "x = \(expected)\n")
  }

  @Test(
    "writes templates, a whole interpolation unwrapped",
    arguments: [
      ([.interpolation(.reference("var.x")), .text("-db")], #""${var.x}-db""#),
      ([.text(""), .interpolation(.reference("var.x"))], "var.x"),
      ([.interpolation(.call("f", ["a"]))], #"f("a")"#),
      ([.text("a"), .text("b")], #""ab""#),
      ([], #""""#),
      ([.text("cost $"), .interpolation(a)], #""cost \u0024${a}""#),
      ([.text("100%"), .interpolation(a), .text("{")], #""100\u0025${a}{""#),
      ([.text("-"), .interpolation(.call("f", [.string("q\"")]))], #""-${f("q\"")}""#),
    ] as [([HCL.TemplatePart], String)])
  func templates(_ parts: [HCL.TemplatePart], _ expected: String) {
    #expect(text(.template(parts)) == "x = \(expected)\n")
  }

  @Test(
    "spaces as terraform fmt does",
    arguments: [
      (.list([]), "[]"), (.list([1, 2, 3]), "[1, 2, 3]"),
      (.list([.list([1]), .list([2])]), "[[1], [2]]"),
      (.object([]), "{}"), (.object(["a": 1, "b": 2]), "{ a = 1, b = 2 }"),
      (.list([.object(["a": 1]), .object(["b": 2])]), "[{ a = 1 }, { b = 2 }]"),
      (.object(["x": .object(["y": .list([.object(["z": 1])])])]), "{ x = { y = [{ z = 1 }] } }"),
      (.call("f", [a, .list([b]), .object(["c": 1])]), "f(a, [b], { c = 1 })"),
      (.call("f", [a], expands: true), "f(a...)"), (.call("f", []), "f()"),
      (.number("1.50"), "1.50"), (.number("1e3"), "1e3"), (.number(-1), "-1"), (.null, "null"),
      (.bool(true), "true"),
      (.attribute(.index(a, 0), "b"), "a[0].b"), (.index(a, "k"), #"a["k"]"#),
      (.index(a, .null), "a[(null)]"), (.index("s", 0), #"("s")[0]"#),
      (
        .forList("s", in: .binary(a, .plus, b), value: a, where: .list([])),
        "[for s in a + b : a if[]]"
      ),
      (
        .forObject("s", in: a, key: "k", value: -1, where: .unary(.not, b)),
        #"{ for s in a : "k" => (-1) if !b }"#
      ),
      (
        .template([.interpolation(.object(["a": 1])), .interpolation(-1)]),
        #""${ { a = 1 } }${(-1)}""#
      ),
      (.attribute(.splat(a), "id"), "a[*].id"),
      (.forList("s", in: a, value: .call("upper", [.reference("s")])), "[for s in a : upper(s)]"),
      (
        .forObject(
          "k", "v", in: a, key: .reference("k"), value: .reference("v"),
          where: .binary(.reference("v"), .notEqual, .null)),
        "{ for k, v in a : k => v if v != null }"
      ),
      (
        .forObject("v", in: a, key: .reference("v.k"), value: .reference("v"), isGrouping: true),
        "{ for v in a : v.k => v... }"
      ),
    ] as [(HCL.Expression, String)])
  func spacing(_ value: HCL.Expression, _ expected: String) {
    #expect(text(value) == "x = \(expected)\n")
  }

  @Test(
    "puts parentheses where precedence asks for them, and nowhere else",
    arguments: [
      (.binary(.binary(1, .plus, 2), .times, 3), "(1 + 2) * 3"),
      (.binary(1, .plus, .binary(2, .times, 3)), "1 + 2 * 3"),
      (.binary(.binary(1, .minus, 2), .minus, 3), "1 - 2 - 3"),
      (.binary(1, .minus, .binary(2, .minus, 3)), "1 - (2 - 3)"),
      (.binary(a, .or, .binary(b, .and, a)), "a || b && a"),
      (.binary(.binary(a, .or, b), .and, a), "(a || b) && a"),
      (.binary(a, .minus, .number(-1)), "a - -1"),
      (.unary(.not, .binary(a, .equal, b)), "!(a == b)"), (.unary(.not, a), "!a"),
      (.unary(.negative, .number(-1)), "-(-1)"), (.unary(.not, .unary(.not, a)), "!(!a)"),
      (.conditional(a, then: 1, otherwise: 2), "a ? 1 : 2"),
      (
        .conditional(a, then: 1, otherwise: .conditional(b, then: 2, otherwise: 3)),
        "a ? 1 : (b ? 2 : 3)"
      ),
      (.attribute(.binary(a, .plus, b), "c"), "(a + b).c"),
      (.index(.conditional(a, then: a, otherwise: b), 0), "(a ? a : b)[0]"),
      (.binary(.template([.interpolation(.binary(a, .plus, b))]), .times, 2), "(a + b) * 2"),
    ] as [(HCL.Expression, String)])
  func precedence(_ value: HCL.Expression, _ expected: String) {
    #expect(text(value) == "x = \(expected)\n")
  }

  @Test(
    "quotes keys that are no identifiers, and keywords",
    arguments: [
      ("plain_1", "plain_1"), ("with-dash", #""with-dash""#), ("1a", #""1a""#), ("", #""""#),
      ("for", #""for""#), ("null", #""null""#), ("true", #""true""#), ("${x}", #""$${x}""#),
      (.expression(.reference("var.x")), "(var.x)"), (.expression(.string("a")), "a"),
      (.expression(.template([.interpolation(a), .text("-b")])), #""${a}-b""#),
      (.expression(.template([.interpolation(a)])), "(a)"),
    ] as [(HCL.Key, String)])
  func keys(_ key: HCL.Key, _ expected: String) {
    #expect(text(.object([HCL.Member(key, 1)])) == "x = { \(expected) = 1 }\n")
  }

  @Test(
    "writes type constraints",
    arguments: [
      (.listType(.stringType), "list(string)"),
      (.setType(.numberType), "set(number)"), (.mapType(.anyType), "map(any)"),
      (.tupleType([.boolType, .stringType]), "tuple([bool, string])"),
      (
        .listType(.objectType(["a": .stringType, "b": .optional(.numberType, default: 1)])),
        "list(object({ a = string, b = optional(number, 1) }))"
      ),
    ] as [(HCL.Expression, String)])
  func types(_ type: HCL.Expression, _ expected: String) {
    #expect(text(type) == "x = \(expected)\n")
  }

  @Test("builds templates from literals with interpolations")
  func interpolations() {
    let name = "${x}"
    #expect(
      text("\(reference: "var.a")-\(name)\(1)\(expression: .call("f", []))")
        == #"x = "${var.a}-$${x}1${f()}""# + "\n")
    #expect(text("\(name)") == #"x = "$${x}""# + "\n")
    #expect(text("\(reference: "var.a")") == "x = var.a\n")
  }

  @Test(
    "makes identifiers",
    arguments: [
      ("my-name", "my_name"), ("myName", "my_name"), ("HTTPServer", "http_server"),
      ("a  b", "a_b"), ("-x-", "x"), ("9lives", "_9lives"), ("", "unnamed"), ("--", "unnamed"),
      ("count", "count_"), ("For", "for_"), ("depends-on", "depends_on_"), ("é", "ue9"),
      ("日本", "u65e5_u672c"), ("v2API", "v2_api"), ("snake_case", "snake_case"),
    ])
  func identifiers(_ input: String, _ expected: String) {
    #expect(HCL.identifier(from: input) == expected)
  }
}
