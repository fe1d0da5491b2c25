"""What a week must keep to, as linear limits, spacings and exclusions over its rows."""

from collections.abc import Iterator, Mapping, Sequence

from motorplan.model.safety import LoadCap, OrderRule
from motorplan.planning.past import Past
from motorplan.planning.rows import APART, Rows
from motorplan.planning.times import limits_of
from motorplan.planning.week import Limit, Spacing
from motorplan.planning.worth import MOST_ITEMS, Candidate, most_items
from motorplan.vocabulary import Variety

REPEATS: Mapping[Variety, int] = {"same": 7, "some": 3, "lots": 1}
NEW_AT_HOME: Mapping[Variety, int] = {"same": 1, "some": 1, "lots": 2}
"""How many new activities a week brings to a home, once something is known there."""


class Limiting:
    """
    The limits of one week.

    Args:
        rows: What could fill it.

        past: The days before it.

        finding_out: Whether it is a look-and-see week: many things, each seldom.
    """

    def __init__(self, rows: Rows, past: Past, *, finding_out: bool) -> None:
        self.rows, self.past, self.finding_out = rows, past, finding_out
        self.child = rows.child

    def limits(self, caps: Sequence[LoadCap], age: float) -> list[Limit]:
        """Return the linear limits; *age* in months tells how long one thing holds the child."""
        found = [
            *self._sessions(age),
            *self._repeats(),
            *self._days(),
            *self._new(),
            *self._returning(),
            *self._tags(),
            *self._caps(caps),
            *self._parts(),
        ]
        return [limit for limit in found if limit.uses]

    def _sessions(self, age: float) -> Iterator[Limit]:
        """
        Yield what one session holds.

        Own ideas may be beyond what holds the child's attention, but no more of them than
        of what leads to a goal.
        """
        pairs = self.rows.pairs
        for session, inside in enumerate(self.rows.by_session):
            time = self.rows.minutes[session]
            minutes = {i: pairs[i][1].variant.minutes for i in inside}
            yield Limit(f"minutes:{session}", time, minutes)
            own = [i for i in inside if pairs[i][1].variant.activity.own]
            leading = dict.fromkeys((i for i in inside if i not in own), 1)
            yield Limit(f"items:{session}", most_items(self.child, age, time), leading)
            if own:
                yield Limit(f"things:{session}", MOST_ITEMS, dict.fromkeys(inside, 1))
                beside = dict.fromkeys(own, 1) | dict.fromkeys(leading, -1)
                yield Limit(f"extras:{session}", 0, beside)
            for activity_id, rows in self.rows.by_activity.items():
                same = [i for i in rows if pairs[i][0] == session]
                if len(same) > 1:
                    yield Limit(f"once:{session}:{activity_id}", 1, dict.fromkeys(same, 1))

    def _repeats(self) -> Iterator[Limit]:
        """Yield how often an activity comes in a week; goal tasks in a block and routines often."""
        found, sessions = self.rows.by_activity, len(self.rows.offers)
        most = REPEATS[self.child.variety]
        if self.finding_out:
            most = max(2, (sessions + 1) // 2, -(-2 * sessions // max(1, len(found))))
        for activity_id, indices in found.items():
            often = any(self.rows.comes_often(self.rows.pairs[i][1]) for i in indices)
            if self.finding_out or not often:
                yield Limit(f"repeats:{activity_id}", most, dict.fromkeys(indices, 1))

    def _days(self) -> Iterator[Limit]:
        """Yield that what is spaced comes once a day at most."""
        for activity_id, rows in self.rows.spaced.items():
            days: dict[int, list[int]] = {}
            for index in rows:
                days.setdefault(self.rows.day(self.rows.pairs[index][0]), []).append(index)
            for day, indices in sorted(days.items()):
                if len({self.rows.pairs[i][0] for i in indices}) > 1:
                    yield Limit(f"day:{activity_id}:{day}", 1, dict.fromkeys(indices, 1))

    def _new(self) -> Iterator[Limit]:
        """Yield how many items at home may be new, once anything is known; own ideas never are."""
        if self.past.known and not self.finding_out:
            new = {
                index: 1
                for index, (session, candidate) in enumerate(self.rows.pairs)
                if candidate.variant.activity.id not in self.past.known
                and not candidate.variant.activity.own
                and self.rows.offers[session].sitting.setting.place == "home"
            }
            yield Limit("new", NEW_AT_HOME[self.child.variety], new)

    def _returning(self) -> Iterator[Limit]:
        """Yield that what comes back does so once in its week."""
        found: dict[str, dict[int, int]] = {}
        for index, (_, candidate) in enumerate(self.rows.pairs):
            first = {served.path[0] for served in candidate.serves}
            if first and first <= self.rows.ahead.returning:
                found.setdefault(min(first), {})[index] = 1
        for skill_id, uses in sorted(found.items()):
            yield Limit(f"back:{skill_id}", 1, uses)

    def _tags(self) -> Iterator[Limit]:
        for tag, (_, most) in limits_of(self.child).items():
            if most is not None:
                tagged = {
                    index: 1
                    for index, (_, candidate) in enumerate(self.rows.pairs)
                    if tag in candidate.variant.activity.tags
                }
                yield Limit(f"tag:{tag}", most, tagged)

    def _caps(self, caps: Sequence[LoadCap]) -> Iterator[Limit]:
        for cap in caps:
            loads = {
                i: c.variant.grade.minutes
                for i, (_, c) in enumerate(self.rows.pairs)
                if carries(c, cap)
            }
            if cap.minutes_a_week is not None:
                yield Limit(f"week:{cap.id}", cap.minutes_a_week, loads)
            if cap.minutes_a_session is not None:
                for session, inside in enumerate(self.rows.by_session):
                    here = {i: loads[i] for i in inside if i in loads}
                    yield Limit(f"session:{cap.id}:{session}", cap.minutes_a_session, here)

    def _parts(self) -> Iterator[Limit]:
        """
        Yield, for each goal with a whole task to do, that parts take half at most.

        What is the whole task of one goal is never a part toward another here, so that
        two goals cannot wait for each other.
        """
        for goal in self.rows.goals:
            uses: dict[int, int] = {}
            for index, (_, candidate) in enumerate(self.rows.pairs):
                served = next((s for s in candidate.serves if s.goal == goal), None)
                minutes = candidate.variant.grade.minutes
                if served and served.whole:
                    uses[index] = -minutes
                elif served and not candidate.is_whole:
                    uses[index] = minutes
            if any(amount < 0 for amount in uses.values()):
                yield Limit(f"whole:{goal}", 0, uses)

    def spacings(self, caps: Sequence[LoadCap]) -> list[Spacing]:
        """Return what must lie days apart: loads that ask for rest, and what would repeat."""
        found = []
        for cap in caps:
            days = self._days_of(i for i, (_, c) in enumerate(self.rows.pairs) if carries(c, cap))
            if cap.rest_days and days:
                found.append(Spacing(f"rest:{cap.id}", cap.rest_days, days))
        apart = APART[self.child.variety]
        for activity_id, rows in self.rows.spaced.items():
            days = self._days_of(rows)
            if len(set(days.values())) > 1:
                found.append(Spacing(f"again:{activity_id}", apart, days))
        return found

    def _days_of(self, indices: "Iterator[int] | list[int]") -> dict[int, int]:
        return {i: self.rows.day(self.rows.pairs[i][0]) for i in indices}

    def exclusions(self, orders: Sequence[OrderRule]) -> frozenset[tuple[int, int]]:
        """Return the pairs of one session that fit in neither order."""
        pairs = self.rows.pairs
        marked = [
            index
            for index, (_, c) in enumerate(pairs)
            if any(_hits(o.before, c) or _hits(o.after, c) for o in orders)
        ]
        return frozenset(
            (a, b)
            for a in marked
            for b in marked
            if a < b
            and pairs[a][0] == pairs[b][0]
            and not follows(pairs[a][1], pairs[b][1], orders)
            and not follows(pairs[b][1], pairs[a][1], orders)
        )


def carries(candidate: Candidate, cap: LoadCap) -> bool:
    """Return whether *candidate* holds the load that *cap* counts."""
    return candidate.variant.features.get(cap.feature, 0.0) >= cap.at_least


def follows(later: Candidate, earlier: Candidate, orders: Sequence[OrderRule]) -> bool:
    """Return whether *later* may come after *earlier* in a session."""
    return not any(_hits(order.before, earlier) and _hits(order.after, later) for order in orders)


def _hits(least: Mapping[str, float], candidate: Candidate) -> bool:
    features = candidate.variant.features
    return any(features.get(f, 0.0) >= amount for f, amount in least.items())
