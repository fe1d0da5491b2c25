"""
How long pages take beside planning, in processor time.

One child with the page in its browser form, then as many different children in one run. As the
modules of the planner are there before it plans, jinja2 is before a page is made; what opening
it costs is start-up, and stands beside it. What the template and the list of drawings cost when
they are first read is in the first page.
"""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from time import process_time

from children import Drawn

import motorplan as mp
from motorplan.catalogue import Catalogue
from motorplan.model.children import Child
from motorplan.model.plans import Plan

START, MANY = date(2026, 11, 30), 60


def planned(catalogue: Catalogue) -> Iterator[tuple[Child, Plan]]:
    """Yield different children that have a plan, with it."""
    number = 0
    while True:
        child, number = Drawn(catalogue).child(number), number + 1
        try:
            yield child, mp.make_plan(child, catalogue, start=START)
        except mp.NoPlan:
            continue


def main() -> None:
    """Print ratios of one run."""
    began = process_time()
    catalogue = mp.load_catalogue()
    child = mp.load_child(Path("examples/otter.toml"), catalogue, on=START)
    ready = process_time()
    plan = mp.make_plan(child, catalogue, start=START)
    planning = process_time() - ready
    opening = process_time()
    import_module("jinja2")
    first = process_time()
    mp.plan_html(plan, catalogue, child=child)
    one = process_time() - first
    start_up = ready - began + first - opening
    print(f"start-up {1000 * start_up:.0f} ms, of it jinja2 {1000 * (first - opening):.0f}")
    print(f"planning {1000 * planning:.0f} ms, its page {1000 * one:.0f}")
    print(f"first page / planning: {one / planning:.2f} (at most 1)")
    spent = 0.0
    for (other, found), _ in zip(planned(catalogue), range(MANY), strict=False):
        begun = process_time()
        mp.plan_html(found, catalogue, child=other)
        spent += process_time() - begun
    whole = start_up + planning + one
    print(f"{MANY} different children's pages {1000 * spent:.0f} ms")
    print(f"beside one child with start-up: {spent / whole:.2f} (under 10)")


if __name__ == "__main__":
    main()
