"""
Replaying the plan of a group: each child's part as a plan of its own, then the room.

A child's part is judged as any plan of that child is, in the time and place of the group. What
several children make of a room is worked out here a second time: what lies on the table for
everybody, who has to be watched how closely, and how many can be watched at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from motorplan.catalogue import Catalogue
from motorplan.checking.behind import form_faults, hash_of, parted
from motorplan.checking.doing import Demands, Doing, most_of
from motorplan.checking.plans import USUAL_WEEK, Replay
from motorplan.checking.rooms import RoomWords
from motorplan.frozen import evolve
from motorplan.model.children import Child, WeekTime, in_order
from motorplan.model.groups import (
    Group,
    GroupItem,
    GroupPlan,
    GroupSession,
    Part,
    group_in_order,
    plain,
)
from motorplan.model.outlooks import GoalOutlook
from motorplan.model.plans import (
    AskFirst,
    Assumed,
    Held,
    MadeFrom,
    Plan,
    PlanChild,
    PlanWeek,
    Violation,
    Warn,
)
from motorplan.vocabulary import SUPERVISION

WATCHED_AT_ONCE: Mapping[str, int] = {"in-sight": 8, "near": 4, "arms-reach": 2, "one-to-one": 1}
"""How many children one adult can watch so closely."""

SPREADS = frozenset({"wet", "not-to-swallow"})
"""What goes from hand to hand where it makes a mess."""

Fault = tuple[str, str]


def check_group_plan(plan: GroupPlan, group: Group, catalogue: Catalogue) -> tuple[Violation, ...]:
    """
    Replay *plan* on every child and on the room; nothing means that it is fine.

    Args:
        plan: The plan, made now or read from a file.

        group: The group it is for, with the files of its children.

        catalogue: The catalogue to judge it by.
    """
    return tuple(_GroupReplay(plan, group, catalogue).violations())


class _GroupReplay:
    def __init__(self, plan: GroupPlan, group: Group, catalogue: Catalogue) -> None:
        group = group_in_order(group)
        self.plan, self.group, self.catalogue = plan, group, catalogue
        self.children = {
            child.id: evolve(child, logs=tuple(g for g in child.logs if g.on < plan.planned_from))
            for child in group.children
        }
        self.seated = {i: seated(child, group) for i, child in self.children.items()}
        there = {about.id for about in plan.children}
        self.parts = {i: part_of(plan, i, c) for i, c in self.seated.items() if i in there}
        self.replays = {i: self._replay(i) for i in self.parts}
        people = [replay.person(plan.planned_from) for replay in self.replays.values()]
        self.words = RoomWords(group, catalogue, {a for p in people for a in p.allergens})

    def _replay(self, child_id: str) -> Replay:
        """Return the replay of one child's part that lies ahead, after what lies behind."""
        behind, ahead = parted(self.parts[child_id])
        child = self.seated[child_id]
        return Replay(ahead, child, self.catalogue, behind=behind, in_group=True)

    def violations(self) -> Iterator[Violation]:
        yield from self._at("plan", self._head())
        if {about.id for about in self.plan.children} != self.children.keys():
            yield Violation(where="plan", rule="children", says="it is not for these children")
            return
        if any(not self._is_whole(item) for item in self._items()):
            yield Violation(where="plan", rule="children", says="a child has no part in an item")
            return
        yield from self._at("plan", form_faults(next(iter(self.parts.values()))))
        for child_id, replay in self.replays.items():
            for broken in replay.violations():
                where = f"{child_id}, {broken.where}"
                yield evolve(broken, where=where)
        yield from self._at("plan", self.words.of_plan(self.plan))
        for session in self.plan.sessions:
            if session.date >= self.plan.planned_from:
                yield from self._session(session)

    @staticmethod
    def _at(where: str, faults: Iterator[Fault]) -> Iterator[Violation]:
        for rule, says in faults:
            yield Violation(where=where, rule=rule, says=says)

    def _items(self) -> Iterator[GroupItem]:
        for session in self.plan.sessions:
            yield from session.items

    def _is_whole(self, item: GroupItem) -> bool:
        """Return whether every child has a part in *item*, and nobody else."""
        return item.children.keys() == self.children.keys() and all(
            (part.id, part.activity, part.locked) == (item.id, item.activity, item.locked)
            for part in item.children.values()
        )

    def _head(self) -> Iterator[Fault]:
        plan, made = self.plan, self.plan.made_from
        if plan.id != hash_of(evolve(plan, id="")):
            yield "changed", "its content is not what its id says"
        if made.catalogue != self.catalogue.fingerprint:
            yield "other-catalogue", "it was made from another catalogue"
        if made.group != hash_of(evolve(self.group, children=())):
            yield "other-group", "the group file has changed since it was made"
        for child_id, child in self.children.items():
            if made.child.get(child_id) != hash_of(evolve(child, logs=())):
                yield "other-child", f"the file of {child_id} has changed since it was made"
            if made.journal.get(child_id) != (hash_of(child.logs) if child.logs else None):
                yield "other-journal", f"what was logged for {child_id} has changed since"

    # the room

    def _session(self, session: GroupSession) -> Iterator[Violation]:
        doings: dict[str, Doing] = {}
        for child_id, replay in self.replays.items():
            slot = replay.slot_of(session.of(child_id))
            if slot is None:
                return
            doings[child_id] = replay.doing(session.date, slot)
        yield from self._at(session.id, self._time(session))
        adults = next(iter(doings.values())).adults
        yield from self._at(session.id, self.words.of_session(session, adults))
        for item in session.items:
            yield from self._at(item.id, self._item(item, doings))
            yield from self._at(item.id, self.words.of_item(item, adults))

    def _time(self, session: GroupSession) -> Iterator[Fault]:
        quick = any(child.tires == "quickly" for child in self.children.values())
        usable = session.minutes * 2 // 3 if quick else session.minutes
        used = 0
        for item in session.items:
            parts = list(item.children.values())
            longest = (
                max(part.minutes for part in parts),
                max(part.minutes_setup for part in parts),
                max(part.minutes_tidy for part in parts),
            )
            if (item.minutes, item.minutes_setup, item.minutes_tidy) != longest:
                yield "minutes", "it does not take as long as the child who takes longest"
            used += sum(longest)
        if used > usable:
            yield "minutes", f"{used} minutes do not fit into {usable}"

    def _item(self, item: GroupItem, doings: Mapping[str, Doing]) -> Iterator[Fault]:
        activity = self.catalogue.activities.get(item.activity)
        if activity is None or any(
            not 0 < part.grade <= len(activity.grades) for part in item.children.values()
        ):
            return
        size = len(item.children)
        if activity.private or not activity.group.least <= size <= activity.group.most:
            yield "group", f"it is not for {size} children at once"
        table = self._table(item, {})
        for child_id, part in item.children.items():
            doing = doings[child_id]
            yield from self._beside(part, doing, table)
            yield from self._allergens(item, doing)
        watched = [part.watched for part in item.children.values()]
        if not _can_be_watched(watched, next(iter(doings.values())).adults):
            yield "supervision", "the adults there cannot watch all of them so closely"
        if item.supervision != max(watched, key=SUPERVISION.index):
            yield "supervision", "it does not say the closest watching that is needed"
        yield from self._steps(item, doings)

    def _table(self, item: GroupItem, other: Mapping[str, Demands]) -> Demands:
        """Return what lies on the table, *other* demands in place of those of some children."""
        demands = [
            other.get(i) or replay.items.demands.get(item.id, {})
            for i, replay in self.replays.items()
        ]
        features = self.catalogue.safety.features
        there = {
            feature: amount
            for feature, amount in most_of(demands).items()
            if feature in features and features[feature].kind == "thing"
        }
        makes_mess = self.catalogue.activities[item.activity].mess != "none"
        return {**there, "shared-wet": 1} if makes_mess and SPREADS & {*there} else there

    def _beside(self, part: Part, doing: Doing, table: Demands) -> Iterator[Fault]:
        """Yield what speaks against a child beside all that lies on the *table*."""
        grade = self.catalogue.activities[part.activity].grades[part.grade - 1]
        own = self.replays[doing.person.child.id].items.demands.get(part.id, {})
        together = most_of([own, table])
        yield from doing.demand_faults(together)
        yield from doing.sighting_faults(grade, together)
        said = (*part.cautions, *part.beside)
        yield from doing.care_faults(together, part.watched, part.position, said)
        if SUPERVISION.index(part.watched) < SUPERVISION.index(part.supervision):
            yield "supervision", "a child is watched less closely than its own part needs"

    def _allergens(self, item: GroupItem, doing: Doing) -> Iterator[Fault]:
        """Yield what a child must not meet in the things of anybody."""
        known, helps = self.catalogue.materials, self.catalogue.adaptations
        held = {*self.catalogue.activities[item.activity].allergens}
        for part in item.children.values():
            held |= {a for m in part.materials if m.id in known for a in known[m.id].allergens}
            held |= {a for h in part.adaptations if h.id in helps for a in helps[h.id].allergens}
        for allergen in sorted(held & doing.person.allergens):
            yield "allergen", f"something in the room may contain {allergen}"

    def _steps(self, item: GroupItem, doings: Mapping[str, Doing]) -> Iterator[Fault]:
        """Yield the rungs that a child is offered and the others must not be beside."""
        activity = self.catalogue.activities[item.activity]
        for child_id, part in item.children.items():
            offered = [(part.grade + 1, part.step_up)]
            if part.step_down != activity.grades[part.grade - 1].step_down:
                offered.append((part.grade - 1, part.step_down))
            for number, says in offered:
                if says is None or not 0 < number <= len(activity.grades):
                    continue
                grade = activity.grades[number - 1]
                way = doings[child_id].way(activity, grade)
                table = self._table(item, {child_id: way} if way else {})
                for other_id, other in item.children.items():
                    theirs = grade if other_id == child_id else activity.grades[other.grade - 1]
                    doing = doings[other_id]
                    shut = [*doing.demand_faults(table), *doing.sighting_faults(theirs, table)]
                    if shut:
                        yield "step", f"grade {number} that a child is offered is not for the room"


