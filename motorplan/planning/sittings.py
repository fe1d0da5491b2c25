"""The sessions of a week, each with what fits into it and what excludes each other there."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from motorplan.frozen import evolve
from motorplan.planning.patterns import Row, Shape, Sitting, Stage
from motorplan.planning.week import Limit, Week

LARGEST = 10_000
"""
How many numbers a table holds. Each purpose that a session meets alone doubles them; of too many
the dearest are counted with the patterns, and the others like what sessions have in common.
"""


def sittings_of(week: Week, columns: Collection[int]) -> list[Sitting]:
    """Return the sessions of *week* with those of *columns* that fit into them at all."""
    limits = [limit for limit in week.limits if min(limit.uses.values(), default=0) >= 0]
    never = {i for limit in limits for i, n in limit.uses.items() if n > limit.most}
    inside: dict[int, list[int]] = {}
    for index in sorted(columns):
        if index in week.locked or index not in never:
            inside.setdefault(week.columns[index].session, []).append(index)
    clashing: dict[int, set[int]] = {}
    for a, b in _clashing(week, limits, {session: len(found) for session, found in inside.items()}):
        clashing.setdefault(a, set()).add(b)
        clashing.setdefault(b, set()).add(a)
    covering = _covering(week, columns)
    found = [
        _sitting(week, inside[session], limits, clashing, covering.get(session, {}))
        for session in sorted(inside)
    ]
    return _alike(found)


def _alike(sittings: Iterable[Sitting]) -> list[Sitting]:
    """Return *sittings* with one shape for all whose columns are alike."""
    shapes: dict[tuple[Row, ...], Shape] = {}
    found = []
    for sitting in sittings:
        shape = shapes.setdefault(tuple(sitting.shape.rows), sitting.shape)
        shape.room = max(shape.room, sitting.shape.room)
        found.append(evolve(sitting, shape=shape))
    return found


def _covering(week: Week, columns: Iterable[int]) -> dict[int, dict[int, int]]:
    """Return, by session, the purposes that it meets alone and with any of its columns."""
    sessions: dict[int, set[int]] = {}
    fewest: dict[int, int] = {}
    for column in (week.columns[index] for index in columns):
        for purpose, units in column.units:
            sessions.setdefault(purpose, set()).add(column.session)
            fewest[purpose] = min(units, fewest.get(purpose, units))
    found: dict[int, dict[int, int]] = {}
    for purpose, where in sessions.items():
        steps = week.purposes[purpose].steps
        if len(where) == len(steps) == 1 and fewest[purpose] >= steps[0][0]:
            found.setdefault(min(where), {})[purpose] = steps[0][0] * steps[0][1]
    return found


def _under(
    week: Week, columns: Iterable[int], clashing: Mapping[int, set[int]]
) -> tuple[list[int], frozenset[int]]:
    """Return the spacings that *columns* can be under, several at once, and one at a time."""
    several, single = [], set()
    for number, spacing in enumerate(week.spacings):
        under = [index for index in columns if index in spacing.days]
        if all(b in clashing.get(a, ()) for a, b in combinations(under, 2)):
            single |= {number} if under else set()
        else:
            several.append(number)
    return several, frozenset(single)


def _clashing(
    week: Week, limits: Iterable[Limit], sizes: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield the pairs of one session of which a limit, not one of the whole session, allows one."""
    yield from week.exclusions
    for limit in limits:
        if 2 * max(limit.uses.values(), default=0) <= limit.most:
            continue
        inside: dict[int, list[int]] = {}
        for index in limit.uses:
            inside.setdefault(week.columns[index].session, []).append(index)
        for session, found in inside.items():
            if len(found) < sizes.get(session, 0):
                for a, b in combinations(found, 2):
                    if limit.uses[a] + limit.uses[b] > limit.most:
                        yield a, b


def _sitting(
    week: Week,
    columns: Sequence[int],
    limits: Sequence[Limit],
    clashing: Mapping[int, set[int]],
    covered: Mapping[int, int],
) -> Sitting:
    minutes = {index: week.columns[index].minutes for index in columns}
    room = _most(limits, minutes)
    bits = (LARGEST // max(1, len(columns) * room)).bit_length() - 1
    dearest = sorted(covered, key=lambda purpose: (-covered[purpose], purpose))
    covered = {purpose: covered[purpose] for purpose in dearest[: max(0, bits)]}
    several, single = _under(week, columns, clashing)
    spaced = several[: max(0, bits - len(covered))]
    locked = tuple(index for index in columns if index in week.locked)
    shut = set(locked).union(*(clashing.get(index, ()) for index in locked))
    groups = _groups([index for index in columns if index not in shut], clashing)
    covers = _covers(week, columns, tuple(covered), spaced)
    unmet = (1 << len(covered) + len(spaced)) - 1
    for index in locked:
        unmet &= ~covers[index]
    room -= sum(minutes[index] for index in locked)
    slots = _most(limits, dict.fromkeys(columns, 1)) - len(locked)
    return Sitting(
        session=week.columns[columns[0]].session,
        columns=tuple(index for group in groups for index in group),
        locked=locked,
        shape=Shape(_rows(groups, clashing, minutes, covers), max(0, room)),
        start=Stage(0, room, slots, 0, 0, unmet, ()),
        covered=covered,
        covers=covers,
        spaced=tuple(spaced),
        single=single,
    )


def _rows(
    groups: Iterable[Sequence[int]],
    clashing: Mapping[int, set[int]],
    minutes: Mapping[int, int],
    covers: Mapping[int, int],
) -> list[Row]:
    groups = list(groups)
    bits = {index: 1 << place for place, index in enumerate(i for group in groups for i in group)}
    rows: list[Row] = []
    for group in groups:
        after = len(rows) + len(group)
        for index in group:
            clash = bits[index] | sum(bits.get(other, 0) for other in clashing.get(index, ()))
            rows.append(Row(minutes[index], bits[index], clash, covers[index], after))
    return rows


def _covers(
    week: Week, columns: Iterable[int], covered: Sequence[int], spaced: Sequence[int]
) -> dict[int, int]:
    """Return column -> the purposes of *covered* that it meets, then spacings that it is under."""
    met = {purpose: 1 << place for place, purpose in enumerate(covered)}
    under = {number: 1 << place for place, number in enumerate(spaced, start=len(covered))}
    return {
        index: sum(met.get(purpose, 0) for purpose, _ in week.columns[index].units)
        + sum(bit for number, bit in under.items() if index in week.spacings[number].days)
        for index in columns
    }


def _groups(columns: Iterable[int], clashing: Mapping[int, set[int]]) -> list[list[int]]:
    """Return *columns* in groups of which all exclude each other."""
    groups: list[list[int]] = []
    for index in columns:
        others = clashing.get(index, set())
        fitting = (group for group in groups if others.issuperset(group)) if others else iter(())
        group = next(fitting, None)
        if group is None:
            groups.append([index])
        else:
            group.append(index)
    return groups


def _most(limits: Iterable[Limit], amounts: Mapping[int, int]) -> int:
    """Return the least that a limit allows of just these *amounts*, at most all of them."""
    rows = amounts.items()
    fitting = (limit.most for limit in limits if rows <= limit.uses.items())
    return min([*fitting, sum(amounts.values())])
