"""What an item is worth: progress toward goals, how well it fits, and what the child likes."""

from collections.abc import Iterable, Mapping
from datetime import date
from math import inf

from motorplan.ability.estimating import Estimate
from motorplan.frozen import frozen
from motorplan.model.activities import Activity, Grade
from motorplan.model.children import Child, Goal
from motorplan.model.ladders import Ladder, Rung
from motorplan.model.plans import Served
from motorplan.model.things import Adaptation
from motorplan.planning.ahead import Ahead
from motorplan.planning.variants import Variant
from motorplan.planning.youth import youth_of
from motorplan.vocabulary import Level, Pace

Band = tuple[float, float]
BANDS: dict[Pace, Band] = {
    "gentle": (0.80, 0.95),
    "steady": (0.70, 0.90),
    "stretch": (0.60, 0.85),
}
"""Where success is just likely enough: a heuristic, see ``docs/method.md#the-band``."""

NEVER_BELOW = 0.50
EASY_FIT = 0.25
SURE_FROM = 0.95
LOOK_FROM = 0.80
"""How likely what is offered in a week of finding out should go well at least."""

WHOLE_TASK = 1.5
CAPACITY_FROM = 0.4
MOSTLY = 0.6
"""The weight from which a grade of an activity that is a task counts as the task itself."""

FOCUS = ((12, 2), (24, 3), (36, 5), (48, 7), (60, 8), (84, 10), (inf, 12))
"""Months of age -> minutes that one thing holds a child: our own judgement."""
LIKED, SOUGHT, AVOIDED, TOO_LONG, SHUNNED = 100, 80, -400, -300, -300
MOST_ITEMS = 5
SOON = ((8, 6), (16, 5))
"""Weeks up to the date of a goal, and the quarters its share of the minutes is then taken times."""

WARM_UP_MINUTES, WARM_UPS = 6, 3
"""Minutes that a first sure success may take, with set-up and tidying; and how many of them."""

HANDS_LEVELS = 1
"""By how many levels an adult's hands lower what a grade needs: our own judgement."""

EXTRA = 1
"""Thousandths a minute of an own idea: less than anything that leads to a goal."""


