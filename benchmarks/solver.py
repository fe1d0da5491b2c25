"""How near the weekly search comes to its bound, and what more rounds would bring."""

import time
from datetime import date
from pathlib import Path

from motorplan.gathering import load_catalogue
from motorplan.making import load_child, make_plan
from motorplan.planning import solving

START = date(2026, 11, 30)


def main() -> None:
    """Print value over bound, and value over that of four times the rounds, for each example."""
    catalogue = load_catalogue()
    usual = solving.solve.__defaults__[0] if solving.solve.__defaults__ else solving.ROUNDS
    for path in sorted(Path("examples").glob("*.toml")):
        child = load_child(path, catalogue)
        begin = time.perf_counter()
        plan = make_plan(child, catalogue, start=START)
        spent = time.perf_counter() - begin
        solving.solve.__defaults__ = (4 * usual,)
        longer = make_plan(child, catalogue, start=START)
        solving.solve.__defaults__ = (usual,)
        of_bound = plan.search.value / plan.search.bound
        of_longer = plan.search.value / longer.search.value
        print(
            f"{path.stem:8} {of_bound:6.3f} of the bound, {of_longer:6.3f} of four times the "
            f"rounds, {1000 * spent:5.0f} ms"
        )


if __name__ == "__main__":
    main()
