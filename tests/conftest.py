"""What all tests share."""

import os
import shutil
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from motorplan.gathering import load_catalogue

settings.register_profile(
    "quick",
    max_examples=25,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("deep", parent=settings.get_profile("quick"), max_examples=1500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


ALL_TOOLS = bool(os.environ.get("MOTORPLAN_ALL_TOOLS"))
"""Whether a tool that is not there makes a test fail instead of being left out."""


def pytest_runtest_setup(item):
    """Leave out a test that needs what is not installed."""
    for mark in item.iter_markers("needs"):
        for name in mark.args:
            if find_spec(name) is None:
                (pytest.fail if ALL_TOOLS else pytest.skip)(f"{name} is not installed")


def pytest_terminal_summary(terminalreporter):
    """Say in one line what was left out for want of a tool."""
    skipped = terminalreporter.stats.get("skipped", [])
    found = {r.longrepr[2] for r in skipped if r.longrepr[2].endswith(" is not installed")}
    if found:
        names = ", ".join(sorted(words.removeprefix("Skipped: ") for words in found))
        terminalreporter.write_line(f"some tests were left out: {names}")


@pytest.fixture(scope="session")
def catalogue():
    """The real catalogue."""
    return load_catalogue()


class Noon(datetime):
    """The one day on which tests take place."""

    @classmethod
    def now(cls, tz=None):
        """Return noon of that day."""
        return cls(2026, 11, 24, 12, tzinfo=tz or UTC)


@pytest.fixture(autouse=True)
def _one_day(monkeypatch):
    """Keep tests away from the clock of the machine that runs them."""
    monkeypatch.setattr("motorplan.cli.clock.datetime", Noon)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory, monkeypatch):
    """Keep tests away from the cache of the person who runs them."""
    base = tmp_path_factory.getbasetemp() / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(base))


@pytest.fixture
def own(tmp_path):
    """An own copy of the file of Otter, in a folder of its own."""
    return Path(shutil.copy("examples/otter.toml", tmp_path / "otter.toml"))
