import JSON

// Environments on a laptop.
extension RandomStacks {
  mutating func local(_ index: Int, of outline: Outline) -> JSONValue {
    let published = outline.images.map { "s\($0)" } + outline.engines.indices.map { "d\($0)" }
    let ports = published.enumerated().filter { _ in rarely(4) }.map { position, name in
      (name, JSONValue.number(JSONNumber(20_000 + 100 * index + position)))
    }
    let databases = outline.engines.indices.filter { outline.engines[$0] == "postgres" }
    let changes = databases.filter { _ in rarely(3) }.map {
      ("d\($0)", ["user": "who"] as JSONValue)
    }
    var members: [(String, JSONValue)] = [
      ("name", .string("e\(index)")), ("kind", "compose"),
      ("mode", .string(pick(["development", "production"]))),
      ("address", .string(pick(["127.0.0.1", "0.0.0.0"]))),
      ("ports", .object(JSONObject(ports))), ("datastores", .object(JSONObject(changes))),
      ("adminer", pick([.bool(false), ["design": "dracula"], ["image": "adminer:4"]])),
    ]
    if rarely(3) { members.append(("file", .string("compose.e\(index).yaml"))) }
    return .object(JSONObject(members))
  }
}
