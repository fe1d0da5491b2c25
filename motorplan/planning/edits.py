"""
Weeks around what is to stay.

What a person locked or chose is judged anew, at its grade, by the same screen as everything
else. What is still open is held in its session, the rest is planned around it; what is not is
dropped, with the reason.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import partial

from motorplan.ability.estimating import Estimate
from motorplan.catalogue import Catalogue
from motorplan.frozen import evolve, field, frozen
from motorplan.model.activities import Activity
from motorplan.model.children import Child
from motorplan.model.plans import Item, Session
from motorplan.planning.ahead import Ahead
from motorplan.planning.choosing import Chooser
from motorplan.planning.horizon import Filled, FilledWeek, Horizon
from motorplan.planning.past import Past
from motorplan.planning.posing import Posed
from motorplan.planning.positions import FEATURES as POSITION_FEATURES
from motorplan.planning.rows import Offer
from motorplan.planning.solving import Solution, solve
from motorplan.planning.times import Sitting, monday_of
from motorplan.planning.variants import Refusal, Variant, sum_features
from motorplan.planning.week import Limit, Week, broken_by, value_of
from motorplan.planning.worth import Candidate, candidate_of, just_right

FIRM = ("minutes:", "things:", "once:", "tag:", "week:", "session:", "rest:", "not together:")
"""Limits that hold for what a person chose as well; of the others the person is the judge."""

WHY = {
    "minutes": "no-room",
    "things": "no-room",
    "once": "twice",
    "tag": "tag-limit",
    "not together": "order",
}
"""Kind of limit -> the code of the reason; all others are caps on the body."""


@frozen(kw_only=True)
class Stay:
    """
    Something that is to be in a session.

    Attributes:
        id: Of the item, or empty where it is new.

        name: For telling people, in case its activity is gone.

        grade_id: None takes the grade that fits best.

        new: Whether it is put there now: where there is no room it goes first.
    """

    id: str = ""
    name: str
    activity: str
    grade_id: str | None
    locked: bool = True
    new: bool = False


@frozen(kw_only=True)
class Drop:
    """What was to stay and cannot, and why."""

    session: str
    stay: Stay
    refusal: Refusal


@frozen(kw_only=True)
class Keeping:
    """
    What is to stay of a plan.

    Attributes:
        held: Session id -> what is to be in it.

        closed: Sessions into which nothing else is put.

        taken_out: (session, activity) pairs that do not come again.

        before: Session id -> all that was in it; it stays where nothing is better.

        history: Sessions that lie behind.
    """

    held: Mapping[str, tuple[Stay, ...]]
    closed: frozenset[str] = frozenset()
    taken_out: frozenset[tuple[str, str]] = frozenset()
    before: Mapping[str, tuple[Item, ...]] = field(factory=dict)
    history: tuple[Session, ...] = ()


class KeepingHorizon(Horizon):
    """
    Plans the weeks of one child around what is to stay.

    Args:
        child: The child file.

        catalogue: What there is to do.

        start: First day that is planned.

        keeping: What is to stay.

    Attributes:
        drops: What could not stay, after :meth:`weeks`.

        filled: Session id -> what was chosen for it, after :meth:`weeks`.
    """

    def __init__(self, child: Child, catalogue: Catalogue, start: date, keeping: Keeping) -> None:
        super().__init__(child, catalogue, start)
        self.keeping = keeping
        self.drops: list[Drop] = []
        self.filled: dict[str, Filled] = {}
        self._held: dict[str, list[tuple[Stay, Candidate]]] = {}
        self._second_week = monday_of(start) + timedelta(weeks=1)
        week_before = self._second_week - timedelta(weeks=2)
        lately = (s for s in keeping.history if s.date >= week_before)
        self._recent = frozenset(item.activity for s in lately for item in s.items)
        behind = [item for session in keeping.history for item in session.items]
        self._climb.go_on_from((item.activity, item.grade) for item in behind)

    def _knows_little(self) -> bool:
        """Return whether to find out first; not in the middle of a plan."""
        behind = any(session.items for session in self.keeping.history)
        return super()._knows_little() and not behind

    def weeks(self, count: int) -> list[FilledWeek]:
        """Return *count* weeks that hold what is to stay; what has no session left is dropped."""
        filled = super().weeks(count)
        for session, stays in self.keeping.held.items():
            if session not in self.filled:
                self._drop(session, stays, Refusal("no-session", session, safety=False))
        return filled

    def _drop(self, session: str, stays: Iterable[Stay], refusal: Refusal) -> None:
        self.drops += [Drop(session=session, stay=stay, refusal=refusal) for stay in stays]

    def _week(
        self,
        number: int,
        first: date,
        sittings: Sequence[Sitting],
        estimate: Estimate,
        past: Past,
    ) -> FilledWeek:
        filled = super()._week(number, first, sittings, estimate, past)
        for session in filled.sessions:
            self.filled[session.sitting.id] = session
            there = {pick.variant.id for pick in session.picks}
            for stay, candidate in self._held.get(session.sitting.id, ()):
                if candidate.variant.id not in there:
                    self._drop(session.sitting.id, [stay], Refusal("order", "", safety=False))
        return filled

    # what stays, judged anew

    def _offers(
        self,
        sittings: Sequence[Sitting],
        ahead: Ahead,
        estimate: Estimate,
        *,
        finding_out: bool,
    ) -> list[Offer]:
        offers = super()._offers(sittings, ahead, estimate, finding_out=finding_out)
        return [self._offer(offer, ahead, estimate) for offer in offers]

    def _offer(self, offer: Offer, ahead: Ahead, estimate: Estimate) -> Offer:
        session, out = offer.sitting.id, self.keeping.taken_out
        stays = self.keeping.held.get(session, ())
        mine = {stay.activity for stay in stays}
        found = [
            c
            for c in offer.candidates
            if (session, i := c.variant.activity.id) not in out or i in mine
        ]
        there = {c.variant.id: c for c in found}
        self._held[session] = held = []
        for stay in stays:
            judged = self._judged(stay, offer.sitting, ahead, estimate)
            if isinstance(judged, Refusal):
                self._drop(session, [stay], judged)
                continue
            known = there.get(judged.variant.id)
            found += [] if known else [judged]
            held.append((stay, known or judged))
        staying = frozenset(candidate.variant.id for _, candidate in held)
        return evolve(offer, candidates=tuple(found), staying=staying)

    def _judged(  # noqa: PLR0911 - one way out for each reason
        self, stay: Stay, sitting: Sitting, ahead: Ahead, estimate: Estimate
    ) -> Candidate | Refusal:
        """Return *stay* as it would be done, or why it cannot stay."""
        if stay.activity not in self.catalogue.activities:
            return Refusal("gone", stay.activity, safety=False)
        there = self._held.get(sitting.id, ())
        if any(c.variant.activity.id == stay.activity for _, c in there):
            return Refusal("twice", stay.activity, safety=False)
        if sitting.setting.company == "group":
            return Refusal("group", sitting.id, safety=False)
        activity = self.catalogue.activities[stay.activity]
        chooser = self.chooser(sitting)
        if stay.grade_id is None:
            return self._best_grade(activity, chooser, ahead, estimate)
        numbers = {grade.id: n for n, grade in enumerate(activity.grades, start=1)}
        if stay.grade_id not in numbers:
            return Refusal("gone", stay.grade_id, safety=False)
        number = numbers[stay.grade_id]
        highest = self._climb.highest_by_logs(activity, estimate)
        is_first = sitting.day < self._second_week
        if is_first and highest is not None and number > highest:
            return Refusal("too-soon", activity.id)
        return self._chosen(chooser.judge(activity, number), ahead, estimate)

    def _chosen(
        self, judged: Variant | Refusal, ahead: Ahead, estimate: Estimate
    ) -> Candidate | Refusal:
        """Return what was *judged* as a person's choice, by this week's aims or the first ones."""
        if isinstance(judged, Refusal):
            return judged
        for aims in (ahead, self.ahead):
            found = candidate_of(judged, self.child, aims, estimate, chosen=True)
            if found is not None:
                practice = {i: n for i, n in found.practice.items() if i in ahead.worth}
                return evolve(found, practice=practice)
        return Refusal("concern" if self.child.concerns else "no-goal", judged.activity.id)

    def _best_grade(
        self, activity: Activity, chooser: Chooser, ahead: Ahead, estimate: Estimate
    ) -> Candidate | Refusal:
        """Return the grade of *activity* that fits best, else why the first of them is out."""
        results = [
            self._chosen(chooser.judge(activity, number), ahead, estimate)
            for number in range(1, len(activity.grades) + 1)
        ]
        found = self._climb.in_reach([c for c in results if isinstance(c, Candidate)], estimate)
        fitting = just_right(c for c in found if c.fit > 0)
        refusals = [r for r in results if isinstance(r, Refusal)]
        if fitting:
            return max(fitting, key=lambda c: (c.is_whole, c.fit, c.variant.number))
        if found:
            return found[0]
        return refusals[0] if refusals else Refusal("too-soon", activity.id)

    # the week around it

    def _solve(self, posed: Posed, sittings: Sequence[Sitting]) -> Solution:
        ids = [sitting.id for sitting in sittings]
        columns = {
            (ids[column.session], posed.candidates[column.choice].variant.id): index
            for index, column in enumerate(posed.week.columns)
        }
        week = self._lessened(posed.week, sittings)
        locked = self._with_room(week, columns, ids)
        held = evolve(week, locked=locked)
        closed = {
            i: 1
            for (session, _), i in columns.items()
            if session in self.keeping.closed and i not in locked
        }
        if closed:
            limit = Limit("closed", 0, closed)
            held = evolve(held, limits=[*held.limits, limit])
        found = solve(held)
        bound = solve(week).bound if closed else found.bound
        ways = [*self._as_before(held, columns, ids), found.chosen]
        best = max(ways, key=partial(_merit, held))
        value = value_of(held, best)
        return Solution(best, value, max(value, bound))

    def _with_room(
        self, week: Week, columns: Mapping[tuple[str, str], int], ids: Sequence[str]
    ) -> frozenset[int]:
        """Return the columns of what is held, without what no firm limit has room for."""
        rows: dict[int, tuple[str, Stay]] = {}
        for session in ids:
            for stay, candidate in list(self._held.get(session, ())):
                index = columns.get((session, candidate.variant.id))
                if index is None:
                    self._let_go(session, stay, Refusal("rest", ""))
                else:
                    rows[index] = (session, stay)
        while broken := [b for b in broken_by(week, rows) if b.startswith(FIRM)]:
            touched = _touched(week, broken[0]).intersection(rows)
            session, stay = rows.pop(max(touched, key=lambda i: (rows[i][1].new, i)))
            self._let_go(session, stay, _refusal(broken[0]))
        return frozenset(rows)

    def _let_go(self, session: str, stay: Stay, refusal: Refusal) -> None:
        self._drop(session, [stay], refusal)
        self._held[session] = [row for row in self._held[session] if row[0] is not stay]

    def _as_before(
        self, week: Week, columns: Mapping[tuple[str, str], int], ids: Sequence[str]
    ) -> Iterator[tuple[int, ...]]:
        """Yield the week as it was, where all of it is still open and nothing in it is broken."""
        items = [(s, f"{i.activity}/{i.grade_id}") for s in ids for i in self._were(s)]
        chosen = [columns[row] for row in items if row in columns]
        allowed = set(broken_by(week, week.locked))
        is_whole = chosen and len(chosen) == len(items) and week.locked <= {*chosen}
        if is_whole and allowed.issuperset(broken_by(week, chosen)):
            yield tuple(sorted(chosen))

    def _were(self, session: str) -> tuple[Item, ...]:
        return self.keeping.before.get(session, ())

    # what lies behind

    def _before(self, sittings: Sequence[Sitting]) -> Past:
        """Return the days before the first week, with what lies behind in this plan."""
        past = super()._before(sittings)
        days = {i.activity: s.date.toordinal() for s in self.keeping.history for i in s.items}
        loaded = {
            cap.id: frozenset(
                s.date.toordinal()
                for s in self.keeping.history
                if any(self._load(item, cap.feature) >= cap.at_least for item in s.items)
            )
            for cap in self.caps(sittings)
            if cap.rest_days
        }
        return evolve(past, known=past.known.union(days), days=days, loaded=loaded)

    def _lessened(self, week: Week, sittings: Sequence[Sitting]) -> Week:
        """Return *week* with less room where its days that lie behind took some."""
        monday = monday_of(sittings[0].day) if sittings else None
        items = [
            item
            for s in self.keeping.history
            if monday is not None and s.date >= monday
            for item in s.items
        ]
        if not items:
            return week
        used: dict[str, int] = {}
        for item in items:
            activity = self.catalogue.activities.get(item.activity)
            for tag in activity.tags if activity else ():
                used[f"tag:{tag}"] = used.get(f"tag:{tag}", 0) + 1
            for cap in self.caps(sittings):
                if self._load(item, cap.feature) >= cap.at_least:
                    used[f"week:{cap.id}"] = used.get(f"week:{cap.id}", 0) + item.minutes
        limits = [evolve(li, most=max(0, li.most - used.get(li.id, 0))) for li in week.limits]
        return evolve(week, limits=limits)

    def _load(self, item: Item, feature: str) -> float:
        """Return how much of *feature* an item behind us held, as far as the catalogue knows it."""
        activity = self.catalogue.activities.get(item.activity)
        if activity is None:
            return 0.0
        grades = [g.features for g in activity.grades if g.id == item.grade_id]
        known = self.catalogue.materials
        things = [known[m.id].hazards for m in item.materials if m.id in known]
        position = POSITION_FEATURES.get(item.position, {})
        return sum_features([activity.features, *grades, *things, position]).get(feature, 0.0)


def _merit(week: Week, chosen: tuple[int, ...]) -> tuple[int, int]:
    """Return what orders choices of *week*: few limits broken first, then much worth."""
    return -len(broken_by(week, chosen)), value_of(week, chosen)


def _touched(week: Week, broken: str) -> set[int]:
    """Return the columns that have to do with what is *broken*."""
    kind, _, named = broken.partition(": ")
    if kind == "not together":
        return {int(word) for word in named.split()}
    uses = [limit.uses for limit in week.limits if limit.id == broken]
    days = [spacing.days for spacing in week.spacings if spacing.id == broken]
    return {i for use in (*uses, *days) for i in use if use[i] > 0}


def _refusal(broken: str) -> Refusal:
    """Return why something has to go that breaks the limit *broken*."""
    kind, _, rest = broken.partition(":")
    if kind in WHY:
        return Refusal(WHY[kind], rest.strip(), safety=False)
    return Refusal("cap", rest.partition(":")[0])