def _can_be_watched(needed: Sequence[str], adults: int) -> bool:
    """
    Return whether *adults* can watch all, each of them as closely as *needed* says.

    Each child takes its part of an adult; one adult alone with several is at nobody's side.
    """
    if adults == 1 and len(needed) > 1 and {"arms-reach", "one-to-one"} & {*needed}:
        return False
    return sum(Fraction(1, WATCHED_AT_ONCE[one]) for one in needed) <= adults


def seated(child: Child, group: Group) -> Child:
    """Return *child* with the time of *group* for its own; its own room's allergens stay."""
    week: WeekTime = group.week or USUAL_WEEK
    own = child.week.room_allergens if child.week else ()
    days = {
        day: tuple(evolve(slot, company="group") for slot in slots)
        for day, slots in week.days.items()
    }
    both = tuple(sorted({*own, *week.room_allergens}))
    return in_order(evolve(child, week=evolve(week, days=days, room_allergens=both)))


def part_of(plan: GroupPlan, child_id: str, child: Child) -> Plan:
    """Return the part of one child in *plan* as a plan of the *child* alone."""
    about = next(member for member in plan.children if member.id == child_id)
    part = Plan(
        made_from=MadeFrom(
            motorplan=plan.made_from.motorplan,
            child=hash_of(evolve(child, logs=())),
            journal=hash_of(child.logs) if child.logs else None,
            catalogue=plan.made_from.catalogue,
        ),
        language=child.language,
        child=plain(PlanChild, about),
        start=plan.start,
        kept_until=plan.kept_until,
        look_and_see=about.look_and_see,
        disclaimer=about.disclaimer,
        notices=about.notices,
        assumed=tuple(plain(Assumed, a) for a in plan.assumed if a.child == child_id),
        ask_first=tuple(plain(AskFirst, a) for a in plan.ask_first if a.child == child_id),
        held=tuple(plain(Held, h) for h in plan.held if h.child == child_id),
        weeks=tuple(
            PlanWeek(
                number=week.number,
                start=week.start,
                notes=week.children.get(child_id, ()),
                sessions=tuple(session.of(child_id) for session in week.sessions),
            )
            for week in plan.weeks
        ),
        goals=tuple(plain(GoalOutlook, g) for g in plan.goals if g.child == child_id),
        review_on=plan.review_on,
        warnings=tuple(plain(Warn, w) for w in plan.warnings if w.child == child_id),
        search=plan.search,
        names=plan.names,
        taken_out=plan.taken_out,
    )
    return evolve(part, id=hash_of(part))
