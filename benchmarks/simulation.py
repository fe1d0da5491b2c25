"""
Does planning help? Simulated children with motorplan and with other ways to plan.

This is no evidence about real children. Every child meets every planner, with the same days.
Rows are appended to a file as they come, so a run that was stopped goes on where it ended, and
``--children`` may grow; code that
decides otherwise begins a file of its own. Intervals are percentile bootstraps over children,
with a constant seed.
"""

import argparse
import hashlib
import json
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from random import Random
from statistics import mean
from unittest.mock import patch

import attrs

import motorplan
from motorplan.ability.scale import Parameters
from motorplan.gathering import load_catalogue
from motorplan.model.children import Child
from motorplan.planning import ahead, worth
from motorplan.simulation.bandit import Zpdes
from motorplan.simulation.cases import case
from motorplan.simulation.choosing import Pick, Planner, View
from motorplan.simulation.learners import Learner
from motorplan.simulation.own import Motorplan
from motorplan.simulation.rivals import ExpertLadder, Frontier, GoalAlone, RandomInBand
from motorplan.simulation.teacher import Teacher
from motorplan.simulation.traits import CONDITIONS
from motorplan.simulation.trials import Trial, placed_child

ON, WEEKS, SHARE_WEEKS, A_WEEK = date(2026, 11, 30), 24, 12, 3
CATALOGUE = load_catalogue()
DRAWS, SEED, TAIL = 1000, 20_261_130, 0.025
Row = Mapping[str, object]
Measure = Callable[[Sequence[Row]], float]


def _told(**changes: object) -> Motorplan:
    return Motorplan(lambda child: attrs.evolve(child, **changes))


class Otherwise:
    """
    motorplan with another number of its own, for as long as it plans.

    Args:
        change: What puts the other number in its place, and takes it away again.
    """

    def __init__(self, change: AbstractContextManager[object]) -> None:
        self._change, self._own = change, Motorplan()

    def week(self, view: View) -> Sequence[Sequence[Pick]]:
        """Return the first week of the plan."""
        with self._change:
            return self._own.week(view)


def _no_logs(child: Child) -> Child:
    return attrs.evolve(child, logs=())


RIVALS: dict[str, Planner | Callable[[Learner], Planner]] = {
    "all-knowing": Teacher,
    "random": RandomInBand(),
    "goal-alone": GoalAlone(),
    "ladder": ExpertLadder(),
    "frontier": Frontier(),
    "zpdes": Zpdes(),
    "motorplan": Motorplan(),
}
PARTS: dict[str, Planner | Callable[[Learner], Planner]] = {
    "unplaced": Motorplan(),
    "no-logs": Motorplan(_no_logs),
    "gentle": _told(pace="gentle"),
    "stretch": _told(pace="stretch"),
    "least-need-alone": Motorplan(parameters=Parameters(across=1.0, within=1.0)),
    "lots-of-variety": _told(variety="lots"),
    "steps-all-alike": Otherwise(patch.object(ahead, "DECAY", 1.0)),
    "any-challenge": Otherwise(patch.dict(worth.BANDS, dict.fromkeys(worth.BANDS, (0.5, 1.0)))),
    "nothing-comes-back": Otherwise(patch.object(ahead, "RETURN_WORTH", 0.0)),
}
"""
motorplan with a part switched off or another band.

``unplaced`` was asked nothing; ``least-need-alone`` takes the least likely need of a grade for
all; ``steps-all-alike`` gives every step on the way the worth of the goal; ``any-challenge``
finds all that goes well in half of the tries or more fitting alike.
"""

PLANNERS = {**RIVALS, **PARTS}


def run(task: tuple[str, int, tuple[str, ...]]) -> list[dict[str, object]]:
    """Return a row for each planner named, all with the same child."""
    condition, number, names = task
    who = case(CATALOGUE, ON, condition, number)
    placed = placed_child(who, CATALOGUE)
    rows = []
    for name in names:
        began = time.process_time()
        told = who.child if name == "unplaced" else placed
        found = attrs.asdict(Trial(who, told, PLANNERS[name], CATALOGUE, WEEKS).run())
        spent = round(time.process_time() - began, 3)
        key = {"condition": condition, "number": number, "planner": name, "best": who.traits.best}
        rows.append({**key, **found, "seconds": spent})
    return rows


