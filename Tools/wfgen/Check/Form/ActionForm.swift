import YAMLReader

/// Files of actions (docs.github.com, "Metadata syntax reference", as of November 2026).
enum ActionForm {
  static let root = Form.map(
    MapForm(
      name: "an action",
      keys: [
        "name": .text(nil), "author": .text(nil), "description": .text(nil),
        "branding": .map(
          MapForm(name: "branding", keys: ["icon": .text(nil), "color": .text(nil)])),
        "inputs": .names("inputs", of: input),
        "outputs": .names("outputs", of: output),
        "runs": .chosen { node in
          switch node["using"]?.text {
          case "composite": composite
          case "docker": docker
          default: script
          }
        },
      ], required: ["name", "description", "runs"]))

  private static let input = Form.either([
    .nothing,
    .map(
      MapForm(
        name: "an input",
        keys: [
          "description": .text(nil), "deprecationMessage": .text(nil), "required": .flag(nil),
          "default": .text(.actionDefault), "type": .text(nil),
        ], mayBeEmpty: true)),
  ])

  private static let output = Form.either([
    .nothing,
    .map(
      MapForm(
        name: "an output", keys: ["description": .text(nil), "value": .text(.composite)],
        mayBeEmpty: true)),
  ])

  private static let composite = Form.map(
    MapForm(
      name: "a composite action",
      keys: [
        "using": .text(nil), "steps": .list(WorkflowForm.step(.composite, .compositeCondition)),
      ], required: ["using", "steps"]))

  private static let script = Form.map(
    MapForm(
      name: "an action in JavaScript",
      keys: [
        "using": .text(nil), "main": .text(nil), "pre": .text(nil), "post": .text(nil),
        "pre-if": .condition(.actionHook), "post-if": .condition(.actionHook),
      ], required: ["using", "main"]))

  private static let docker = Form.map(
    MapForm(
      name: "an action in a container",
      keys: [
        "using": .text(nil), "image": .text(nil), "entrypoint": .text(nil),
        "pre-entrypoint": .text(nil), "post-entrypoint": .text(nil),
        "args": .list(.text(.composite)), "env": .names("env", of: .text(.composite)),
        "pre-if": .condition(.actionHook), "post-if": .condition(.actionHook),
      ], required: ["using", "image"]))
}
