"""
What a plan says as a whole: whom it is for, what was assumed, what to know, what to expect.

What can be put together a second time must be said in exactly these words. The reasons in
``assumed`` and ``warnings`` must be made of the phrases of the tables named in
:data:`SPOKEN` and of names that the catalogue holds; a new phrase there needs no change
here. Who adds a line of its own to the plan adds the method that puts it together.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta

from motorplan.ability.estimating import Estimate
from motorplan.ages import age_months, corrected_age_months
from motorplan.catalogue import Catalogue
from motorplan.checking.firsts import Firsts
from motorplan.checking.person import Person
from motorplan.checking.sayings import Pieces, Sayings, tells_of_gone
from motorplan.model.children import Child, Goal
from motorplan.model.outlooks import GoalOutlook
from motorplan.model.plans import (
    DROPPED,
    Item,
    Plan,
    PlanChild,
    PlanWeek,
    Warn,
)
from motorplan.phrases import listed
from motorplan.vocabulary import WEEKDAYS

NEARLY = 0.0015
CLOSE = 0.5
THREE = 3
MOST_TIMES = 10
"""How many times the value, or the minutes, a bound may be; a true one lies far below."""

FAMILY = frozenset({"parent", "grandparent", "carer"})
URGENT = frozenset(
    {"lost-skill", "new-weakness", "neck", "walking-change", "bladder-or-bowel-change"}
    | {"breathing", "new-seizure", "head-injury", "faint"}
)
WORDS: tuple[tuple[float, str], ...] = ((0.8, "reached"), (0.5, "close"), (0.15, "under_way"))
"""Chances from which a goal that is built has a word; below all it is ``far``."""

SPOKEN: Mapping[str, tuple[str, ...]] = {
    "assumed": ("assumed",),
    "warnings": ("warn", "out", "change", "day", "place"),
}
Fault = tuple[str, str]


class Whole:
    """
    The parts of a plan that are not its weeks.

    Args:
        plan: The plan.

        child: The child file.

        catalogue: All texts and phrases.

        estimate: What is believed of the child at the start.

        person: The child on the first day.

        sayings: The phrases as pieces.

        practised: Skill id -> what the practice of the plan brings at most, in sigmas.
    """

    def __init__(
        self,
        plan: Plan,
        child: Child,
        catalogue: Catalogue,
        estimate: Estimate,
        person: Person,
        sayings: Sayings,
        practised: Mapping[str, float],
    ) -> None:
        self.plan, self.child, self.catalogue = plan, child, catalogue
        self.estimate, self.person, self.practised = estimate, person, practised
        self.say, self._sayings = catalogue.phrases.say, sayings
        self.items = [i for w in plan.weeks for s in w.sessions for i in s.items]

    def faults(self, adults: frozenset[str], *, progressive: bool) -> Iterator[Fault]:
        """
        Yield (rule, words) for everything that is wrong with the plan as a whole.

        Args:
            adults: Who is beside the child in its sessions.

            progressive: Whether nothing is ever stepped up for this child.
        """
        yield from self._signature(adults, progressive=progressive)
        yield from self._head()
        yield from self._notices()
        yield from self._assumed()
        yield from self._asked_first()
        yield from self._held()
        yield from self._goals()
        yield from self._warnings()
        yield from self._names()
        yield from self._search()

    def _signature(self, adults: frozenset[str], *, progressive: bool) -> Iterator[Fault]:
        family = self.say("paper.family")
        if progressive:
            family = f"{family} {self.say('paper.progressive')}"
        signed = {family, f"{self.say('paper.professional')} {family}"}
        if adults:
            signed -= {family} if not adults & FAMILY else signed - {family}
        if self.plan.disclaimer not in signed:
            yield "unsigned", "the stop signs are missing, or something else is said"

    def _head(self) -> Iterator[Fault]:
        plan, child = self.plan, self.child
        corrected = corrected_age_months(child.born, plan.start, child.gestation_weeks)
        about = PlanChild(
            id=child.id,
            name=child.name,
            age_months=round(age_months(child.born, plan.start), 1),
            corrected_age_months=None if corrected is None else round(corrected, 1),
            says=child.says,
        )
        if plan.child != about or plan.language != child.language:
            yield "child", "what it says of the child is not what the file says"
        monday = plan.start - timedelta(days=plan.start.weekday())
        weeks = len(plan.weeks)
        first_after = monday + timedelta(weeks=max(1, weeks))
        if plan.review_on < first_after or (weeks and plan.review_on != first_after):
            yield "review", "it is not looked at again on the Monday after it"

    def _notices(self) -> Iterator[Fault]:
        if {*self.plan.notices} != Firsts(self.plan, self.person, self.catalogue).due():
            yield "notices", "what comes first for this child is not said, or more is"

    # what was taken for granted

    def _assumed(self) -> Iterator[Fault]:
        rows = {(a.key, a.value) for a in self.plan.assumed}
        for key, value in self.person.taken():
            if (key, value) not in rows:
                yield "assumption-unsaid", f"that {key} is taken as {value} is not said"
        if len({a.key for a in self.plan.assumed}) != len(self.plan.assumed):
            yield "assumed", "something is assumed twice"
        plains = [self.catalogue.graph[goal.skill].plain for goal in self.child.goals]
        meanings = [m for table in self.catalogue.words.values() for m in table.values()]
        reasons = Pieces([*self._sayings.parts(*SPOKEN["assumed"]), *plains, *meanings, "and"])
        names = {"", *self._sayings.filled("named")}
        ids = [word for table in self.catalogue.words.values() for word in table]
        values = Pieces([*ids, *WEEKDAYS, "household", "none", "false"])
        for assumed in self.plan.assumed:
            if assumed.name not in names or not reasons.make(assumed.because):
                yield "assumed", f"the reason for {assumed.key} is not in our words"
            if not values.make(assumed.value):
                yield "assumed", f"{assumed.key} is taken as something that it cannot be"

    def _asked_first(self) -> Iterator[Fault]:
        """Yield faults of the questions to a professional, and of what they would open."""
        if not self.plan.ask_first:
            return
        standing = {r.id: r for rows in self.person.rules.values() for _, r in rows}
        ways = [a for a in map(self.catalogue.activities.get, self._ways()) if a]
        names = {a.name: [g.name for g in a.grades] for a in ways}
        for asked in self.plan.ask_first:
            rule = standing.get(asked.rule)
            if rule is None or rule.kind != "ask-first":
                yield "ask-first", f"{asked.rule} is nothing that somebody could open"
            elif asked.question != (rule.question or rule.plain):
                yield "ask-first", f"the question of {asked.rule} is another"
            if not all(self._opens(says, names) for says in asked.would_open):
                yield "ask-first", f"{asked.rule} would not open that"

    def _opens(self, says: str, names: Mapping[str, Collection[str]]) -> bool:
        """Return whether *says* is an activity of *names* with some of its grades."""
        _, start, end = self._sayings.parts("ask")
        for name in names:
            inside = says.removeprefix(f"{name}{start}").removesuffix(end)
            if {*inside.split("; ")} <= {*names[name]}:
                return says == self.say("ask.opens", name=name, grades=inside)
        return False

    def _ways(self) -> list[str]:
        """Return the ids of the activities that may lead to a goal."""
        graph = self.catalogue.graph
        skills = {i for g in self.child.goals for i in (g.skill, *graph.before(g.skill))}
        skills |= {i for skill_id in skills for i in graph[skill_id].supports}
        return sorted({a for i in skills for a in self.catalogue.training.get(i, ())})

    def _held(self) -> Iterator[Fault]:
        concerns: dict[str, str] = {str(c): said for c, said in self.child.concerns.items()}
        for concern in sorted(concerns.keys() - {row.concern for row in self.plan.held}):
            yield "concern-unsaid", f"the concern {concern} is not said"
        for row in self.plan.held:
            said = concerns.get(row.concern)
            if said is None or row.says != self.say(f"held.{row.concern}", said=said):
                yield "held", f"what is said of {row.concern} is not what the file says"
            if row.urgent != (row.concern in URGENT):
                yield "held", f"how soon to ask about {row.concern} is wrong"

    # goals, and what is expected

    def _is_set_aside(self, goal: Goal) -> bool:
        is_there = goal.kind == "build" and self.estimate.is_seen(goal.skill, goal.level)
        return is_there or not self.estimate.applies(goal.skill)

    def _goals(self) -> Iterator[Fault]:
        due = [goal for goal in self.child.goals if not self._is_set_aside(goal)]
        if [outlook.skill for outlook in self.plan.goals] != [goal.skill for goal in due]:
            yield "goals", "its goals are not those of the child"
            return
        for outlook, goal in zip(self.plan.goals, due, strict=True):
            yield from self._outlook(outlook, goal)

    def _outlook(self, outlook: GoalOutlook, goal: Goal) -> Iterator[Fault]:
        now = self.estimate.chance(goal.skill, goal.level)
        if abs(outlook.chance_now - now) > NEARLY:
            yield "numbers", f"the chance of {goal.skill} is not what was seen says"
        hoped, weeks = outlook.chance_expected, len(self.plan.weeks)
        in_order = 0 <= hoped.low <= hoped.mid <= hoped.high <= 1
        if not in_order or hoped.basis != self.say("paper.basis"):
            yield "numbers", "what is expected is out of order"
        if weeks and not 1 <= (outlook.reached_in_week or 1) <= weeks:
            yield "numbers", f"{goal.skill} is reached in a week that there is not"
        dose = _dose(self.items, goal.skill)
        said_dose = outlook.dose_minutes
        if dose != (said_dose.whole, said_dose.part, said_dose.also):
            yield "numbers", f"the minutes for {goal.skill} do not add up"
        word = _word(goal, now) if any(dose) else "waits"
        said = (goal.level, goal.kind, self.catalogue.graph[goal.skill].plain, goal.words)
        if (outlook.level, outlook.kind, outlook.name, outlook.words) != said:
            yield "goals", f"{goal.skill} is not the goal of the file"
        says = self._eased(goal.skill) if word == "adapt" else self.say(f"goal.{word}")
        if outlook.says != says:
            yield "goals", f"what is said of {goal.skill} is not so"

    def _eased(self, goal: str) -> str:
        """Return what is said of a goal to adapt: what eases it here, and what more there is."""
        lists, used, more = self.catalogue, list[str](), list[str]()
        for item in self.items:
            activity = lists.activities.get(item.activity)
            if activity and goal in {served.goal for served in item.serves}:
                used += [a.id for a in item.adaptations if a.id in lists.adaptations]
                for grade in activity.grades[item.grade - 1 : item.grade]:
                    more += grade.helped_by
        kinds = ([*dict.fromkeys(used)], [i for i in dict.fromkeys(more) if i not in used])
        plains = [[lists.adaptations[i].plain for i in ids[:THREE]] for ids in kinds]
        word = ("", "_try", "_used", "_both")[2 * bool(used) + bool(kinds[1])]
        fields = {"used": listed(plains[0]), "others": listed(plains[1])}
        return self.say(f"goal.adapt{word}", **fields)

    # what to know

    def _warnings(self) -> Iterator[Fault]:
        found = {(w.code, w.about) for w in self.plan.warnings if w.code != DROPPED}
        due, maybe = {*self._to_know()}, {*self._may_be_early()}
        due |= {("date-early", goal) for goal, surely in maybe if surely}
        for code, about in sorted(due - found, key=str):
            yield "warnings", f"{code} is not said ({about})"
        if self.items and found - due - {("date-early", goal) for goal, _ in maybe}:
            yield "warnings", "it warns of what is not so"
        for warning in self.plan.warnings:
            if not self._is_spoken(warning):
                yield "warnings", f"what it says of {warning.code} is not in our words"

    def _to_know(self) -> Iterator[tuple[str, str | None]]:
        """Yield (code, what it is about) for all that has to be said."""
        served = {s.goal for item in self.items for s in item.serves}
        whole = {s.goal for item in self.items for s in item.serves if s.whole}
        for goal in self.child.goals:
            if self._is_set_aside(goal):
                applies = self.estimate.applies(goal.skill)
                yield "goal-reached" if applies else "goal-not-for-now", goal.skill
            elif self.items and goal.skill not in served:
                yield "goal-unserved", goal.skill
            elif self.items and goal.skill not in whole:
                yield "goal-no-whole", goal.skill
        for tag, limit in self.child.limits.items():
            if self.items and any(self._count(tag, w) < (limit.min or 0) for w in self.plan.weeks):
                yield "tag-short", tag
        if self._other_interests():
            yield "interest", None

    def _count(self, tag: str, week: PlanWeek) -> int:
        names = [item.activity for session in week.sessions for item in session.items]
        known = self.catalogue.activities
        return sum(name in known and tag in known[name].tags for name in names)

    def _may_be_early(self) -> Iterator[tuple[str, bool]]:
        """
        Yield the goals whose date is early without any practice, and whether it is with it.

        Practice counts here as if all of it fitted well, so that the truth lies between.
        """
        start, weeks = self.plan.start, len(self.plan.weeks)
        for goal in self.child.goals:
            if goal.by is None or goal.kind != "build" or not self.items:
                continue
            by = max(goal.by, start)
            times = (by - start).days / 7 / weeks
            most = {i: gain * times for i, gain in self.practised.items()}
            if self._likely(goal, {}, by) < CLOSE and not self._is_set_aside(goal):
                yield goal.skill, self._likely(goal, most, by) < CLOSE

    def _likely(self, goal: Goal, practised: Mapping[str, float], on: date) -> float:
        return self.estimate.after(practised, on).chance(goal.skill, goal.level)

    def _other_interests(self) -> list[str]:
        themes = self.catalogue.themes if self.child.interests else {}
        known = {w.casefold() for i in themes for w in (i, *themes[i].also)}
        return [word for word in self.child.interests if word.casefold() not in known]

    def _is_spoken(self, warning: Warn) -> bool:
        """Return whether a warning is made of our phrases and of names; rules come last."""
        graph, lists = self.catalogue.graph, self.catalogue
        skills = [goal.skill for goal in self.child.goals]
        pieces = [*self._sayings.parts(*SPOKEN["warnings"]), *skills, "and"]
        pieces += [graph[i].plain for i in skills] + self._other_interests()
        if Pieces(pieces).make(warning.says):
            return True
        safety = lists.safety
        if warning.code == DROPPED:
            if tells_of_gone(warning.says, lists):
                return True
            pieces += lists.phrases.parts("kept.dropped")
            pieces += [word for i in lists.activities for word in (i, lists.activities[i].name)]
            pieces += [item.id for item in self.items]
            pieces += [cap.plain for cap in safety.caps.values()]
        pieces += [words for r in safety.rules.values() for words in (r.plain, r.question or "")]
        for table in (safety.features, safety.allergens, lists.tags, lists.materials):
            pieces += [word for i in table for word in (i, table[i].name)]
        pieces += [lists.materials[i].plain for i in lists.materials]
        pieces += [lists.adaptations[i].name for i in lists.adaptations]
        pieces += [node.plain for node in graph.nodes.values()]
        pieces += [lists.activities[i].name for i in self._ways()]
        pieces += [word for t in lists.words.values() for pair in t.items() for word in pair]
        return Pieces(pieces).make(warning.says)

    def _names(self) -> Iterator[Fault]:
        lists, used = self.catalogue, {goal.skill for goal in self.plan.goals}
        for item in self.items:
            used |= {item.position, *item.choices, *(t.skill for t in item.trains)}
            used |= {i for served in item.serves for i in served.path}
            used |= {item.routine} if item.routine else set()
        if missing := used - set(self.plan.names):
            yield "names", f"{', '.join(sorted(missing))} has no name"
        positions = lists.words["positions"]
        for word, name in self.plan.names.items():
            known = {positions.get(word)}
            known.add(lists.graph[word].plain if word in lists.graph else None)
            known.add(lists.routines[word].name if word in lists.routines else None)
            if name not in known and not self._is_activity(word, name):
                yield "names", f"{word} has another name"

    def _is_activity(self, word: str, name: str) -> bool:
        activity = self.catalogue.activities.get(word)
        return activity is not None and activity.name == name

    def _search(self) -> Iterator[Fault]:
        value, bound = self.plan.search.value, self.plan.search.bound
        if value > bound:
            yield "numbers", "its value lies above its bound"
        gap = (bound - value) / bound if bound else 0.0
        if abs(self.plan.search.gap - gap) > NEARLY:
            yield "numbers", "its gap is not that between value and bound"
        minutes = sum(s.minutes for week in self.plan.weeks for s in week.sessions)
        if self.items and bound > MOST_TIMES * max(value, minutes):
            yield "numbers", "its bound lies beyond all that its minutes could bring"


def _word(goal: Goal, chance: float) -> str:
    if goal.kind != "build":
        return goal.kind.replace("-", "_")
    return next((word for least, word in WORDS if chance >= least), "far")


def _dose(items: list[Item], goal: str) -> tuple[int, int, int]:
    """Return the minutes of the whole task, of parts, and of what is first for another goal."""
    whole = part = also = 0
    for item in items:
        for place, served in enumerate(item.serves):
            if served.goal == goal:
                whole += item.minutes * (served.whole and not place)
                part += item.minutes * (not served.whole and not place)
                also += item.minutes * (place > 0)
    return whole, part, also
