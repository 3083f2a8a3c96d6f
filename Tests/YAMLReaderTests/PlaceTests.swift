import JSON
import Testing
import YAMLReader

@Suite("places in YAML") struct PlaceTests {
  static let text = """
    # stack
    x-env: &env
      A: 1
      B/C: [one, 'twö', three]
    services:
      web:
        image: a
        environment:
          <<: *env
          A: 2
        ports: ["80:80", { target: 1 }]
        empty:
        command: >-
          run it
      - odd

    """

  static let places: [(pointer: String, position: String?, node: String?)] = [
    ("", "2:1", "2:1"), ("/x-env", "2:1", "2:8"), ("/x-env/A", "3:3", "3:6"),
    ("/x-env/B~1C/1", "4:14", "4:14"), ("/x-env/B~1C/2", "4:21", "4:21"),
    ("/services/web", "6:3", "7:5"), ("/services/web/environment", "8:5", "9:7"),
    // What is merged is where it is written.
    ("/services/web/environment/A", "10:7", "10:10"),
    ("/services/web/environment/B~1C", "4:3", "4:8"),
    ("/services/web/environment/<<", nil, nil),
    ("/services/web/ports", "11:5", "11:12"), ("/services/web/ports/1/target", "11:24", "11:32"),
    ("/services/web/empty", "12:5", "12:11"), ("/services/web/command", "13:5", "13:14"),
    ("/services/web/ports/2", nil, nil), ("/services/web/ports/01", nil, nil),
    ("/services/web/image/x", nil, nil), ("/none/at/all", nil, nil),
  ]

  @Test("are where an editor shows them", arguments: places.indices) func positions(_ row: Int)
    throws
  {
    let (text, position, node) = PlaceTests.places[row]
    let document = try YAMLParser.parseOne(PlaceTests.text.replacing("  - odd\n", with: ""))
    let pointer = try #require(JSONPointer(parsing: text))
    #expect(document.position(of: pointer)?.description == position)
    #expect(document[pointer]?.position.description == node)
    #expect((document.json[pointer] == nil) == (node == nil))
  }

  @Test("are the nearest for what is missing") func nearest() throws {
    let document = try YAMLParser.parseOne("a: 1\nb:\n  - c: 2\n")
    for (pointer, position) in [
      ("/b/0/d/e", "3:5"), ("/b/9", "2:1"), ("/x", "1:1"), ("/a/x", "1:1"), ("/b/0/c", "3:5"),
    ] {
      let pointer = try #require(JSONPointer(parsing: pointer))
      #expect(document.position(nearest: pointer).description == position, "\(pointer)")
    }
  }

  @Test("of aliases are those of the aliases") func aliases() throws {
    let document = try YAMLParser.parseOne("a: &x [1, 2]\nb:   *x\n")
    #expect(document["a"]?.position.description == "1:4")
    #expect(document["b"]?.position.description == "2:6")
    #expect(document["b"]?.elements?.map(\.position.description) == ["1:8", "1:11"])
  }

  @Test("are in bytes, too, behind a byte order mark and wide characters") func offsets() throws {
    let text = "\u{FEFF}é: 日本\r\n# \u{2028}\nb: x\n"
    let document = try YAMLParser.parseOne(text)
    let position = try #require(document["b"]?.position)
    #expect(position.line == 3 && position.column == 4)
    #expect(Array(text.utf8)[position.offset] == UInt8(ascii: "x"))
    #expect(document["é"]?.position.description == "1:4")
  }
}
