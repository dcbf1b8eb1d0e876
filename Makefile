# `make run` and `make test` set everything up by themselves; `make help` lists all targets.

PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help run test check soak bench readme clean

help:  ## List the targets.
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(READY)  ## Open the sample articles.
	@$(BIN)/newsreader sample_articles

test: check  ## Run all checks and tests (ten minutes on two cores).
	$(BIN)/pytest -n 4 --dist worksteal tests

check: $(READY)  ## Run ruff, mypy, import-linter, the rules of the house and codespell.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m tests.house
	$(BIN)/codespell

soak: $(READY)  ## Kill, crowd and pester newsreader for hours; SEED=7 repeats a run.
	$(BIN)/python -m tests.soak $(if $(SEED),--seed $(SEED))

bench: $(READY)  ## Measure newsreader beside other programs (half an hour, 8 GB the first time).
	$(BIN)/python -m compileall -q tui
	$(BIN)/python -m tests.benchmarks
	$(BIN)/python -m tests.benchmarks.indexing
	$(BIN)/python -m tests.benchmarks.reading
	$(BIN)/python -m tests.benchmarks.opening
	$(BIN)/python -m tests.benchmarks.commands
	TEXTUAL_FPS=120 $(BIN)/python -m tests.benchmarks.queries  # The frame rate that `newsreader` sets.

readme: $(READY)  ## Make the README's picture and table of keys, and the manual page anew.
	$(BIN)/python -m tests.readme
	$(BIN)/python -m tests.man_page

# The newest Python there is makes the virtual environment. A name on the PATH may be a shim for a
# version that is not installed, or a Debian's Python without its venv package: so each is tried.
$(READY): pyproject.toml tests/constraints.txt
	@python=$$(for name in $(or $(PYTHON),python3.14 python3.13 python3.12 python3.11 python3); do \
	    $$name -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	        && { echo $$name; break; }; done); \
	if [ -z "$$python" ]; then \
	    echo "newsreader needs Python 3.11 or newer with its venv module" \
	        "(on Debian: apt install python3 python3-venv)." >&2; exit 1; \
	fi; \
	echo "Setting up $(VENV) with $$python: downloads about 60 MB, takes about a minute."; \
	$$python -m venv --clear $(VENV) \
	    && $(BIN)/python -m pip install --quiet --constraint tests/constraints.txt --editable '.[dev]' \
	    && $(BIN)/python -m compileall -q tui  # Else the first start would compile all modules.
	@touch $(READY)

clean:  ## Remove what the other targets made.
	rm -rf $(VENV) dist build
