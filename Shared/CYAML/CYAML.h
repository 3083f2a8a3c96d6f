// libyaml (pyyaml.org/wiki/LibYAML), 0.2.5 or later. Package.swift says how it is linked.
#pragma once

#include <yaml.h>
