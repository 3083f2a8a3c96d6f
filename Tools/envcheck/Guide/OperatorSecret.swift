import Emit
import Model

/// A secret that people and workflows hold, and that the application doesn't read.
struct OperatorSecret {
  var title: String
  /// The names under which processes get it, for the scanner; none where it is a file or a setting.
  var variables: [String] = []
  var opens: Markdown.Text
  var place: Markdown.Text
  /// How often it is rotated without cause.
  var days: Int
  /// How it is rotated.
  var steps: [Markdown.Item]

  /// The secrets by which a stack's infrastructure is run.
  static func all(of stack: Stack) -> [OperatorSecret] {
    let clouds = stack.cloudEnvironments
    guard !clouds.isEmpty else { return [] }
    var secrets = [token(of: clouds)]
    if clouds.contains(where: { $0.state != nil }) { secrets.append(spacesKey) }
    secrets.append(sshKey(of: stack))
    if clouds.contains(where: { $0.alerts?.slackChannel != nil }) { secrets.append(webhook) }
    if stack.project.registry != "ghcr.io" { secrets.append(registry(of: stack)) }
    return secrets
  }

  private static func token(of clouds: [CloudEnvironment]) -> OperatorSecret {
    OperatorSecret(
      title: "DIGITALOCEAN_TOKEN", variables: ["DIGITALOCEAN_TOKEN"],
      opens: "Everything at DigitalOcean that its scopes name",
      place: "The shell that runs Terraform or \(code: "doctl"), for as long as it runs", days: 90,
      steps: [
        "Make a new token with the same scopes and an end date: control panel, API, Tokens.",
        Markdown.Item(
          "Try it where nothing can change:",
          [
            .code(
              "read -rs DIGITALOCEAN_TOKEN && export DIGITALOCEAN_TOKEN\ndoctl account get",
              language: "sh")
          ]),
        "Run \(code: "terraform plan") in \(clouds.map(\.name).joined(separator: ", ")); it must find no change.",
        "Delete the old token. Whatever still uses it is refused from then on, and shows itself.",
      ])
  }

  private static var spacesKey: OperatorSecret {
    OperatorSecret(
      title: "The key of the Space with Terraform's state",
      variables: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
      opens: "Terraform's state, and so every password in it",
      place: "\(code: "AWS_ACCESS_KEY_ID") and \(code: "AWS_SECRET_ACCESS_KEY") in the same shell",
      days: 90,
      steps: [
        "Make a new key that reads and writes this one Space: control panel, Spaces, Access Keys.",
        "Set both halves, and run \(code: "terraform init -reconfigure") and \(code: "terraform plan").",
        "Delete the old key.",
      ])
  }

  private static func sshKey(of stack: Stack) -> OperatorSecret {
    let user = stack.deployment.user
    return OperatorSecret(
      title: "SSH keys of \(user)",
      opens: "A shell as \(code: user) on every host",
      place: "Each operator's machine, behind a passphrase or in a hardware key", days: 365,
      steps: [
        Markdown.Item(
          "Make it on the machine where it stays:",
          [.code("ssh-keygen -t ed25519 -C \"$USER@$(hostname) $(date +%Y-%m)\"", language: "sh")]),
        "Add the public half at DigitalOcean (control panel, Settings, Security), for hosts to come.",
        Markdown.Item(
          "Add it on each host that is there, and log in with it:",
          [
            .code(
              "ssh-copy-id -p \(stack.deployment.sshPort) -i ~/.ssh/id_ed25519.pub \(user)@HOST\n"
                + "ssh -p \(stack.deployment.sshPort) -i ~/.ssh/id_ed25519 \(user)@HOST true",
              language: "sh")
          ]),
        "Take the old one out of \(code: "~/.ssh/authorized_keys") on each host, and out of DigitalOcean.",
      ])
  }

  private static var webhook: OperatorSecret {
    OperatorSecret(
      title: "The webhook of alerts", opens: "Messages in the channel of alerts",
      place: "A sensitive variable of Terraform, set in the shell that runs it", days: 365,
      steps: [
        "Make a new webhook for the channel at Slack, and put it in place with \(code: "terraform apply").",
        "Send a test alert, and revoke the old webhook.",
      ])
  }

  private static func registry(of stack: Stack) -> OperatorSecret {
    OperatorSecret(
      title: "The password of \(stack.project.registry)",
      opens: "Images: whoever pushes one runs code on every host",
      place: "A secret of the GitHub environments; hosts have one that only reads", days: 90,
      steps: [
        "Make a new one for workflows, which pushes, and another for hosts, which only pulls.",
        "Set the first at GitHub, and log each host in with the second: \(code: "docker login \(stack.project.registry)").",
        "Push and pull once. Delete the old ones.",
      ])
  }
}
