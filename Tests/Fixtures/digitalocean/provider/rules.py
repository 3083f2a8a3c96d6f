"""What the provider refuses: its validators' tables, and what it checks only when it plans.

`attributes.json` beside this folder has the rules of single attributes; the functions here are the
checks across attributes that the provider's CustomizeDiff functions make.
"""

import ipaddress
import json
import re

from schema import FOLDER, attributes, blocks, is_known, items

ERROR, WARNING = 1, 2
_RULES = json.loads((FOLDER / "attributes.json").read_text())["resources"]


def diagnostic(summary, path=(), severity=ERROR):
    return {"severity": severity, "summary": summary, "attribute": {"steps": list(path)}}


def invalid(version, kind, block, config):
    """What validation finds in a resource, or in a data source, which has no rules."""
    rules = {
        path: rule for path, rule in _RULES.get(kind, {}).items() if version != "2.75.0" or "since" not in rule
    }
    return list(_invalid(rules, block, config, "", []))


def _invalid(rules, block, config, place, path):
    for name, attribute in attributes(block):
        value, own = config[name], path + [{"attribute": name}]
        if value is None:
            continue
        if attribute["mode"] == "computed":
            yield diagnostic(f"{place}{name}: Value for unconfigurable attribute", own)
        if attribute.get("deprecated"):
            yield diagnostic(f"{place}{name}: Argument is deprecated", own, WARNING)
        for other in attribute.get("conflicts_with", []):
            if config[other] is not None:
                yield diagnostic(f"{place}{name}: conflicts with {other}", own)
        for other in attribute.get("required_with", []):
            if config[other] is None:
                yield diagnostic(f"{place}{name}: needs {other}", own)
        if not _takes(rules.get(place + name, {}), value):
            yield diagnostic(f"{place}{name}: doesn't take this value", own)
        if is_known(value) and isinstance(value, list):
            if not all(_takes(rules.get(f"{place}{name}[]", {}), element) for element in value):
                yield diagnostic(f"{place}{name}: doesn't take one of its elements", own)
    yield from _not_one(block, config)
    for name, inner in blocks(block):
        for item, step in items(inner, config[name]):
            own = path + [{"attribute": name}] + step
            if inner.get("deprecated"):
                yield diagnostic(f"{place}{name}: Argument is deprecated", own, WARNING)
            yield from _invalid(rules, inner, item, f"{place}{name}.", own)


def _not_one(block, config):
    groups = {tuple(attribute["exactly_one_of"]) for _, attribute in attributes(block) if "exactly_one_of" in attribute}
    for names in sorted(groups):
        if sum(config[name] is not None for name in names) != 1:
            yield diagnostic(f"exactly one of {', '.join(names)} must be given")


def _takes(rule, value):
    if value is None or not is_known(value):
        return True
    if isinstance(value, (int, float)):
        if rule.get("nonEmpty") and value == 0:
            return False
        return rule.get("least", value) <= value <= rule.get("most", value)
    if not isinstance(value, str):
        return True
    if "values" in rule:
        loose = rule.get("anyCase", False)
        return any(value == other or loose and value.lower() == other.lower() for other in rule["values"])
    if "pattern" in rule and not re.fullmatch(rule["pattern"], value):
        return False
    if "format" in rule and not _has_format(rule["format"], value):
        return False
    least = max(rule.get("shortest", 0), int(rule.get("nonEmpty", False)))
    return least <= len(value) <= rule.get("longest", len(value))


def _has_format(form, value):
    try:
        if form == "cidr":
            return "/" in value and bool(ipaddress.ip_network(value, strict=False))
        return bool(ipaddress.IPv4Address(value))
    except ValueError:
        return False


def unplannable(kind, config):
    """What only a plan finds: diagnostics of the checks across attributes."""
    check = _CHECKS.get(kind)
    return [diagnostic(f"{kind}: {fault}") for fault in check(config)] if check else []


def unmakeable(kind, config):
    """What is only found when a resource is made."""
    if kind != "digitalocean_certificate":
        return []
    needed = {"custom": ["private_key", "leaf_certificate"], "lets_encrypt": ["domains"]}
    return [
        diagnostic(f"{kind}: {name} is required", [{"attribute": name}])
        for name in needed.get(config["type"] or "custom", [])
        if not config[name]
    ]


def _is_missing(config, name):
    return config[name] is None or config[name] == ""


def _known_items(config, name):
    value = config[name]
    return [item for item in value if is_known(item)] if is_known(value) else []


def _firewall(config):
    names = ["inbound_rule", "outbound_rule"]
    if all(is_known(config[name]) and not config[name] for name in names):
        yield "at least one rule must be given"
    for name in names:
        for rule in _known_items(config, name):
            if rule["protocol"] in ("tcp", "udp") and _is_missing(rule, "port_range"):
                yield f"{name}: port_range is required with {rule['protocol']}"


def _balancer(config):
    for check in _known_items(config, "healthcheck"):
        if check["protocol"] in ("http", "https") and _is_missing(check, "path"):
            yield "healthcheck: path is required"
        if check["protocol"] == "tcp" and not _is_missing(check, "path"):
            yield "healthcheck: path isn't allowed with tcp"
    for sticky in _known_items(config, "sticky_sessions"):
        wants = sticky["type"] == "cookies"
        for name in ("cookie_name", "cookie_ttl_seconds"):
            if is_known(sticky["type"]) and wants == (sticky[name] is None):
                yield f"sticky_sessions: {name} is {'required' if wants else 'only allowed'} with cookies"
    if is_known(config["type"]) and (config["type"] == "GLOBAL") != _is_missing(config, "region"):
        yield "region is required, except with GLOBAL, which has none"
    if _known_items(config, "forwarding_rule") and _known_items(config, "glb_settings"):
        yield "forwarding_rule conflicts with glb_settings"


def _cluster(config):
    if _is_missing(config, "version"):
        yield "version is required"
    if is_known(config["engine"]):
        if config["engine"] not in ("redis", "valkey") and config["eviction_policy"] is not None:
            yield "eviction_policy is only for redis and valkey"
        if config["engine"] != "mysql" and config["sql_mode"] is not None:
            yield "sql_mode is only for mysql"


def _droplet(config):
    if _known_items(config, "backup_policy") and config["backups"] in (None, False):
        yield "backup_policy needs backups"


def _record(config):
    needed = {"MX": ["priority"], "SRV": ["priority", "port", "weight"], "CAA": ["flags", "tag"]}
    for name in needed.get(config["type"] if is_known(config["type"]) else None, []):
        if config[name] is None:
            yield f"{name} is required with {config['type']}"


_CHECKS = {
    "digitalocean_firewall": _firewall,
    "digitalocean_loadbalancer": _balancer,
    "digitalocean_database_cluster": _cluster,
    "digitalocean_droplet": _droplet,
    "digitalocean_record": _record,
}
