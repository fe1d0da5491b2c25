"""
Plans a second with one and two workers, memory by number of children, and a million of them.

Targets: two workers at least 1.8 times as fast as one, on two quiet cores; memory that does
not grow with the number of children. Run with a number of children, else 2,000.
"""

import os
import resource
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor

from children import ON, Drawn

from motorplan.caseload.plans import make_plans
from motorplan.gathering import load_catalogue

SIZES = (100, 500, 2000)
WARM = 40
PAIRS = 3
"""Times one and two workers are measured in turns; the median of the ratios counts."""

SHARE = 200
MILLION = 1_000_000
SECONDS_AN_HOUR = 3600
MEGABYTE = 1024


def planned(count: int, pool: ProcessPoolExecutor, children: Drawn) -> tuple[float, int]:
    """Return the seconds that *count* plans take, and how many children got none."""
    begin = time.perf_counter()
    found = make_plans(children.children(count), children.catalogue, start=ON, executor=pool)
    without = sum(one.plan is None for one in found)
    return time.perf_counter() - begin, without


def speed_up(children: Drawn) -> None:
    """Print plans a second with one worker and with two, measured in turns."""
    with ProcessPoolExecutor(1) as one, ProcessPoolExecutor(2) as two:
        for pool in (one, two):
            planned(WARM, pool, children)
        rows = [[planned(SHARE, pool, children)[0] for pool in (one, two)] for _ in range(PAIRS)]
    alone, both = min(rows, key=lambda row: abs(row[0] / row[1] - _median(rows)))
    print(f"one worker {SHARE / alone:5.1f} plans a second, two {SHARE / both:5.1f}", end="")
    print(f" ({alone / both:.2f} times as many; target 1.8)")


def _median(rows: list[list[float]]) -> float:
    return sorted(alone / both for alone, both in rows)[len(rows) // 2]


def run_of(count: int) -> None:
    """Print what :func:`measured` returns of a run in this process."""
    children = Drawn(load_catalogue())
    begun = time.process_time()
    with ProcessPoolExecutor(2) as pool:
        seconds, without = planned(count, pool, children)
    mine = time.process_time() - begun
    here = resource.getrusage(resource.RUSAGE_SELF)
    there = resource.getrusage(resource.RUSAGE_CHILDREN)
    theirs = there.ru_utime + there.ru_stime
    peaks = here.ru_maxrss // MEGABYTE, there.ru_maxrss // MEGABYTE
    print(seconds, without, *peaks, mine, theirs)


def measured(count: int) -> tuple[float, int, int, int, float, float]:
    """
    Return what a process does that did nothing before and plans for *count* children.

    Seconds, children without a plan, peak megabytes here and of a worker, and the processor
    seconds spent here and in the workers.
    """
    command = [sys.executable, __file__, "--run", str(count)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(out[0]), int(out[1]), int(out[2]), int(out[3]), float(out[4]), float(out[5])


def main() -> None:
    """Print the figures."""
    if sys.argv[1:2] == ["--run"]:
        run_of(int(sys.argv[2]))
        return
    most = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    speed_up(Drawn(load_catalogue()))
    mine = theirs = 0.0
    for count in [*(n for n in SIZES if n < most), most]:
        seconds, without, here, worker, mine, theirs = measured(count)
        print(
            f"{count:5} children, 2 workers: {count / seconds:5.1f} a second, {without} without "
            f"a plan, peak {here} MB here and {worker} MB a worker"
        )
    print(f"processor time: {1000 * theirs / most:.0f} ms a plan in workers, ", end="")
    print(f"{1000 * mine / most:.1f} ms here; on two cores that allows ", end="")
    print(f"{2 * theirs / (theirs + mine):.2f} times one worker's plans")
    hours = (mine + theirs) / most * MILLION / SECONDS_AN_HOUR
    print(f"a million children: {hours:.0f} core hours, {hours / 2:.1f} hours on 2 cores", end="")
    print(f" (from {most}; this machine has {os.cpu_count()})")


if __name__ == "__main__":
    main()
