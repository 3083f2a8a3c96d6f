import Model

/// The unit that runs the health daemon on a host.
package enum HealthUnit {
  package static let name = "healthd.service"
  package static let executable = "/usr/local/bin/healthd"
  package static let configurationFile = "/etc/healthd/config.json"
  /// The variables that the configuration names, as dotenv; for root and the daemon only.
  package static let environmentFile = "/etc/healthd/environment"

  /// The unit of a configuration.
  ///
  /// It is skipped where the executable isn't there, so that it may be enabled before it is.
  ///
  /// - Parameter user: Who runs it, and so may use its control socket, besides root; one that
  ///   systemd makes for the time it runs, where it is `nil`.
  package static func unit(
    of configuration: HealthConfiguration, user: String? = nil
  ) -> SystemdUnit {
    let stop = configuration.drainDelay.seconds + 10
    return SystemdUnit([
      .init(
        "Unit",
        [
          .init("Description", "Tells whether this host is well, and drains it"),
          .init("ConditionFileIsExecutable", executable),
          .init("ConditionPathExists", configurationFile), .init("Wants", "network-online.target"),
          .init("After", "network-online.target"), .init("StartLimitIntervalSec", "0"),
        ]),
      .init("Service", service(user, stop: stop) + resources + confinement(user)),
      .init("Install", [.init("WantedBy", "multi-user.target")]),
    ])
  }

  private static func service(_ user: String?, stop: Int) -> [SystemdUnit.Directive] {
    [
      .init("Type", "exec"),
      .init("ExecStart", "\(executable) serve --config \(configurationFile)"),
      .init("ExecReload", "/bin/kill -HUP $MAINPID"),
      .init("EnvironmentFile", "-\(environmentFile)"),
      user.map { .init("User", $0) } ?? .init("DynamicUser", "yes"),
      .init("RuntimeDirectory", "healthd"), .init("StateDirectory", "healthd"),
      .init("StateDirectoryMode", "0700"), .init("Restart", "always"), .init("RestartSec", "1"),
      .init("TimeoutStopSec", String(stop)),
    ]
  }

  /// Enough for what it does, and no more; it should be among the last to be killed.
  private static let resources: [SystemdUnit.Directive] = [
    .init("LimitNOFILE", "32768"), .init("MemoryMax", "256M"), .init("OOMScoreAdjust", "-900"),
  ]

  /// systemd.exec(5). It may look at every process and file system, and change nothing.
  private static func confinement(_ user: String?) -> [SystemdUnit.Directive] {
    let always: [SystemdUnit.Directive] = [
      .init("UMask", "0077"), .init("NoNewPrivileges", "yes"), .init("CapabilityBoundingSet", ""),
      .init("ProtectSystem", "strict"), .init("ProtectHome", "read-only"),
      .init("PrivateTmp", "yes"), .init("PrivateDevices", "yes"), .init("ProtectClock", "yes"),
      .init("ProtectControlGroups", "yes"), .init("ProtectHostname", "yes"),
      .init("ProtectKernelLogs", "yes"), .init("ProtectKernelModules", "yes"),
      .init("ProtectKernelTunables", "yes"), .init("LockPersonality", "yes"),
      .init("MemoryDenyWriteExecute", "yes"), .init("RemoveIPC", "yes"),
      .init("RestrictAddressFamilies", "AF_UNIX AF_INET AF_INET6"),
      .init("RestrictNamespaces", "yes"), .init("RestrictRealtime", "yes"),
      .init("RestrictSUIDSGID", "yes"), .init("SystemCallArchitectures", "native"),
      .init("SystemCallFilter", "@system-service"), .init("SystemCallFilter", "~@privileged"),
    ]
    // Who is in Docker's group needs no capability to be root; the daemon must not be able to.
    return user == nil ? always : always + [.init("InaccessiblePaths", "-/run/docker.sock")]
  }
}
