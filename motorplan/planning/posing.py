"""A week of a child, stated as the exact problem that solvers read."""

from collections.abc import Mapping, Sequence

from motorplan.frozen import frozen
from motorplan.model.children import Child
from motorplan.model.safety import LoadCap, OrderRule
from motorplan.planning.ahead import Ahead
from motorplan.planning.times import Sitting, limits_of, usable_minutes
from motorplan.planning.week import Column, Limit, Purpose, Spacing, Week
from motorplan.planning.worth import Candidate
from motorplan.vocabulary import Level, Variety

STEPS = ((100, 100), (150, 70), (300, 40), (100_000, 15))
"""Tenths of minutes a week, and how much of a skill's worth a minute in that stretch has."""

GOAL_DAY, WANTED_TAG, RIGHT_PLACE = 4_000, 20_000, 150
GOAL_WEEK = ((1, 12_000), (1, 4_000))
"""What the first and the second item for a goal in a week are worth beside their minutes."""

MOST_ITEMS, MINUTES_AN_ITEM = 5, 4
REPEATS: Mapping[Variety, int] = {"same": 7, "some": 3, "lots": 1}


@frozen
class Offer:
    """What could fill one session."""

    sitting: Sitting
    candidates: tuple[Candidate, ...]


@frozen(kw_only=True)
class Posed:
    """The problem, and the candidates that its columns stand for."""

    week: Week
    candidates: tuple[Candidate, ...]


def pose(
    child: Child,
    ahead: Ahead,
    offers: Sequence[Offer],
    caps: Sequence[LoadCap],
    orders: Sequence[OrderRule],
    loaded: Mapping[str, frozenset[int]],
    *,
    finding_out: bool = False,
) -> Posed:
    """
    Return the week as data.

    Args:
        child: The child file.

        ahead: What practice is worth.

        offers: The sessions with what could fill them.

        caps: Caps on body demands that hold for the child.

        orders: What must not follow what in a session.

        loaded: Cap id -> days before this week that held its load, as ordinals.

        finding_out: Whether it is a look-and-see week: many things, each seldom.
    """
    rows = [
        (number, candidate)
        for number, offer in enumerate(offers)
        for candidate in offer.candidates
        if _rested(candidate, offer.sitting, caps, loaded)
    ]
    posing = _Posing(child, ahead, offers, rows)
    week = Week(
        columns=posing.columns(),
        purposes=posing.purposes(),
        limits=[
            *posing.session_limits(),
            *posing.repeat_limits(finding_out=finding_out),
            *posing.tag_limits(),
            *posing.cap_limits(caps),
            *posing.part_limits(),
        ],
        spacings=posing.spacings(caps),
        exclusions=posing.exclusions(orders),
    )
    return Posed(week=week, candidates=tuple(candidate for _, candidate in rows))


def carries(candidate: Candidate, cap: LoadCap) -> bool:
    """Return whether *candidate* holds the load that *cap* counts."""
    return candidate.variant.features.get(cap.feature, 0.0) >= cap.at_least


def follows(later: Candidate, earlier: Candidate, orders: Sequence[OrderRule]) -> bool:
    """Return whether *later* may come after *earlier* in a session."""
    return not any(_hits(order.before, earlier) and _hits(order.after, later) for order in orders)


def _hits(least: Mapping[str, float], candidate: Candidate) -> bool:
    features = candidate.variant.features
    return any(features.get(f, 0.0) >= amount for f, amount in least.items())


def _rested(
    candidate: Candidate,
    sitting: Sitting,
    caps: Sequence[LoadCap],
    loaded: Mapping[str, frozenset[int]],
) -> bool:
    day = sitting.day.toordinal()
    return not any(
        carries(candidate, cap)
        and any(0 < day - d <= cap.rest_days for d in loaded.get(cap.id, ()))
        for cap in caps
    )


