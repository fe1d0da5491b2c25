"""
The curves of the graph beside what was published. Run it to see the figures.

``tests/catalogue/published_ages.csv`` holds what the curves were fitted to,
``held_out_ages.csv`` what they never saw, ``keys.csv`` which skill a key speaks of and
``speaks_of.csv`` where a source means another one by it.
"""

import csv
from collections import Counter
from math import erf, log, sqrt
from pathlib import Path
from statistics import median

from motorplan.gathering import load_catalogue
from motorplan.norms import Z, age_at

FOLDER = Path(__file__).parent / "catalogue"
MEASURED = ("WHO", "Denver", "Schum", "CDC")
CATALOGUE = load_catalogue()
GRAPH = CATALOGUE.graph
Row = dict[str, str]


def rows_of(name: str) -> list[Row]:
    """Return the rows of one file of the folder."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


AGES, ORDERS = rows_of("published_ages.csv"), rows_of("published_orders.csv")
SKILL = {row["key"]: row["skill"] for row in rows_of("keys.csv")}
SPEAKS_OF = rows_of("speaks_of.csv")


def skill_of(row: Row) -> str:
    """Return the skill that *row* speaks of: its key's, or a part of it that the source means."""
    for other in SPEAKS_OF:
        if other["key"] == row["key"] and row["source"].startswith(other["source"]):
            return other["skill"]
    return SKILL[row["key"]]


def fitted(row: Row, skill: str) -> float | None:
    """Return the fitted age for the kind of figure in *row*, or None where nothing is fitted."""
    norm = GRAPH[skill].norm
    kind = row["statistic"].replace("_", "-")
    if norm is None or norm.confidence in {"none", "consensus"} or kind not in Z:
        return None
    return age_at(norm, norm.sigma / 2 if kind == "mean" else Z[kind])


def errors() -> list[tuple[Row, float]]:
    """Return every published figure a curve speaks to, with its relative error."""
    found = []
    for row in AGES:
        age = fitted(row, skill_of(row))
        if age is not None and row["statistic"] != "sd":
            found.append((row, abs(age / float(row["age_months"]) - 1)))
    return found


def who_percentiles() -> list[float]:
    """Return the errors of all percentiles of the WHO."""
    return [
        error
        for row, error in errors()
        if row["source"].startswith("WHO") and row["statistic"].startswith("p")
    ]


def floors() -> list[float]:
    """Return the chance that each curve gives at the age the CDC names."""
    chances = []
    for row in AGES:
        norm = GRAPH[skill_of(row)].norm
        if row["statistic"] == "expected_by_75pct" and norm is not None:
            place = (log(float(row["age_months"])) - norm.mu) / norm.sigma
            chances.append((1 + erf(place / sqrt(2))) / 2)
    return chances


def held_out(*, recalled: bool = True) -> list[tuple[float, float]]:
    """Return (published age, fitted age) of what no curve has seen."""
    return [
        (float(row["age_months"]), age)
        for row in rows_of("held_out_ages.csv")
        if row["skill"] in GRAPH
        and (recalled or row["confidence"] != "recalled")
        and (age := fitted(row, row["skill"])) is not None
    ]


def spearman(pairs: list[tuple[float, float]]) -> float:
    """Return the rank correlation of *pairs*."""
    first, second = ([a for a, _ in pairs], [b for _, b in pairs])
    ranked, others = _ranks(first), _ranks(second)
    middle = (len(pairs) - 1) / 2
    across = sum((a - middle) * (b - middle) for a, b in zip(ranked, others, strict=True))
    spread = sum((a - middle) ** 2 for a in ranked) * sum((b - middle) ** 2 for b in others)
    return across / sqrt(spread)


def median_error(pairs: list[tuple[float, float]]) -> float:
    """Return the median relative error of *pairs*."""
    return median(abs(fit / age - 1) for age, fit in pairs)


def _ranks(values: list[float]) -> list[float]:
    """Return the rank of each value; equal ones share the middle of theirs."""
    ordered, count = sorted(values), Counter(values)
    first = {value: ordered.index(value) for value in count}
    return [first[value] + (count[value] - 1) / 2 for value in values]


def main() -> None:
    """Print how near the curves come."""
    chances, everything, seen = floors(), held_out(), held_out(recalled=False)
    print(f"WHO percentiles: worst {max(who_percentiles()):.1%} of {len(who_percentiles())}")
    share = sum(chance >= 0.70 for chance in chances) / len(chances)
    print(f"CDC floors: {share:.1%} of {len(chances)} at .70 or more")
    for name, pairs in (("held out", everything), ("held out, none recalled", seen)):
        error, rank = median_error(pairs), spearman(pairs)
        print(f"{name}: {len(pairs)} figures, median error {error:.1%}, Spearman {rank:.3f}")


if __name__ == "__main__":
    main()