@frozen(kw_only=True)
class Candidate:
    """
    A variant with what it would bring this week.

    Attributes:
        chance: How likely it goes well; *limited_by* is the need least likely to be there.

        fit: How well the challenge fits, in [0, 1].

        serves: The goals it leads to, the goal task itself first.

        practice: Skill id -> tenths of minutes of well-fitting practice.

        bonus: What likes and dislikes add, in thousandths.

        hands: Whether it fits only with an adult's hands.
    """

    variant: Variant
    chance: float
    limited_by: str | None
    fit: float
    serves: tuple[Served, ...]
    practice: Mapping[str, int]
    bonus: int
    hands: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it is a goal task itself, graded."""
        return any(served.whole for served in self.serves)


def fit_of(chance: float, band: Band) -> float:
    """
    Return how well a *chance* of success fits: 1 in the *band*, 0 below one half.

    Above the band the fit falls to :data:`EASY_FIT` at certainty: what is easy still has
    its place as a first success.
    """
    low, high = band
    if chance < NEVER_BELOW:
        return 0.0
    if chance < low:
        return (chance - NEVER_BELOW) / (low - NEVER_BELOW)
    if chance <= high:
        return 1.0
    return 1.0 - (1.0 - EASY_FIT) * (chance - high) / (1.0 - high)


def is_pointless(
    serves: Iterable[Served],
    grade: Grade | Rung,
    ahead: Ahead,
    estimate: Estimate,
    helps: Mapping[str, Adaptation],
) -> bool:
    """
    Return whether :func:`candidate_of` would return None wherever and with whatever it is done.

    So it is when the grade is too hard even with all the adaptations that fit it, and with
    hands where it is a goal task, or sure to go well and only helping a capacity. Then there
    is no need to judge it.

    Args:
        serves: The goals it leads to, as :func:`serves_of` finds them.

        grade: The grade.

        ahead: What is ahead of the child.

        estimate: What the child can do.

        helps: All adaptations by id.
    """
    if ahead.only_helps(serves):
        return estimate.of_needs(grade.needs).chance >= SURE_FROM
    lowered: dict[str, int] = {}
    for adaptation_id in grade.helped_by:
        for skill_id, levels in helps[adaptation_id].lowers.items():
            lowered[skill_id] = max(levels, lowered.get(skill_id, 0))
    if any(served.whole for served in serves):
        lowered = {i: lowered.get(i, 0) + HANDS_LEVELS for i in grade.needs}
    return estimate.of_needs(grade.needs, lowered).chance <= NEVER_BELOW


def candidate_of(
    variant: Variant,
    child: Child,
    ahead: Ahead,
    estimate: Estimate,
    *,
    hands: int = 0,
    chosen: bool = False,
) -> Candidate | None:
    """
    Return what *variant* would bring, or None when it leads nowhere or fits too badly.

    An own idea leads nowhere yet; it is there to fill time that is left. With an adult's
    *hands* all it needs may be that many levels less. What a person has *chosen* may fit
    badly; while a concern stands it has to be sure all the same.
    """
    if variant.activity.own:
        return _extra(variant, child, estimate, chosen=chosen)
    lowered = {i: variant.lowered.get(i, 0) + hands for i in variant.grade.needs}
    judged = estimate.of_needs(variant.grade.needs, lowered)
    serves = serves_of(variant.activity, variant.grade, ahead)
    if not serves:
        return None
    kinds = {goal.skill: goal.kind for goal in child.goals}
    served_kinds = {kinds[served.goal] for served in serves}
    held = bool(served_kinds & {"keep", "join-in", "adapt"})
    fit = fit_of(judged.chance, BANDS[child.pace])
    if held and judged.chance >= BANDS[child.pace][0]:
        fit = 1.0
    if child.concerns and judged.chance < SURE_FROM:
        return None
    is_easy_help = judged.chance >= SURE_FROM and ahead.only_helps(serves)
    if not chosen and (fit <= 0.0 or is_easy_help):
        return None
    return Candidate(
        variant=variant,
        chance=judged.chance,
        limited_by=judged.limited_by,
        fit=fit,
        serves=serves,
        practice=_practice(variant, serves, ahead, fit),
        bonus=_bonus(variant, child, estimate.age) + youth_of(variant, serves, estimate),
        hands=hands > 0,
    )


def _extra(variant: Variant, child: Child, estimate: Estimate, *, chosen: bool) -> Candidate | None:
    """Return an own idea; None while a concern stands, as nobody knows how hard it is."""
    judged = estimate.of_needs(variant.grade.needs, variant.lowered)
    fit = fit_of(judged.chance, BANDS[child.pace])
    if child.concerns or (fit <= 0.0 and not chosen):
        return None
    return Candidate(
        variant=variant,
        chance=judged.chance,
        limited_by=judged.limited_by,
        fit=fit,
        serves=(),
        practice={},
        bonus=EXTRA * variant.grade.minutes,
    )


def grown_up(candidates: Iterable[Candidate], age: float) -> list[Candidate]:
    """
    Return *candidates* without what feels babyish at *age* months.

    What nothing else leads to stays: better a young game than none.
    """
    held = list(candidates)
    babyish = [_is_babyish(candidate, age) for candidate in held]
    served = {
        s.goal
        for candidate, is_babyish in zip(held, babyish, strict=True)
        if not is_babyish
        for s in candidate.serves
    }
    return [
        candidate
        for candidate, is_babyish in zip(held, babyish, strict=True)
        if not is_babyish or any(s.goal not in served for s in candidate.serves)
    ]


def _is_babyish(candidate: Candidate, age: float) -> bool:
    oldest = candidate.variant.activity.max_age_months
    return oldest is not None and age >= oldest


def first_look(
    candidates: Iterable[Candidate], ahead: Ahead, estimate: Estimate
) -> list[Candidate]:
    """
    Return one grade of each activity, for a first week of finding out.

    It is the hardest whose needs were all seen, else the easiest; what only helps a
    capacity tells nothing about the goals and is left out.
    """
    chosen: dict[str, Candidate] = {}
    for candidate in candidates:
        if ahead.only_helps(candidate.serves):
            continue
        activity_id, needs = candidate.variant.activity.id, candidate.variant.grade.needs
        is_known = candidate.chance >= LOOK_FROM and all_seen(needs, estimate)
        if activity_id not in chosen or is_known:
            chosen[activity_id] = candidate
    return [chosen[i] for i in sorted(chosen)]


def just_right(candidates: Iterable[Candidate]) -> list[Candidate]:
    """
    Return, of the grades of one activity that lead to the same by the same, the one that fits best.

    Of equally fitting ones the hardest, so that nobody stays below what they can do.
    """
    best: dict[tuple[str, tuple[str, ...]], Candidate] = {}
    for candidate in candidates:
        variant = candidate.variant
        key = (variant.activity.id, candidate.serves[0].path if candidate.serves else ())
        held = best.get(key)
        if held is None or (candidate.fit, variant.number) > (held.fit, held.variant.number):
            best[key] = candidate
    return sorted(best.values(), key=lambda c: (c.variant.activity.id, c.variant.number))


def warm_ups(chosen: Iterable[Candidate], open_ones: Iterable[Candidate]) -> list[Candidate]:
    """
    Return what a session may open with: short rungs below a *chosen* one, sure to go well.

    Args:
        chosen: What fits best of each activity.

        open_ones: All grades that are open.
    """
    there = {c.variant.id for c in chosen}
    activities = {c.variant.activity.id for c in chosen}
    found = [
        c
        for c in open_ones
        if c.chance >= SURE_FROM
        and not c.is_whole
        and not c.variant.activity.own
        and c.variant.minutes <= WARM_UP_MINUTES
        and c.variant.activity.id in activities
        and c.variant.id not in there
    ]
    return sorted(found, key=lambda c: (c.variant.minutes, -c.fit, c.variant.id))[:WARM_UPS]


def all_seen(needs: Mapping[str, Level], estimate: Estimate) -> bool:
    """Return whether every one of *needs* was seen."""
    return all(estimate.is_seen(i, level) for i, level in needs.items())


def serves_of(activity: Activity | Ladder, grade: Grade | Rung, ahead: Ahead) -> tuple[Served, ...]:
    """
    Return the goals that *grade* of *activity* leads to, each by its best way.

    A capacity counts where the grade trains it well, in the domain of the goal or near it,
    and leads to a goal by nothing else. What comes back counts where the grade is mostly it.
    """
    if ahead.aims.keys().isdisjoint(grade.trains):
        return ()
    best: dict[str, tuple[float, Served]] = {}
    for skill_id, weight in sorted(grade.trains.items()):
        if skill_id in ahead.capacities and weight < CAPACITY_FROM:
            continue
        if skill_id in ahead.returning and weight < MOSTLY:
            continue
        for aim in ahead.aims.get(skill_id, ()):
            whole = skill_id == aim.goal and is_whole(activity, grade, skill_id)
            if aim.whole_only and not whole:
                continue
            if aim.keeps and _is_beyond(activity, grade, skill_id):
                continue
            if skill_id in ahead.capacities and not _akin(activity, aim.goal, ahead):
                continue
            share = aim.share * weight + whole
            if aim.goal not in best or share > best[aim.goal][0]:
                served = Served(goal=aim.goal, path=aim.path, whole=whole)
                best[aim.goal] = (share, served)
    ranked = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].goal))
    direct = [served for _, served in ranked if served.path[0] not in ahead.capacities]
    return tuple(direct or (served for _, served in ranked))


def is_whole(activity: Activity | Ladder, grade: Grade | Rung, skill_id: str) -> bool:
    """Return whether *grade* is the task *skill_id* itself, in some size."""
    weight = grade.trains.get(skill_id, 0.0)
    return weight >= 1.0 or (weight >= MOSTLY and skill_id in activity.is_task)


def _is_beyond(activity: Activity | Ladder, grade: Grade | Rung, skill_id: str) -> bool:
    """Return whether *grade* lies above the first that is *skill_id* most: more than to keep it."""
    weights = [rung.trains.get(skill_id, 0.0) for rung in activity.grades]
    return grade in activity.grades[weights.index(max(weights)) + 1 :]


def _akin(activity: Activity | Ladder, goal: str, ahead: Ahead) -> bool:
    """Return whether an activity is near enough to *goal* for a capacity to carry over."""
    domains = {activity.domain, ahead.domains[goal]}
    return len(domains) == 1 or domains == {"fine", "self-care"}


def _practice(
    variant: Variant, serves: tuple[Served, ...], ahead: Ahead, fit: float
) -> dict[str, int]:
    goals = {served.goal for served in serves if served.whole}
    found = {}
    for skill_id, weight in sorted(variant.grade.trains.items()):
        if skill_id in ahead.worth:
            whole = WHOLE_TASK if skill_id in goals else 1.0
            tenths = round(10 * variant.grade.minutes * weight * fit * whole)
            if tenths:
                found[skill_id] = tenths
    return found


def _bonus(variant: Variant, child: Child, age: float) -> int:
    bonus = LIKED * (variant.theme is not None) + SHUNNED * len(variant.shunned)
    for channel, offer in variant.activity.sensory_at(variant.grade).items():
        sensing = child.sensory.get(channel)
        if offer == "lots" and sensing == "avoids":
            bonus += AVOIDED
        elif offer != "little" and sensing == "seeks":
            bonus += SOUGHT
    minutes = variant.grade.minutes
    too_long = max(0, minutes - focus_of(child, age))
    return bonus * minutes + TOO_LONG * too_long


def share_of(goal: Goal, on: date) -> int:
    """
    Return the weight of *goal* in the minutes of a week from *on*: its priority, more when soon.

    The numbers of :data:`SOON` are our own judgement.
    """
    weeks = (goal.by - on).days / 7 if goal.by else inf
    return goal.priority * next((times for until, times in SOON if weeks <= until), 4)


def most_items(child: Child, age: float, minutes: int) -> int:
    """Return how many things a session of *minutes* holds: one more than spans of attention."""
    return max(1, min(MOST_ITEMS, minutes // focus_of(child, age) + 1))


def focus_of(child: Child, age: float) -> int:
    """Return the minutes that one thing holds *child*, at *age* months; a rule of thumb."""
    if child.focus_minutes is not None:
        return child.focus_minutes
    usual = next(minutes for until, minutes in FOCUS if age < until)
    return usual if child.tires == "no" else max(2, usual * 2 // 3)
