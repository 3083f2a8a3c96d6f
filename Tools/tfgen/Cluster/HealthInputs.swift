import Emit
import Model

/// What the module of droplets takes for the daemon that watches a server's health.
enum HealthInputs {
  static func all(for stack: Stack) -> [Input] {
    let tools = stack.deployment.tools
    return [
      Input(
        name: "healthd_config",
        description: "What the health daemon looks at, as JSON; there is none where it is empty",
        type: .stringType, standard: "",
        validations: [
          .init(
            condition: .binary(
              .binary(.variable("healthd_config"), .equal, ""), .or,
              .call("can", [.call("jsondecode", [.variable("healthd_config")])])),
            message: "The configuration is JSON, as healthd config prints it.",
            counterexample: "listen: 9180")
        ]),
      Input(
        name: "healthd_unit", description: "The unit of systemd that runs the health daemon",
        type: .stringType, standard: "",
        validations: [
          .init(
            condition: .binary(
              .binary(.variable("healthd_unit"), .equal, ""), .or,
              .call("strcontains", [.variable("healthd_unit"), "[Service]"])),
            message: "The unit has a part [Service], as healthd config --unit prints it.",
            counterexample: "ExecStart=healthd")
        ]),
      optional(
        "healthd_url",
        "Archive with bin/healthd; where it is empty, the unit waits for the program",
        tools?.url, matches: #"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?/[A-Za-z0-9._~/+-]+\.tar\.gz"#,
        "The address begins with https:// and ends with .tar.gz.", "http://example.org/a.tar.gz"),
      optional(
        "healthd_sha256", "SHA-256 of the archive", tools?.sha256, matches: "[0-9a-f]{64}",
        "The digest has 64 hexadecimal digits.", "abc"),
    ]
  }

  private static func optional(
    _ name: String, _ description: String, _ standard: String?, matches pattern: String,
    _ message: String, _ counterexample: HCL.Expression
  ) -> Input {
    Input(
      name: name, description: description, type: .stringType,
      standard: .string(standard ?? ""),
      validations: [
        .init(
          condition: .matches("^(\(pattern))?$", .variable(name)), message: message,
          counterexample: counterexample)
      ])
  }
}
