# make edition   set up and build the sample edition          make test    set up and run all tests
# make serve     show the edition, and what changes           make bench   measure speed, side by side
# make lint      ruff and mypy                                make lock    pin the requirements anew
# make clean     remove what was set up and built

PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
EDITION ?= editions/peoples-daily
PORT ?= 8000
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: edition test lint bench serve lock clean browser

edition: $(VENV)/.ready
	$(BIN)/tei build $(EDITION)

test: $(VENV)/.ready-dev browser lint
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.ready-dev
	$(BIN)/python tests/bench.py

serve: $(VENV)/.ready
	$(BIN)/tei serve $(EDITION) --port $(PORT)

# A browser for the tests: the system's, or the one that Playwright brings.
browser: $(VENV)/.ready-dev
	@test -n "$$CHROMIUM" || command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
	  || $(BIN)/playwright install chromium

$(VENV)/.ready: requirements.txt requirements-build.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("tei needs Python 3.11 or later")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements.txt -r requirements-build.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.txt
	$(PIP) -r requirements-dev.txt
	touch $@

lock:
	for part in requirements requirements-build requirements-dev; do \
	  uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	    --no-emit-index-url $$part.in -o $$part.txt; done

clean:
	rm -rf $(VENV) editions/*/build .pytest_cache .mypy_cache .ruff_cache .hypothesis
