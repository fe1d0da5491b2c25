"""A week of a child, stated as the exact problem that solvers read."""

from collections.abc import Iterable, Mapping, Sequence

from motorplan.frozen import frozen
from motorplan.model.children import Child
from motorplan.model.safety import LoadCap, OrderRule
from motorplan.planning.ahead import Ahead
from motorplan.planning.limiting import Limiting, carries
from motorplan.planning.past import Past
from motorplan.planning.purposes import Purposes
from motorplan.planning.rows import APART, Offer, Rows
from motorplan.planning.times import Sitting, time_of_day
from motorplan.planning.week import Column, Week
from motorplan.planning.worth import BANDS, Candidate

RIGHT_PLACE = 150
"""Thousandths a minute that practice is worth more where its goal is wanted."""

RIGHT_TIME, WRONG_TIME = 150, -300
"""Thousandths a minute for a routine at its time of the day, and at another."""


@frozen(kw_only=True)
class Posed:
    """The problem, and the candidates that its columns stand for."""

    week: Week
    candidates: tuple[Candidate, ...]

    def by_session(self, chosen: Iterable[int], sessions: int) -> list[list[Candidate]]:
        """Return the candidates of the *chosen* columns, session by session."""
        found: list[list[Candidate]] = [[] for _ in range(sessions)]
        for index in chosen:
            column = self.week.columns[index]
            found[column.session].append(self.candidates[column.choice])
        return found


NOTHING_POSED = Posed(week=Week(columns=(), purposes=(), limits=()), candidates=())
"""Of a child's part in a week of a group: it was chosen in the problem of all."""


def pose(
    child: Child,
    ahead: Ahead,
    offers: Sequence[Offer],
    caps: Sequence[LoadCap],
    orders: Sequence[OrderRule],
    past: Past,
    *,
    age: float,
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

        past: The days before this week.

        age: Of the child, in months.

        finding_out: Whether it is a look-and-see week: many things, each seldom.
    """
    rows = _open_rows(child, ahead, offers, caps, past)
    purposes, limiting = Purposes(rows), Limiting(rows, past, finding_out=finding_out)
    week = Week(
        columns=[
            Column(
                session=session,
                choice=number,
                minutes=candidate.variant.minutes,
                bonus=candidate.bonus + _bonus_there(child, offers[session].sitting, candidate),
                units=tuple(purposes.units(session, candidate)),
            )
            for number, (session, candidate) in enumerate(rows.pairs)
        ],
        purposes=purposes.stated(),
        limits=limiting.limits(caps, age),
        spacings=limiting.spacings(caps),
        exclusions=limiting.exclusions(orders),
    )
    return Posed(week=week, candidates=tuple(candidate for _, candidate in rows.pairs))


def _open_rows(
    child: Child, ahead: Ahead, offers: Sequence[Offer], caps: Sequence[LoadCap], past: Past
) -> Rows:
    """Return what may be chosen, after the days before and at the times of these sessions."""
    pairs = [
        (number, candidate)
        for number, offer in enumerate(offers)
        for candidate in offer.candidates
        if _rested(candidate, offer.sitting, caps, past.loaded)
    ]
    rows = Rows(child, ahead, offers, pairs)
    hardest, again = _hardest(rows), _too_soon(rows, past)
    kept = [
        (session, candidate)
        for index, (session, candidate) in enumerate(pairs)
        if candidate.variant.id in offers[session].staying
        or not (
            index in again
            or (hardest and rows.is_tired(session) and _is_hard(candidate, hardest, child))
        )
    ]
    return Rows(child, ahead, offers, kept)


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


def _too_soon(rows: Rows, past: Past) -> set[int]:
    """Return the rows that would come again too few days after the week before."""
    apart = APART[rows.child.variety]
    return {
        index
        for activity_id, indices in rows.spaced.items()
        if activity_id in past.days
        for index in indices
        if rows.day(rows.pairs[index][0]) - past.days[activity_id] <= apart
    }


def _hardest(rows: Rows) -> str | None:
    """
    Return the goal whose easiest whole task is least likely to go well, if there is one.

    None where no session finds the child fresh: then there is no better time for it.
    """
    if all(rows.is_tired(session) for session in range(len(rows.offers))):
        return None
    chances: dict[str, float] = {}
    for _, candidate in rows.pairs:
        for goal in (served.goal for served in candidate.serves if served.whole):
            chances[goal] = max(candidate.chance, chances.get(goal, 0.0))
    return min(chances, key=lambda goal: (chances[goal], goal), default=None)


def _is_hard(candidate: Candidate, hardest: str, child: Child) -> bool:
    """Return whether it is the *hardest* goal itself and not sure to go well for a tired child."""
    is_it = any(served.whole and served.goal == hardest for served in candidate.serves)
    return is_it and candidate.chance < BANDS[child.pace][1]


def _bonus_there(child: Child, sitting: Sitting, candidate: Candidate) -> int:
    """Return what a candidate is worth more, or less, in a session than elsewhere."""
    minutes, place = candidate.variant.grade.minutes, sitting.setting.place
    goals = {served.goal for served in candidate.serves}
    wanted = any(place in goal.where for goal in child.goals if goal.skill in goals)
    return minutes * (RIGHT_PLACE * wanted + _timely(sitting, candidate))


def _timely(sitting: Sitting, candidate: Candidate) -> int:
    now, times = time_of_day(sitting.at), candidate.variant.times
    if now is None or not times:
        return 0
    return RIGHT_TIME if now in times else WRONG_TIME
