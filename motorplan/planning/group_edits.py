"""Weeks of a group around what is to stay: each child's part judged anew, then the room."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from motorplan.catalogue import Catalogue
from motorplan.frozen import evolve
from motorplan.model.activities import Activity
from motorplan.model.children import Child
from motorplan.model.groups import Group
from motorplan.model.plans import Session
from motorplan.planning.behind import Behind
from motorplan.planning.groups import GroupFilledWeek, GroupHorizon, Place, Row
from motorplan.planning.holding import Drop, Holding, Keeping, Stay, key_of
from motorplan.planning.horizon import Horizon
from motorplan.planning.judging import Judge
from motorplan.planning.posing import Posed
from motorplan.planning.room import Together, best_way
from motorplan.planning.rows import Offer
from motorplan.planning.solving import Solution
from motorplan.planning.times import Sitting, monday_of
from motorplan.planning.variants import Refusal
from motorplan.planning.week import Week
from motorplan.planning.worth import Candidate


class KeepingPlace(Place):
    """
    One child of a group whose plan is gone on with.

    Args:
        child: The child in the room of the group, with the allergens of all.

        like: What the same child is with its own allergens alone.

        sessions: What the child did of the plan before.
    """

    def __init__(self, child: Child, like: Horizon, sessions: Sequence[Session]) -> None:
        super().__init__(child, like)
        self._behind = Behind(sessions, like.catalogue)
        self._recent = self._behind.since(monday_of(self.start) - timedelta(weeks=1))
        self._climb.go_on_from(self._behind.grades())
        self._judge = Judge(self.catalogue, self._climb, self.ahead, self.start)
        self.staying: dict[str, frozenset[str]] = {}

    def _knows_little(self) -> bool:
        """Return whether to find out first; not in the middle of a plan."""
        return super()._knows_little() and not self._behind

    def judged(
        self, activity: Activity, grade_id: str | None, sitting: Sitting
    ) -> list[Candidate] | Refusal:
        """Return how this child could do *activity* in *sitting*, or why it cannot."""
        chooser = self.chooser(sitting)
        if grade_id is None:
            return self._judge.fitting(activity, chooser, self.heading, self.now)
        found = self._judge.at_grade(
            activity, grade_id, chooser, sitting.day, self.heading, self.now
        )
        if isinstance(found, Refusal):
            return found
        usual = self.could_do(sitting).get(activity.id, ())
        return [next((c for c in usual if c.variant.id == found.variant.id), found)]

    def go_on(self, sittings: Sequence[Sitting]) -> None:
        """Go on after the days that lie behind, with the *sittings* of the first week."""
        self.past = self._behind.added_to(self.past, self.caps(sittings))

    def posed(self, offers: Sequence[Offer]) -> Posed:
        """Return this child's week, with what is to stay in it and less room after days behind."""
        none = frozenset[str]()
        held = [evolve(o, staying=self.staying.get(o.sitting.id, none)) for o in offers]
        posed, sittings = super().posed(held), [offer.sitting for offer in offers]
        return evolve(posed, week=self._behind.lessened(posed.week, self.caps(sittings), sittings))


class KeepingGroupHorizon(GroupHorizon):
    """
    Plans the weeks of a group around what is to stay.

    Args:
        group: The group with its children; each has a goal that is not there yet.

        catalogue: What there is to do.

        start: First day that is planned.

        owns: What each child is alone in the room, in the order of the children.

        keeping: What is to stay.

    Attributes:
        opened: Session id -> what all could have done in it, after :meth:`weeks`.
    """

    places: Sequence[KeepingPlace]

    def __init__(
        self,
        group: Group,
        catalogue: Catalogue,
        start: date,
        owns: Sequence[Horizon],
        keeping: Keeping,
    ) -> None:
        self.keeping, self.holding = keeping, Holding(keeping)
        self.opened: dict[str, tuple[Together, ...]] = {}
        super().__init__(group, catalogue, start, owns)

    @property
    def drops(self) -> list[Drop]:
        """What could not stay, after :meth:`weeks`."""
        return self.holding.drops

    def _placed(self, rows: Sequence[tuple[Child, Horizon]]) -> Sequence[Place]:
        behind = self.keeping.behind or ((),) * len(rows)
        return [
            KeepingPlace(child, own, sessions)
            for (child, own), sessions in zip(rows, behind, strict=True)
        ]

    def weeks(self, count: int) -> list[GroupFilledWeek]:
        """Return *count* weeks that hold what is to stay; what has no session left is dropped."""
        filled = super().weeks(count)
        self.holding.end()
        return filled

    def _week(self, number: int, first: date, sittings: Sequence[Sitting]) -> GroupFilledWeek:
        for place in self.places if number == 0 else ():
            place.go_on(sittings)
        filled = super()._week(number, first, sittings)
        for session in filled.sessions:
            self.holding.end_session(session.sitting.id, map(_key, session.picks))
        return filled

    def _open(self, sitting: Sitting) -> tuple[Together, ...]:
        """Return what may be chosen, with what is to stay in place of other grades of it."""
        session = sitting.id
        ways = {
            way.id: way
            for way in super()._open(sitting)
            if not self.keeping.is_out(session, way.id)
        }
        self.opened[session] = tuple(ways.values())
        held = dict(self._held(sitting))
        for n, place in enumerate(self.places):
            place.staying[session] = frozenset(w.parts[n].variant.id for w in held.values())
        return tuple(way for _, way in sorted({**ways, **held}.items()))

    def _held(self, sitting: Sitting) -> Iterator[tuple[str, Together]]:
        """Yield what is to stay in *sitting*, as it would be done."""
        for stay in self.holding.begin(sitting.id):
            way = self._judged(stay, sitting)
            if isinstance(way, Together):
                self.holding.hold(sitting.id, stay, _key(way))
                yield way.id, way
            else:
                self.holding.drop(sitting.id, stay, *way)

    def _judged(self, stay: Stay, sitting: Sitting) -> Together | tuple[Refusal, str]:
        """Return *stay* as it would be done, or why it cannot stay, and whose rules say so."""
        if stay.activity not in self.catalogue.activities:
            return Refusal("gone", stay.activity, safety=False), ""
        if self.holding.is_there(sitting.id, stay.activity):
            return Refusal("twice", stay.activity, safety=False), ""
        activity = self.catalogue.activities[stay.activity]
        grades = stay.grades or (None,) * len(self.places)
        choices = []
        for place, grade_id in zip(self.places, grades, strict=True):
            found = place.judged(activity, grade_id, sitting)
            if isinstance(found, Refusal):
                return found, place.child.id
            choices.append(found)
        way = best_way(choices, self.choosers(sitting), self.catalogue)
        return way or (Refusal("together", activity.id), "")

    def _solve(self, posed: Week, rows: Sequence[Row], sittings: Sequence[Sitting]) -> Solution:
        ids = [sitting.id for sitting in sittings]
        columns = {
            (ids[column.session], _key(rows[column.choice][1])): index
            for index, column in enumerate(posed.columns)
        }
        return self.holding.solve(posed, columns, ids)


def _key(way: Together) -> str:
    return key_of(part.variant.id for part in way.parts)
