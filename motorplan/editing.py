"""Single changes to a plan, each through the safety screen and the second check."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Generic, NoReturn

from motorplan.catalogue import Catalogue
from motorplan.converting.short import spoken
from motorplan.errors import Refused, UnknownWord, nearest
from motorplan.explaining.staying import called as called_item
from motorplan.explaining.staying import joined, signed
from motorplan.frozen import evolve, frozen
from motorplan.model.children import Child
from motorplan.model.edits import Edit
from motorplan.model.groups import GroupItem
from motorplan.model.plans import DROPPED, Plan
from motorplan.model.safety import Rule
from motorplan.naming import MOST_MEANT, called
from motorplan.planning.holding import Drop, Keeping, Stay
from motorplan.replanning import ahead_of, planned
from motorplan.subjects import AnyItem, AnySession, Around, OneChild, P, Subject

MOST_TRIES = 6
"""How many alternatives a swap that names none tries, the best first."""

SEE = "motorplan plan FILE --format json"
Stays = dict[str, tuple[Stay, ...]]
"""Session id -> what is to be in it."""


@frozen(kw_only=True)
class Edited(Generic[P]):
    """A plan after an edit, and what was done, a sentence each."""

    plan: P
    says: tuple[str, ...]


def edit_plan(
    plan: Plan, child: Child, catalogue: Catalogue, edit: Edit, *, on: date
) -> Edited[Plan]:
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
    return edited(plan, OneChild(child, catalogue), edit, on)


def edited(plan: P, subject: Subject[P], edit: Edit, on: date) -> Edited[P]:
    """Return *plan* of *subject* after one change that is made on the day *on*."""
    subject.must_own(plan)
    return _Editor(subject.taken_up(plan), subject, on).done(edit)


class _Editor(Generic[P]):
    def __init__(self, plan: P, subject: Subject[P], on: date) -> None:
        self.plan, self.subject, self.catalogue = plan, subject, subject.catalogue
        self.say = self.catalogue.phrases.say
        self.fits = not subject.faults(plan)
        self.since = plan.planned_from if self.fits else max(on, plan.planned_from)
        self.sessions: dict[str, AnySession] = {s.id: s for s in plan.sessions}
        self.items: dict[str, AnyItem] = {i.id: i for s in plan.sessions for i in s.items}
        ahead = ahead_of(plan, self.since)
        self.stays: Stays = {s.id: tuple(map(subject.stay_of, s.items)) for s in ahead}
        self.out = {(t.session, t.activity) for t in plan.taken_out}

    def done(self, edit: Edit) -> Edited[P]:
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

    def _session(self, word: str | None) -> AnySession:
        """Return the session that goes by *word*: its id, or its day where that has one."""
        that_day = [s for s in self.plan.sessions if s.date.isoformat() == word]
        found = that_day[0] if len(that_day) == 1 else self.sessions.get(word or "")
        if found is None:
            raise self._unknown(word, "session", self.sessions)
        if found.date < self.since:
            self._refuse("over", day=found.date.isoformat())
        return found

    def _item(self, word: str) -> tuple[AnySession, AnyItem]:
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

    def _locked(self, which: str, *, locked: bool) -> Edited[P]:
        ids = self._ids_of(which)
        plan = signed(_with_locks(self.plan, ids, locked=locked))
        if not self.fits or self.subject.faults(plan):
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

    def _removed(self, session: AnySession, item: AnyItem) -> Edited[P]:
        stays = self._without(session, item)
        if not any(stays.values()):
            self._refuse("last")
        self.out.add((session.id, item.activity))
        return self._edited(stays, "remove", item=item.name, day=session.date)

    def _added(self, session: AnySession, activity: str) -> Edited[P]:
        self.out.discard((session.id, activity))
        new = self._new(activity)
        stays = {**self.stays, session.id: (*self.stays[session.id], new)}
        return self._edited(stays, "add", session.id, activity, day=session.date)

    def _moved(self, session: AnySession, item: AnyItem, to: AnySession) -> Edited[P]:
        if to.id == session.id:
            self._refuse("there", name=item.name)
        new = evolve(self.subject.stay_of(item), locked=True, new=True)
        stays = self._without(session, item)
        stays[to.id] = (*stays[to.id], new)
        self.out.add((session.id, item.activity))
        self.out.discard((to.id, item.activity))
        return self._edited(stays, "move", to.id, item.activity, item=item.name, day=to.date)

    def _swapped(self, session: AnySession, item: AnyItem, activity: str) -> Edited[P]:
        if activity == item.activity:
            self._refuse("there", name=item.name)
        new = evolve(self._new(activity), id=item.id)
        stays = self._without(session, item)
        stays[session.id] = (*stays[session.id], new)
        self.out.add((session.id, item.activity))
        self.out.discard((session.id, activity))
        done = self._edited(stays, "swap", session.id, activity, item=item.name, day=session.date)
        after = next(i for s in done.plan.sessions for i in s.items if i.id == item.id)
        now = self.subject.goals_of(after)
        for child, goals in self.subject.goals_of(item).items():
            if goals and goals.isdisjoint(now[child]):
                self._refuse("elsewhere", name=after.name, item=item.name)
        return done

    def _swapped_for_best(self, session: AnySession, item: AnyItem) -> Edited[P]:
        """Return the plan with the best other thing of the same purpose that is open and fits."""
        others = self._rebuilt(self.stays).alternatives(session.id, item)
        for other in others[:MOST_TRIES]:
            try:
                return self._swapped(session, item, other)
            except Refused:
                self.out.discard((session.id, item.activity))
        return self._refuse("nothing_else", name=item.name)

    def _new(self, activity: str) -> Stay:
        name = self.catalogue.activities[activity].name
        return Stay(name=name, activity=activity, new=True)

    def _without(self, session: AnySession, item: AnyItem) -> Stays:
        rest = tuple(stay for stay in self.stays[session.id] if stay.id != item.id)
        return {**self.stays, session.id: rest}

    # the plan after it

    def _edited(
        self, stays: Stays, word: str, session: str = "", activity: str = "", **said: object
    ) -> Edited[P]:
        plan = self._made(stays)
        now = {i.activity: i for s in plan.sessions if s.id == session for i in s.items}
        fields = {key: str(value) for key, value in said.items()}
        if activity:
            new = now[activity]
            fields |= {"name": new.name, "grades": self.subject.grades_of(new), "id": new.id}
        says = [self.say(f"edit.{word}", **fields)]
        says += [self.say("edit.locked", id=fields["id"])] if activity else []
        return Edited(plan=plan, says=tuple(says))

    def _made(self, stays: Stays) -> P:
        """Return the plan with *stays* in place of what lies ahead, or refuse it."""
        around = self._rebuilt(stays)
        if around.drops:
            raise self._dropped(around)
        told = [w for w in self.plan.warnings if w.code == DROPPED]
        plan = joined(around.plan, self.plan, around.keeping, told=told)
        if faults := self.subject.faults(plan):
            why = self.subject.words_of(faults[0])
            raise Refused(self.say("edit.refused", why=why), self.say("edit.anew_way"))
        return plan

    def _rebuilt(self, stays: Stays) -> Around[P]:
        keeping = Keeping(
            held={i: held for i, held in stays.items() if held},
            closed=frozenset(stays),
            taken_out=frozenset(self.out),
            behind=self.subject.behind(s for s in self.plan.sessions if s.date < self.since),
        )
        return planned(self.plan, self.subject, self.since, len(self.plan.weeks), keeping)

    # what cannot be

    def _dropped(self, around: Around[P]) -> Refused:
        """Return why an edit is refused: what it would put there, or what could not stay then."""
        new = [drop for drop in around.drops if drop.stay.new]
        drop = (new or list(around.drops))[0]
        fields = {"name": drop.stay.name, "day": drop.session.rpartition("-")[0]}
        word = "cannot_be" if new else "cannot_stay"
        says = self.say(f"edit.{word}", **fields, why=around.why_not(drop))
        return Refused(says, self._way_out(drop) if new else self.say("edit.anew_way"))

    def _way_out(self, drop: Drop) -> str:
        refusal, activity = drop.refusal, drop.stay.activity
        if refusal.opens == "clearance" and not drop.whose:
            return self._clearance(self.catalogue.safety.rules[refusal.about], activity)
        if refusal.code == "twice":
            return self.say("edit.there_way")
        if refusal.code in {"no-room", "tag-limit", "cap", "order"}:
            session = self.sessions[drop.session]
            ids = ", ".join(item.id for item in session.items)
            left = session.minutes - sum(map(_minutes_of, session.items))
            word = "room" if ids else "other"
            return self.say(f"edit.{word}_way", ids=ids, activity=activity, left=left)
        if drop.whose:
            return self.say("edit.alone_way", id=drop.whose, activity=activity)
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


def _minutes_of(item: AnyItem) -> int:
    return item.minutes + item.minutes_setup + item.minutes_tidy


def _with_locks(plan: P, ids: frozenset[str], *, locked: bool) -> P:
    """Return *plan* with the items *ids* locked, or not."""

    def of_session(session: Any) -> Any:
        items = (called_item(i, i.id, locked=locked) if i.id in ids else i for i in session.items)
        return evolve(session, items=tuple(items))

    def of_week(week: Any) -> Any:
        return evolve(week, sessions=tuple(map(of_session, week.sessions)))

    weeks: Any = tuple(map(of_week, plan.weeks))
    return evolve(plan, weeks=weeks)


def _names_of(item: AnyItem) -> tuple[str, ...]:
    """Return the names that *item* is printed by, as spoken."""
    parts = item.children.values() if isinstance(item, GroupItem) else (item,)
    return (spoken(item.name), *(spoken(part.grade_name) for part in parts))
