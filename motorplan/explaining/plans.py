"""The whole plan in words: what was assumed, asked, held and expected, and its weeks."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import TypeVar

from motorplan.ages import age_months, corrected_age_months
from motorplan.catalogue import Catalogue
from motorplan.converting.values import unstructure
from motorplan.explaining.assumptions import assumed_of, held_of
from motorplan.explaining.items import ItemWriter
from motorplan.explaining.notices import notices_of
from motorplan.explaining.openings import Doors
from motorplan.frozen import evolve
from motorplan.hashing import digest
from motorplan.model.children import Child, Goal
from motorplan.model.outlooks import ChanceRange, Dose, GoalOutlook
from motorplan.model.plans import (
    Item,
    MadeFrom,
    Plan,
    PlanChild,
    PlanWeek,
    Search,
    Served,
    Session,
    Warn,
)
from motorplan.phrases import listed
from motorplan.planning.horizon import Filled, FilledWeek, Horizon
from motorplan.planning.times import limits_of
from motorplan.version import VERSION
from motorplan.vocabulary import FAMILY

MOST_HELPS = 3
LOOK_AGAIN_WEEKS = 4
"""Every so many weeks the goals are looked at as at the start."""

H = TypeVar("H", bound=Horizon)
REACHED_FROM, CLOSE_FROM, UNDER_WAY_FROM = 0.8, 0.5, 0.15


def plan_of(
    child: Child,
    catalogue: Catalogue,
    horizon: Horizon,
    weeks: Sequence[FilledWeek],
    set_aside: Sequence[Goal] = (),
) -> Plan:
    """
    Return the plan of the *weeks* as chosen, with every word that it needs.

    Args:
        child: The whole child file.

        catalogue: Skills, things and phrases.

        horizon: What planned the weeks, for the goals that are not there yet.

        weeks: The weeks as chosen.

        set_aside: Goals of the file that nothing was planned for: they are there already,
            or do not apply to this child.
    """
    planned = horizon.child
    writer = _PlanWriter(planned, catalogue, horizon)
    written = tuple(writer.week(n, week) for n, week in enumerate(weeks, start=1))
    items = [item for week in written for s in week.sessions for item in s.items]
    plan = Plan(
        made_from=made_from(child, catalogue),
        language=child.language,
        child=plan_child(child, horizon.start),
        start=horizon.start,
        look_and_see=any(week.look_and_see for week in weeks),
        disclaimer=writer.disclaimer(weeks),
        notices=writer.notices(_review_on(horizon.start, len(weeks)) - timedelta(days=1)),
        assumed=assumed_of(child, catalogue, horizon.screen(horizon.start).facts, horizon.start),
        ask_first=writer.doors.ask_first(),
        held=held_of(child, catalogue),
        weeks=written,
        goals=tuple(writer.outlook(goal, weeks, items) for goal in planned.goals),
        review_on=_review_on(horizon.start, len(weeks)),
        warnings=writer.warnings(items, set_aside, written, weeks),
        search=_search(weeks, proven=horizon.proven),
        names=writer.names(items),
    )
    return evolve(plan, id=hash_of(plan))


def made_from(child: Child, catalogue: Catalogue) -> MadeFrom:
    """Return what a plan of *child* is made from, *catalogue* and this version included."""
    return MadeFrom(
        motorplan=VERSION,
        child=hash_of(evolve(child, logs=())),
        journal=hash_of(child.logs) if child.logs else None,
        catalogue=catalogue.fingerprint,
    )


def hash_of(thing: object) -> str:
    """Return ``sha256:`` of the content of a model object, as plain data in JSON."""
    text = json.dumps(unstructure(thing), ensure_ascii=False, sort_keys=True)
    return f"sha256:{digest(text.encode())}"


class _PlanWriter:
    def __init__(self, child: Child, catalogue: Catalogue, horizon: Horizon) -> None:
        self.child, self.catalogue, self.horizon = child, catalogue, horizon
        self.doors = Doors(child, catalogue, horizon.start, horizon)
        self.say = catalogue.phrases.say

    def week(self, number: int, week: FilledWeek) -> PlanWeek:
        items = ItemWriter(self.child, self.catalogue, week)
        return PlanWeek(
            number=number,
            start=week.start,
            notes=tuple(self._notes(number, week)),
            sessions=tuple(self._session(items, filled) for filled in week.sessions),
        )

    def _notes(self, number: int, week: FilledWeek) -> Iterator[str]:
        """Yield what the week is for, its play world, and what to look at again."""
        picks = [pick for filled in week.sessions for pick in filled.picks]
        if week.look_and_see:
            yield self.say("week.look_and_see")
        if week.theme and any(pick.variant.theme == week.theme for pick in picks):
            yield self.say("week.theme", theme=self.catalogue.themes[week.theme].name)
        if number % LOOK_AGAIN_WEEKS == 0:
            whole = {s.goal for pick in picks for s in pick.serves if s.whole}
            goals = [self.catalogue.graph[i].plain for i in sorted(whole)]
            if goals:
                yield self.say("week.look_again", goals=listed(goals))

    def _session(self, writer: ItemWriter, filled: Filled) -> Session:
        sitting = filled.sitting
        return Session(
            id=sitting.id,
            date=sitting.day,
            at=sitting.at,
            place=sitting.setting.place,
            minutes=sitting.minutes,
            note=self._note(filled),
            items=writer.items(filled),
        )

    def _note(self, filled: Filled) -> str | None:
        setting = filled.sitting.setting
        if setting.company == "group":
            return self.say("session.group")
        if filled.picks:
            return None
        return self.say("session.nobody" if setting.adults < 1 else "session.empty")

    def disclaimer(self, weeks: Sequence[FilledWeek]) -> str:
        """Return the lines for the adults who carry the plan out."""
        who = {s.sitting.setting.here or s.sitting.setting.who for w in weeks for s in w.sessions}
        family = self.say("paper.family")
        if self.horizon.is_progressive:
            family = f"{family} {self.say('paper.progressive')}"
        if who and not who & FAMILY:
            return f"{self.say('paper.professional')} {family}"
        return family

    def notices(self, last: date) -> tuple[str, ...]:
        """Return what comes first for this child up to *last*: age, health, what to leave out."""
        facts = self.horizon.screen(self.horizon.start).facts
        return notices_of(self.child, self.catalogue, facts, last)

    def outlook(
        self, goal: Goal, weeks: Sequence[FilledWeek], items: Sequence[Item]
    ) -> GoalOutlook:
        node = self.catalogue.graph[goal.skill]
        chances = [week.estimate.chance(goal.skill, goal.level) for week in weeks]
        now = chances[0] if chances else self.horizon.estimate.chance(goal.skill, goal.level)
        expected = self._expected(goal, weeks)
        reached = next((n for n, c in enumerate(chances, 1) if c >= REACHED_FROM), None)
        build = goal.kind == "build"
        served = [(i, s) for i in items for s in i.serves if s.goal == goal.skill]
        return GoalOutlook(
            skill=goal.skill,
            level=goal.level,
            kind=goal.kind,
            name=node.plain,
            words=goal.words,
            says=self._outlook_says(goal, now, [item for item, _ in served]),
            chance_now=round(now, 3),
            chance_expected=expected,
            reached_in_week=reached if build else None,
            dose_minutes=_dose(goal.skill, served),
        )

    def _outlook_says(self, goal: Goal, now: float, served: Sequence[Item]) -> str:
        """Return where *goal* is, and of one to adapt with what the items *served* are eased."""
        word = _outlook_word(goal, now) if served else "waits"
        if word != "adapt":
            return self.say(f"goal.{word}")
        helps, activities = self.catalogue.adaptations, self.catalogue.activities
        used = dict.fromkeys(a.id for item in served for a in item.adaptations)
        grades = [activities[item.activity].grades[item.grade - 1] for item in served]
        others = dict.fromkeys(i for g in grades for i in g.helped_by if i not in used)
        names = [listed([helps[i].plain for i in ids][:MOST_HELPS]) for ids in (used, others)]
        end = {(True, True): "_both", (True, False): "_used", (False, True): "_try"}
        which = end.get((bool(used), bool(others)), "")
        return self.say(f"goal.adapt{which}", used=names[0], others=names[1])

    def _expected(self, goal: Goal, weeks: Sequence[FilledWeek]) -> ChanceRange:
        """Return what the planned practice may bring by the last week."""
        gains = self.horizon.gains_of(weeks)
        last = weeks[-1].start if weeks else self.horizon.start

        def chance(factor: float) -> float:
            faster = {i: gain * factor for i, gain in gains.items()}
            estimate = self.horizon.estimate.after(faster, last)
            return round(estimate.chance(goal.skill, goal.level), 3)

        low, mid, high = sorted((chance(0.5), chance(1.0), chance(2.0)))
        return ChanceRange(low=low, mid=mid, high=high, basis=self.say("paper.basis"))

    def warnings(
        self,
        items: Sequence[Item],
        set_aside: Sequence[Goal],
        written: Sequence[PlanWeek],
        weeks: Sequence[FilledWeek],
    ) -> tuple[Warn, ...]:
        say, graph = self.say, self.catalogue.graph
        found = [self._set_aside(goal) for goal in set_aside]
        served = {s.goal for item in items for s in item.serves}
        whole = {s.goal for item in items for s in item.serves if s.whole}
        for goal in self.child.goals if items else ():
            plain = graph[goal.skill].plain
            if goal.skill not in served:
                why = self.doors.why_not_whole(goal.skill)
                says = say("warn.goal_unserved", goal=plain, why=why, skill=goal.skill)
                found.append(Warn(code="goal-unserved", says=says, about=goal.skill))
            elif goal.skill not in whole:
                says = say("warn.no_whole", goal=plain, why=self.doors.why_not_whole(goal.skill))
                found.append(Warn(code="goal-no-whole", says=says, about=goal.skill))
        if items:
            found += [*self._early(weeks), *self._short_of_tags(written)]
        if other := self._interests():
            says = say("warn.interest", interests=listed(other))
            found.append(Warn(code="interest", says=says))
        return tuple(found)

    def _early(self, weeks: Sequence[FilledWeek]) -> Iterator[Warn]:
        """Yield the goals whose date looks early for the minutes there are."""
        gains = self.horizon.gains_of(weeks)
        for goal in self.child.goals:
            if goal.by is None or goal.kind != "build":
                continue
            times = max(0.0, (goal.by - self.horizon.start).days / 7 / len(weeks))
            practised = {i: gain * times for i, gain in gains.items()}
            by = max(goal.by, self.horizon.start)
            then = self.horizon.estimate.after(practised, by)
            if then.chance(goal.skill, goal.level) < CLOSE_FROM:
                plain = self.catalogue.graph[goal.skill].plain
                says = self.say("warn.date_early", goal=plain, date=goal.by.isoformat())
                yield Warn(code="date-early", says=says, about=goal.skill)

    def _short_of_tags(self, written: Sequence[PlanWeek]) -> Iterator[Warn]:
        """Yield the tags that some week has less of than the file asks for."""
        for tag, (least, _) in limits_of(self.child).items():
            short = [str(week.number) for week in written if self._count(tag, week) < least]
            if short:
                name = self.catalogue.tags[tag].name
                says = self.say("warn.tag_short", tag=name, least=least, weeks=listed(short))
                yield Warn(code="tag-short", says=says, about=tag)

    def _count(self, tag: str, week: PlanWeek) -> int:
        items = (item for session in week.sessions for item in session.items)
        return sum(tag in self.catalogue.activities[item.activity].tags for item in items)

    def _set_aside(self, goal: Goal) -> Warn:
        applies = self.horizon.estimate.applies(goal.skill)
        word = "reached" if applies else "not_for_now"
        says = self.say(f"warn.goal_{word}", goal=self.catalogue.graph[goal.skill].plain)
        return Warn(code=f"goal-{word.replace('_', '-')}", says=says, about=goal.skill)

    def _interests(self) -> list[str]:
        """Return interests that no theme goes by."""
        known = {
            word
            for i in self.catalogue.themes
            for word in (i, *(w.casefold() for w in self.catalogue.themes[i].also))
        }
        return [word for word in self.child.interests if word.casefold() not in known]

    def names(self, items: Sequence[Item]) -> dict[str, str]:
        graph = self.catalogue.graph
        skills = {i for item in items for served in item.serves for i in served.path}
        skills |= {trained.skill for item in items for trained in item.trains}
        skills |= {goal.skill for goal in self.child.goals}
        names = {i: graph[i].plain for i in skills}
        choices = {i for item in items for i in item.choices}
        names |= {i: self.catalogue.activities[i].name for i in choices}
        routines = {item.routine for item in items if item.routine}
        names |= {i: self.catalogue.routines[i].name for i in routines}
        positions = self.catalogue.words["positions"]
        names |= {item.position: positions[item.position] for item in items}
        return dict(sorted(names.items()))


def horizon_of(child: Child, catalogue: Catalogue, start: date) -> tuple[list[Goal], Horizon]:
    """Return the goals to set aside, and what plans *child* for all others."""
    return horizon_by(Horizon, child, catalogue, start)


def horizon_by(
    make: Callable[..., H], child: Child, catalogue: Catalogue, start: date
) -> tuple[list[Goal], H]:
    """Return the goals to set aside, and what plans *child* for all others, by *make*."""
    horizon = make(child, catalogue, start)
    ahead, set_aside = split_goals(child, horizon)
    if set_aside:
        horizon = make(evolve(child, goals=tuple(ahead)), catalogue, start)
    return set_aside, horizon


def split_goals(child: Child, horizon: Horizon) -> tuple[list[Goal], list[Goal]]:
    """Return the goals to plan for, and those that are there already or do not apply."""
    estimate = horizon.estimate
    ahead: list[Goal] = []
    set_aside: list[Goal] = []
    for goal in child.goals:
        is_reached = goal.kind == "build" and estimate.is_seen(goal.skill, goal.level)
        is_aside = is_reached or not estimate.applies(goal.skill)
        (set_aside if is_aside else ahead).append(goal)
    return ahead, set_aside


def _dose(skill_id: str, served: Sequence[tuple[Item, Served]]) -> Dose:
    """Return the minutes of the items that serve a goal, each for the goal it serves first."""
    own = [(item, way) for item, way in served if item.serves[0].goal == skill_id]
    return Dose(
        whole=sum(item.minutes for item, way in own if way.whole),
        part=sum(item.minutes for item, way in own if not way.whole),
        also=sum(item.minutes for item, _ in served) - sum(item.minutes for item, _ in own),
    )


def _outlook_word(goal: Goal, chance: float) -> str:
    if goal.kind == "keep":
        return "keep"
    if goal.kind == "adapt":
        return "adapt"
    if goal.kind == "join-in":
        return "join_in"
    if chance >= REACHED_FROM:
        return "reached"
    if chance >= CLOSE_FROM:
        return "close"
    return "under_way" if chance >= UNDER_WAY_FROM else "far"


def plan_child(child: Child, on: date) -> PlanChild:
    """Return what a page says of *child* on the day *on*."""
    corrected = corrected_age_months(child.born, on, child.gestation_weeks)
    return PlanChild(
        id=child.id,
        name=child.name,
        age_months=round(age_months(child.born, on), 1),
        corrected_age_months=None if corrected is None else round(corrected, 1),
        says=child.says,
    )


def _review_on(start: date, weeks: int) -> date:
    """Return the Monday after the last week."""
    monday = start - timedelta(days=start.weekday())
    return monday + timedelta(weeks=max(1, weeks))


def _search(weeks: Sequence[FilledWeek], *, proven: bool) -> Search:
    value, bound = sum(w.value for w in weeks), sum(w.bound for w in weeks)
    gap = (bound - value) / bound if bound else 0.0
    return Search(value=value / 1000, bound=bound / 1000, gap=round(gap, 3), proven=proven)
