import JSON

/// A stack's cost, for people and for programs.
struct CostReport {
  let cost: Cost
  /// The date of the prices.
  let asOf: String

  /// A table for each part, with its total.
  var text: String {
    let tables = cost.parts.map { part in
      ([part.name + "\n"] + part.items.map(row)
        + [CostReport.line("total", "", "", amount(part.total, part.unpriced))]).joined()
    }
    let all =
      cost.parts.count == 1
      ? [] : [CostReport.line("in all", "", "", amount(cost.total, cost.unpriced), indent: "")]
    return (tables + all + ["USD a month, list prices of \(asOf), without traffic and taxes\n"])
      .joined(separator: "\n")
  }

  private func row(_ item: Cost.Item) -> String {
    CostReport.line(
      item.subject, "\(item.count) x \(item.thing)", item.price?.description ?? "unknown",
      item.total?.description ?? "unknown")
  }

  /// A sum that lacks something is a lower bound.
  private func amount(_ total: Money, _ unpriced: [String]) -> String {
    (unpriced.isEmpty ? "" : "at least ") + total.description
  }

  private static func line(
    _ subject: String, _ thing: String, _ price: String, _ total: String, indent: String = "  "
  ) -> String {
    let left = padded(indent + subject, to: 32) + padded(thing, to: 44)
    let right = filled(price, to: 10) + filled(total, to: 12)
    // A lower bound is longer than its column: it takes of the room before it.
    let room = String((left + right).reversed().drop { $0 == " " }.reversed())
    guard total.utf8.count > 12 else { return room + "\n" }
    let width = 98 - total.utf8.count
    return padded(indent + subject, to: width) + total + "\n"
  }

  private static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private static func filled(_ text: String, to width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count)) + text
  }
}

extension CostReport {
  /// One object. Amounts are US dollars with two decimals; a price that nobody knows is `null`,
  /// and the totals above it are then lower bounds, as `isComplete` says.
  var json: JSONValue {
    var object = JSONObject([
      ("currency", "USD"), ("period", "month"), ("asOf", .string(asOf)),
      (
        "environments",
        .array(cost.environments.map { CostReport.json(of: $0, named: $0.name) })
      ),
    ])
    if !cost.account.items.isEmpty { object["account"] = CostReport.json(of: cost.account) }
    object["total"] = cost.total.json
    object["isComplete"] = .bool(cost.unpriced.isEmpty)
    if !cost.unpriced.isEmpty { object["unpriced"] = CostReport.list(cost.unpriced) }
    return .object(object)
  }

  private static func json(of part: Cost.Part, named name: String? = nil) -> JSONValue {
    var object = JSONObject([])
    object["name"] = name.map(JSONValue.string)
    object["items"] = .array(part.items.map(json))
    object["total"] = part.total.json
    object["isComplete"] = .bool(part.unpriced.isEmpty)
    if !part.unpriced.isEmpty { object["unpriced"] = list(part.unpriced) }
    return .object(object)
  }

  private static func json(of item: Cost.Item) -> JSONValue {
    [
      "subject": .string(item.subject), "thing": .string(item.thing),
      "count": .number(JSONNumber(item.count)), "price": item.price?.json ?? .null,
      "total": item.total?.json ?? .null,
    ]
  }

  private static func list(_ words: [String]) -> JSONValue {
    .array(words.map(JSONValue.string))
  }
}
