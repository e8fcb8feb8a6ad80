# Everything runs from .venv, set up on first use from a bare Python 3.11+ with pip. `make demo` and `make test`
# are the two to know.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check

.PHONY: demo test lint quality bench train test-slow clean

demo: .venv/.installed
	@$(BIN)/escale read examples --format table

test: lint .venv/.browser
	$(BIN)/python -m pytest -m "not slow"

lint: .venv/.installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# Against the gold of the data folder (ESCALE_DATA, default ../shared/data).
quality: .venv/.installed-dev
	$(BIN)/python -m benchmarks.quality
	$(BIN)/python -m pytest tests/test_quality_floor.py

bench: .venv/.installed-dev
	OMP_NUM_THREADS=1 $(BIN)/python -m benchmarks.speed

# The weights of the reader's learned decisions, from the annotated articles of the data folder.
train: .venv/.installed-dev
	$(PIP) --editable '.[train]'
	$(BIN)/python -m training.learn_times
	$(BIN)/python -m training.learn
	$(BIN)/python -m training.learn_confidence

test-slow: .venv/.installed-dev
	$(BIN)/python -m pytest -m slow

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Debian's bare Python lacks ensurepip; then the pip outside fills the environment.
.venv/.made:
	@test -n "$(PYTHON)" || { echo "escale: no Python 3.11 or later found; set PYTHON=/path/to/python" >&2; exit 1; }
	@test -x $(BIN)/python && $(BIN)/python -m pip --version >/dev/null 2>&1 \
		|| $(PYTHON) -m venv .venv 2>/dev/null \
		|| { $(PYTHON) -m venv --clear --without-pip .venv && $(PYTHON) -m pip --python $(BIN)/python install --quiet pip; }
	@touch $@

# What the tests of pages look through; Debian's, since Playwright's own cannot be had everywhere.
.venv/.browser: .venv/.installed-dev
	@command -v chromium >/dev/null || test "$$(id -u)" != 0 || { apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >/dev/null
	@touch $@

.venv/.installed: pyproject.toml .venv/.made
	$(PIP) --editable .
	@touch $@

.venv/.installed-dev: pyproject.toml .venv/.made
	$(PIP) --editable '.[dev]'
	@touch $@ .venv/.installed
