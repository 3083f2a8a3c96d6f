#!/usr/bin/env bash
# Prints docs/stack.md: the stack field by field, from the schema that the tools write.
set -euo pipefail
# shellcheck source=scripts/tools.sh
. "$(dirname "$0")/tools.sh"
cat <<'TEXT'
# The stack

One JSON document says what is built, what it runs on, and how it gets there. This page is made from
[stack.schema.json](../infrastructure/stack.schema.json) by `make docs`; editors complete and check a stack with the same file.

The smallest stack:

```sh
echo '{ "project": { "name": "hello" }, "services": [{ "name": "api" }] }' | tfgen --out small
```

Every error names its place as file, line, column and JSON Pointer, says what is allowed, and suggests the nearest word. All of them
are told at once. Unknown keys are errors. What leads from one part to another is checked too: names are unique, datastores and
services that are named exist, ports on the host don't clash, networks don't overlap, and no secret has a value.

TEXT
jq -r '
  def cell: gsub("\\|"; "\\|") | gsub("\n"; " ");
  def name: sub("^#/\\$defs/"; "");
  def shape:
    if .["$ref"] then (.["$ref"] | name | "[\(.)](#\(. | ascii_downcase))")
    elif .const != null then "`\(.const | tojson)`"
    elif .enum then (.enum | map("`\(.)`") | join(", "))
    elif .anyOf then (.anyOf | map(shape) | join(" or "))
    elif .oneOf then (.oneOf | map(shape) | join(" or "))
    elif .type == "array" then "list of \(.items | shape)"
    elif .type == "object" and .additionalProperties then "map to \(.additionalProperties | shape)"
    elif .type == "integer" then "integer, \(.minimum) to \(.maximum)"
    elif (.type | type) == "array" then (.type | join(" or "))
    else .type end;
  .["$defs"] as $defs
  | (["stack"] + ($defs | keys - ["stack"]))[]
  | . as $key | $defs[$key] as $d | ($d.required // []) as $required
  | "## \($key)\n\n\($d.description)\n\n| key | value | default | meaning |\n| --- | --- | --- | --- |",
    ($d.properties | to_entries[]
      | "| `\(.key)`\(if (.key as $k | $required | index($k)) then " (required)" else "" end) | \(.value | shape | cell) | \(if .value.default != null then "`\(.value.default | tojson)`" else "" end) | \((.value.description // "") | cell) |"),
    ""
' infrastructure/stack.schema.json | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}'
