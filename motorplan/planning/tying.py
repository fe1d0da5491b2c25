"""What ties the sessions of a week together: purposes, limits and spacings over several days."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from motorplan.frozen import frozen
from motorplan.planning.patterns import ENDLESS, Sitting
from motorplan.planning.week import Spacing, Week


@frozen(kw_only=True)
class Tie:
    """
    What several sessions add up to: a purpose, or a limit with its sign turned.

    Attributes:
        id: That of the purpose or limit; prices go by it from one week to the next.

        uses: Column -> units.

        steps: Those of the purpose.

        least: The fewest units that a limit allows; None for a purpose.

        scale: The most units of one column, which makes prices comparable.
    """

    id: str
    uses: Mapping[int, int]
    steps: tuple[tuple[int, int], ...] = ()
    least: int | None = None
    scale: int

    def at(self, price: int) -> tuple[int, int, int]:
        """Return the most of worth less *price* a unit, and the fewest and most units for it."""
        if self.least is not None:
            return -self.least * price, self.least, self.least if price else ENDLESS
        total = low = high = 0
        for width, slope in self.steps:
            if slope < price:
                return total, low, high
            total += width * (slope - price)
            high += width
            low = low if slope == price else high
        return total, low, high if price else ENDLESS


def purposes_of(week: Week, sittings: Iterable[Sitting]) -> Iterator[Tie]:
    """Yield the purposes that patterns do not count themselves."""
    uses: dict[int, dict[int, int]] = {}
    for sitting in sittings:
        for index in sitting.covers:
            for place, units in week.columns[index].units:
                if place not in sitting.covered:
                    uses.setdefault(place, {})[index] = units
    for number, found in sorted(uses.items()):
        purpose, left, steps = week.purposes[number], sum(found.values()), []
        for width, slope in purpose.steps:
            steps.append((min(width, left), slope))
            left -= steps[-1][0]
        yield Tie(id=purpose.id, uses=found, steps=tuple(steps), scale=max(found.values()))


def limits_of(week: Week, sittings: Iterable[Sitting]) -> Iterator[Tie]:
    """
    Yield the limits that patterns may break.

    Columns that do not count may help to keep a limit, so they are taken to.
    """
    inside = {sitting.session: sitting.covers.keys() for sitting in sittings}
    columns = frozenset().union(*inside.values())
    for limit in week.limits:
        uses = {i: amount for i, amount in limit.uses.items() if i in columns and amount}
        sessions = {week.columns[i].session for i in uses}
        most = limit.most - sum(min(0, n) for i, n in limit.uses.items() if i not in columns)
        met = len(sessions) == 1 and _is_met(week, most, uses, inside[min(sessions)])
        if not met and sum(amount for amount in uses.values() if amount > 0) > most:
            turned = {i: -amount for i, amount in uses.items()}
            scale = max(map(abs, turned.values()))
            yield Tie(id=limit.id, uses=turned, least=-most, scale=scale)


def _is_met(week: Week, most: int, uses: Mapping[int, int], inside: Collection[int]) -> bool:
    """Return whether patterns keep to a limit: that of a session, or one column at most."""
    if min(uses.values()) < 0:
        return False
    whole = len(uses) == len(inside)
    sized = all(amount == week.columns[i].minutes for i, amount in uses.items())
    return 2 * min(uses.values()) > most or (whole and (sized or {*uses.values()} == {1}))


def spacings_of(
    week: Week, sittings: Sequence[Sitting]
) -> Iterator[tuple[Tie, list[tuple[int, int]]]]:
    """
    Yield that of days near each other one at most is under a spacing, as limits.

    Beside each limit are the sessions that are charged as a whole, as they can hold several
    columns under it: by their places, and the place of the spacing among theirs.
    """
    for number, spacing in enumerate(week.spacings):
        for places in _near(spacing, sittings):
            uses: dict[int, int] = {}
            fees = []
            for place in places:
                sitting = sittings[place]
                if number in sitting.single:
                    uses.update((i, -1) for i in sitting.covers if i in spacing.days)
                elif number in sitting.spaced:
                    fees.append((place, sitting.spaced.index(number)))
            yield Tie(id=f"{spacing.id}:{places}", uses=uses, least=-1, scale=1), fees


def half_told(week: Week, sittings: Sequence[Sitting]) -> frozenset[int]:
    """Return the places of sessions under a spacing that its limits do not tell in full."""
    found: set[int] = set()
    for number, spacing in enumerate(week.spacings):
        under = [
            (place, day)
            for place, sitting in enumerate(sittings)
            for day in {spacing.days[i] for i in sitting.covers if i in spacing.days}
        ]
        told = all(number in {*sittings[p].single, *sittings[p].spaced} for p, _ in under)
        if not told or len({day for _, day in under}) < len(under):
            found.update(place for place, _ in under)
    return frozenset(found)


def _near(spacing: Spacing, sittings: Sequence[Sitting]) -> Iterator[tuple[int, ...]]:
    """
    Yield the places of sessions that are all near each other.

    Of several sessions on one day the first stands for all.
    """
    days: dict[int, int] = {}
    for place, sitting in enumerate(sittings):
        for day in sorted({spacing.days[i] for i in sitting.covers if i in spacing.days}):
            days.setdefault(day, place)
    last = -1
    for day in sorted(days):
        near = sorted(d for d in days if day <= d <= day + spacing.apart)
        if len(near) > 1 and near[-1] > last:
            last = near[-1]
            yield tuple(days[d] for d in near)