class _Posing:
    def __init__(
        self,
        child: Child,
        ahead: Ahead,
        offers: Sequence[Offer],
        rows: Sequence[tuple[int, Candidate]],
    ) -> None:
        self.child, self.ahead, self.offers, self.rows = child, ahead, offers, rows
        wanted = [tag for tag, (least, _) in limits_of(child).items() if least]
        days = sorted({o.sitting.day.isoformat() for o in offers})
        goals = sorted({goal.skill for goal in child.goals})
        self._keys = [
            *(f"skill:{i}" for i in ahead.worth),
            *(f"week:{goal}" for goal in goals),
            *(f"day:{goal}:{day}" for goal in goals for day in days),
            *(f"tag:{tag}" for tag in wanted),
        ]
        self._index = {key: number for number, key in enumerate(self._keys)}

    def columns(self) -> list[Column]:
        return [
            Column(
                session=session,
                choice=number,
                minutes=candidate.variant.minutes,
                bonus=candidate.bonus + self._place_bonus(session, candidate),
                units=tuple(self._units(session, candidate)),
            )
            for number, (session, candidate) in enumerate(self.rows)
        ]

    def _place_bonus(self, session: int, candidate: Candidate) -> int:
        """Return what practice is worth more where a goal is wanted, in thousandths."""
        place = self.offers[session].sitting.setting.place
        goals = {served.goal for served in candidate.serves}
        wanted = any(place in g.where for g in self.child.goals if g.skill in goals)
        return RIGHT_PLACE * candidate.variant.grade.minutes * wanted

    def _units(self, session: int, candidate: Candidate) -> list[tuple[int, int]]:
        """Return what a candidate adds to which purpose; an own idea serves none."""
        if candidate.variant.activity.own:
            return []
        day = self.offers[session].sitting.day.isoformat()
        index = self._index
        units = [(index[f"skill:{i}"], n) for i, n in candidate.practice.items()]
        units += [(index[f"week:{s.goal}"], 1) for s in candidate.serves]
        units += [(index[f"day:{s.goal}:{day}"], 1) for s in candidate.serves]
        tags = candidate.variant.activity.tags
        return units + [(index[k], 1) for t in tags if (k := f"tag:{t}") in index]

    def purposes(self) -> list[Purpose]:
        return [Purpose(key, self._curve(key)) for key in self._keys]

    def _curve(self, key: str) -> tuple[tuple[int, int], ...]:
        kind, _, name = key.partition(":")
        if kind == "skill":
            worth = self.ahead.worth[name]
            return tuple((width, worth * percent // 1000) for width, percent in STEPS)
        if kind == "tag":
            return ((limits_of(self.child)[name][0], WANTED_TAG),)
        goal = next(g for g in self.child.goals if g.skill == name.partition(":")[0])
        steps = GOAL_WEEK if kind == "week" else ((1, GOAL_DAY),)
        return tuple((count, worth * goal.priority // 2) for count, worth in steps)

    def session_limits(self) -> list[Limit]:
        """Return what one session holds: no more own ideas than what leads to a goal."""
        limits = []
        for session, offer in enumerate(self.offers):
            inside = [i for i, (s, _) in enumerate(self.rows) if s == session]
            time = usable_minutes(self.child, offer.sitting)
            minutes = {i: self.rows[i][1].variant.minutes for i in inside}
            most = max(1, min(MOST_ITEMS, time // MINUTES_AN_ITEM))
            limits.append(Limit(f"minutes:{session}", time, minutes))
            limits.append(Limit(f"items:{session}", most, dict.fromkeys(inside, 1)))
            beside = {i: 1 if self.rows[i][1].variant.activity.own else -1 for i in inside}
            if any(amount > 0 for amount in beside.values()):
                limits.append(Limit(f"extras:{session}", 0, beside))
            limits += [
                Limit(f"once:{session}:{activity}", 1, dict.fromkeys(indices, 1))
                for activity, indices in self._by_activity(inside).items()
            ]
        return limits

    def _by_activity(self, indices: Sequence[int]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for index in indices:
            found.setdefault(self.rows[index][1].variant.activity.id, []).append(index)
        return {i: rows for i, rows in sorted(found.items()) if len(rows) > 1}

    def repeat_limits(self, *, finding_out: bool) -> list[Limit]:
        """Return how often an activity comes in a week; new goal tasks as often as wanted."""
        found = self._by_activity(range(len(self.rows)))
        most = REPEATS[self.child.variety]
        if finding_out:
            sessions = len(self.offers)
            most = max(2, (sessions + 1) // 2, -(-2 * sessions // max(1, len(found))))
        return [
            Limit(f"repeats:{activity}", most, dict.fromkeys(indices, 1))
            for activity, indices in found.items()
            if finding_out or not any(self._is_blocked(self.rows[i][1]) for i in indices)
        ]

    def _is_blocked(self, candidate: Candidate) -> bool:
        """Return whether it is a goal task not yet seen at ``prompts``: practised in a block."""
        for served in candidate.serves:
            seen = self.child.skills.get(served.goal)
            level = seen.level if seen else None
            if served.whole and (level is None or level < Level.PROMPTS):
                return True
        return False

    def tag_limits(self) -> list[Limit]:
        limits = []
        for tag, (_, most) in limits_of(self.child).items():
            if most is not None:
                tagged = {
                    i: 1 for i, (_, c) in enumerate(self.rows) if tag in c.variant.activity.tags
                }
                limits.append(Limit(f"tag:{tag}", most, tagged))
        return limits

    def cap_limits(self, caps: Sequence[LoadCap]) -> list[Limit]:
        limits = []
        for cap in caps:
            loads = {
                i: c.variant.grade.minutes for i, (_, c) in enumerate(self.rows) if carries(c, cap)
            }
            if cap.minutes_a_week is not None:
                limits.append(Limit(f"week:{cap.id}", cap.minutes_a_week, loads))
            if cap.minutes_a_session is not None:
                for session in range(len(self.offers)):
                    inside = {i: m for i, m in loads.items() if self.rows[i][0] == session}
                    name = f"session:{cap.id}:{session}"
                    limits.append(Limit(name, cap.minutes_a_session, inside))
        return [limit for limit in limits if limit.uses]

    def part_limits(self) -> list[Limit]:
        """
        Return, for each goal with a whole task to do, that parts take half at most.

        What is the whole task of one goal is never a part toward another here, so that
        two goals cannot wait for each other.
        """
        limits = []
        for goal in sorted({g.skill for g in self.child.goals}):
            uses: dict[int, int] = {}
            for index, (_, candidate) in enumerate(self.rows):
                served = next((s for s in candidate.serves if s.goal == goal), None)
                minutes = candidate.variant.grade.minutes
                if served and served.whole:
                    uses[index] = -minutes
                elif served and not candidate.is_whole:
                    uses[index] = minutes
            if any(amount < 0 for amount in uses.values()):
                limits.append(Limit(f"whole:{goal}", 0, uses))
        return limits

    def spacings(self, caps: Sequence[LoadCap]) -> list[Spacing]:
        found = []
        for cap in caps:
            days = {
                i: self.offers[s].sitting.day.toordinal()
                for i, (s, c) in enumerate(self.rows)
                if carries(c, cap)
            }
            if cap.rest_days and days:
                found.append(Spacing(f"rest:{cap.id}", cap.rest_days, days))
        return found

    def exclusions(self, orders: Sequence[OrderRule]) -> frozenset[tuple[int, int]]:
        """Return the pairs of one session that fit in neither order."""
        marked = [
            index
            for index, (_, c) in enumerate(self.rows)
            if any(_hits(o.before, c) or _hits(o.after, c) for o in orders)
        ]
        return frozenset(
            (a, b)
            for a in marked
            for b in marked
            if a < b
            and self.rows[a][0] == self.rows[b][0]
            and not follows(self.rows[a][1], self.rows[b][1], orders)
            and not follows(self.rows[b][1], self.rows[a][1], orders)
        )
