PYTHON ?= python3
BIN = .venv/bin
WORKERS ?= 2
.PHONY: demo test check bench deep golden lint wheel

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check -e '.[dev]'
	touch $@

demo: .venv/installed  ## plan four weeks for an example child
	$(BIN)/motorplan plan examples/otter.toml

test: .venv/installed  ## every test in its short form
	$(BIN)/pytest -q -n $(WORKERS)

lint: .venv/installed  ## style, types, catalogue
	$(BIN)/ruff format --check -q .
	$(BIN)/ruff check -q .
	$(BIN)/mypy
	$(BIN)/motorplan check $$(find activities -name '*.toml' | sort) examples/*.toml > /dev/null

wheel: .venv/installed  ## the built wheel, tried in an empty environment with the network shut off
	$(BIN)/python tests/try_wheel.py

check: lint test wheel  ## all that has to be green

bench: .venv/installed  ## cold starts as multiples of a bare interpreter
	$(BIN)/python benchmarks/start_up.py
	$(BIN)/python benchmarks/solver.py

deep: .venv/installed  ## the long form of the laws
	HYPOTHESIS_PROFILE=deep $(BIN)/pytest -q -n $(WORKERS) tests/laws tests/test_bad_input.py

golden: .venv/installed  ## renew the golden plans after reading what changed
	MOTORPLAN_GOLDEN=1 $(BIN)/pytest -q tests/test_golden.py
