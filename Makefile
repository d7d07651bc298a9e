# On a machine with git, make and python3 (3.11 or later): `make demo`, `make test`.
SHELL := /bin/sh
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
# The first of these that is Python 3.11 to 3.13 builds the environment; `make PYTHON=...` names another.
PYTHONS := python3 python3.13 python3.12 python3.11
PYTHON ?= $(shell for p in $(PYTHONS); do $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && { echo $$p; break; }; done)
CYCLONEDX := 7.5.0
PIP_AUDIT := 2.10.1
DEMO_DB := sqlite:///demo.db

.PHONY: help setup demo test coverage soak check lint docs format types contracts browser lock licences sbom audit clean

help: ## say what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: $(READY) ## make the environment in .venv from the exact lock

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "No Python 3.11 to 3.13 found: install one, or name it: make PYTHON=/path/to/python" >&2; exit 2; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version) (once; some minutes)" >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Python cannot make environments: install its venv module (on Debian: python3-venv)" >&2; exit 2; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: setup ## run the main job on examples/ and show what it found
	@$(BIN)/dateline ingest examples/ --db $(DEMO_DB)
	@$(BIN)/dateline report --db $(DEMO_DB) --out report.html

TESTS := -n auto --dist loadfile --no-loadscope-reorder

test: setup browser ## run every test
	@$(BIN)/python -m pytest $(TESTS)

coverage: setup browser ## the same, with branch coverage, which must not fall below the floor
	@$(BIN)/python -m pytest $(TESTS) --cov --cov-report=term:skip-covered

soak: setup ## fuzz for an hour: thousands of spoilt documents against every promise
	@$(BIN)/python -m pytest -m soak --no-cov tests/fuzz

browser: # the page's tests want Chromium: install it where that is possible, else they are skipped with a word
	@command -v chromium >/dev/null 2>&1 || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 \
	  && { echo "Installing Chromium for the page's tests" >&2; apt-get update -qq >/dev/null && apt-get install -qq -y --no-install-recommends chromium chromium-driver >/dev/null 2>&1; } \
	  || echo "No Chromium here and no right to install it: the page's browser tests will be skipped" >&2; }

check: setup ## run every linter
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

docs: setup ## build the documentation as a site, in site/
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

format: setup ## lay the code out and mend what a machine can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

lock: setup ## resolve requirements.lock anew from pyproject.toml
	@$(PYTHON) -m venv $(VENV)/lock && $(VENV)/lock/bin/python -m pip install --quiet uv
	@$(VENV)/lock/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra dev --quiet --upgrade pyproject.toml -o requirements.lock

licences: setup ## list the licence of everything that runs, and refuse one that is not accepted
	@$(BIN)/python -m supply.licences

sbom: setup ## write a bill of materials, CycloneDX, to sbom.json
	@$(PYTHON) -m venv $(VENV)/sbom && $(VENV)/sbom/bin/python -m pip install --quiet --disable-pip-version-check cyclonedx-bom==$(CYCLONEDX)
	@$(VENV)/sbom/bin/cyclonedx-py environment $(BIN)/python --pyproject pyproject.toml --output-reproducible --of JSON -o $(VENV)/sbom/all.json
	@$(BIN)/python -m supply.bill < $(VENV)/sbom/all.json > sbom.json

audit: setup ## ask for known weaknesses of what is locked, with pip-audit
	@$(PYTHON) -m venv $(VENV)/audit && $(VENV)/audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit==$(PIP_AUDIT) \
	  || { echo "NOT audited: pip-audit cannot be installed here" >&2; exit 2; }
	@$(BIN)/python -m supply.audit $(VENV)/audit/bin/pip-audit

clean: ## remove what the commands above made, but for the environment
	@rm -rf site demo.db demo.db-shm demo.db-wal report.html sbom.json .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage .import_linter_cache
