PYTHON ?= python3
BIN = .venv/bin
WORKERS ?= 2
START = 2026-11-30
.PHONY: demo test check rest bench bench-simulation deep golden lint wheel coverage curves

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check -e '.[dev]'
	touch $@

demo: .venv/installed  ## plan four weeks for an example child
	$(BIN)/motorplan plan examples/otter.toml --start $(START)

test: .venv/installed  ## every test in its short form
	$(BIN)/pytest -q -n $(WORKERS)

lint: .venv/installed  ## style, types, catalogue
	$(BIN)/ruff format --check -q .
	$(BIN)/ruff check -q .
	$(BIN)/mypy
	$(BIN)/motorplan check $$(find activities -name '*.toml' | sort) > /dev/null

wheel: .venv/installed  ## the built wheel, tried in an empty environment with the network shut off
	$(BIN)/python tests/try_wheel.py

rest: lint wheel  ## all that has to be green beside the tests

check: test rest  ## all that has to be green

coverage: .venv/installed  ## which lines and branches the tests reach
	$(BIN)/pytest -q -n $(WORKERS) --cov=motorplan --cov-branch --cov-report=term:skip-covered

curves: .venv/installed  ## how near the age curves come to what was published
	$(BIN)/python tests/published.py

bench: .venv/installed  ## cold starts as multiples of a bare interpreter, the search, the graph, the journals, the estimate, many children, paper
	$(BIN)/python benchmarks/start_up.py
	$(BIN)/python benchmarks/weeks.py
	$(BIN)/python benchmarks/graph.py
	$(BIN)/python benchmarks/journals.py
	$(BIN)/python benchmarks/ability.py
	$(BIN)/python benchmarks/parameters.py
	$(BIN)/python benchmarks/pages.py
	$(BIN)/python benchmarks/caseload.py
	$(BIN)/python benchmarks/printing.py

bench-simulation: .venv/installed  ## simulated children with motorplan and with rival planners; goes on where it was stopped
	$(BIN)/python benchmarks/simulation.py

deep: .venv/installed  ## the long form of the laws, and of the journals that are killed
	HYPOTHESIS_PROFILE=deep MOTORPLAN_KILLS=500 $(BIN)/pytest -q -n $(WORKERS) tests/laws tests/test_journal.py

golden: .venv/installed  ## renew the golden plans after reading what changed
	MOTORPLAN_GOLDEN=1 $(BIN)/pytest -q tests/test_golden.py
