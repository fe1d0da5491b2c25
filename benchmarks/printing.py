"""
What a PDF costs beside the plan it shows.

Target: four weeks of one child are printed in no more time than planning them takes. The
ratio is of processor time, the median of five.
"""

import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from motorplan.gathering import load_catalogue
from motorplan.making import load_child, make_plan
from motorplan.printing import plan_pdf
from motorplan.rendering.print_pdf import Print

START = date(2026, 11, 30)
TIMES = 5


def seconds(do: Callable[[], object]) -> float:
    """Return how long *do* takes of the processor, in seconds."""
    taken = []
    for _ in range(TIMES):
        before = time.process_time()
        do()
        taken.append(time.process_time() - before)
    return median(taken)


def main() -> None:
    """Print planning, printing and their ratio for every example child."""
    catalogue = load_catalogue()
    print(f"{'child':<10}{'plan, ms':>10}{'PDF, ms':>10}{'ratio':>8}")
    for path in sorted(Path("examples").glob("*.toml")):
        child = load_child(path, catalogue, on=START)
        plan = make_plan(child, catalogue, start=START)
        planning = seconds(lambda child=child: make_plan(child, catalogue, start=START))
        printing = seconds(lambda plan=plan: plan_pdf(plan, catalogue, Print()))
        ratio = printing / planning
        print(f"{path.stem:<10}{planning * 1000:>10.0f}{printing * 1000:>10.0f}{ratio:>8.2f}")


if __name__ == "__main__":
    main()
