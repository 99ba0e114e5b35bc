# Everything a newcomer and CI run. Needs Python 3.11+, make and a package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
COMPILED := build/compiled
# Without a C compiler the compiled build is passed over, and so are its test and its speed.
COMPILE := $(if $(shell command -v cc),compile)
SOURCES := $(shell find src/counterclaim -type f -not -name '*.pyc')

.DEFAULT_GOAL := help
.PHONY: help setup run test lint check gate compile speed errors quality weights docs lock clean browser catalogues screens

help: ## Show this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: $(STAMP) ## Make the environment from the locked dependencies

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info < (3, 11) and sys.exit("Python 3.11 or later is needed; name one so: make run PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

run: setup ## Read the bundled example story, print its claims and its most contested question
	@$(BIN)/counterclaim example

test: setup ## Run all tests, the files shared out among the processor's cores
	@$(BIN)/pytest -n auto --dist loadfile

lint: setup ## ruff, mypy --strict and the import floors
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

compile: $(COMPILED)/.made ## Build the package with its hot rooms compiled, in build/compiled; needs a C compiler

$(COMPILED)/.made: setup.py $(SOURCES) | $(STAMP)
	@rm -rf $(COMPILED) build/lib* build/bdist* # what an earlier list of modules left there would be packed again
	COUNTERCLAIM_COMPILE=1 $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --target $(COMPILED) .
	@touch $@

gate: setup ## Score every gold and corpus set and compare with the pinned floors
	@$(BIN)/python bench/gate.py

speed: setup $(COMPILE) ## Articles a second on one core, beside a bare number regex
	@$(BIN)/python bench/speed.py

errors: setup ## A page of every error against the gold training claims, in build/errors.html
	@$(BIN)/python bench/errors.py

quality: setup ## Measure everything, raise the floors and write docs/quality.md
	@$(BIN)/python bench/gate.py --update

check: setup ## All that CI runs; only what compiles and what lints can share the time
	@$(MAKE) --jobs=2 --output-sync=target $(COMPILE) lint
	@$(MAKE) test
	@$(MAKE) gate

weights: setup ## Learn the linking weights and show their scores; bench/learn.py --write keeps them
	@$(BIN)/python bench/learn.py

docs: setup ## Write docs/commands.md and draw docs/pictures from what the program prints
	@$(BIN)/python docs/write_commands.py > $(VENV)/commands.md
	@mv $(VENV)/commands.md docs/commands.md
	@$(BIN)/python docs/draw_pictures.py

browser: ## Install the headless browser that the screens are tested in (Debian, as root)
	apt-get update -qq
	apt-get install -y -qq --no-install-recommends chromium fonts-noto-core

catalogues: setup ## Bring the interface's catalogues up to date with the messages of the screens
	@$(BIN)/python docs/write_catalogues.py

screens: setup ## Draw the screens of the web application into docs/pictures; needs make browser
	@$(BIN)/python docs/draw_screens.py

lock: setup ## Resolve the dependencies anew and write requirements.lock
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --extra web --group dev pyproject.toml --output-file requirements.lock

clean: ## Remove the environment and the caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
