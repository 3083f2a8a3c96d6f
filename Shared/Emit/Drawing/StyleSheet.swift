/// The CSS of pictures. Colours are written out, not as variables, for renderers that know none.
enum StyleSheet {
  static let rules =
    """
    text { font-family: "Helvetica Neue", Helvetica, Arial, "Liberation Sans", "DejaVu Sans", sans-serif; }
    .heading { font-size: 18px; font-weight: 700; }
    .title { font-size: 14px; font-weight: 700; }
    .caption { font-size: 10px; }
    .line { font-size: 12px; }
    .label { font-size: 11px; text-anchor: middle; }
    .frame rect, .box { stroke-width: 1; }
    .frame.gate rect { stroke-dasharray: 6 4; }
    .wire { fill: none; stroke-width: 1.5; }
    .dashed .wire { stroke-dasharray: 5 4; }

    """ + colours(.light) + """
      @media (prefers-color-scheme: dark) {

      """ + colours(.dark) + "}\n"

  private static func colours(_ palette: Palette) -> String {
    ([
      ".page { fill: \(palette.page); }", ".heading, .title { fill: \(palette.text); }",
      ".caption, .line, .label { fill: \(palette.faint); }",
      ".box { fill: \(palette.node); stroke: \(palette.border); }",
      ".wire { stroke: \(palette.line); }", ".head { fill: \(palette.line); }",
      ".note rect { fill: \(palette.page); }",
    ]
      + Diagram.Kind.allCases.flatMap { kind in
        [
          ".node.\(kind.rawValue) .stripe { fill: \(palette[kind].accent); }",
          ".frame.\(kind.rawValue) rect { fill: \(palette[kind].fill); stroke: \(palette[kind].stroke); }",
        ]
      }).map { $0 + "\n" }.joined()
  }
}
