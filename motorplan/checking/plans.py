"""Replaying a whole plan: its days, its items, its numbers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from itertools import pairwise

from motorplan.ability.estimating import Estimate
from motorplan.ability.scale import Parameters
from motorplan.catalogue import Catalogue
from motorplan.checking.behind import (
    demands_behind,
    form_faults,
    hash_of,
    monday_of,
    parted,
    wrong_ids,
)
from motorplan.checking.doing import Demands, Doing, adults_of
from motorplan.checking.items import Items
from motorplan.checking.person import Person
from motorplan.checking.whole import Whole
from motorplan.frozen import evolve
from motorplan.model.children import Child, Slot, WeekTime, in_order
from motorplan.model.plans import Plan, PlanWeek, Session, Violation
from motorplan.phrases import listed
from motorplan.vocabulary import WEEKDAYS

LOOK_AGAIN, NEW_AT_HOME, MOST_ITEMS = 4, {"same": 1, "some": 1, "lots": 2}, 5
SPANS = ((12, 2), (24, 3), (36, 5), (48, 7), (60, 8), (84, 10))
"""Months of age, and minutes that one thing holds a child under them; 12 from there on."""

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
    behind, ahead = parted(plan)
    known = tuple(log for log in child.logs if log.on < ahead.start)
    child = evolve(in_order(child), logs=known)
    form = [Violation(where="plan", rule=rule, says=says) for rule, says in form_faults(plan)]
    return (*form, *Replay(ahead, child, catalogue, behind=behind).violations())


class Replay:
    """
    Replays the plan of one child.

    Args:
        plan: The plan.

        child: The child it is for, with all entries in one order.

        catalogue: What to judge it by.

        behind: Sessions that lie behind: what they did counts for the days that follow.

        in_group: Whether it is the child's part in the plan of a group, so that the time
            kept for the group is the time to fill.
    """

    def __init__(
        self,
        plan: Plan,
        child: Child,
        catalogue: Catalogue,
        *,
        behind: Sequence[Session] = (),
        in_group: bool = False,
    ) -> None:
        self.plan, self.child, self.catalogue = plan, child, catalogue
        self.behind, self.in_group = behind, in_group
        self.week = child.week or USUAL_WEEK
        self.estimate = Estimate(child, catalogue.graph, plan.start)
        self.items = Items(child, catalogue)
        self._demands = self.items.demands
        for item in (item for session in behind for item in session.items):
            self._demands[item.id] = demands_behind(item, catalogue)
        self._practised: dict[str, float] = {}
        self._people: dict[date, Person] = {}
        self._alike: dict[object, Person] = {}
        self._doings: dict[tuple[Person, Slot], Doing] = {}
        self._known = {log.activity for log in self.child.logs if log.how != "not-done"}
        self._known |= {item.activity for session in behind for item in session.items}
        items = [item for session in plan.sessions for item in session.items]
        self._is_by_hand = bool(plan.taken_out) or any(item.locked for item in items)

    def violations(self) -> Iterator[Violation]:
        """Yield every rule that the plan breaks."""
        for number, week in enumerate(self.plan.weeks, start=1):
            where = f"week {number}"
            self._begin(number, week)
            yield from self._at(where, self._week_days(number, week))
            for session in week.sessions:
                yield from self._session(session)
            yield from self._at(where, self._tag_faults(week))
            yield from self._at(where, self._new_faults(number, week))
            yield from self._at(where, self._weekly_caps(week))
            self._practise(week)
        yield from self._at("plan", self._rest_faults())
        yield from self._at("plan", self._whole())

    @staticmethod
    def _at(where: str, faults: Iterator[Fault]) -> Iterator[Violation]:
        for rule, says in faults:
            yield Violation(where=where, rule=rule, says=says)

    def person(self, day: date) -> Person:
        """Return the child on *day*."""
        if day not in self._people:
            person = Person(self.child, self.catalogue.safety, day)
            alike = (person.standing, self.estimate.stale_on(day))
            self._people[day] = self._alike.setdefault(alike, person)
        return self._people[day]

    def doing(self, day: date, slot: Slot) -> Doing:
        """Return what may be done with the child in *slot* on *day*."""
        person = self.person(day)
        if (person, slot) not in self._doings:
            doing = Doing(person, self.catalogue, self.estimate, slot, self.week)
            self._doings[person, slot] = doing
        return self._doings[person, slot]

    # the plan as a whole, and its weeks

    def _whole(self) -> Iterator[Fault]:
        plan = self.plan
        if plan.id != hash_of(evolve(plan, id="")):
            yield "changed", "its content is not what its id says"
        if plan.made_from.catalogue != self.catalogue.fingerprint:
            yield "other-catalogue", "it was made from another catalogue"
        logs = self.child.logs
        if plan.made_from.journal != (hash_of(logs) if logs else None):
            yield "other-journal", "what was logged before its start has changed since it was made"
        if plan.made_from.child != hash_of(evolve(self.child, logs=())):
            yield "other-child", "the child file has changed since it was made"
        sessions = [s for week in plan.weeks for s in week.sessions]
        slots = [slot for s in sessions if (slot := self.slot_of(s))]
        adults = frozenset(adults_of(slot, self.week)[-1] for slot in slots)
        start = self.person(plan.start)
        sayings = self.items.words.sayings
        whole = Whole(
            plan, self.child, self.catalogue, self.estimate, start, sayings, self._practised
        )
        yield from whole.faults(adults, progressive=self.items.is_progressive)

    def _begin(self, number: int, week: PlanWeek) -> None:
        begun = week.start != self.plan.start
        least = self.estimate.after({}, week.start) if begun else self.estimate
        most = self.estimate.after(self._practised, week.start) if self._practised else least
        self.items.begin(number, least, most, finding_out=self._finds_out(number))

    def _finds_out(self, number: int) -> bool:
        return self.plan.look_and_see and number == 1

    def _week_days(self, number: int, week: PlanWeek) -> Iterator[Fault]:
        monday = self.plan.start - timedelta(days=self.plan.start.weekday())
        first = max(self.plan.start, monday + timedelta(weeks=number - 1))
        if (week.number, week.start) != (number, first):
            yield "dates", f"week {number} should start on {first}"
        due = []
        for day in (first + timedelta(days=n) for n in range(7 - first.weekday())):
            slots = self._slots(day)
            due += [(f"{day}-{n}", day) for n in range(1, len(slots) + 1)]
        if [(session.id, session.date) for session in week.sessions] != due:
            yield "dates", "its sessions are not those of the child's week"
        if week.notes != tuple(self._notes(number, week)):
            yield "wording", "its notes are not what a week of its kind says"

    def _notes(self, number: int, week: PlanWeek) -> Iterator[str]:
        """Yield what there is to say of a week: its kind, its play world, what to look at."""
        say, lists = self.catalogue.phrases.say, self.catalogue
        items = [item for session in week.sessions for item in session.items]
        if self._finds_out(number):
            yield say("week.look_and_see")
        liked = self.items.liked
        if len(liked) > 1:
            turn = (week.start.toordinal() - week.start.weekday()) // 7 % len(liked)
            if liked[turn] in {item.theme for item in items}:
                yield say("week.theme", theme=lists.themes[liked[turn]].name)
        whole = sorted({s.goal for item in items for s in item.serves if s.whole})
        if number % LOOK_AGAIN == 0 and whole:
            yield say("week.look_again", goals=listed([lists.graph[i].plain for i in whole]))

    def _slots(self, day: date) -> tuple[Slot, ...]:
        if day in self.week.off:
            return ()
        return self.week.days.get(WEEKDAYS[day.weekday()], ())

    # one session

    def _session(self, session: Session) -> Iterator[Violation]:
        slot = self.slot_of(session)
        if slot is None:
            yield Violation(where=session.id, rule="dates", says="there is no such slot")
            return
        doing = self.doing(session.date, slot)
        yield from self._at(session.id, self._session_faults(session, slot, doing))
        for item in session.items:
            yield from self._at(item.id, self.items.faults(item, session, doing))
        yield from self._at(session.id, self._order_faults(session))
        yield from self._at(session.id, self._session_caps(session))

    def slot_of(self, session: Session) -> Slot | None:
        """Return the slot of the child's week that *session* is in, or None."""
        _, _, number = session.id.rpartition("-")
        slots = self._slots(session.date)
        inside = number.isdecimal() and 0 < int(number) <= len(slots)
        return slots[int(number) - 1] if inside else None

    def _session_faults(self, session: Session, slot: Slot, doing: Doing) -> Iterator[Fault]:
        at = slot.at.isoformat("minutes") if isinstance(slot.at, time) else slot.at
        if (session.minutes, session.place, session.at) != (slot.minutes, doing.place, at):
            yield "slot", "minutes, place or time are not those of the file"
        used = sum(i.minutes + i.minutes_setup + i.minutes_tidy for i in session.items)
        usable = slot.minutes * 2 // 3 if self.child.tires == "quickly" else slot.minutes
        if used > usable:
            yield "minutes", f"{used} minutes do not fit into {usable}"
        leading = sum(item.role != "extra" and not item.locked for item in session.items)
        held = max(1, min(MOST_ITEMS, usable // self._span() + 1))
        if leading > held or len(session.items) > MOST_ITEMS:
            yield "items", "more things than its minutes hold a child for"
        names = [item.activity for item in session.items]
        if len(names) != len(set(names)):
            yield "twice", "an activity comes twice"
        chosen = [item for item in session.items if item.role != "extra" or not item.locked]
        if sum(1 if item.role == "extra" else -1 for item in chosen) > 0:
            yield "extras", "more own ideas than what leads to a goal"
        if self._is_kept(slot) and session.items:
            yield "group", "this time is kept for the group"
        if wrong_ids(session):
            yield "ids", "its items are not named after it, each once"
        if session.note != self._note(session, slot, doing):
            yield "wording", "its note is not what there is to say"

    def _span(self) -> int:
        """Return the minutes that one thing holds the child in the week that is replayed."""
        if self.child.focus_minutes is not None:
            return self.child.focus_minutes
        age = self.items.age
        usual = next((minutes for until, minutes in SPANS if age < until), 12)
        return usual if self.child.tires == "no" else max(2, usual * 2 // 3)

    def _is_kept(self, slot: Slot) -> bool:
        return slot.company == "group" and not self.in_group

    def _note(self, session: Session, slot: Slot, doing: Doing) -> str | None:
        if self._is_kept(slot):
            return self.catalogue.phrases.say("session.group")
        if session.items:
            return None
        word = "nobody" if doing.adults < 1 else "empty"
        return self.catalogue.phrases.say(f"session.{word}")

    def _order_faults(self, session: Session) -> Iterator[Fault]:
        for order in self.catalogue.safety.orders.values():
            done = False
            for item in session.items:
                demands = self._demands.get(item.id, {})
                if done and _reaches(demands, order.after):
                    yield order.id, order.plain
                done = done or _reaches(demands, order.before)

    def _practise(self, week: PlanWeek) -> None:
        if self.items.is_progressive:
            return
        rate = Parameters().gain_a_minute
        for session in week.sessions:
            for item in session.items:
                for trained in item.trains:
                    gained = rate * item.minutes * trained.weight
                    held = self._practised.get(trained.skill, 0.0)
                    self._practised[trained.skill] = held + gained

    # what is new, caps, tags

    def _new_faults(self, number: int, week: PlanWeek) -> Iterator[Fault]:
        """Yield that a home meets more that is new than a week brings, once anything is known."""
        items = [(s.place, item) for s in week.sessions for item in s.items]
        done = [(place, item.activity) for place, item in items if item.role != "extra"]
        new = sum(place == "home" and name not in self._known for place, name in done)
        begun = self._known and not self._finds_out(number) and not self._is_by_hand
        if begun and new > NEW_AT_HOME[self.child.variety]:
            yield "new", f"{new} new things come home in one week"
        self._known |= {name for _, name in done}

    def _tag_faults(self, week: PlanWeek) -> Iterator[Fault]:
        before = self._tags_in(self._behind_in(week))
        for tag, count in self._tags_in(week.sessions).items():
            limit = self.child.limits.get(tag)
            if limit and limit.max is not None and count + before.get(tag, 0) > limit.max:
                yield "tag-limit", f"{tag} comes more than {limit.max} times"

    def _tags_in(self, sessions: Iterable[Session]) -> dict[str, int]:
        counts: dict[str, int] = {}
        for item in (item for session in sessions for item in session.items):
            if item.activity in self.catalogue.activities:
                for tag in self.catalogue.activities[item.activity].tags:
                    counts[tag] = counts.get(tag, 0) + 1
        return counts

    def _behind_in(self, week: PlanWeek) -> list[Session]:
        """Return what lies behind of the week that *week* is the rest of."""
        return [s for s in self.behind if monday_of(s.date) == monday_of(week.start)]

    def _load(self, session: Session, feature: str, at_least: float) -> int:
        return sum(
            item.minutes
            for item in session.items
            if self._demands.get(item.id, {}).get(feature, 0.0) >= at_least
        )

    def _session_caps(self, session: Session) -> Iterator[Fault]:
        for cap in self.person(session.date).caps.values():
            load = self._load(session, cap.feature, cap.at_least)
            if cap.minutes_a_session is not None and load > cap.minutes_a_session:
                yield cap.id, cap.plain

    def _weekly_caps(self, week: PlanWeek) -> Iterator[Fault]:
        for cap in self.catalogue.safety.caps.values():
            days = [s for s in week.sessions if cap.id in self.person(s.date).caps]
            load = sum(self._load(s, cap.feature, cap.at_least) for s in days)
            behind = self._behind_in(week) if load else ()
            load += sum(self._load(s, cap.feature, cap.at_least) for s in behind)
            if cap.minutes_a_week is not None and days and load > cap.minutes_a_week:
                yield cap.id, cap.plain

    def _rest_faults(self) -> Iterator[Fault]:
        sessions = [*self.behind, *self.plan.sessions]
        for cap in self.catalogue.safety.caps.values():
            days = sorted(
                {
                    s.date
                    for s in sessions
                    if self._load(s, cap.feature, cap.at_least)
                    and cap.id in self.person(s.date).caps
                }
            )
            for earlier, later in pairwise(days):
                if later >= self.plan.start and (later - earlier).days <= cap.rest_days:
                    yield cap.id, cap.plain


def _reaches(demands: Demands, least: Mapping[str, float]) -> bool:
    return any(demands.get(feature, 0.0) >= amount for feature, amount in least.items())
