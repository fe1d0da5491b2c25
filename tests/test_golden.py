"""
Plans that were read by people stay as they are, to the byte.

When one changes on purpose, look at the difference, then renew them with ``make golden``.
"""

import os
from datetime import date
from pathlib import Path

import pytest

from motorplan.making import load_child, make_plan
from motorplan.rendering.paper import Paper
from motorplan.rendering.terminal import plan_text

FOLDER = Path("tests/golden")


@pytest.mark.parametrize("path", sorted(Path("examples").glob("*.toml")), ids=lambda p: p.stem)
def test_an_example_gets_the_plan_it_had(path, catalogue):
    child = load_child(path, catalogue, on=date(2026, 11, 24))
    plan = make_plan(child, catalogue, start=date(2026, 11, 30), weeks=4)
    text = plan_text(plan, Paper(phrases=catalogue.phrases))
    kept = FOLDER / f"{path.stem}.txt"
    if os.environ.get("MOTORPLAN_GOLDEN"):
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")
