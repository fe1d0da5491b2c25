"""
Cold times of the command line as multiples of a bare interpreter started in the same run.

Targets: ``--help`` at most 5; ``plan`` at most 12 with the full catalogue of this checkout, and
at most 10 with one of 180 activities, installed as from a wheel, that keeps every way to the
goals of every example child. Byte code is written first, as any second start would find it.
Times are processor times, and the least of all rounds taken in turns: what else the machine
does should not count. On a quiet machine they are those of the clock.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from motorplan.catalogue import Catalogue
from motorplan.compiling import compile_catalogue
from motorplan.gathering import load_catalogue
from motorplan.making import load_child
from motorplan.planning.ahead import FARTHEST

ROUNDS, SMALL = 25, 180
ROOT = Path(__file__).parents[1]
OTTER, START = str(ROOT / "examples" / "otter.toml"), "2026-11-30"
PLAN = ["-m", "motorplan", "plan", OTTER, "--start", START]
CASES = {
    "bare interpreter": ["-c", "pass"],
    "import click": ["-c", "import click"],
    "import making": ["-c", "import motorplan.making"],
    "motorplan --help": ["-m", "motorplan", "--help"],
    "motorplan plan": PLAN,
}
PHASES = f"""
import gc, json, time
gc.disable()
begin, times = time.process_time(), {{}}
def mark(name):
    global begin
    now = time.process_time()
    times[name], begin = 1000 * (now - begin), now
import click
mark("import click")
import json, pathlib, random, textwrap, tomllib
mark("import of the standard library")
import motorplan.cli.planning, motorplan.gathering, motorplan.making
import motorplan.rendering.terminal
mark("import motorplan")
from datetime import date
from motorplan.cli.options import paper, the_catalogue
catalogue, start = the_catalogue((), {OTTER!r}), date.fromisoformat({START!r})
mark("open the catalogue")
child = motorplan.making.load_child({OTTER!r}, catalogue, on=start)
mark("read the child")
from motorplan.planning import horizon
solve, spent = horizon.solve, []
def timed(*given, **said):
    begin = time.process_time()
    result = solve(*given, **said)
    spent.append(1000 * (time.process_time() - begin))
    return result
horizon.solve = timed
made = motorplan.making.make_plan(child, catalogue, start=start)
mark("plan, explain and check")
times["plan, explain and check"] -= sum(spent)
times["search"] = sum(spent)
motorplan.rendering.terminal.plan_text(made, paper(catalogue))
mark("lay out")
print(json.dumps(times))
"""


def milliseconds(arguments: list[str], home: Path) -> float:
    """Return the processor time of one cold start of the motorplan in *home*."""
    command = [sys.executable, *arguments]
    began = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=usual(home), cwd=home)
    _, state, used = os.wait4(began.pid, 0)
    began.returncode = os.waitstatus_to_exitcode(state)
    if began.returncode:
        raise subprocess.CalledProcessError(began.returncode, command)
    return 1000 * (used.ru_utime + used.ru_stime)


def usual(home: Path) -> Mapping[str, str]:
    """Return the environment of a person who has the motorplan in *home*."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(home)}


def phases(home: Path) -> dict[str, float]:
    """Return the milliseconds of each phase of a plan, in order."""
    command = [sys.executable, "-c", PHASES]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=usual(home), cwd=home)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def chosen(catalogue: Catalogue) -> list[str]:
    """Return :data:`SMALL` ids: every way to a goal of the examples, and some others."""
    goals = {
        goal.skill
        for path in sorted((ROOT / "examples").glob("*.toml"))
        for goal in load_child(path, catalogue).goals
    }
    near = goals.union(*(catalogue.graph.ways_to(goal, FARTHEST) for goal in goals))
    ways = sorted({i for skill_id in near for i in catalogue.training.get(skill_id, ())})
    others = [i for i in catalogue.activities if i not in ways]
    wanted = max(1, SMALL - len(ways))
    return sorted([*ways, *others[:: max(1, len(others) // wanted)]][:SMALL])


def small_home(folder: Path) -> Path:
    """Return *folder* with a motorplan in it as a wheel brings it, and few activities."""
    files, package = folder / "activities", folder / "motorplan"
    files.mkdir()
    few = set(chosen(load_catalogue()))
    for path in (ROOT / "activities").rglob("*.toml"):
        if path.stem in few:
            shutil.copy(path, files)
    shutil.copytree(ROOT / "motorplan", package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "compiled").mkdir()
    for name, part in compile_catalogue(package / "data", files).items():
        (package / "compiled" / f"{name}.json").write_bytes(part)
    return folder


def main() -> None:
    """Print each case and each phase as milliseconds and as multiples of a bare interpreter."""
    with TemporaryDirectory() as folder:
        small = small_home(Path(folder))
        cases = {name: (arguments, ROOT) for name, arguments in CASES.items()}
        cases[f"the same with {SMALL}"] = (PLAN, small)
        times: dict[str, list[float]] = {name: [] for name in cases}
        parts: dict[str, list[float]] = {}
        for case in cases.values():
            milliseconds(*case)
        for _ in range(ROUNDS):
            for name, case in cases.items():
                times[name].append(milliseconds(*case))
            for name, spent in phases(small).items():
                parts.setdefault(name, []).append(spent)
    bare = min(times["bare interpreter"])
    for name, found in times.items():
        print(f"{name:32} {min(found):7.1f} ms {min(found) / bare:6.1f} x")
    print(f"what it spends with {SMALL} activities, beside the bare interpreter")
    for name, found in parts.items():
        print(f"  {name:30} {min(found):7.1f} ms {min(found) / bare:6.1f} x")


if __name__ == "__main__":
    main()
