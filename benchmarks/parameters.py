"""
How the first plans of the example children change when a number of the model is halved or doubled.

Printed is the share of planned minutes that stay the same activity at the same grade. A number
that moves much is one to be careful about; none of this says which value is right.
"""

from datetime import date
from pathlib import Path

import attrs

from motorplan.ability.scale import Parameters
from motorplan.gathering import load_catalogue
from motorplan.making import load_child
from motorplan.model.children import Child
from motorplan.planning.horizon import Horizon

START, WEEKS = date(2026, 11, 30), 4
CATALOGUE = load_catalogue()
SKIPPED = {"most_months"}
"""An age, and no weight: halved it would say that norms end at six years."""

Minutes = dict[tuple[str, int], int]


def planned(child: Child, parameters: Parameters) -> Minutes:
    """Return the minutes of each activity at each grade in the plan of *child*."""
    found: Minutes = {}
    for week in Horizon(child, CATALOGUE, START, parameters=parameters).weeks(WEEKS):
        for session in week.sessions:
            for pick in session.picks:
                key = pick.variant.activity.id, pick.variant.number
                found[key] = found.get(key, 0) + pick.variant.grade.minutes
    return found


def share_kept(before: Minutes, after: Minutes) -> float:
    """Return the share of the minutes of *before* that stand in *after* too."""
    kept = sum(min(minutes, after.get(key, 0)) for key, minutes in before.items())
    return kept / (sum(before.values()) or 1)


def times(value: object, factor: float) -> object:
    """Return a number, or each of several, times *factor*."""
    if isinstance(value, tuple):
        return tuple(v * factor for v in value)
    return float(str(value)) * factor


def main() -> None:
    """Print a line for each number of the model."""
    usual = Parameters()
    children = [
        load_child(path, CATALOGUE, on=date(2026, 11, 24))
        for path in sorted(Path("examples").glob("*.toml"))
    ]
    before = [planned(child, usual) for child in children]
    print(f"{'number':20} {'value':>36}   halved  doubled   (share of minutes that stay)")
    for field in attrs.fields(Parameters):
        value = getattr(usual, field.name)
        if field.name in SKIPPED:
            continue
        shares = []
        for factor in (0.5, 2.0):
            changed = times(value, factor)
            if field.name in {"own_share", "least_rest", "across", "within"}:
                changed = min(0.95, float(str(changed)))
            other = attrs.evolve(usual, **{field.name: changed})
            after = [planned(child, other) for child in children]
            kept = [share_kept(a, b) for a, b in zip(before, after, strict=True)]
            shares.append(sum(kept) / len(kept))
        print(f"{field.name:20} {value!s:>36}   {shares[0]:6.0%}   {shares[1]:6.0%}")


if __name__ == "__main__":
    main()
