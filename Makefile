# Slipway. `make` sets the machine up, builds the tools and renders the reference stack;
# `make test` sets up, builds and runs every test. `make help` lists the rest.
#
# Logic of more than a line is in scripts/, a file a target.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := all
MAKEFLAGS += --no-print-directory

PREFIX ?= /usr/local
DESTDIR ?=
TASKS := 01 02 03 04 05 06 07 08 09 10 11 12 13 17 18 19 20

# What is installed is there before what needs it is built, under `make -j`, too.
.NOTPARALLEL:
.PHONY: all setup build generate tasks $(TASKS:%=task-%) verify test bench install fmt lint golden docs clean help

all: setup build tasks ## set up, build, render the reference stack

setup: ## install what is missing of judges and tools, at pinned versions
	@scripts/setup.sh

build: ## build the six tools into bin/
	@scripts/build.sh

generate: build ## render the reference stack into infrastructure/
	@scripts/generate.sh --out infrastructure

tasks: build ## render the reference stack and print the task sequence
	@scripts/tasks.sh

$(TASKS:%=task-%): task-%: build ## (task-NN) render the files of one task, judge and list them
	@scripts/tasks.sh $*

verify: build ## fail where what is generated differs from what is committed
	@scripts/verify.sh

test: setup build ## set up, build, run every test
	@scripts/test.sh

bench: setup build ## measure the tools, with the bounds beside
	@scripts/bench.sh

install: build ## install binaries, manuals and completions below PREFIX
	@scripts/install.sh "$(DESTDIR)$(PREFIX)"

fmt: ## format the Swift source
	@swift format --in-place --recursive Package.swift Shared Tools Tests

lint: ## check the format of the Swift source
	@swift format lint --strict --recursive Package.swift Shared Tools Tests

golden: build ## record the golden trees anew, and fail, so that no CI goes green by it
	@scripts/golden.sh

docs: build ## write what tools say of themselves into docs/cli/, and docs/stack.md
	@scripts/cli.sh docs/cli
	@scripts/stack-guide.sh >docs/stack.md

clean: ## remove what was built; what setup installed stays
	@rm -rf .build bin dist

help: ## show this list
	@sed -n 's/^\([a-z$$(:%=)A-Z-]*\):.*## \(.*\)/\1\t\2/p' Makefile | sed 's/^$$(TASKS.*)\t/task-NN\t/' \
	  | awk -F '\t' '{ printf "  make %-10s %s\n", $$1, $$2 }'
