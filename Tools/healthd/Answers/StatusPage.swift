import Health
import Platform

/// The page for people: plain HTML that needs no script, light and dark, fresh every five seconds.
struct StatusPage {
  let snapshot: Snapshot
  let isDetailed: Bool

  var page: Page {
    Page(
      status: 200, type: "text/html; charset=utf-8",
      body: Array((head + summary + table + "</main></body></html>\n").utf8))
  }

  private var head: String {
    """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="5">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark"><title>\(verdict.rawValue) · healthd</title>
    <style>\(StatusPage.style)</style></head><body><main>

    """
  }

  private var verdict: Snapshot.Verdict { snapshot.verdict(on: .health) }

  private var summary: String {
    let readiness = snapshot.verdict(on: .readiness)
    let time = Clock.timestamp(milliseconds: Clock.milliseconds() / 1000 * 1000)
      .replacing(".000Z", with: "Z")
    let drain = snapshot.drain.map { drain in
      let reason = isDetailed ? ": \(StatusPage.escaped(drain.reason))" : ""
      return "<p>Draining since \(Clock.timestamp(milliseconds: drain.since))\(reason)</p>\n"
    }
    return """
      <h1 class="\(StatusPage.tone(of: verdict))">\(verdict.rawValue)</h1>
      <p>health \(verdict.rawValue), readiness \(readiness.rawValue), at <time>\(time)</time></p>
      \(drain ?? "")
      """
  }

  private var table: String {
    guard isDetailed, !snapshot.entries.isEmpty else { return "" }
    let rows = snapshot.entries.map { entry in
      let detail =
        entry.isStale
        ? "the last outcome is too old" : StatusPage.escaped(entry.state.last?.detail ?? "")
      return """
        <tr><th scope="row">\(entry.probe.name)</th><td>\(entry.probe.kind)</td>\
        <td class="\(StatusPage.tone(of: entry.status))">\(entry.status.rawValue)</td>\
        <td class="number">\(StatusPage.milliseconds(entry.state.milliseconds))</td>\
        <td>\(detail)</td></tr>

        """
    }
    return """
      <table><thead><tr><th>probe</th><th>kind</th><th>status</th><th class="number">ms</th>\
      <th>detail</th></tr></thead><tbody>
      \(rows.joined())</tbody></table>

      """
  }

  private static func tone(of verdict: Snapshot.Verdict) -> String {
    switch verdict {
    case .ok: "good"
    case .degraded, .starting, .draining: "fair"
    case .error: "bad"
    }
  }

  private static func tone(of status: Snapshot.Status) -> String {
    switch status {
    case .up: "good"
    case .warn, .starting: "fair"
    case .down, .stale: "bad"
    }
  }

  private static func milliseconds(_ value: Double) -> String {
    String((value * 10).rounded() / 10)
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }

  private static let style = """
    :root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0}\
    main{max-width:60rem;margin:0 auto;padding:1.5rem}h1{font-size:2rem;margin:0}\
    table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}\
    th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #8884;vertical-align:top}\
    .number{text-align:right}.good{color:light-dark(#176f2c,#7ee08f)}\
    .fair{color:light-dark(#8a5a00,#f2c14e)}.bad{color:light-dark(#b3261e,#ff8a80)}
    """
}
