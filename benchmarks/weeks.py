"""
How near the weekly search comes to the best, in what time, and how both grow.

The weekly problems are those that planning meets: the first two weeks of children made by number
over the real catalogue. Greedy alone, the search of motorplan, HiGHS and CP-SAT solve the same
problem in one run, each on one thread, and HiGHS and CP-SAT have to agree on the best.

Worth counts from the empty week, so no constant lies under the ratios. What a goal brings for
having its days is easily met by any choice, though; so the ratio is printed a second time with
what the best choice gets for that (the ``week``, ``day`` and ``tag`` purposes) taken off both.
"""

import gc
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from unittest.mock import patch

import attrs
from children import ON, Drawn
from ortools.sat.python import cp_model

from motorplan.catalogue import Catalogue
from motorplan.errors import NoPlan
from motorplan.gathering import load_catalogue
from motorplan.making import make_plan
from motorplan.model.activities import Activity
from motorplan.planning import horizon, solving
from motorplan.planning.proving import prove
from motorplan.planning.week import Curve, Week, units_of, value_of

CHILDREN, WEEKS = 75, 2
SIZES = (1_000, 10_000, 100_000)
GROWTH_CHILDREN = (0, 1, 3, 4, 5)
NODES = 1_000_000
EXPOSURES = ("week:", "day:", "tag:")


@attrs.frozen
class Case:
    """One weekly problem, with the prices that planning knew from the week before."""

    week: Week
    known: Mapping[str, int]


@attrs.frozen
class Answer:
    """What one solver made of one problem, in thousandths and milliseconds."""

    value: int
    bound: int
    milliseconds: float


def cases(numbers: Sequence[int], catalogue: Catalogue, weeks: int) -> Iterator[Case]:
    """Yield the weekly problems that planning the children of *numbers* meets."""
    met: list[Case] = []
    drawn = Drawn(catalogue)

    def noted(week: Week, known: Mapping[str, int], *, proven: bool) -> solving.Solution:
        met.append(Case(week, known))
        return solving.solve(week, known, proven=proven)

    with patch.object(horizon, "solve", noted):
        for number in numbers:
            try:
                make_plan(drawn.child(number), catalogue, start=ON, weeks=weeks)
            except NoPlan:
                continue
    yield from (case for case in met if solving.greedy(case.week))


def by_greedy(case: Case) -> tuple[int, int]:
    """Return value and no bound of greedy alone."""
    return value_of(case.week, solving.greedy(case.week)), 0


def by_search(case: Case) -> tuple[int, int]:
    """Return value and bound of the search that plans are made with."""
    solution = solving.solve(case.week, case.known)
    return solution.value, solution.bound


def by_proof(case: Case) -> tuple[int, int]:
    """Return value and bound of ``plan --prove``."""
    solution = solving.solve(case.week, case.known, proven=True)
    return solution.value, solution.bound


def by_highs(case: Case) -> tuple[int, int]:
    """Return value and bound of HiGHS alone."""
    bound, chosen = prove(case.week, range(len(case.week.columns)), nodes=NODES)
    return value_of(case.week, chosen), bound


def by_cp_sat(case: Case) -> tuple[int, int]:
    """Return value and bound of CP-SAT, which reads the problem in its own way."""
    week, model = case.week, cp_model.CpModel()
    chosen = [model.new_bool_var("") for _ in week.columns]
    worth = [column.bonus * pick for column, pick in zip(week.columns, chosen, strict=True)]
    for number, purpose in enumerate(week.purposes):
        steps = [model.new_int_var(0, width, "") for width, _ in purpose.steps]
        units = [
            n * chosen[i] for i, c in enumerate(week.columns) for p, n in c.units if p == number
        ]
        model.add(sum(steps) <= sum(units))
        worth += [slope * step for step, (_, slope) in zip(steps, purpose.steps, strict=True)]
    for limit in week.limits:
        model.add(sum(amount * chosen[i] for i, amount in limit.uses.items()) <= limit.most)
    for a, b in week.exclusions:
        model.add(chosen[a] + chosen[b] <= 1)
    for spacing in week.spacings:
        used = {day: model.new_bool_var("") for day in spacing.days.values()}
        for index, day in spacing.days.items():
            model.add_implication(chosen[index], used[day])
        for day, pick in used.items():
            for later in range(day + 1, day + spacing.apart + 1):
                if later in used:
                    model.add(pick + used[later] <= 1)
    model.maximize(sum(worth))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.random_seed = 1, 0
    solver.solve(model)
    return round(solver.objective_value), round(solver.best_objective_bound)


SOLVERS: dict[str, Callable[[Case], tuple[int, int]]] = {
    "greedy alone": by_greedy,
    "motorplan": by_search,
    "motorplan --prove": by_proof,
    "HiGHS": by_highs,
    "CP-SAT": by_cp_sat,
}


def timed(solver: Callable[[Case], tuple[int, int]], case: Case) -> Answer:
    """Return the answer of *solver*, with the processor time it took."""
    begin = time.process_time()
    value, bound = solver(case)
    return Answer(value, bound, 1000 * (time.process_time() - begin))


