import JSON

/// A stack's cost, for people and for programs.
struct CostReport {
  let cost: Cost
  /// The date of the prices.
  let asOf: String

  /// A table for each part, with its total, and one total of all.
  var text: String {
    if cost.parts.isEmpty { return "nothing of the stack is at DigitalOcean\n" }
    let rows = cost.parts.map { $0.items.map(CostReport.row) }
    let widths = (0..<4).map { column in
      max(5, rows.joined().map { $0[column].count }.max() ?? 0)
    }
    var blocks = zip(cost.parts, rows).map { part, rows in
      ([part.name] + rows.map { CostReport.line($0, widths) }
        + [CostReport.sum("  total", part.total, part.unpriced, widths)])
        .joined(separator: "\n") + "\n"
    }
    if cost.parts.count != 1 {
      blocks.append(CostReport.sum("in all", cost.total, cost.unpriced, widths) + "\n")
    }
    blocks.append("USD a month, list prices of \(asOf), without traffic and taxes\n")
    return blocks.joined(separator: "\n")
  }

  private static func row(_ item: Cost.Item) -> [String] {
    [
      item.subject, "\(item.count) x \(item.thing)", item.price?.description ?? "unknown",
      item.total?.description ?? "unknown",
    ]
  }

  /// Words to the left, amounts to the right, two spaces between columns.
  private static func line(_ row: [String], _ widths: [Int]) -> String {
    "  "
      + zip(row, widths).enumerated().map { column, cell in
        let room = String(repeating: " ", count: cell.1 - cell.0.count)
        return column < 2 ? cell.0 + room : room + cell.0
      }.joined(separator: "  ")
  }

  /// A sum that lacks something is a lower bound.
  private static func sum(
    _ label: String, _ total: Money, _ unpriced: [String], _ widths: [Int]
  ) -> String {
    let amount = (unpriced.isEmpty ? "" : "at least ") + total.description
    let width = 2 + widths.reduce(0, +) + 2 * (widths.count - 1)
    let room = max(1, width - label.count - amount.count)
    return label + String(repeating: " ", count: room) + amount
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
