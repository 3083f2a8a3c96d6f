import Diagnostics
import JSON
import YAMLReader

/// A text in which expressions may stand.
struct ExpressionSite {
  let node: YAMLNode
  /// The keys and indices that lead to it.
  let path: [String]
  let availability: Availability
  /// Whether all of it is an expression, in `${{ }}` or not.
  let isCondition: Bool
}

/// One walk of a document along its form.
struct FormWalk {
  /// What GitHub refuses, by rule.
  private(set) var faults: [String: [Fault]] = [:]
  private(set) var sites: [ExpressionSite] = []

  init(_ root: YAMLNode, _ form: Form) { walk(root, form, []) }

  private mutating func add(_ rule: String, _ fault: Fault) {
    faults[rule, default: []].append(fault)
  }

  private mutating func site(
    _ node: YAMLNode, _ path: [String], _ availability: Availability?, isCondition: Bool = false
  ) {
    guard let availability else { return }
    sites.append(
      ExpressionSite(
        node: node, path: path, availability: availability, isCondition: isCondition))
  }

  private mutating func walk(_ node: YAMLNode, _ form: Form, _ path: [String]) {
    switch form {
    case .chosen(let choose): walk(node, choose(node), path)
    case .either(let forms): walk(node, FormWalk.fitting(node, forms), path)
    case .nothing: if !node.isNull { wrong(node, form, path) }
    case .anything(let availability): walkAll(node, availability, path)
    case .map(let map): walk(node, map, path)
    case .list(let element, let whole): walk(node, list: element, whole, path)
    default: walk(node, value: form, path)
    }
  }

  /// The first of several forms that is of the node's kind, else the first of all.
  private static func fitting(_ node: YAMLNode, _ forms: [Form]) -> Form {
    let fits = forms.first { form in
      switch form {
      case .nothing: node.isNull
      case .list: node.elements != nil
      case .map: node.isMapping
      default: node.text != nil && !node.isNull
      }
    }
    if let fits { return fits }
    // An expression may stand for a list or a mapping; so may nothing, which is told then.
    return (node.isExpression || node.isNull ? forms.last : forms.first) ?? .nothing
  }

  private mutating func walkAll(
    _ node: YAMLNode, _ availability: Availability?, _ path: [String]
  ) {
    switch node.content {
    case .scalar: site(node, path, availability)
    case .sequence(let elements):
      for (index, element) in elements.enumerated() {
        walkAll(element, availability, path + [String(index)])
      }
    case .mapping(let entries):
      for entry in entries {
        if entry.isMerge { merged(entry) }
        walkAll(entry.value, availability, path + [entry.key.text ?? ""])
      }
    }
  }

  private mutating func wrong(_ node: YAMLNode, _ form: Form, _ path: [String]) {
    let key = path.last.flatMap { Int($0) == nil ? $0 : nil }
    let subject = key.map { "\(QuotedName.text($0)) " } ?? "an element "
    if node.isNull {
      add(
        "empty-value",
        Fault(
          node.position, "\(subject)has no value",
          do: "give it \(form.expected), or take it out"))
    } else {
      add(
        "wrong-type",
        Fault(
          node.position, "\(subject)is \(node.kind), and GitHub expects \(form.expected)",
          do: "write \(form.expected)"))
    }
  }

  private mutating func merged(_ entry: YAMLNode.Entry) {
    add(
      "merge-key",
      Fault(
        entry.key.position, "GitHub knows anchors and aliases, but no merge key <<",
        do: "write the keys out, or let one alias stand for the whole mapping"))
  }
}

// MARK: Mappings and lists

extension FormWalk {
  private mutating func walk(_ node: YAMLNode, _ form: MapForm, _ path: [String]) {
    guard case .mapping(let entries) = node.content else {
      if let whole = form.whole, node.isExpression { return site(node, path, whole) }
      return wrong(node, .map(form), path)
    }
    if entries.isEmpty && !form.mayBeEmpty && form.required.isEmpty {
      add(
        "empty-value",
        Fault(node.position, "\(form.name) has no keys", do: "give it one, or take it out"))
    }
    for entry in entries {
      let key = entry.key.text ?? ""
      if entry.isMerge {
        merged(entry)
      } else if let known = form.keys[key] ?? form.others {
        walk(entry.value, known, path + [key])
      } else {
        unknown(entry.key, in: form)
      }
    }
    // A key of a mapping that is merged in isn't missed.
    for key in form.required where node.entry(key) == nil {
      add(
        "missing-key",
        Fault(
          node.position, "\(form.name) has no \"\(key)\"",
          do: "add \(key):"))
    }
  }

  private mutating func unknown(_ key: YAMLNode, in form: MapForm) {
    let name = key.text ?? ""
    let known = form.keys.keys.sorted()
    let remedy =
      known.isEmpty
      ? "take it out; \(form.name) takes no keys"
      : Suggestion.short(for: name, among: known, lead: "\(form.name) takes ")
    let what = form.rule == "unknown-key" ? "key" : form.rule.replacing("unknown-", with: "")
    let word = what == "bad-permission" ? "permission" : what
    add(
      form.rule, Fault(key.position, "unknown \(word) \(QuotedName.text(name))", do: remedy))
  }

  private mutating func walk(
    _ node: YAMLNode, list element: Form, _ whole: Availability?, _ path: [String]
  ) {
    guard let elements = node.elements else {
      if let whole, node.isExpression { return site(node, path, whole) }
      return wrong(node, .list(element), path)
    }
    if elements.isEmpty {
      add(
        "empty-value",
        Fault(
          node.position, "\(QuotedName.text(path.last ?? "")) is an empty list",
          do: "add an element, or take it out"))
    }
    for (index, item) in elements.enumerated() { walk(item, element, path + [String(index)]) }
  }
}

// MARK: Values

extension FormWalk {
  private mutating func walk(_ node: YAMLNode, value form: Form, _ path: [String]) {
    guard let text = node.text else { return wrong(node, form, path) }
    switch form {
    case .text(let availability): site(node, path, availability)
    case .condition(let availability): site(node, path, availability, isCondition: true)
    case .flag(let availability):
      if availability != nil && node.isExpression { return site(node, path, availability) }
      if node.json.bool == nil { wrong(node, form, path) }
    case .number(let availability):
      if availability != nil && node.isExpression { return site(node, path, availability) }
      if case .number = node.json { return }
      wrong(node, form, path)
    case .choice(let words, let rule, let availability):
      if availability != nil && node.isExpression { return site(node, path, availability) }
      guard !words.contains(text) else { return }
      if node.isNull { return wrong(node, form, path) }
      let key = path.last { Int($0) == nil } ?? ""
      add(
        rule,
        Fault(
          node.position, "\(QuotedName.text(text)) is nothing that \"\(key)\" takes",
          do: Suggestion.short(for: text, among: words, lead: "allowed: ")))
    default: return
    }
  }
}

extension Suggestion {
  /// The nearest word alone where there is one, and the list is long.
  fileprivate static func short(for word: String, among words: [String], lead: String) -> String {
    guard words.count > 12, let nearest = nearest(to: word, among: words) else {
      return remedy(for: word, among: words, lead: lead)
    }
    return "did you mean \"\(nearest)\"?"
  }
}
