"""What all tests share."""

import os
import shutil
from datetime import UTC, datetime
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
