"""What is imported when a command starts."""

import subprocess
import sys

import pytest

ASK = """
import sys
from datetime import date
from motorplan.cli import clock, run
clock.today = lambda: date(2026, 11, 24)
run({arguments!r})
print(" ".join(sorted(m for m in {heavy!r} if m in sys.modules)), file=sys.stderr)
"""
HEAVY = [
    "networkx",
    "numpy",
    "hashlib",
    "sqlite3",
    "tree_sitter",
    "jsonschema",
    "hypothesis",
]


def loaded(arguments):
    code = ASK.format(arguments=arguments, heavy=HEAVY)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    return set(done.stderr.splitlines()[-1].split())


def test_help_imports_click_alone():
    assert loaded(["--help"]) == set()


@pytest.mark.parametrize("command", ["plan", "today", "check"])
def test_planning_imports_neither_networkx_nor_numpy(command):
    loaded([command, "examples/otter.toml"])
    assert loaded([command, "examples/otter.toml"]) <= {"attrs", "cattrs"}
