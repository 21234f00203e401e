# Causelist. `make help` lists what there is to do.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PORT ?= 8000
export PORT

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help setup demo demo-reset test check format messages reference soak clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: $(READY) ## Make the environment in .venv from the lock file

$(READY): requirements.lock pyproject.toml tools/setup.sh
	@sh tools/setup.sh $(VENV)

demo: setup ## Make the demonstration registry (once) and serve it: PORT=8123 make demo
	@$(BIN)/causelist demo --port $(PORT)

demo-reset: setup ## Start the demonstration over, and serve it
	@$(BIN)/causelist demo --reset --port $(PORT)

test: setup ## Everything: checks, both databases, a real browser; says what it could not run and why
	@$(BIN)/python tools/test.py

check: setup ## The quick gate: format, lint, types, import contracts, unit tests
	@$(BIN)/python tools/test.py --quick

format: setup ## Format the code and sort the imports
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix-only -q .

messages: setup ## Assemble and compile the translations
	@$(BIN)/python -m causelist.web.messages

reference: setup ## Generate docs/reference
	@$(BIN)/python tools/reference.py

soak: setup ## The long runs: a hundred kills, the large scale (an hour)
	@$(BIN)/python tools/test.py --soak

clean: ## Remove the environment and the caches, not the data
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
