"""Single changes to a plan, each through the safety screen and the second check."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NoReturn

from motorplan.catalogue import Catalogue
from motorplan.checking import check_plan
from motorplan.converting.short import spoken
from motorplan.errors import Refused, UnknownWord, nearest
from motorplan.explaining.following import taken_up
from motorplan.explaining.openings import Doors
from motorplan.explaining.staying import joined, signed, why_not
from motorplan.frozen import evolve, frozen
from motorplan.model.children import Child
from motorplan.model.edits import Edit
from motorplan.model.plans import DROPPED, Item, Plan, Session
from motorplan.model.safety import Rule
from motorplan.naming import MOST_MEANT, called
from motorplan.planning.edits import Drop, Keeping, KeepingHorizon, Stay
from motorplan.planning.horizon import Filled
from motorplan.planning.worth import Candidate
from motorplan.replanning import ahead_of, must_be_of, planned, stay_of

MOST_TRIES = 6
"""How many alternatives a swap that names none tries, the best first."""

SEE = "motorplan plan FILE --format json"
Stays = dict[str, tuple[Stay, ...]]
"""Session id -> what is to be in it."""


@frozen(kw_only=True)
class Edited:
    """A plan after an edit, and what was done, a sentence each."""

    plan: Plan
    says: tuple[str, ...]


def edit_plan(plan: Plan, child: Child, catalogue: Catalogue, edit: Edit, *, on: date) -> Edited:
    """
    Return *plan* after one change, with all the rest as it was.

    The change passes the safety screen, and the plan the second check. What was changed is
    locked from then on. A plan that no longer fits its child is taken up from *on*; what lies
    before is kept as it was.

    Args:
        plan: The plan.

        child: Its child.

        catalogue: What there is to do.

        edit: The change.

        on: The day it is made on.

    Raises:
        Refused: If it cannot be; with the reason and the way out.

        UnknownWord: If nothing goes by an id; with the nearest.

        FileProblems: If the child says something that cannot be.
    """
    must_be_of(plan, child, catalogue)
    return _Editor(taken_up(plan, catalogue), child, catalogue, on).done(edit)


class _Editor:
    def __init__(self, plan: Plan, child: Child, catalogue: Catalogue, on: date) -> None:
        self.plan, self.child, self.catalogue = plan, child, catalogue
        self.say = catalogue.phrases.say
        self.fits = not check_plan(plan, child, catalogue)
        self.since = plan.planned_from if self.fits else max(on, plan.planned_from)
        self.sessions = {session.id: session for session in plan.sessions}
        self.items = {item.id: item for s in plan.sessions for item in s.items}
        self.stays: Stays = {s.id: tuple(map(stay_of, s.items)) for s in ahead_of(plan, self.since)}
        self.out = {(t.session, t.activity) for t in plan.taken_out}

    def done(self, edit: Edit) -> Edited:
        if edit.verb in {"lock", "unlock"}:
            return self._locked(edit.what, locked=edit.verb == "lock")
        if edit.verb == "add":
            return self._added(self._session(edit.what), self._activity(edit.to))
        session, item = self._item(edit.what)
        if edit.verb == "remove":
            return self._removed(session, item)
        if edit.verb == "move":
            return self._moved(session, item, self._session(edit.to))
        if edit.to is None:
            return self._swapped_for_best(session, item)
        return self._swapped(session, item, self._activity(edit.to))

    # what is meant

    def _session(self, word: str | None) -> Session:
        """Return the session that goes by *word*: its id, or its day where that has one."""
        that_day = [s for s in self.plan.sessions if s.date.isoformat() == word]
        found = that_day[0] if len(that_day) == 1 else self.sessions.get(word or "")
        if found is None:
            raise self._unknown(word, "session", self.sessions)
        if found.date < self.since:
            self._refuse("over", day=found.date.isoformat())
        return found

    def _item(self, word: str) -> tuple[Session, Item]:
        item = self.items[self._item_id(word)]
        session = next(s for s in self.plan.sessions if item in s.items)
        return self._session(session.id), item

    def _item_id(self, word: str) -> str:
        """Return the id of the item that goes by *word*: its id, or a name that one item has."""
        if word in self.items:
            return word
        by_name = [i for i, item in self.items.items() if spoken(word) in _names_of(item)]
        if len(by_name) == 1:
            return by_name[0]
        if by_name:
            raise UnknownWord(word, "one item", tuple(by_name[:MOST_MEANT]), see=SEE)
        names = {name: i for i, item in self.items.items() for name in _names_of(item)}
        close = nearest(spoken(word), [*self.items, *names])
        ids = (names.get(close, close),) if close else ()
        raise UnknownWord(word, "item", ids, see=SEE)

    def _activity(self, word: str | None) -> str:
        return called(word or "", self.catalogue, kinds=("activities",))

    def _unknown(self, word: str | None, what: str, known: Iterable[str]) -> UnknownWord:
        close = nearest(word or "", known)
        return UnknownWord(word or "", what, (close,) if close else (), see=SEE)

    # the changes

    def _locked(self, which: str, *, locked: bool) -> Edited:
        ids = self._ids_of(which)
        plan = signed(_with_locks(self.plan, ids, locked=locked))
        if not self.fits or check_plan(plan, self.child, self.catalogue):
            stays = {
                i: tuple(evolve(s, locked=locked if s.id in ids else s.locked) for s in held)
                for i, held in self.stays.items()
            }
            plan = self._made(stays)
        names = ", ".join(dict.fromkeys(self.items[i].name for i in sorted(ids)))
        return Edited(
            plan=plan, says=(self.say("edit.lock" if locked else "edit.unlock", names=names),)
        )

    def _ids_of(self, word: str) -> frozenset[str]:
        if word == "all":
            return frozenset(self.items)
        if word in self.sessions:
            return frozenset(item.id for item in self.sessions[word].items)
        return frozenset({self._item_id(word)})

    def _removed(self, session: Session, item: Item) -> Edited:
        stays = self._without(session, item)
        if not any(stays.values()):
            self._refuse("last")
        self.out.add((session.id, item.activity))
        return self._edited(stays, "remove", item=item.name, day=session.date)

    def _added(self, session: Session, activity: str) -> Edited:
        self.out.discard((session.id, activity))
        new = self._new(activity)
        stays = {**self.stays, session.id: (*self.stays[session.id], new)}
        return self._edited(stays, "add", session.id, activity, day=session.date)

    def _moved(self, session: Session, item: Item, to: Session) -> Edited:
        if to.id == session.id:
            self._refuse("there", name=item.name)
        new = evolve(stay_of(item), locked=True, new=True)
        stays = self._without(session, item)
        stays[to.id] = (*stays[to.id], new)
        self.out.add((session.id, item.activity))
        self.out.discard((to.id, item.activity))
        return self._edited(stays, "move", to.id, item.activity, item=item.name, day=to.date)

    def _swapped(self, session: Session, item: Item, activity: str) -> Edited:
        if activity == item.activity:
            self._refuse("there", name=item.name)
        new = evolve(self._new(activity), id=item.id)
        stays = self._without(session, item)
        stays[session.id] = (*stays[session.id], new)
        self.out.add((session.id, item.activity))
        self.out.discard((session.id, activity))
        done = self._edited(stays, "swap", session.id, activity, item=item.name, day=session.date)
        after = next(i for s in done.plan.sessions for i in s.items if i.id == item.id)
        goals = {served.goal for served in item.serves}
        if goals and goals.isdisjoint(served.goal for served in after.serves):
            self._refuse("elsewhere", name=after.name, item=item.name)
        return done

    def _swapped_for_best(self, session: Session, item: Item) -> Edited:
        """Return the plan with the best other thing of the same purpose that is open and fits."""
        for other in self._alternatives(session, item)[:MOST_TRIES]:
            try:
                return self._swapped(session, item, other)
            except Refused:
                self.out.discard((session.id, item.activity))
        return self._refuse("nothing_else", name=item.name)

    def _alternatives(self, session: Session, item: Item) -> list[str]:
        """Return the activities that lead to the same goal, those worth most first."""
        _, horizon, filled = self._rebuilt(self.stays)
        there = {stay.activity for stay in self.stays[session.id]}
        goals = {served.goal for served in item.serves}
        whole = any(served.whole for served in item.serves)
        worth = horizon.ahead.worth

        def rank(c: Candidate) -> tuple[bool, float, str]:
            bonus = sum(worth.get(i, 0) * n for i, n in c.practice.items()) + c.bonus
            return c.is_whole != whole, -bonus, c.variant.activity.id

        others = [
            c
            for c in filled[session.id].others
            if goals & {s.goal for s in c.serves} and c.variant.activity.id not in there
        ]
        return [c.variant.activity.id for c in sorted(others, key=rank)]

    def _new(self, activity: str) -> Stay:
        name = self.catalogue.activities[activity].name
        return Stay(name=name, activity=activity, grade_id=None, new=True)

    def _without(self, session: Session, item: Item) -> Stays:
        rest = tuple(stay for stay in self.stays[session.id] if stay.id != item.id)
        return {**self.stays, session.id: rest}

    # the plan after it

    def _edited(
        self, stays: Stays, word: str, session: str = "", activity: str = "", **said: object
    ) -> Edited:
        plan = self._made(stays)
        now = {i.activity: i for s in plan.sessions if s.id == session for i in s.items}
        fields = {key: str(value) for key, value in said.items()}
        if activity:
            new = now[activity]
            fields |= {"name": new.name, "grade": str(new.grade), "grade_name": new.grade_name}
            fields["id"] = new.id
        says = [self.say(f"edit.{word}", **fields)]
        says += [self.say("edit.locked", id=fields["id"])] if activity else []
        return Edited(plan=plan, says=tuple(says))

    def _made(self, stays: Stays) -> Plan:
        """Return the plan with *stays* in place of what lies ahead, or refuse it."""
        plan, horizon, _ = self._rebuilt(stays)
        if horizon.drops:
            raise self._dropped(horizon.drops, horizon)
        faults = check_plan(plan, self.child, self.catalogue)
        if faults:
            why = faults[0].says
            raise Refused(self.say("edit.refused", why=why), self.say("edit.anew_way"))
        return plan

    def _rebuilt(self, stays: Stays) -> tuple[Plan, KeepingHorizon, Mapping[str, Filled]]:
        keeping = Keeping(
            held={i: held for i, held in stays.items() if held},
            closed=frozenset(stays),
            taken_out=frozenset(self.out),
            history=tuple(s for s in self.plan.sessions if s.date < self.since),
        )
        plan, horizon = planned(
            self.plan, self.child, self.catalogue, self.since, len(self.plan.weeks), keeping
        )
        told = [w for w in self.plan.warnings if w.code == DROPPED]
        return joined(plan, self.plan, horizon, told=told), horizon, horizon.filled

    # what cannot be

    def _dropped(self, drops: Sequence[Drop], horizon: KeepingHorizon) -> Refused:
        """Return why an edit is refused: what it would put there, or what could not stay then."""
        doors = Doors(horizon.child, self.catalogue, horizon.start, horizon)
        new = [drop for drop in drops if drop.stay.new]
        drop = (new or list(drops))[0]
        why, day = why_not(drop.refusal, doors), drop.session.rpartition("-")[0]
        says = self.say("edit.cannot_be", name=drop.stay.name, day=day, why=why)
        if not new:
            says = self.say("edit.cannot_stay", name=drop.stay.name, day=day, why=why)
        return Refused(says, self._way_out(drop, is_new=bool(new)))

    def _way_out(self, drop: Drop, *, is_new: bool) -> str:
        refusal, activity = drop.refusal, drop.stay.activity
        if not is_new:
            return self.say("edit.anew_way")
        if refusal.opens == "clearance":
            return self._clearance(self.catalogue.safety.rules[refusal.about], activity)
        if refusal.code == "twice":
            return self.say("edit.there_way")
        if refusal.code in {"no-room", "tag-limit", "cap", "order"}:
            session = self.sessions[drop.session]
            ids = ", ".join(item.id for item in session.items)
            left = session.minutes - sum(map(_minutes_of, session.items))
            word = "room" if ids else "other"
            return self.say(f"edit.{word}_way", ids=ids, activity=activity, left=left)
        if refusal.code == "not-seen":
            return self.say("edit.seen_way")
        return self.say("edit.other_way", activity=activity)

    def _clearance(self, rule: Rule, activity_id: str) -> str:
        """Return what to ask, and the lines that open *rule* once the answer is yes."""
        activity = self.catalogue.activities[activity_id]
        parts = [activity.features, *(grade.features for grade in activity.grades)]
        met = {feature for part in parts for feature in part or {}} & {*rule.hits}
        lines = [
            self.say("edit.clearance_lines", of=of, by=(rule.by or ("doctor",))[0])
            for of in sorted(met or {*rule.hits})
        ]
        question = rule.question or rule.plain
        return "\n".join([self.say("edit.clearance", question=question), *lines])

    def _refuse(self, word: str, **fields: str) -> NoReturn:
        raise Refused(self.say(f"edit.{word}", **fields), self.say(f"edit.{word}_way", **fields))


def _minutes_of(item: Item) -> int:
    return item.minutes + item.minutes_setup + item.minutes_tidy


def _with_locks(plan: Plan, ids: frozenset[str], *, locked: bool) -> Plan:
    """Return *plan* with the items *ids* locked, or not."""
    return evolve(
        plan,
        weeks=tuple(
            evolve(
                week,
                sessions=tuple(
                    evolve(
                        session,
                        items=tuple(
                            evolve(i, locked=locked) if i.id in ids else i for i in session.items
                        ),
                    )
                    for session in week.sessions
                ),
            )
            for week in plan.weeks
        ),
    )


def _names_of(item: Item) -> tuple[str, str]:
    """Return the names that *item* is printed by, as spoken."""
    return spoken(item.name), spoken(item.grade_name)
