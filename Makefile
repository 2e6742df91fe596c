# Two commands do all the set-up they need: make ask Q="..." and make test.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin

# The question reaches the program as data: $(value) keeps make from expanding it, and the recipe
# reads it from the environment, so that no shell does either. MAKEOVERRIDES would hand Q on raw.
QUESTION := $(value Q)
export QUESTION
unexport Q
MAKEOVERRIDES :=

.PHONY: ask bot test lint sanitize sanitize-python lock setup bench clean

ask: .venv/run
	@test -n "$$QUESTION" || { echo 'Usage: make ask Q="who rejected the offer?"' >&2; exit 2; }
	@$(BIN)/footnote ask -- "$$QUESTION"

bot: .venv/run
	@$(BIN)/footnote bot run

test: .venv/dev
	@$(BIN)/python -m pytest -n auto

lint: .venv/dev
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

# The kernel in C under sanitizers, built, searched, merged and fed damaged files, each for so many seconds,
# with other files for another seed.
SECONDS ?= 60
SEED ?= 0
sanitize:
	@mkdir -p build/sanitize
	@for program in segments damage lies profiles; do \
		$(CC) -std=c11 -D_POSIX_C_SOURCE=200809L -O1 -g -Wall -Wextra -Werror=implicit \
			-ffp-contract=off -fsanitize=address,undefined,float-cast-overflow -fno-sanitize-recover=all \
			-Iindex/kernel -Itests/kernel tests/kernel/$$program.c $(PLAIN) \
			-lm -o build/sanitize/$$program && \
		build/sanitize/$$program build/sanitize $(SECONDS) $(SEED) || exit; \
	done

# What reads Python's strings needs Python around it: a copy of the packages, its kernel compiled with
# the sanitizers, which are loaded before Python itself (GCC on Linux).
HARDENED := build/sanitize/python
sanitize-python: .venv/dev
	@rm -rf $(HARDENED) && mkdir -p $(HARDENED)
	@cp -R bot index tests pyproject.toml README.md LICENSE $(HARDENED)
	@rm -f $(HARDENED)/index/kernel/_native*
	@cd $(HARDENED) && LDFLAGS=-fsanitize=address,undefined \
		CFLAGS='-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all' \
		$(abspath $(BIN))/python -W ignore -c 'from setuptools import setup; setup()' \
		build_ext --inplace > /dev/null && ls index/kernel/_native* > /dev/null
	@cd $(HARDENED) && PYTHONMALLOC=malloc ASAN_OPTIONS=detect_leaks=0 \
		LD_PRELOAD="$$($(CC) -print-file-name=libasan.so) $$($(CC) -print-file-name=libubsan.so)" \
		$(abspath $(BIN))/python -m pytest -q -p no:cacheprovider tests/index/test_written*.py

setup: .venv/run

# The lock files: every version with its hashes, for every platform, naming no host.
lock: .venv/dev
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --no-emit-find-links --upgrade --extra build pyproject.toml \
		--output-file requirements.txt
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --no-emit-find-links --upgrade --extra build --extra dev \
		--constraint requirements.txt pyproject.toml --output-file requirements-dev.txt
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --no-emit-find-links --upgrade --extra build --extra peers \
		--constraint requirements.txt pyproject.toml --output-file bench/requirements.txt

# Options of bench/compare.py: make bench ARGS="--sizes 1e3,1e4"
bench: .venv-bench/done
	@.venv-bench/bin/python -m bench.compare $(ARGS)

clean:
	rm -rf .venv .venv-bench var build *.egg-info

# Compiled while installing; where there is no compiler, the installation goes on without.
KERNEL := index/kernel/building.py $(wildcard index/kernel/*.[ch])
# All of it but what knows Python's objects.
PLAIN := $(filter-out $(wildcard index/kernel/python_*.c), $(filter %.c, $(KERNEL)))

# A stamp is written last, so that a set-up that was interrupted is done again.
.venv/run: requirements.txt pyproject.toml $(KERNEL)
	$(call install,requirements.txt,.venv)
	@touch $@

.venv/dev: requirements-dev.txt pyproject.toml $(KERNEL)
	$(call install,requirements-dev.txt,.venv)
	@touch $@ .venv/run

.venv-bench/done: bench/requirements.txt pyproject.toml $(KERNEL)
	$(call install,bench/requirements.txt,.venv-bench)
	@touch $@

define install
	@test -n "$(PYTHON)" || { echo 'Footnote needs Python 3.11 or later.' >&2; exit 1; }
	@echo 'Setting up in $(2) (once) ...' >&2
	@test -x $(2)/bin/python || $(PYTHON) -m venv $(2)
	@$(2)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1)
	@# setuptools warns of every editable installation that a folder may be shadowed.
	@PYTHONWARNINGS=ignore $(2)/bin/python -m pip install --quiet --disable-pip-version-check \
		--no-deps --no-build-isolation --editable .
endef
