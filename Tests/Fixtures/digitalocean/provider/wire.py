"""The messages of Terraform's plugin protocol 5.8 that a provider of resources and data sources needs.

A message is a dict of the fields that are set; on the wire it is a protocol buffer. Numbers and types
of the fields are those of docs/plugin-protocol/tfplugin5.8.proto in hashicorp/terraform; the names are
shorter. A field is `NUMBER TYPE NAME`, and a type with a star repeats. An enumeration is an int, and a
map is a list of keys and values, which on the wire are the same.
"""

_FIELDS = {
    "Value": "1 bytes msgpack, 2 bytes json",
    "Step": "1 text attribute, 2 text key, 3 index index",
    "Path": "1 Step* steps",
    "Diagnostic": "1 int severity, 2 text summary, 3 text detail, 4 Path attribute",
    "Attribute": "1 text name, 2 bytes type, 4 int required, 5 int optional, 6 int computed, 7 int sensitive, 9 int deprecated",
    "Nested": "1 text name, 2 Block block, 3 int nesting, 4 int least, 5 int most",
    "Block": "1 int version, 2 Attribute* attributes, 3 Nested* blocks, 6 int deprecated",
    "Schema": "1 int version, 2 Block block",
    "Named": "1 text key, 2 Schema value",
    "Capabilities": "2 int needs_no_schema",
    "Nothing": "",
    "Schemas": "1 Schema provider, 2 Named* resources, 3 Named* data_sources, 4 Diagnostic* diagnostics, 6 Capabilities capabilities",
    "ProviderConfig": "1 Value config",
    "ProviderPrepared": "1 Value config, 2 Diagnostic* diagnostics",
    "Configure": "1 text terraform, 2 Value config",
    "Diagnostics": "1 Diagnostic* diagnostics",
    "Config": "1 text type, 2 Value config",
    "RawState": "1 bytes json",
    "Stored": "1 text type, 2 int version, 3 RawState state",
    "Upgraded": "1 Value state, 2 Diagnostic* diagnostics",
    "Current": "1 text type, 2 Value state",
    "Refreshed": "1 Value state, 2 Diagnostic* diagnostics",
    "Change": "1 text type, 2 Value prior, 3 Value proposed, 4 Value config",
    "Planned": "1 Value state, 2 Path* replaces, 4 Diagnostic* diagnostics, 5 int legacy",
    "Applied": "1 Value state, 3 Diagnostic* diagnostics, 4 int legacy",
    "DataRead": "1 Value state, 2 Diagnostic* diagnostics",
}

SERVICE = "tfplugin5.Provider"

# Each call with what it is sent and what it answers.
METHODS = {
    "GetSchema": ("Nothing", "Schemas"),
    "PrepareProviderConfig": ("ProviderConfig", "ProviderPrepared"),
    "Configure": ("Configure", "Diagnostics"),
    "ValidateResourceTypeConfig": ("Config", "Diagnostics"),
    "ValidateDataSourceConfig": ("Config", "Diagnostics"),
    "UpgradeResourceState": ("Stored", "Upgraded"),
    "ReadResource": ("Current", "Refreshed"),
    "PlanResourceChange": ("Change", "Planned"),
    "ApplyResourceChange": ("Change", "Applied"),
    "ReadDataSource": ("Config", "DataRead"),
    "Stop": ("Nothing", "Nothing"),
}


def _parsed(fields):
    parts = [part.split() for part in fields.split(",") if part]
    return {name: (int(number), kind.rstrip("*"), kind.endswith("*")) for number, kind, name in parts}


_MESSAGES = {name: _parsed(fields) for name, fields in _FIELDS.items()}


def _varint(number):
    number &= (1 << 64) - 1
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def encode(name, message):
    """The bytes of a message. Zeros and empty fields are left out, as proto3 does; an index of a path,
    which belongs to a oneof, is not."""
    out = b""
    for field, (number, kind, repeats) in _MESSAGES[name].items():
        for value in message.get(field, []) if repeats else [message.get(field)]:
            if kind in ("int", "index"):
                if value or kind == "index" and value is not None:
                    out += _varint(number << 3) + _varint(int(value))
                continue
            if value is None:
                continue
            if kind == "text":
                value = value.encode()
            elif kind != "bytes":
                value = encode(kind, value)
            out += _varint(number << 3 | 2) + _varint(len(value)) + value
    return out


def decode(name, data):
    """The message that the bytes hold; fields that the table doesn't have are passed by."""
    fields = {number: (field, kind, repeats) for field, (number, kind, repeats) in _MESSAGES[name].items()}
    message, at = {}, 0

    def varint():
        nonlocal at
        number = shift = 0
        while True:
            byte = data[at]
            at += 1
            number |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return number

    while at < len(data):
        tag = varint()
        if tag & 7 == 0:
            value = varint()
        elif tag & 7 == 2:
            size = varint()
            value, at = data[at : at + size], at + size
        else:
            raise ValueError(f"{name}: a field of a kind that the protocol doesn't use")
        if tag >> 3 not in fields:
            continue
        field, kind, repeats = fields[tag >> 3]
        if kind == "text":
            value = value.decode()
        elif kind not in ("int", "index", "bytes"):
            value = decode(kind, value)
        if repeats:
            message.setdefault(field, []).append(value)
        else:
            message[field] = value
    return message
