# A fresh machine needs Python 3.11 or later and make; everything else goes into .venv.
#   make         the whole loop: format, lint, types, import contracts, tests
#   make demo    read the report that ships with onrecord
#   make test    the tests alone

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

export OMP_NUM_THREADS ?= 1

.DEFAULT_GOAL := check
.PHONY: check format lint types imports test tests demo golden score wheel bench train clean

check: format lint types imports tests

# The stamps keep repeated runs fast: pip runs again only when pyproject.toml changes.
$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "onrecord needs Python 3.11 or later, found " + sys.version.split()[0])'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml $(VENV)/installed
	$(PIP) --editable '.[dev]'
	@touch $@

$(VENV)/installed-train: pyproject.toml $(VENV)/installed-dev
	$(PIP) --editable '.[train]'
	@touch $@

format: $(VENV)/installed-dev
	$(BIN)/ruff format --check --quiet .

lint: $(VENV)/installed-dev
	$(BIN)/ruff check --quiet .

types: $(VENV)/installed-dev
	$(BIN)/mypy

imports: $(VENV)/installed-dev
	$(BIN)/lint-imports --no-logo > $(VENV)/imports.log || (cat $(VENV)/imports.log; exit 1)

test tests: $(VENV)/installed-dev
	$(BIN)/pytest

demo: $(VENV)/installed
	@$(BIN)/onrecord demo

# Rewrites the golden files and what the documentation prints; the difference is reviewed like code.
golden: $(VENV)/installed-dev
	$(BIN)/pytest tests/golden tests/test_docs.py --rewrite
	git diff --stat -- tests/golden README.md docs

# Fails where a figure is below its floor in tests/floors.toml.
score: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks.score

# The wheel holds all that is needed: unpacked alone, it reads its own example.
wheel: $(VENV)/installed
	rm -rf build/wheel dist
	$(PIP:install=wheel) --no-deps --wheel-dir dist .
	$(PIP) --no-deps --target build/wheel dist/*.whl
	PYTHONPATH=build/wheel $(BIN)/python -c 'from onrecord.cli import main; main(["demo", "--html", "build/demo.html"])' > build/demo.log

bench: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks

train: $(VENV)/installed-train
	$(BIN)/python -m training.train --data ../shared/data --out .cache/model
	$(BIN)/python -m training.export --data ../shared/data --out .cache/model
	$(BIN)/python -m training.event_words ../shared/data

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
