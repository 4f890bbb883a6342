# Every target sets up what it needs: a virtual environment with pinned dependencies.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
EXTRAS ?= test
COURSE ?= .
# Of the demonstration; none: all of them, which takes twice as long.
CHAPTERS ?= 01 02 03 04 05 06 07
# What pip says, as one line that counts; what goes wrong it says itself.
COUNT := awk '/^Collecting/ { printf "\r%d packages found", ++n; fflush() } /^Installing/ { printf ", installing them"; fflush() } END { print "" }'

# nbgrader calls alembic by name when it makes a gradebook.
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: help setup build release wheels demo lab formgrader test attack fuzz bench pictures audit lint clean

help: ## show what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(READY): pyproject.toml course/pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5) and "Python 3.11.5 or newer is needed; this is " + sys.version.split()[0])'
	@echo "Setting up $(VENV), once: a minute, or three where the connection is slow"
	@$(PYTHON) -m venv $(VENV)
	@rm -f $(VENV)/.failed
	@{ $(BIN)/python -m pip install --disable-pip-version-check --constraint constraints.txt --editable ./course --editable '.[$(EXTRAS)]' || touch $(VENV)/.failed; } | $(COUNT)
	@test ! -e $(VENV)/.failed
	@$(BIN)/python -m compileall -q autograder course solutions
	@touch $@

setup: $(READY) ## make the virtual environment

build: $(READY) ## build the chapters' notebooks from Markdown
	@$(BIN)/python -m autograder build

release: build ## make the students' release of every chapter
	@$(BIN)/python -m autograder release

wheels: $(READY) ## write the wheels for instructors and for students into dist/
	@$(BIN)/python -m autograder wheels

demo: $(READY) ## the whole arrow on a sample class: release, hand in, grade, feedback (CHAPTERS=: all)
	@$(BIN)/python -m autograder demo $(CHAPTERS)

lab: release ## open JupyterLab on the students' release
	@$(BIN)/jupyter lab --notebook-dir build/release

formgrader: $(READY) ## open formgrader on the class (COURSE=build/demo: on the sample class)
	@cd $(COURSE) && $(CURDIR)/$(BIN)/jupyter lab --LabApp.default_url=/formgrader

test: $(READY) ## run every test (TESTS=tests/test_build.py: some)
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(TESTS)

attack: $(READY) ## run the attack suite alone and print its table
	@$(BIN)/python -m pytest -q tests/attacks

fuzz: $(READY) ## throw two million inputs at the pipe, guided by coverage (some minutes)
	@$(BIN)/python -m tests.fuzz_pipe 2000000

bench: $(READY) ## print the figures and write build/bench.json
	@$(BIN)/python -m autograder.bench

pictures: $(READY) ## take the pictures of the documentation anew (needs Chromium)
	@$(BIN)/python -m autograder.browser.pictures

audit: $(READY) ## judge every bank: wrong refused, right accepted, mistakes named
	@$(BIN)/python -m autograder audit

lint: $(READY) ## ruff and mypy
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

clean: ## remove what was generated; the classroom is never touched
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis
