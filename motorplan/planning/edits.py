"""
Weeks around what is to stay.

What a person locked or chose is judged anew, at its grade, by the same screen as everything
else. What is still open is held in its session, the rest is planned around it; what is not is
dropped, with the reason.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from motorplan.ability.estimating import Estimate
from motorplan.catalogue import Catalogue
from motorplan.frozen import evolve
from motorplan.model.children import Child
from motorplan.planning.ahead import Ahead
from motorplan.planning.behind import Behind
from motorplan.planning.holding import Drop, Holding, Keeping, Stay
from motorplan.planning.horizon import Filled, FilledWeek, Horizon
from motorplan.planning.judging import Judge
from motorplan.planning.past import Past
from motorplan.planning.posing import Posed
from motorplan.planning.rows import Offer
from motorplan.planning.solving import Solution
from motorplan.planning.times import Sitting, monday_of
from motorplan.planning.variants import Refusal
from motorplan.planning.worth import Candidate


class KeepingHorizon(Horizon):
    """
    Plans the weeks of one child around what is to stay.

    Args:
        child: The child file.

        catalogue: What there is to do.

        start: First day that is planned.

        keeping: What is to stay.

    Attributes:
        filled: Session id -> what was chosen for it, after :meth:`weeks`.
    """

    def __init__(self, child: Child, catalogue: Catalogue, start: date, keeping: Keeping) -> None:
        super().__init__(child, catalogue, start)
        self.keeping, self.holding = keeping, Holding(keeping)
        self.filled: dict[str, Filled] = {}
        self._behind = Behind(keeping.behind[0] if keeping.behind else (), catalogue)
        self._recent = self._behind.since(monday_of(start) - timedelta(weeks=1))
        self._climb.go_on_from(self._behind.grades())
        self._judge = Judge(catalogue, self._climb, self.ahead, start)

    @property
    def drops(self) -> list[Drop]:
        """What could not stay, after :meth:`weeks`."""
        return self.holding.drops

    def _knows_little(self) -> bool:
        """Return whether to find out first; not in the middle of a plan."""
        return super()._knows_little() and not self._behind

    def weeks(self, count: int) -> list[FilledWeek]:
        """Return *count* weeks that hold what is to stay; what has no session left is dropped."""
        filled = super().weeks(count)
        self.holding.end()
        return filled

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
            there = (pick.variant.id for pick in session.picks)
            self.holding.end_session(session.sitting.id, there)
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
        session, keeping = offer.sitting.id, self.keeping
        found = [c for c in offer.candidates if not keeping.is_out(session, c.variant.activity.id)]
        there = {c.variant.id for c in found}
        staying = set()
        for stay in self.holding.begin(session):
            judged = self._judged(stay, offer.sitting, ahead, estimate)
            if isinstance(judged, Refusal):
                self.holding.drop(session, stay, judged)
                continue
            found += [] if judged.variant.id in there else [judged]
            staying.add(judged.variant.id)
            self.holding.hold(session, stay, judged.variant.id)
        return evolve(offer, candidates=tuple(found), staying=frozenset(staying))

    def _judged(
        self, stay: Stay, sitting: Sitting, ahead: Ahead, estimate: Estimate
    ) -> Candidate | Refusal:
        """Return *stay* as it would be done, or why it cannot stay."""
        if stay.activity not in self.catalogue.activities:
            return Refusal("gone", stay.activity, safety=False)
        if self.holding.is_there(sitting.id, stay.activity):
            return Refusal("twice", stay.activity, safety=False)
        if sitting.setting.company == "group":
            return Refusal("group", sitting.id, safety=False)
        activity, chooser = self.catalogue.activities[stay.activity], self.chooser(sitting)
        if stay.grades:
            return self._judge.at_grade(
                activity, stay.grades[0], chooser, sitting.day, ahead, estimate
            )
        found = self._judge.fitting(activity, chooser, ahead, estimate)
        return found if isinstance(found, Refusal) else found[-1]

    # the week around it

    def _solve(self, posed: Posed, sittings: Sequence[Sitting]) -> Solution:
        ids = [sitting.id for sitting in sittings]
        columns = {
            (ids[column.session], posed.candidates[column.choice].variant.id): index
            for index, column in enumerate(posed.week.columns)
        }
        week = self._behind.lessened(posed.week, self.caps(sittings), sittings)
        return self.holding.solve(week, columns, ids)

    def _before(self, sittings: Sequence[Sitting]) -> Past:
        """Return the days before the first week, with what lies behind in this plan."""
        return self._behind.added_to(super()._before(sittings), self.caps(sittings))
