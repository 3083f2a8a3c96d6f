"""The provider's schema, and values that conform to it.

`schema-VERSION.json` beside this folder is what `terraform providers schema -json` says of the real
provider, with the defaults and conflicts of its own source. A value is what JSON has, or UNKNOWN.
"""

import json
from pathlib import Path

import msgpack

FOLDER = Path(__file__).parent.parent

# What Terraform doesn't know before it applies.
UNKNOWN = msgpack.ExtType(0, b"\0")

_NESTING = {"single": 1, "list": 2, "set": 3}


def load(version):
    """The blocks of a version's resources, and of its data sources."""
    document = json.loads((FOLDER / f"schema-{version}.json").read_text())
    blocks = {name: block for name, block in document.items() if not name.startswith("$")}
    data_sources = {name[5:]: block for name, block in blocks.items() if name.startswith("data.")}
    provider = blocks.pop("provider")
    return provider, {name: b for name, b in blocks.items() if not name.startswith("data.")}, data_sources


def is_known(value):
    return not isinstance(value, msgpack.ExtType)


def is_computed(attribute):
    return "computed" in attribute["mode"]


def attributes(block):
    return block.get("attributes", {}).items()


def blocks(block):
    return block.get("blocks", {}).items()


def message(block):
    """A block as the protocol's Schema."""
    return {"block": _message(block)}


def _message(block):
    return {
        "attributes": [
            {
                "name": name,
                "type": json.dumps(_type(attribute["type"])).encode(),
                "required": attribute["mode"] == "required",
                "optional": "optional" in attribute["mode"],
                "computed": is_computed(attribute),
                "sensitive": attribute.get("sensitive", False),
                "deprecated": attribute.get("deprecated", False),
            }
            for name, attribute in attributes(block)
        ],
        "blocks": [
            {
                "name": name,
                "block": _message(inner),
                "nesting": _NESTING[inner["nesting"]],
                "least": inner.get("min", 0),
                "most": inner.get("max", 0),
            }
            for name, inner in blocks(block)
        ],
        "deprecated": block.get("deprecated", False),
    }


def _type(written):
    """The fixture writes an object as its members alone; Terraform's form is ["object", members]."""
    if isinstance(written, dict):
        return ["object", {name: _type(member) for name, member in written.items()}]
    return [written[0], _type(written[1])] if isinstance(written, list) else written


def unpacked(value):
    return msgpack.unpackb(value["msgpack"], raw=False, strict_map_key=False)


def packed(value):
    return {"msgpack": msgpack.packb(value, use_bin_type=True)}


def filled(block, value):
    """A stored value with every attribute that the block has, and none that it hasn't."""
    if value is None:
        return None
    out = {name: value.get(name) for name, _ in attributes(block)}
    for name, inner in blocks(block):
        stored = value.get(name)
        if inner["nesting"] == "single":
            out[name] = filled(inner, stored)
        else:
            out[name] = [filled(inner, item) for item in stored or []]
    return out


def items(inner, value):
    """The values of a nested block, each with its step in a path; none where they aren't known yet."""
    if value is None or not is_known(value):
        return []
    if inner["nesting"] == "single":
        return [(value, [])]
    # What is in a set has no place of its own.
    return [(item, [{"index": index}] if inner["nesting"] == "list" else []) for index, item in enumerate(value)]
