/// The keys that compose knows (compose-spec's JSON Schema, as of November 2026).
enum ComposeKeys {
  /// Where keys are free: names of services, of networks, and so on.
  private static let named: Set<String> = [
    "services", "networks", "volumes", "secrets", "configs", "models", "services/*/depends_on",
    "services/*/networks", "services/*/ulimits", "services/*/models",
  ]

  /// The place of a value within another, with `*` for a free name and `[]` for an element.
  static func place(of key: String, in place: String) -> String {
    let part = named.contains(place) ? "*" : key
    return place.isEmpty ? part : "\(place)/\(part)"
  }

  /// The keys that may be at a place; `nil` where any may.
  static func allowed(at place: String) -> [String]? { table[place] }

  private static let table: [String: [String]] = words.mapValues { text in
    text.split { $0 == " " || $0 == "\n" }.map(String.init)
  }

  private static let words: [String: String] = [
    "": "version name include services models networks volumes secrets configs jobs",
    "services/*": """
    annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent command configs
    container_name cpu_count cpu_percent cpu_period cpu_quota cpu_rt_period cpu_rt_runtime
    cpu_shares cpus cpuset credential_spec depends_on deploy develop device_cgroup_rules devices
    dns dns_opt dns_search domainname entrypoint env_file environment expose extends
    external_links extra_hosts gpus group_add healthcheck hostname image init ipc isolation
    label_file labels links logging mac_address mem_limit mem_reservation mem_swappiness
    memswap_limit models network_mode networks oom_kill_disable oom_score_adj pid pids_limit
    platform ports post_start pre_start pre_stop privileged profiles provider pull_policy
    pull_refresh_after read_only restart runtime scale secrets security_opt shm_size stdin_open
    stop_grace_period stop_signal storage_opt sysctls tmpfs tty ulimits umask use_api_socket user
    userns_mode uts volumes volumes_from working_dir
    """,
    "services/*/build": """
    additional_contexts args cache_from cache_to context dockerfile dockerfile_inline
    entitlements extra_hosts isolation labels network no_cache no_cache_filter platforms
    privileged provenance pull sbom secrets shm_size ssh tags target ulimits
    """,
    "services/*/healthcheck": "disable interval retries test timeout start_period start_interval",
    "services/*/deploy": """
    mode endpoint_mode replicas labels rollback_config update_config resources restart_policy
    placement
    """,
    "services/*/deploy/resources": "limits reservations",
    "services/*/deploy/resources/limits": "cpus memory pids",
    "services/*/deploy/resources/reservations": "cpus memory generic_resources devices",
    "services/*/deploy/restart_policy": "condition delay max_attempts window",
    "services/*/deploy/update_config":
      "parallelism delay failure_action monitor max_failure_ratio order",
    "services/*/deploy/rollback_config":
      "parallelism delay failure_action monitor max_failure_ratio order",
    "services/*/deploy/placement": "constraints preferences max_replicas_per_node",
    "services/*/develop": "watch",
    "services/*/develop/watch/[]": "ignore include path action target exec initial_sync",
    "services/*/logging": "driver options",
    "services/*/extends": "service file",
    "services/*/depends_on/*": "restart required condition",
    "services/*/networks/*": """
    aliases interface_name ipv4_address ipv6_address link_local_ips mac_address driver_opts
    priority gw_priority use_service_name_alias
    """,
    "services/*/ulimits/*": "hard soft",
    "services/*/env_file/[]": "path format required",
    "services/*/ports/[]": "name mode host_ip target published protocol app_protocol",
    "services/*/volumes/[]":
      "type source target read_only consistency bind volume tmpfs image",
    "services/*/volumes/[]/bind": "propagation create_host_path recursive selinux",
    "services/*/volumes/[]/volume": "labels nocopy subpath",
    "services/*/volumes/[]/tmpfs": "size mode",
    "services/*/secrets/[]": "source target uid gid mode",
    "services/*/configs/[]": "source target uid gid mode",
    "include/[]": "path env_file project_directory",
    "networks/*": """
    name driver driver_opts ipam external internal enable_ipv4 enable_ipv6 attachable labels
    """,
    "networks/*/ipam": "driver config options",
    "networks/*/ipam/config/[]": "subnet ip_range gateway aux_addresses",
    "volumes/*": "name driver driver_opts external labels",
    "secrets/*": "name environment file external labels driver driver_opts template_driver",
    "configs/*": "name content environment file external labels template_driver",
  ]
}
