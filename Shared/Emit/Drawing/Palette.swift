/// The colours of a picture.
struct Palette {
  /// Of a node or a group.
  struct Colours {
    /// Of the stripe beside a node.
    let accent: String
    let fill: String
    let stroke: String
  }

  let page: String
  let text: String
  let faint: String
  let line: String
  let node: String
  let border: String
  private let kinds: [Diagram.Kind: Colours]

  subscript(_ kind: Diagram.Kind) -> Colours {
    kinds[kind] ?? Colours(accent: line, fill: node, stroke: border)
  }

  static let light = Palette(
    page: "#ffffff", text: "#1b2733", faint: "#52606d", line: "#52606d", node: "#ffffff",
    border: "#c3ccd6",
    kinds: [
      .place: Colours(accent: "#64748b", fill: "#f1f4f7", stroke: "#94a3b8"),
      .entry: Colours(accent: "#2563eb", fill: "#eaf1fe", stroke: "#7ea6f4"),
      .work: Colours(accent: "#0d8a66", fill: "#e7f6f0", stroke: "#6dbfa3"),
      .store: Colours(accent: "#b45309", fill: "#fdf2e3", stroke: "#dfa968"),
      .watch: Colours(accent: "#7c3aed", fill: "#f2ecfe", stroke: "#b195ee"),
      .gate: Colours(accent: "#c2352b", fill: "#fdf3f2", stroke: "#dd8b85"),
      .area: Colours(accent: "#64748b", fill: "#f5f8fb", stroke: "#b4c1cf"),
    ])

  static let dark = Palette(
    page: "#0e151d", text: "#e8edf2", faint: "#a3b1bf", line: "#9aa9b8", node: "#1b2530",
    border: "#3b4856",
    kinds: [
      .place: Colours(accent: "#94a3b8", fill: "#1d2733", stroke: "#526173"),
      .entry: Colours(accent: "#6ea0ff", fill: "#15233d", stroke: "#3c5f9e"),
      .work: Colours(accent: "#3ecf9f", fill: "#12291f", stroke: "#2c6b53"),
      .store: Colours(accent: "#f0a64b", fill: "#2b2012", stroke: "#7a5a2b"),
      .watch: Colours(accent: "#b794ff", fill: "#211a35", stroke: "#5f4a94"),
      .gate: Colours(accent: "#ff8a80", fill: "#221617", stroke: "#8d4a46"),
      .area: Colours(accent: "#94a3b8", fill: "#131c26", stroke: "#3a4b5d"),
    ])
}
