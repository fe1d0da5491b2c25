"""Replaying a whole plan: its days, its items, its numbers."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from hashlib import sha256
from itertools import pairwise

import attrs

from motorplan.ability.estimating import Estimate, Parameters
from motorplan.catalogue import Catalogue
from motorplan.checking.doing import BROUGHT, Demands, Doing, most_of
from motorplan.checking.person import Person
from motorplan.converting.values import unstructure
from motorplan.model.activities import Activity, Grade
from motorplan.model.children import Child, Slot, WeekTime, in_order
from motorplan.model.plans import Item, Plan, PlanWeek, Session, Violation
from motorplan.vocabulary import WEEKDAYS

NEARLY = 0.0015
USUAL_WEEK = WeekTime(days={day: (Slot(minutes=10),) for day in ("mon", "wed", "fri")})
Fault = tuple[str, str]


def check_plan(plan: Plan, child: Child, catalogue: Catalogue) -> tuple[Violation, ...]:
    """
    Replay *plan* on *child* and return every rule it breaks; nothing means that it is fine.

    Args:
        plan: The plan, made now or read from a file.

        child: The child file it is for.

        catalogue: The catalogue to judge it by.
    """
    return tuple(_Replay(plan, in_order(child), catalogue).violations())


class _Replay:
    def __init__(self, plan: Plan, child: Child, catalogue: Catalogue) -> None:
        self.plan, self.child, self.catalogue = plan, child, catalogue
        self.week = child.week or USUAL_WEEK
        self.estimate = Estimate(child, catalogue.graph, plan.start)
        self._practised: dict[str, float] = {}
        self._demands: dict[str, Demands] = {}
        self._people: dict[date, Person] = {}

    def violations(self) -> Iterator[Violation]:
        yield from self._at("plan", self._whole())
        for number, week in enumerate(self.plan.weeks, start=1):
            where = f"week {number}"
            yield from self._at(where, self._week_days(number, week))
            for session in week.sessions:
                yield from self._session(session, week)
            yield from self._at(where, self._tag_faults(week))
            yield from self._at(where, self._weekly_caps(week))
            self._practise(week)
        yield from self._at("plan", self._rest_faults())
        yield from self._at("goals", self._outlooks())

    @staticmethod
    def _at(where: str, faults: Iterator[Fault]) -> Iterator[Violation]:
        for rule, says in faults:
            yield Violation(where=where, rule=rule, says=says)

    def person(self, day: date) -> Person:
        if day not in self._people:
            self._people[day] = Person(self.child, self.catalogue.safety, day)
        return self._people[day]

    # the plan as a whole

    def _whole(self) -> Iterator[Fault]:
        plan = self.plan
        if plan.id != _hash(attrs.evolve(plan, id="")):
            yield "changed", "its content is not what its id says"
        if plan.made_from.catalogue != self.catalogue.fingerprint:
            yield "other-catalogue", "it was made from another catalogue"
        if plan.made_from.child != _hash(self.child):
            yield "other-child", "the child file has changed since it was made"
        concerned = {held.concern for held in plan.held}
        for concern in sorted(set(self.child.concerns) - concerned):
            yield "concern-unsaid", f"the concern {concern} is not said"
        if self.catalogue.phrases.say("paper.family") not in plan.disclaimer:
            yield "unsigned", "the stop signs are missing"
        assumed = {a.key for a in plan.assumed}
        if not self.person(plan.start).answered and "safety_asked" not in assumed:
            yield "assumption-unsaid", "that the safety questions are open is not said"
        search = plan.search
        if search.value > search.bound:
            yield "numbers", "its value lies above its bound"

    def _week_days(self, number: int, week: PlanWeek) -> Iterator[Fault]:
        monday = self.plan.start - timedelta(days=self.plan.start.weekday())
        first = max(self.plan.start, monday + timedelta(weeks=number - 1))
        if (week.number, week.start) != (number, first):
            yield "dates", f"week {number} should start on {first}"
        due = []
        for day in (first + timedelta(days=n) for n in range(7 - first.weekday())):
            slots = self._slots(day)
            due += [f"{day}-{n}" for n in range(1, len(slots) + 1)]
        if [session.id for session in week.sessions] != due:
            yield "dates", "its sessions are not those of the child's week"

    def _slots(self, day: date) -> tuple[Slot, ...]:
        if day in self.week.off:
            return ()
        return self.week.days.get(WEEKDAYS[day.weekday()], ())

    # one session

    def _session(self, session: Session, week: PlanWeek) -> Iterator[Violation]:
        slot = self._slot_of(session)
        if slot is None:
            yield Violation(where=session.id, rule="dates", says="there is no such slot")
            return
        doing = Doing(self.person(session.date), self.catalogue, self.estimate, slot, self.week)
        yield from self._at(session.id, self._session_faults(session, slot, doing))
        for item in session.items:
            yield from self._at(item.id, self._item(item, doing, week))
        yield from self._at(session.id, self._order_faults(session))
        yield from self._at(session.id, self._session_caps(session))

    def _slot_of(self, session: Session) -> Slot | None:
        _, _, number = session.id.rpartition("-")
        slots = self._slots(session.date)
        inside = number.isdigit() and 0 < int(number) <= len(slots)
        return slots[int(number) - 1] if inside else None

    def _session_faults(self, session: Session, slot: Slot, doing: Doing) -> Iterator[Fault]:
        if session.minutes != slot.minutes or session.place != doing.place:
            yield "slot", "minutes or place are not those of the file"
        used = sum(i.minutes + i.minutes_setup + i.minutes_tidy for i in session.items)
        if used > slot.minutes:
            yield "minutes", f"{used} minutes do not fit into {slot.minutes}"
        names = [item.activity for item in session.items]
        if len(names) != len(set(names)):
            yield "twice", "an activity comes twice"
        if slot.company == "group" and session.items:
            yield "group", "this time is kept for the group"
        ids = [f"{session.id}{chr(ord('a') + n)}" for n in range(len(session.items))]
        if ids != [item.id for item in session.items]:
            yield "ids", "its items are not numbered in order"

    def _order_faults(self, session: Session) -> Iterator[Fault]:
        for order in self.catalogue.safety.orders.values():
            done = False
            for item in session.items:
                demands = self._demands.get(item.id, {})
                if done and _reaches(demands, order.after):
                    yield order.id, order.plain
                done = done or _reaches(demands, order.before)

    # one item

    def _item(self, item: Item, doing: Doing, week: PlanWeek) -> Iterator[Fault]:
        activity = self.catalogue.activities.get(item.activity)
        if activity is None or not 0 < item.grade <= len(activity.grades):
            yield "unknown", "there is no such activity or grade"
            return
        grade = activity.grades[item.grade - 1]
        yield from self._wording(item, activity, grade)
        yield from doing.activity_faults(activity)
        yield from self._thing_faults(item, activity, grade, doing)
        demands = self._demands_of(item, activity, grade)
        if demands is not None:
            self._demands[item.id] = demands
        yield from doing.demand_faults(demands)
        yield from doing.sighting_faults(grade, demands or {})
        yield from doing.care_faults(demands or {}, item.supervision, item.position, item.cautions)
        yield from doing.watching_faults(item.supervision)
        yield from doing.watching_faults(grade.supervision)
        yield from self._neighbours(item, activity, doing)
        yield from self._purpose(item, grade)
        yield from self._chance(item, grade, week)

    def _wording(self, item: Item, activity: Activity, grade: Grade) -> Iterator[Fault]:
        same = (
            item.name == activity.name
            and item.grade_id == grade.id
            and item.steps == grade.steps
            and item.say == grade.say
            and item.criterion.startswith(grade.success)
            and item.evidence == activity.evidence
        )
        if not same:
            yield "wording", "its words are not those of the catalogue"
        if not set(grade.stop_if) <= set(item.stop_if):
            yield "stop-signs", "a stop sign is missing"
        times = (item.minutes, item.minutes_setup, item.minutes_tidy)
        if times != (grade.minutes, grade.minutes_setup, grade.minutes_tidy):
            yield "minutes", "its minutes are not those of the grade"
        if item.position not in grade.positions:
            yield "position", f"it is not done {item.position}"
        if self.child.touch_help == "no" and {"partial", "hand-under-hand", "full"} & {*item.help}:
            yield "touch", "the file says that no adult guides hands"

    def _thing_faults(
        self, item: Item, activity: Activity, grade: Grade, doing: Doing
    ) -> Iterator[Fault]:
        there = {m.instead_of or m.id: m.id for m in item.materials}
        allowed = {}
        for material_id, stand_ins, optional in doing.wanted(activity, grade):
            allowed[material_id] = {material_id, *stand_ins}
            if material_id not in there and not optional:
                yield "material", f"{material_id} is missing"
        for wanted, used in there.items():
            if used not in allowed.get(wanted, ()):
                yield "material", f"{used} cannot stand in for {wanted}"
            elif used in self.catalogue.materials:
                yield from doing.thing_faults(used)
        for used_id in (a.id for a in item.adaptations):
            adaptation = self.catalogue.adaptations.get(used_id)
            if adaptation is None or used_id not in grade.helped_by:
                yield "adaptation", f"{used_id} does not belong to this grade"
            elif adaptation.equipment and used_id not in self.child.equipment:
                yield "adaptation", f"{used_id} is not at hand"
            elif doing.person.allergens & {*adaptation.allergens}:
                yield "allergen", f"{used_id} holds an allergen"

    def _demands_of(self, item: Item, activity: Activity, grade: Grade) -> Demands | None:
        lists = self.catalogue
        parts: list[Demands | None] = [activity.features, grade.features]
        parts.append(BROUGHT.get(item.position, {}))
        parts += [lists.materials[m.id].hazards for m in item.materials if m.id in lists.materials]
        parts += [
            lists.adaptations[a.id].hazards for a in item.adaptations if a.id in lists.adaptations
        ]
        if item.routine and item.routine in lists.routines:
            parts.append(lists.routines[item.routine].hazards)
        if item.theme and item.theme in lists.themes:
            parts.append(lists.themes[item.theme].hazards)
        return most_of(parts)

    def _neighbours(self, item: Item, activity: Activity, doing: Doing) -> Iterator[Fault]:
        """Yield faults of the rungs and choices that an item offers."""
        above = item.step_up is not None
        if above and (self.child.concerns or self._is_progressive):
            yield "step-up", "nothing harder may be offered"
        for offered, number in ((above, item.grade + 1), (item.step_down, item.grade - 1)):
            if not offered or number < 1:
                continue
            is_there = number <= len(activity.grades)
            if not is_there or not doing.is_open(activity, activity.grades[number - 1]):
                yield "step", f"grade {number} that it offers is not open"
        for choice in item.choices:
            other = self.catalogue.activities.get(choice)
            if other is None or not any(doing.is_open(other, g) for g in other.grades):
                yield "choice", f"{choice} that it offers is not open"

    @property
    def _is_progressive(self) -> bool:
        function, words = self.child.function, self.catalogue.safety.precautions
        if function and function.course == "progressive":
            return True
        return any(words[p.id].progressive for p in self.child.precautions if p.id in words)

    def _purpose(self, item: Item, grade: Grade) -> Iterator[Fault]:
        if {t.skill: t.weight for t in item.trains} != grade.trains:
            yield "trains", "what it trains is not what the catalogue says"
        goals = {goal.skill for goal in self.child.goals}
        if not item.serves:
            yield "serves", "it serves no goal"
        for served in item.serves:
            if served.goal not in goals:
                yield "serves", f"{served.goal} is no goal of this child"
            if served.path[0] not in grade.trains or served.path[-1] != served.goal:
                yield "serves", "its path does not lead from what it trains to the goal"
            for earlier, later in pairwise(served.path):
                node = self.catalogue.graph[later]
                if earlier not in {*node.requires, *node.follows, *node.supports}:
                    yield "serves", f"nothing leads from {earlier} to {later}"

    # numbers

    def _chance(self, item: Item, grade: Grade, week: PlanWeek) -> Iterator[Fault]:
        """Yield a chance that lies below no practice or above all the practice so far."""
        lowered: dict[str, int] = {}
        for used in item.adaptations:
            if used.id in self.catalogue.adaptations:
                for skill_id, levels in self.catalogue.adaptations[used.id].lowers.items():
                    lowered[skill_id] = max(levels, lowered.get(skill_id, 0))
        low = self.estimate.after({}, week.start).of_needs(grade.needs, lowered)
        high = self.estimate.after(self._practised, week.start).of_needs(grade.needs, lowered)
        if not low.chance - NEARLY <= item.chance <= high.chance + NEARLY:
            yield "numbers", f"its chance is not what was seen says ({item.chance})"
        if item.limited_by is not None and item.limited_by not in grade.needs:
            yield "numbers", "the hard part it names is none of its needs"

    def _practise(self, week: PlanWeek) -> None:
        rate = Parameters().gain_a_minute
        for session in week.sessions:
            for item in session.items:
                for trained in item.trains:
                    gained = rate * item.minutes * trained.weight
                    held = self._practised.get(trained.skill, 0.0)
                    self._practised[trained.skill] = held + gained

    def _outlooks(self) -> Iterator[Fault]:
        goals = {goal.skill: goal for goal in self.child.goals}
        items = [i for w in self.plan.weeks for s in w.sessions for i in s.items]
        for outlook in self.plan.goals:
            if outlook.skill not in goals:
                yield "goals", f"{outlook.skill} is no goal of this child"
                continue
            now = self.estimate.chance(outlook.skill, goals[outlook.skill].level)
            if abs(outlook.chance_now - now) > NEARLY:
                yield "numbers", f"the chance of {outlook.skill} is not what was seen says"
            hoped = outlook.chance_expected
            if not 0 <= hoped.low <= hoped.mid <= hoped.high <= 1:
                yield "numbers", "what is expected is out of order"
            whole, part = _dose(items, outlook.skill)
            if (whole, part) != (outlook.dose_minutes.whole, outlook.dose_minutes.part):
                yield "numbers", f"the minutes for {outlook.skill} do not add up"

    # spacing, caps, tags

    def _tag_faults(self, week: PlanWeek) -> Iterator[Fault]:
        counts: dict[str, int] = {}
        for session in week.sessions:
            for item in session.items:
                if item.activity in self.catalogue.activities:
                    for tag in self.catalogue.activities[item.activity].tags:
                        counts[tag] = counts.get(tag, 0) + 1
        for tag, limit in self.child.limits.items():
            if limit.max is not None and counts.get(tag, 0) > limit.max:
                yield "tag-limit", f"{tag} comes more than {limit.max} times"

    def _load(self, session: Session, feature: str, at_least: float) -> int:
        return sum(
            item.minutes
            for item in session.items
            if self._demands.get(item.id, {}).get(feature, 0.0) >= at_least
        )

    def _session_caps(self, session: Session) -> Iterator[Fault]:
        for cap in self.person(session.date).caps:
            load = self._load(session, cap.feature, cap.at_least)
            if cap.minutes_a_session is not None and load > cap.minutes_a_session:
                yield cap.id, cap.plain

    def _weekly_caps(self, week: PlanWeek) -> Iterator[Fault]:
        for cap in self.catalogue.safety.caps.values():
            days = [s for s in week.sessions if self.person(s.date).meets(cap.when)]
            load = sum(self._load(s, cap.feature, cap.at_least) for s in days)
            if cap.minutes_a_week is not None and load > cap.minutes_a_week:
                yield cap.id, cap.plain

    def _rest_faults(self) -> Iterator[Fault]:
        sessions = [s for week in self.plan.weeks for s in week.sessions]
        for cap in self.catalogue.safety.caps.values():
            days = sorted(
                {
                    s.date
                    for s in sessions
                    if self._load(s, cap.feature, cap.at_least)
                    and self.person(s.date).meets(cap.when)
                }
            )
            for earlier, later in pairwise(days):
                if (later - earlier).days <= cap.rest_days:
                    yield cap.id, cap.plain


def _reaches(demands: Demands, least: Mapping[str, float]) -> bool:
    return any(demands.get(feature, 0.0) >= amount for feature, amount in least.items())


def _dose(items: list[Item], goal: str) -> tuple[int, int]:
    whole = part = 0
    for item in items:
        for served in item.serves:
            if served.goal == goal:
                whole += item.minutes * served.whole
                part += item.minutes * (not served.whole)
    return whole, part


def _hash(thing: object) -> str:
    text = json.dumps(unstructure(thing), ensure_ascii=False, sort_keys=True)
    return f"sha256:{sha256(text.encode()).hexdigest()}"
