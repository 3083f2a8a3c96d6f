"""How resources change: what a plan says, and what is made when it is applied.

There is no cloud behind: what DigitalOcean would choose is made up, in the form that it has there.
"""

import itertools
import threading
import uuid

from schema import UNKNOWN, attributes, blocks, is_computed, is_known, items

_NUMBERS = itertools.count(1)
_LOCK = threading.Lock()


def planned(block, prior, proposed):
    """What will be, with UNKNOWN for what is chosen only then; and the paths that a resource must be
    made anew for. Terraform has put what stays as it was into the proposal."""
    state = _completed(block, proposed, is_new=prior is None, prior=prior)
    return state, [] if prior is None else _replacing(block, prior, state)


def _completed(block, value, is_new, prior):
    state = {}
    for name, attribute in attributes(block):
        state[name] = value[name]
        if value[name] is None:
            if "default" in attribute:
                state[name] = attribute["default"]
            elif is_computed(attribute) and is_new:
                state[name] = UNKNOWN
    for name, inner in blocks(block):
        given, was = value[name], prior[name] if prior else None
        if inner["nesting"] == "single" or given is None or not is_known(given):
            state[name] = given
        else:
            old = was if was and is_known(was) else []
            state[name] = [_item(inner, item, old) if is_known(item) else item for item in given]
    return state


def _item(block, value, old):
    """A nested block: one of the old ones, where it is that in all that is given."""
    state = _completed(block, value, is_new=False, prior=None)
    chosen = {name for name, attribute in attributes(block) if is_computed(attribute) and state[name] is None}
    for item in old:
        if all(name in chosen or item[name] == state[name] for name in state):
            return item
    return _completed(block, value, is_new=True, prior=None)


def _replacing(block, prior, state):
    return [
        {"steps": [{"attribute": name}]}
        for name, attribute in attributes(block)
        if attribute.get("force_new") and prior[name] != state[name]
    ]


def made(kind, block, state):
    """A planned resource with everything chosen that was unknown."""
    with _LOCK:
        number = next(_NUMBERS)
    return _Maker(kind, number).made(block, state)


def read(kind, block, config):
    """What a data source says; the same for the same question."""
    question = sorted((name, str(value)) for name, value in config.items() if value is not None)
    number = uuid.uuid5(uuid.NAMESPACE_URL, f"{kind}{question}").int % 1_000_000
    state = {
        name: UNKNOWN if config[name] is None and is_computed(attribute) else config[name]
        for name, attribute in attributes(block)
    }
    state |= {name: config[name] for name, _ in blocks(block)}
    return _Maker(kind, number).made(block, state)


class _Maker:
    """Chooses what DigitalOcean would choose for one resource."""

    def __init__(self, kind, number):
        self.kind = kind.removeprefix("digitalocean_")
        self.number = number
        self.uuid = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{kind}/{number}"))

    def made(self, block, state):
        # The others are made of these.
        first = ["ip_address", "id", "host", "private_host", "port", "user", "password", "database"]
        types = {name: attribute["type"] for name, attribute in attributes(block)}
        done = dict(state)
        for name in sorted(types, key=lambda name: (name not in first, first.index(name) if name in first else 0)):
            if not is_known(state[name]):
                done[name] = self.choice(name, types[name], done)
        for name, inner in blocks(block):
            if inner["nesting"] != "single":
                done[name] = [self.made(inner, item) for item, _ in items(inner, state[name])]
        return done

    def choice(self, name, kind, state):
        """The value of an attribute."""
        if name == "id":
            return self.identity(kind, state)
        if name in _MADE:
            return _MADE[name](self, state)
        if name.endswith(("uuid", "_id")) and kind == "string":
            return self.uuid
        if isinstance(kind, list):
            return {} if kind[0] == "map" else []
        return {"string": f"{name}-{self.number}", "number": 1, "bool": False}[kind]

    def identity(self, kind, state):
        if kind == "number":
            return 100_000 + self.number
        if self.kind in ("droplet", "ssh_key", "record"):
            return str(100_000 + self.number)
        if self.kind in ("domain", "tag", "certificate"):
            return state["name"]
        if self.kind == "reserved_ip":
            return state["ip_address"]
        if self.kind == "project_resources":
            return state["project"]
        if self.kind.startswith("database_") and state.get("cluster_id"):
            return f"{state['cluster_id']}/{self.kind}/{state.get('name') or self.number}"
        return self.uuid

    def address(self, first):
        return f"{first}.{self.number // 250 % 250}.{self.number % 250 + 1}"

    def urn(self, state):
        kind = {"database_cluster": "dbaas", "reserved_ip": "reservedip"}.get(self.kind, self.kind)
        return f"do:{kind}:{state['id']}"

    def host(self, prefix, state):
        name = state.get("name") or self.kind
        return f"{prefix}{name}-do-user-{self.number}-0.db.ondigitalocean.com"

    def port(self, state):
        return 25061 if self.kind == "database_connection_pool" or self.engine(state) != "pg" else 25060

    def engine(self, state):
        return state.get("engine") or "pg"

    def database(self, state):
        return "defaultdb" if self.engine(state) == "pg" else ""

    def uri(self, host, state):
        user, word, name = state["user"], state["password"], state.get("database") or state.get("db_name") or ""
        if self.engine(state) in ("redis", "valkey"):
            return f"rediss://{user}:{word}@{host}:{state['port']}"
        return f"postgresql://{user}:{word}@{host}:{state['port']}/{name}?sslmode=require"


# By name, since DigitalOcean's resources name alike what is alike.
_MADE = {
    "urn": _Maker.urn,
    "created_at": lambda maker, state: "2026-01-02T03:04:05Z",
    "updated_at": lambda maker, state: "2026-01-02T03:04:05Z",
    "status": lambda maker, state: "online" if maker.kind.startswith("database") else "active",
    "ip": lambda maker, state: maker.address("198.18"),
    "ip_address": lambda maker, state: maker.address("198.19"),
    "ipv4_address": lambda maker, state: maker.address("198.18"),
    "ipv4_address_private": lambda maker, state: maker.address("10.0"),
    "ipv6_address": lambda maker, state: f"2001:db8::{maker.number:x}" if state.get("ipv6") else "",
    "ipv6": lambda maker, state: f"2001:db8::{maker.number:x}",
    "ip_range": lambda maker, state: f"10.{100 + maker.number % 100}.0.0/20",
    "host": lambda maker, state: maker.host("", state),
    "private_host": lambda maker, state: maker.host("private-", state),
    "port": _Maker.port,
    "user": lambda maker, state: "doadmin" if maker.engine(state) == "pg" else "default",
    "password": lambda maker, state: f"made-up-{maker.number}",
    "database": _Maker.database,
    "uri": lambda maker, state: maker.uri(state["host"], state),
    "private_uri": lambda maker, state: maker.uri(state["private_host"], state),
    "type": lambda maker, state: "REGIONAL" if maker.kind == "loadbalancer" else "custom",
    "fqdn": lambda maker, state: f"{state['name']}.{state['domain']}",
}