def what_decides() -> str:
    """Return a short name of the code and catalogue that decide, so that no runs are mixed."""
    found = hashlib.sha256(CATALOGUE.fingerprint.encode())
    for part in ("ability", "planning", "safety", "simulation"):
        for path in sorted((Path(motorplan.__file__).parent / part).glob("*.py")):
            found.update(path.read_bytes())
    return found.hexdigest()[:8]


def read(path: Path) -> list[dict[str, object]]:
    """Return the rows of *path*; a last line that was cut off is left out."""
    rows = []
    for line in path.read_text().splitlines() if path.exists() else ():
        try:
            rows.append(json.loads(line))
        except ValueError:
            continue
    return rows


def go_on(path: Path, conditions: Iterable[str], children: int, names: Sequence[str]) -> None:
    """Run what is not in *path* yet, and append it as it comes."""
    there = {(r["condition"], r["number"], r["planner"]) for r in read(path)}
    tasks = []
    for number in range(children):
        for condition in conditions:
            lacking = tuple(n for n in names if (condition, number, n) not in there)
            if lacking:
                tasks.append((condition, number, lacking))
    path.parent.mkdir(parents=True, exist_ok=True)
    began, done = time.monotonic(), 0
    with ProcessPoolExecutor(2) as pool, path.open("a") as file:
        file.write("\n" if path.stat().st_size else "")
        for future in as_completed([pool.submit(run, task) for task in tasks]):
            file.writelines(json.dumps(row) + "\n" for row in future.result())
            file.flush()
            done += 1
            left = (time.monotonic() - began) / done * (len(tasks) - done)
            say = f"\r{done} of {len(tasks)} children, about {left / 60:.0f} minutes left   "
            print(say, end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def sessions(rows: Sequence[Row]) -> float:
    """Return the mean number of sessions to a goal; one never reached counts all there were."""
    return mean(WEEKS * A_WEEK if s is None else s for row in rows for s in _goals(row))


def share_in_time(rows: Sequence[Row]) -> float:
    """Return the share of goals reached in :data:`SHARE_WEEKS` weeks."""
    most = SHARE_WEEKS * A_WEEK
    return mean(s is not None and s <= most for row in rows for s in _goals(row))


def _goals(row: Row) -> Sequence[int | None]:
    found: Sequence[int | None] = row["sessions"]  # type: ignore[assignment]  # as run wrote it
    return found


def per(above: str, below: str) -> Measure:
    """Return what gives the sum of one column by that of another."""

    def ratio(rows: Sequence[Row]) -> float:
        total = sum(float(str(row[below])) for row in rows)
        return sum(float(str(row[above])) for row in rows) / (total or 1.0)

    return ratio


MEASURES: dict[str, Measure] = {
    "sessions to a goal": sessions,
    f"reached in {SHARE_WEEKS} weeks": share_in_time,
    "minutes near own best": per("fitting", "minutes"),
    "items below one half": per("low", "items"),
    "items refused": per("refused", "items"),
    "set-up minutes a session": per("set_up", "held"),
    "activities a week": lambda rows: mean(float(str(row["variety"])) for row in rows),
}


def fewer(rows: Sequence[Row], rival: Sequence[Row]) -> tuple[float, float, float]:
    """Return by what share *rows* need fewer sessions than *rival*, with a 95 % interval."""
    pairs = list(zip(rows, rival, strict=True))
    rng = Random(SEED)

    def share(drawn: Sequence[tuple[Row, Row]]) -> float:
        return 1 - sessions([a for a, _ in drawn]) / sessions([b for _, b in drawn])

    draws = sorted(share(rng.choices(pairs, k=len(pairs))) for _ in range(DRAWS))
    at = round(TAIL * DRAWS)
    return share(pairs), draws[at], draws[-1 - at]


Group = dict[str, list[Row]]


def grouped(rows: Iterable[Row], key: Callable[[Row], str]) -> dict[str, Group]:
    """Return group -> planner -> its rows, those of children alone that met every planner."""
    found: dict[str, dict[str, dict[tuple[str, str], Row]]] = {}
    for row in rows:
        who = str(row["condition"]), str(row["number"])
        found.setdefault(key(row), {}).setdefault(str(row["planner"]), {})[who] = row
    return {name: _paired(group) for name, group in found.items()}


def _paired(group: Mapping[str, Mapping[tuple[str, str], Row]]) -> Group:
    common = sorted(set.intersection(*(set(found) for found in group.values())))
    return {planner: [found[who] for who in common] for planner, found in group.items()}


def tables(rows: Sequence[Row]) -> str:
    """Return all tables as Markdown."""
    whole = grouped(rows, lambda _: "all")["all"]
    lines = ["Simulated children; no evidence about real ones.", ""]
    lines += ["| planner | children | " + " | ".join(MEASURES) + " |"]
    lines += ["| --- " * (2 + len(MEASURES)) + "|"]
    for planner, found in whole.items():
        shown = " | ".join(f"{measure(found):.2f}" for measure in MEASURES.values())
        lines.append(f"| {planner} | {len(found)} | {shown} |")
    for title, key in (("condition", "condition"), ("best challenge", "best")):
        lines += ["", f"Fewer sessions with motorplan, by {title} (95 % interval, paired):", ""]
        others = [name for name in whole if name != "motorplan"]
        lines += [f"| {title} | " + " | ".join(others) + " |", "| --- " * (1 + len(others)) + "|"]
        for name, group in [*grouped(rows, lambda r, k=key: str(r[k])).items(), ("all", whole)]:
            shown = " | ".join(_cell(group, other) for other in others)
            lines.append(f"| {name} | {shown} |")
    return "\n".join(lines) + "\n"


def _cell(group: Group, other: str) -> str:
    if "motorplan" not in group or other not in group or not group[other]:
        return "-"
    share, low, high = fewer(group["motorplan"], group[other])
    return f"{share:+.0%} ({low:+.0%} to {high:+.0%})"


def figure(rows: Sequence[Row]) -> str:
    """Return bars of the sessions to a goal, by planner, as SVG."""
    whole = grouped(rows, lambda _: "all")["all"]
    found = sorted((sessions(kept), planner) for planner, kept in whole.items())
    height, scale = 28 * len(found) + 50, 420 / (WEEKS * A_WEEK)
    title = "Sessions to a goal, simulated children (no evidence about real ones)"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 {height}" role="img">',
        f"<title>{title}</title>",
        f'<g font-family="sans-serif" font-size="14"><text x="8" y="22">{title}</text>',
    ]
    for place, (value, planner) in enumerate(found):
        y, width = 40 + 28 * place, value * scale
        fill = "#1b6ca8" if planner == "motorplan" else "#9aa5b1"
        lines.append(f'<text x="8" y="{y + 15}">{planner}</text>')
        lines.append(f'<rect x="150" y="{y}" width="{width:.1f}" height="20" fill="{fill}"/>')
        lines.append(f'<text x="{156 + width:.1f}" y="{y + 15}">{value:.1f}</text>')
    return "\n".join([*lines, "</g></svg>", ""])


def main() -> None:
    """Go on with the run, and write and print what is there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--children", type=int, default=510, help="for each condition")
    parser.add_argument("--conditions", nargs="+", default=list(CONDITIONS), choices=CONDITIONS)
    parser.add_argument("--planners", nargs="+", default=list(RIVALS), choices=PLANNERS)
    parser.add_argument(
        "--parts", action="store_true", help="motorplan with parts switched off too"
    )
    parser.add_argument("--folder", type=Path, default=Path("build/simulation"))
    said = parser.parse_args()
    names = [*said.planners, *(PARTS if said.parts else ())]
    path = said.folder / f"rows-{what_decides()}.jsonl"
    go_on(path, said.conditions, said.children, names)
    rows = [
        row
        for row in read(path)
        if row["planner"] in names
        and row["condition"] in said.conditions
        and int(str(row["number"])) < said.children
    ]
    (said.folder / "tables.md").write_text(tables(rows))
    (said.folder / "sessions.svg").write_text(figure(rows))
    print(tables(rows))


if __name__ == "__main__":
    main()
