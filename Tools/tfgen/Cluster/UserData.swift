import Emit

/// What a droplet runs at its first boot: a script for bash, as a template of Terraform.
///
/// Terraform's values are all at the top, one `name="${name}"` a line; below them nothing is filled
/// in. They come from inputs whose validations allow no character that means something to a shell.
enum UserData {
  static let file = "user-data.sh.tftpl"

  /// The values, in the order of their lines.
  static let values = [
    "deploy_user", "app_directory", "ssh_port", "open_ports", "monitoring", "volume",
    "volume_filesystem", "volume_mount_path", "healthd_config", "healthd_unit", "healthd_url",
    "healthd_sha256", "custom_user_data",
  ]

  /// The script with `${name}` where a value goes.
  static let template: String = {
    let assignments = values.map { "\($0)=\"${\($0)}\"\n" }.joined()
    return "#!/bin/bash\n" + head + assignments + "\n" + escaped(Shell.text(UserDataSteps.all))
  }()

  private static let head = """
    # Sets a server up at its first boot, as root. A second run changes nothing; a run with other
    # values changes what they say. Nothing secret is in it: whoever is on the server can read it.
    set -euo pipefail
    export DEBIAN_FRONTEND=noninteractive


    """

  /// The script as Terraform fills it in; a value that isn't given is empty.
  static func script(_ given: [String: String]) -> String {
    values.reduce(template) { text, name in
      text.replacing("\"${\(name)}\"", with: "\"\(given[name] ?? "")\"")
    }.replacing("$${", with: "${").replacing("%%{", with: "%{")
  }

  /// Text that a template leaves as it is (Terraform language, strings and templates).
  private static func escaped(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var escaped: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      let opens = index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "{")
      if opens, byte == UInt8(ascii: "$") || byte == UInt8(ascii: "%") { escaped.append(byte) }
      escaped.append(byte)
    }
    return String(decoding: escaped, as: UTF8.self)
  }
}
