// PCRE2 (pcre.org) of 8-bit code units, 10.36 or later. Package.swift says how it is linked.
#pragma once

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
