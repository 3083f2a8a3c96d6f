import Diagnostics

/// Containers that are hardly contained.
enum IsolationRules {
  static let all: [CheckRule] = [
    CheckRule("privileged", .warning, "`privileged`", .service(privileged)),
    CheckRule("host-network", .warning, "the network of the host", .service(network)),
    CheckRule(
      "host-namespace", .warning, "the processes, users or shared memory of the host",
      .service(namespaces)),
    CheckRule(
      "added-capability", .warning, "all capabilities, or SYS_ADMIN", .service(capabilities)),
    CheckRule(
      "unconfined", .warning, "seccomp or AppArmor switched off", .service(unconfined)),
  ]

  private static func privileged(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    guard let entry = service.node.entry("privileged"), entry.value.isTrue else { return [] }
    return [
      Fault(
        entry.place, "\(service.quoted) has every right on the host",
        do: "take it out, and add the capability or device that is needed")
    ]
  }

  private static func network(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    guard let entry = service.node.entry("network_mode"), entry.value.text == "host" else {
      return []
    }
    return [
      Fault(
        entry.place, "\(service.quoted) has the network of the host, and all that listens there",
        do: "publish the ports that are meant")
    ]
  }

  private static func namespaces(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    ["pid", "ipc", "userns_mode", "uts"].compactMap { key in
      guard let entry = service.node.entry(key), entry.value.text == "host" else { return nil }
      return Fault(
        entry.place, "\(service.quoted) shares \(key) with the host", do: "take it out")
    }
  }

  private static func capabilities(
    _ service: ComposeService, _ project: ComposeProject
  ) -> [Fault] {
    (service.node["cap_add"]?.texts ?? []).compactMap { node in
      guard let text = node.text?.uppercased(),
        ["ALL", "SYS_ADMIN", "CAP_SYS_ADMIN"].contains(text)
      else { return nil }
      return Fault(
        node.place, "\(service.quoted) has \(text), which is nearly every right on the host",
        do: "add only the capability that is needed")
    }
  }

  private static func unconfined(_ service: ComposeService, _ project: ComposeProject) -> [Fault] {
    (service.node["security_opt"]?.texts ?? []).compactMap { node in
      guard let text = node.text, text.hasSuffix("unconfined") else { return nil }
      return Fault(
        node.place, "\(service.quoted) runs with \(text)", do: "take it out, or name a profile")
    }
  }
}
