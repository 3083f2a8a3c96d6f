import JSON

// What is built and what it needs: packages, services, datastores, variables.
extension RandomStacks {
  private static let folders = [
    "apps", "services", "docs", "tests", "packages/dist", "infrastructure/@x", "coverage/.next",
    "e2e",
  ]

  mutating func package(_ index: Int) -> JSONValue {
    [
      "path": .string("\(pick(Self.folders))/lib\(index)"),
      "source": .string(pick(["src", ".", "lib/src", "dist/src"])),
      "output": .string(pick(["dist", ".", "build/out"])),
    ]
  }

  mutating func service(_ index: Int, of outline: Outline) -> JSONValue {
    let framework = pick(["nestjs", "nextjs", "node", "static"])
    var members: [(String, JSONValue)] = [
      ("name", .string("s\(index)")),
      ("framework", .string(framework)),
      ("path", .string("\(pick(Self.folders))/s\(index)")),
      ("deploy", .string(outline.targets[index])),
      ("package", .string(pick(["s\(index)", "@scope/s-\(index)"]))),
      ("source", .string(pick(["src", ".", "app"]))),
      ("uses", some(of: outline.engines.indices.map { "d\($0)" })),
      ("writable", .array(pick([[], ["uploads"], ["a/b", "a_b", "a+b"]]))),
      ("health", ["path": .string(pick(["/", "/health", "/~on/1e3"])), "interval": "2s"]),
      (
        "user",
        [
          "name": .string(pick(["app", "node", "svc"])),
          "group": .string(pick(["nodejs", "node"])),
          "id": pick([1000, 1001, 59_999]),
        ]
      ),
    ]
    if outline.targets[index] == "docker" {
      let earlier = outline.images.filter { $0 < index }
      members.append(("dependsOn", some(of: earlier.map { "s\($0)" })))
    }
    if framework != "static" && rarely(4) {
      members.append(
        ("command", .string(pick(["npm run serve", "node --enable-source-maps a.js"]))))
    }
    return .object(JSONObject(members))
  }

  mutating func datastore(_ index: Int, of outline: Outline) -> JSONValue {
    let engine = outline.engines[index]
    let host = pick(["d\(index)", "s-\(index)-host", "off", "null"])
    var members: [(String, JSONValue)] = [
      ("name", .string("d\(index)")), ("engine", .string(engine)),
      ("host", .string(["off", "null"].contains(host) ? "\(host)\(index)" : host)),
    ]
    if engine == "postgres" && pick([true, false]) {
      members.append(("image", .string(pick(["postgres:15-alpine", "postgres:18"]))))
      members.append(("database", .string(pick(["_", "yes", "orders_db"]))))
    }
    return .object(JSONObject(members))
  }

  /// Names that linters know.
  private static let names = [
    "AZURE_CLIENT_ID", "FACEBOOK_APP_ID", "LOGIN_USERNAME", "PRIVATE_URL", "NEXT_PUBLIC_API_KEY",
    "BASIC_AUTH", "CI_DEPLOY_USER", "NODE_TLS_REJECT_UNAUTHORIZED",
  ]

  mutating func variable(_ index: Int, of outline: Outline) -> JSONValue {
    let name = pick([
      "V\(index)", "NEXT_PUBLIC_V\(index)", "TOKEN_\(index)", "S0_HOST_PORT_\(index)",
      Self.names[index],
    ])
    let isSecret = pick([true, false, false])
    var members: [(String, JSONValue)] = [
      ("name", .string(name)), ("secret", .bool(isSecret)),
      ("required", .bool(pick([true, false]))),
      ("services", some(of: outline.targets.indices.map { "s\($0)" })),
    ]
    if let origin = origin(of: outline) {
      members.append(("from", .string(origin)))
    } else if !isSecret && pick([true, false]) {
      let value = pick(["", "no", "a b", "$x", "${y}", "}", "'", "\"", "#", "é 🚀", "0x1F"])
      members.append(("default", .string(value)))
    }
    return .object(JSONObject(members))
  }

  /// A part of some datastore or service, where the variable is to come from one.
  private mutating func origin(of outline: Outline) -> String? {
    guard rarely(3) else { return nil }
    let stores = outline.engines.indices.map { index in
      let more = outline.engines[index] == "postgres" ? ["user", "database"] : []
      return "d\(index)." + pick(["url", "host", "port", "password"] + more)
    }
    let services = outline.targets.indices.map {
      "s\($0)." + pick(["url", "address", "host", "port"])
    }
    return pick(stores + services)
  }
}
