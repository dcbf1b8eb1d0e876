# `make run` and `make test` each set everything up by themselves.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test check bench readme clean

run: $(READY)
	@$(BIN)/newsreader sample_articles

test: check
	$(BIN)/pytest -n 4 --dist worksteal tests

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/codespell

bench: $(READY)
	$(BIN)/python -m compileall -q tui
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.indexing
	$(BIN)/python -m benchmarks.reading
	$(BIN)/python -m benchmarks.opening
	TEXTUAL_FPS=120 $(BIN)/python -m benchmarks.queries  # As the command line has it.

readme: $(READY)
	$(BIN)/python -m tests.readme

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	$(BIN)/python -m compileall -q tui  # The first start is as quick as any, whatever the settings.
	@touch $(READY)

clean:
	rm -rf $(VENV) dist build
