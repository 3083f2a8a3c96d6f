import Emit

/// `terraform.tfvars.example`: every variable of an environment with its words. What must be given
/// is given; what has a default is shown in a comment, so that a copy doesn't hold on to it.
struct TfvarsExample {
  let inputs: [Input]

  var text: String {
    HCL.File(
      HCL.Body {
        .comment(
          """
          Copy this to terraform.tfvars, which git ignores, and give what is yours.
          What is in a comment has a default from stack.json: better change it there.
          No secret belongs into a file: give those as TF_VAR_name, from where you keep them.
          """
        )
        for input in required {
          .blank
            .comment(input.description)
            .attribute(input.name, Self.sample(of: input))
        }
        for input in optional {
          .blank
            .comment("\(input.description)\n\(line(input))")
        }
      }
    ).text
  }

  private var required: [Input] { inputs.filter { $0.standard == nil && !$0.isSensitive } }
  private var optional: [Input] { inputs.filter { $0.standard != nil || $0.isSensitive } }

  /// The default as it would be written; of a secret, where it comes from.
  private func line(_ input: Input) -> String {
    if input.isSensitive { return "export TF_VAR_\(input.name)=…" }
    return "\(input.name) = \((input.standard ?? .null).line)"
  }

  /// A value that the variable takes, and that its user sees at once to be none of his.
  static func sample(of input: Input) -> HCL.Expression {
    switch input.name {
    case "alert_emails": ["operator@example.org"]
    case "slack_webhook_url": "https://hooks.example.org/alerts"
    default: ["operator"]
    }
  }
}
