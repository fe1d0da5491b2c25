"""
Cold times of the command line as multiples of a bare interpreter started in the same run.

Targets: ``--help`` at most 5, ``plan`` at most 12. Byte code is written first, as any second
start would find it.
"""

import os
import statistics
import subprocess
import sys
import time

ROUNDS = 15
USUAL = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
CASES = {
    "bare interpreter": ["-c", "pass"],
    "import click": ["-c", "import click"],
    "import attrs": ["-c", "import attrs"],
    "import cattrs": ["-c", "import cattrs"],
    "import click, cattrs": ["-c", "import click, cattrs"],
    "import the model": ["-c", "import motorplan.model.plans, motorplan.model.children"],
    "import making": ["-c", "import motorplan.making"],
    "motorplan --help": ["-m", "motorplan", "--help"],
    "motorplan plan": ["-m", "motorplan", "plan", "examples/otter.toml"],
}


def milliseconds(arguments: list[str]) -> float:
    """Return the time of one cold start."""
    begin = time.perf_counter()
    command = [sys.executable, *arguments]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=USUAL)
    return 1000 * (time.perf_counter() - begin)


def main() -> None:
    """Print the median of each case, taken in turns so that load spreads evenly."""
    for arguments in CASES.values():
        milliseconds(arguments)
    times: dict[str, list[float]] = {name: [] for name in CASES}
    for _ in range(ROUNDS):
        for name, arguments in CASES.items():
            times[name].append(milliseconds(arguments))
    bare = statistics.median(times["bare interpreter"])
    for name, found in times.items():
        median = statistics.median(found)
        print(f"{name:22} {median:7.1f} ms {median / bare:6.1f} x")


if __name__ == "__main__":
    main()
