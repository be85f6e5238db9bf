# `make demo` and `make test` do all set-up themselves; they need Python 3.11 or newer and pip, nothing else.
PYTHON ?= python3
VENV ?= .venv
DEMO ?= demo

.PHONY: demo test test-ray check lint types floors docs bench clean

demo: $(VENV)/.run
	$(VENV)/bin/kg build examples --out $(DEMO)
	@echo "Open this page in a browser: $(CURDIR)/$(DEMO)/graph.html"

# A file of tests stays in one process, with what it has prepared; four processes take 4 GB.
test: $(VENV)/.dev
	$(VENV)/bin/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

check: lint types floors

lint: $(VENV)/.dev
	$(VENV)/bin/ruff check --output-format concise .

types: $(VENV)/.dev
	$(VENV)/bin/mypy

floors: $(VENV)/.dev
	$(VENV)/bin/lint-imports

test-ray: $(VENV)/.dev
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev,ray]"
	$(VENV)/bin/python -m pytest tests/bulk/test_ray.py

docs: $(VENV)/.dev
	$(VENV)/bin/mkdocs build
	@echo "Open this page in a browser: $(CURDIR)/site/index.html"

bench: $(VENV)/.dev
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev,bench]"
	$(VENV)/bin/python -m benchmarks

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "kg needs Python 3.11 or newer; try: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) $(DEMO) build dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
