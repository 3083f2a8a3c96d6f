// Vectorscan (github.com/VectorCamp/vectorscan), 5.4 or later; Hyperscan 5.4 has the same interface.
// Package.swift says how it is linked.
#pragma once

#include <hs/hs.h>
