PYTHON ?= python3
.PHONY: test
.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	.venv/bin/pip install -q -e '.[dev]'
	touch $@
test: .venv/installed
	.venv/bin/pytest -q