def exposures_of(case: Case) -> int:
    """Return what the best choice gets for goals that have their days, and for wanted tags."""
    week = case.week
    _, best = prove(week, range(len(week.columns)), nodes=NODES)
    units = units_of(week, best)
    return sum(
        Curve(purpose.steps)[n]
        for purpose, n in zip(week.purposes, units, strict=True)
        if purpose.id.startswith(EXPOSURES)
    )


def low(values: Sequence[float]) -> str:
    """Return median, tenth percentile and least of *values*."""
    tenth = statistics.quantiles(values, n=10)[0]
    return f"{statistics.median(values):.4f} {tenth:.4f} {min(values):.4f}"


def high(values: Sequence[float]) -> str:
    """Return median, ninetieth percentile and most of *values*."""
    ninetieth = statistics.quantiles(values, n=10)[-1]
    return f"{statistics.median(values):8.2f} {ninetieth:8.2f} {max(values):8.2f}"


def compare(problems: Sequence[Case]) -> None:
    """Print how near each solver comes to the best, its gap and its time."""
    answers = {name: [timed(solver, case) for case in problems] for name, solver in SOLVERS.items()}
    best = [a.value for a in answers["HiGHS"]]
    if best != [a.value for a in answers["CP-SAT"]]:
        print("HiGHS and CP-SAT disagree on the best")
    exposures = [exposures_of(case) for case in problems]
    sizes = [len(case.week.columns) for case in problems]
    print(f"{len(problems)} weeks; columns: median, ninetieth percentile, most {high(sizes)}")
    shares = [e / b for e, b in zip(exposures, best, strict=True)]
    print(f"share of the best that is for goals having their days: {statistics.median(shares):.2f}")
    for name, found in answers.items():
        pairs = list(zip(found, best, strict=True))
        print(f"\n{name}")
        print(f"  value / best                  {low([a.value / b for a, b in pairs])}")
        rows = [(a.value - e, b - e) for (a, b), e in zip(pairs, exposures, strict=True) if b > e]
        print(f"  the same without exposures    {low([a / b for a, b in rows])}")
        if name != "greedy alone":
            gaps = [1 - a.value / a.bound for a in found]
            print(f"  printed gap                   {high(gaps)}")
        print(f"  milliseconds                  {high([a.milliseconds for a in found])}")
    ours, highs = ([a.milliseconds for a in answers[name]] for name in ("motorplan", "HiGHS"))
    median = statistics.median(ours) / statistics.median(highs)
    tail = [statistics.quantiles(times, n=10)[-1] for times in (ours, highs)]
    print(f"\nmotorplan / HiGHS, median time  {median:.2f}")
    print(f"motorplan / HiGHS, 90th perc.   {tail[0] / tail[1]:.2f}")


def grown(catalogue: Catalogue, size: int) -> Catalogue:
    """Return a catalogue of *size* activities: those of *catalogue*, each varied many times."""
    draw = Random(size)
    kinds = list(catalogue.activities.values())
    found = (_varied(kinds[n % len(kinds)], n, draw) for n in range(size))
    return catalogue.with_only({activity.id: activity for activity in found})


def _varied(activity: Activity, number: int, draw: Random) -> Activity:
    """Return *activity* with another id, other minutes and other weights of what it trains."""
    grades = tuple(
        attrs.evolve(
            grade,
            minutes=max(2, grade.minutes + draw.choice((-2, -1, 0, 0, 1, 2))),
            trains={i: round(w * draw.uniform(0.7, 1.0), 2) for i, w in grade.trains.items()},
        )
        for grade in activity.grades
    )
    return attrs.evolve(activity, id=f"{activity.id[:45]}-{number}", grades=grades)


def grow(catalogue: Catalogue) -> None:
    """Print how planning grows with the catalogue."""
    print("\nactivities    plan, ms   x      of it search, ms   columns of a week   peak, MB")
    first = 0.0
    for size in SIZES:
        large = grown(catalogue, size)
        gc.freeze()  # as the command does, which plans with the collector off
        begin = time.process_time()
        met = list(cases(GROWTH_CHILDREN, large, WEEKS))
        plan = 1000 * (time.process_time() - begin) / len(GROWTH_CHILDREN)
        search = sum(timed(by_search, case).milliseconds for case in met) / len(GROWTH_CHILDREN)
        columns = statistics.median(len(case.week.columns) for case in met)
        first = first or plan
        tracemalloc.start()
        list(cases(GROWTH_CHILDREN[:1], large, WEEKS))
        peak = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        times = f"{plan:11.0f} {plan / first:5.1f} {search:15.0f}"
        print(f"{size:10} {times} {columns:19.0f} {peak:13.1f}", flush=True)


def main() -> None:
    """Print all of it."""
    catalogue = load_catalogue()
    compare(list(cases(range(CHILDREN), catalogue, WEEKS)))
    grow(catalogue)


if __name__ == "__main__":
    main()
