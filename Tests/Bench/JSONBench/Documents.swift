import JSON

/// What is measured: about 10 MB each, the same in every run.
struct Documents {
  let name: String
  let bytes: [UInt8]

  static var all: [Documents] {
    var source = Source()
    let stack = source.stack(services: 16_000)
    return [
      Documents(name: "stack, pretty", bytes: JSONPrinter.pretty(stack)),
      Documents(name: "stack, compact", bytes: JSONPrinter.compact(stack)),
      Documents(name: "records, big contents", bytes: source.records(count: 600)),
      Documents(name: "numbers", bytes: JSONPrinter.compact(source.numbers(count: 1_200_000))),
      Documents(name: "text, not ASCII", bytes: JSONPrinter.compact(source.prose(count: 6_000))),
      Documents(
        name: "one large object", bytes: JSONPrinter.compact(source.object(count: 300_000))),
    ]
  }
}

/// Makes documents from a fixed seed (SplitMix64).
private struct Source: RandomNumberGenerator {
  private var state: UInt64 = 20_250_101

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func stack(services count: Int) -> JSONValue {
    [
      "project": ["name": "bench", "registry": "registry.example.com"],
      "services": .array((0..<count).map { service($0) }),
    ]
  }

  private mutating func service(_ index: Int) -> JSONValue {
    let port = Int.random(in: 1024...65535, using: &self)
    return [
      "name": .string("service-\(index)"), "framework": "nestjs",
      "path": .string("apps/service-\(index)"), "port": .number(JSONNumber(port)),
      "health": ["path": "/health", "startPeriod": "60s", "interval": "10s", "retries": 3],
      "uses": ["database", "cache"], "deploy": "docker",
      "variables": [
        [
          "name": .string("DATABASE_URL_\(port)"), "type": "url", "secret": true, "required": true,
          "description": "Where the service finds its rows, with user and password in it.",
          "services": ["api"],
        ],
        [
          "name": "LOG_LEVEL", "type": "enum", "values": ["debug", "info", "warn", "error"],
          "default": "debug", "environments": ["staging": "info", "production": "warn"],
        ],
      ],
    ]
  }

  /// A stream of files with a few to some tens of kilobytes each, a record a line.
  mutating func records(count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for index in 0..<count {
      let lines = (0..<Int.random(in: 50...700, using: &self)).map { line in
        "  name = \"resource-\(line)\" # what the resource of line \(line) is for\n"
      }
      let record: JSONValue = [
        "record": "file", "path": .string("infrastructure/terraform/modules/\(index)/main.tf"),
        "mode": "0644", "content": .string(lines.joined()), "generator": "tfgen",
      ]
      bytes += JSONPrinter.compact(record) + [0x0A]
    }
    return bytes
  }

  mutating func numbers(count: Int) -> JSONValue {
    .array(
      (0..<count).map { index in
        let whole = Int.random(in: -9_999_999...9_999_999, using: &self)
        let number = index.isMultiple(of: 2) ? nil : JSONNumber(Double(whole) / 64)
        return .number(number ?? JSONNumber(whole))
      })
  }

  mutating func prose(count: Int) -> JSONValue {
    let words = ["Größe", "naïve", "日本語", "Привет", "plain", "text", "🚀", "is", "here"]
    return .array(
      (0..<count).map { _ in
        let chosen = (0..<200).map { _ in words.randomElement(using: &self) ?? "" }
        return .string(chosen.joined(separator: " "))
      })
  }

  mutating func object(count: Int) -> JSONValue {
    .object(
      JSONObject(
        (0..<count).map { index in
          ("member-\(index)-\(Int.random(in: 0...99_999, using: &self))", "value")
        }))
  }
}
