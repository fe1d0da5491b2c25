"""
Several weeks, rolled forward.

What a week is expected to bring is where the next one starts; grades step up when they
have become easy, and what was reached comes back at widening intervals.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from math import inf

from motorplan.ability.estimating import Estimate, relevant_seen
from motorplan.ability.scale import Parameters
from motorplan.catalogue import Catalogue
from motorplan.frozen import evolve, frozen
from motorplan.model.children import Child
from motorplan.model.safety import LoadCap
from motorplan.planning.ahead import FARTHEST, Ahead, look_ahead
from motorplan.planning.arranging import arranged
from motorplan.planning.choosing import Chooser
from motorplan.planning.climbing import Climb
from motorplan.planning.helping import with_hands
from motorplan.planning.history import bonus_by_logs
from motorplan.planning.limiting import carries
from motorplan.planning.past import Past, past_of_logs
from motorplan.planning.posing import Posed, pose
from motorplan.planning.returning import Returning
from motorplan.planning.rows import Offer
from motorplan.planning.sifting import GradeId, worth_judging, worth_searching, worthwhile
from motorplan.planning.solving import Solution, solve
from motorplan.planning.times import Sitting, weeks_of
from motorplan.planning.variants import Variant
from motorplan.planning.worth import (
    Candidate,
    candidate_of,
    first_look,
    grown_up,
    just_right,
    warm_ups,
)
from motorplan.safety.facts import is_progressive
from motorplan.safety.screening import Screen, Standing
from motorplan.vocabulary import Variety

SEEN_ENOUGH = 8
FAMILIAR: Mapping[Variety, int] = {"same": 0, "some": 150, "lots": 400}
"""Thousandths a minute that an activity of last week is worth less: our own judgement."""


@frozen(kw_only=True)
class Filled:
    """One session with what was chosen for it, in the order to do it."""

    sitting: Sitting
    chooser: Chooser
    picks: tuple[Candidate, ...]
    others: tuple[Candidate, ...]


@frozen(kw_only=True)
class FilledWeek:
    """
    One week as chosen.

    Attributes:
        look_and_see: Whether it is a week of finding out.

        capped: Body demands that are capped for this child.

        progressive: Whether nothing is ever stepped up for this child.

        theme: The world of the week, where the child likes more than one.

        posed: The problem that was solved, to weigh other answers by.

        value, bound: In thousandths.
    """

    start: date
    estimate: Estimate
    ahead: Ahead
    look_and_see: bool
    capped: tuple[str, ...]
    progressive: bool
    theme: str | None
    sessions: tuple[Filled, ...]
    posed: Posed
    value: int
    bound: int


class Horizon:
    """
    Plans the weeks of one child, one after the other.

    Args:
        child: The child file.

        catalogue: What there is to do.

        start: First day.

        like: The plan of the same child with another week: what the child can do and what
            is ahead is taken from it.

        parameters: The numbers of the estimate; None takes the usual ones.

        proven: Whether each week is searched until nothing better is there.
    """

    def __init__(
        self,
        child: Child,
        catalogue: Catalogue,
        start: date,
        like: "Horizon | None" = None,
        parameters: Parameters | None = None,
        *,
        proven: bool = False,
    ) -> None:
        self.child, self.catalogue, self.start = child, catalogue, start
        numbers = parameters or Parameters()
        self.gain = numbers.gain_a_minute
        self.estimate: Estimate = (
            like.estimate if like else Estimate(child, catalogue.graph, start, parameters=numbers)
        )
        self.ahead: Ahead = (
            like.ahead if like else look_ahead(child.goals, catalogue.graph, self.estimate)
        )
        self._screens: dict[date, Screen] = {}
        self._kept: dict[object, Standing] = {}
        self._choosers: dict[object, Chooser] = {}
        self._themes = _themes_liked(child.interests, catalogue)
        self._returning = Returning(child, catalogue.graph, self.estimate.age)
        self._recent: frozenset[str] = frozenset()
        self._climb = Climb(child, by_birthday=not self.is_poor_guide)
        self.proven = proven
        self._prices: Mapping[str, int] = {}

    def weeks(self, count: int) -> list[FilledWeek]:
        """Return *count* weeks, each starting where the one before is expected to end."""
        result: list[FilledWeek] = []
        gains: dict[str, float] = {}
        past: Past | None = None
        for number, (first, sittings) in enumerate(weeks_of(self.child, self.start, count)):
            past = past or self._before(sittings)
            estimate = self.estimate.after(gains, first) if number else self.estimate
            filled = self._week(number, first, sittings, estimate, past)
            result.append(filled)
            picks = [pick.variant for s in filled.sessions for pick in s.picks]
            self._recent = frozenset(variant.activity.id for variant in picks)
            self._climb.note(picks)
            gains = self._gains(gains, filled)
            done = [(s.sitting.day.toordinal(), p) for s in filled.sessions for p in s.picks]
            past = past.after(done, self._loaded(filled))
        return result

    def _before(self, sittings: Sequence[Sitting]) -> Past:  # noqa: ARG002 - who keeps a plan asks which loads count in the first week
        """Return the days before the first week, whose *sittings* are given."""
        return past_of_logs(self.child.logs)

    @property
    def is_progressive(self) -> bool:
        """Whether the child's course is progressive: nothing is ever stepped up."""
        return is_progressive(self.child, self.catalogue.safety)

    def screen(self, day: date) -> Screen:
        """Return the child's rules on *day*."""
        if day not in self._screens:
            self._screens[day] = Screen(self.child, self.catalogue.safety, day, self._kept)
        return self._screens[day]

    def chooser(self, sitting: Sitting) -> Chooser:
        """Return what judges grades for *sitting*; sittings that are alike share it."""
        screen, themes = self.screen(sitting.day), self.themes(sitting.day)
        key = (sitting.setting, screen.signature, self.estimate.stale_on(sitting.day), themes)
        if key not in self._choosers:
            self._choosers[key] = Chooser(
                self.catalogue, screen, sitting.setting, self.estimate, themes=themes
            )
        return self._choosers[key]

    def themes(self, day: date) -> tuple[str, ...]:
        """Return the worlds the child likes, the one of the week of *day* first: each in turn."""
        liked = self._themes
        turn = (day.toordinal() - day.weekday()) // 7 % max(1, len(liked))
        return (*liked[turn:], *liked[:turn])

    def caps(self, sittings: Iterable[Sitting]) -> list[LoadCap]:
        """Return the caps on body demands that hold on any day of *sittings*."""
        found = {c.id: c for s in sittings for c in self.screen(s.day).caps}
        return [found[i] for i in sorted(found)]

    def candidates(
        self, ids: Iterable[GradeId], chooser: Chooser, ahead: Ahead, estimate: Estimate
    ) -> list[Candidate]:
        """Return which of the grades *ids* could be done, in their order."""
        variants = self._open(ids, chooser)
        found = (candidate_of(variant, self.child, ahead, estimate) for variant in variants)
        return grown_up((candidate for candidate in found if candidate), estimate.age)

    def _open(self, ids: Iterable[GradeId], chooser: Chooser) -> Iterator[Variant]:
        """Yield which of the grades *ids* are open, whether they fit or not."""
        for activity_id, number in ids:
            variant = chooser.judge(self.catalogue.activities[activity_id], number)
            if isinstance(variant, Variant):
                yield variant

    @cached_property
    def worthwhile(self) -> list[GradeId]:
        """The grades that lead to a goal and might fit, as things are at the start."""
        return worthwhile(self.catalogue, self.ahead, self.estimate)

    @cached_property
    def promising(self) -> list[GradeId]:
        """The most promising of the worthwhile grades: all of them, unless they are very many."""
        return worth_judging(self.catalogue, self.ahead, self.estimate)

    def to_judge(self, ahead: Ahead, estimate: Estimate) -> list[GradeId]:
        """Return the grades to judge: what is worth it, and own ideas, which fill time left."""
        is_start = ahead is self.ahead and estimate is self.estimate
        ways = self.promising if is_start else worth_judging(self.catalogue, ahead, estimate)
        ladders = self.catalogue.ladders
        ideas = [(i, n + 1) for i in self.catalogue.extras for n in range(len(ladders[i].grades))]
        ids = sorted({*ways, *ideas})
        reach = {i: self._climb.highest_by_logs(ladders[i], estimate) or inf for i, _ in ids}
        return [(i, number) for i, number in ids if number <= reach[i]]

    def _week(
        self,
        number: int,
        first: date,
        sittings: Sequence[Sitting],
        estimate: Estimate,
        past: Past,
    ) -> FilledWeek:
        ahead = self._ahead(number, first, estimate)
        finding_out = number == 0 and self._knows_little()
        offers = self._offers(sittings, ahead, estimate, finding_out=finding_out)
        orders = list(self.catalogue.safety.orders.values())
        caps, age = self.caps(sittings), estimate.age
        posed = pose(
            self.child, ahead, offers, caps, orders, past, age=age, finding_out=finding_out
        )
        solution = self._solve(posed, sittings)
        picked = posed.by_session(solution.chosen, len(offers))
        return FilledWeek(
            start=first,
            estimate=estimate,
            ahead=ahead,
            look_and_see=finding_out,
            capped=tuple(sorted({cap.feature for cap in caps})),
            progressive=self.is_progressive,
            theme=self.themes(first)[0] if len(self._themes) > 1 else None,
            sessions=tuple(
                Filled(
                    sitting=offer.sitting,
                    chooser=self.chooser(offer.sitting),
                    picks=arranged(picked[n], orders, offer.candidates, offer.sitting.minutes),
                    others=offer.candidates,
                )
                for n, offer in enumerate(offers)
            ),
            posed=posed,
            value=solution.value,
            bound=solution.bound,
        )

    def _solve(self, posed: Posed, sittings: Sequence[Sitting]) -> Solution:  # noqa: ARG002 - who keeps items asks which session is which
        """Return what is done in the week that is *posed*."""
        solution = solve(posed.week, self._prices, proven=self.proven)
        self._prices = solution.prices
        return solution

    def _offers(
        self,
        sittings: Sequence[Sitting],
        ahead: Ahead,
        estimate: Estimate,
        *,
        finding_out: bool,
    ) -> list[Offer]:
        """Return what could fill each sitting; nothing where the time is kept for a group."""
        ids = self.to_judge(ahead, estimate)
        own: dict[int, tuple[Candidate, ...]] = {}
        for chooser in map(self.chooser, sittings):
            if id(chooser) not in own:
                found = self.candidates(ids, chooser, ahead, estimate)
                if finding_out:
                    chosen = first_look(found, ahead, estimate)
                else:
                    chosen = self._fitting(found, self._open(ids, chooser), ahead, estimate)
                own[id(chooser)] = tuple(worth_searching(chosen, ahead))
        return [
            Offer(s, () if s.setting.company == "group" else own[id(self.chooser(s))])
            for s in sittings
        ]

    def _fitting(
        self,
        found: Sequence[Candidate],
        variants: Iterable[Variant],
        ahead: Ahead,
        estimate: Estimate,
    ) -> list[Candidate]:
        """
        Return what fits best of *found*, and short rungs below it to open a session with.

        Of *variants* come those that hands make fit, for goals with no whole task in reach.
        """
        in_reach = self._climb.in_reach(found, estimate)
        chosen, features = just_right(in_reach), self.catalogue.safety.features
        helped = with_hands(variants, chosen, self.child, ahead, estimate, features)
        offered = [*chosen, *warm_ups(chosen, in_reach), *helped]
        return self._fresh(grown_up(offered, estimate.age))

    @property
    def is_poor_guide(self) -> bool:
        """Whether what is known of the child's health makes the birthday a poor guide."""
        return self.screen(self.start).facts.motor or self.child.weaker_side != "none"

    def _fresh(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """
        Return *candidates* with what was done before in their worth.

        What was done last week and is no goal task loses a little; what is liked or owed gains.
        """
        cost = FAMILIAR[self.child.variety]
        found = []
        for c in candidates:
            activity_id, minutes = c.variant.activity.id, c.variant.grade.minutes
            again = activity_id in self._recent and not c.is_whole
            extra = bonus_by_logs(activity_id, self.child.logs, self.start) - cost * again
            found.append(evolve(c, bonus=c.bonus + extra * minutes) if extra else c)
        return found

    def _ahead(self, number: int, first: date, estimate: Estimate) -> Ahead:
        """Return what is ahead in week *number* from *first* on, and what comes back in it."""
        goals, graph = self.child.goals, self.catalogue.graph
        now = look_ahead(goals, graph, estimate) if number else self.ahead
        gone = self.ahead.worth.keys() - now.worth.keys() - self.ahead.capacities
        self._returning.note(gone, first - timedelta(weeks=1))
        due = self._returning.due(first) - now.worth.keys()
        return look_ahead(goals, graph, estimate, due) if due else now

    def _knows_little(self) -> bool:
        graph = self.catalogue.graph
        near: set[str] = set()
        for goal in self.child.goals:
            if goal.kind != "build":
                continue
            steps = graph.before(goal.skill)
            near |= {goal.skill, *(i for i, n in steps.items() if n <= FARTHEST)}
        known = relevant_seen(self.child, near) + len(self.child.logs)
        return known < min(SEEN_ENOUGH, len(near))

    def gains_of(self, weeks: Iterable[FilledWeek]) -> dict[str, float]:
        """Return what the practice of *weeks* is expected to add, in sigmas by skill id."""
        gains: dict[str, float] = {}
        for week in weeks:
            gains = self._gains(gains, week)
        return gains

    def _gains(self, gains: Mapping[str, float], week: FilledWeek) -> dict[str, float]:
        """Return what practice up to the end of *week* is expected to have added."""
        if self.is_progressive:
            return {}
        total = dict(gains)
        for session in week.sessions:
            for pick in session.picks:
                for skill_id, weight in pick.variant.grade.trains.items():
                    minutes = pick.variant.grade.minutes * weight * pick.fit
                    total[skill_id] = total.get(skill_id, 0.0) + self.gain * minutes
        return dict(sorted(total.items()))

    def _loaded(self, week: FilledWeek) -> dict[str, frozenset[int]]:
        caps = self.caps(session.sitting for session in week.sessions)
        return {
            cap.id: frozenset(
                session.sitting.day.toordinal()
                for session in week.sessions
                if any(carries(pick, cap) for pick in session.picks)
            )
            for cap in caps
            if cap.rest_days
        }


def _themes_liked(interests: Iterable[str], catalogue: Catalogue) -> tuple[str, ...]:
    """Return the themes that match the words of the child's interests, in order of id."""
    words = {word.casefold() for word in interests}
    return tuple(
        i
        for i in (catalogue.themes if words else ())
        if words & {i, *(also.casefold() for also in catalogue.themes[i].also)}
    )
