"""How long pages take beside planning: one child, then sixty in one run, in processor time."""

from datetime import date
from pathlib import Path
from time import process_time

import motorplan as mp

START, MANY = date(2026, 11, 30), 60


def main() -> None:
    """Print ratios of one run."""
    began = process_time()
    catalogue = mp.load_catalogue()
    child = mp.load_child(Path("examples/otter.toml"), catalogue, on=START)
    ready = process_time()
    plan = mp.make_plan(child, catalogue, start=START)
    planned = process_time()
    mp.plan_html(plan, catalogue, child=child)
    first = process_time()
    for _ in range(MANY):
        mp.plan_html(plan, catalogue, child=child)
    many = process_time() - first
    planning, one = planned - ready, first - planned
    print(f"start-up {ready - began:.2f} s, planning {planning:.2f} s, its page {one:.2f} s")
    print(f"page / planning: {one / planning:.2f}, the first page, jinja2 included (at most 1)")
    whole = planned - began + one
    print(f"{MANY} pages / one child with start-up: {many / whole:.2f} (under 10)")


if __name__ == "__main__":
    main()
