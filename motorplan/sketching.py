"""
Checking a plan that a person wrote by hand.

What it leaves out is filled in as motorplan would write it. What it says is put over that, and
the whole is replayed by the second check.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from motorplan.catalogue import Catalogue
from motorplan.checking import check_plan
from motorplan.converting.files import PLAN_FORMAT, unplaced
from motorplan.converting.values import Misfit, Misfits, structure, unstructure
from motorplan.errors import FileProblems, Problem, did_you_mean
from motorplan.explaining.staying import joined, signed
from motorplan.frozen import evolve
from motorplan.making import MOST_WEEKS
from motorplan.model.children import Child
from motorplan.model.plans import Plan
from motorplan.model.sketches import Sketch, SketchItem, SketchSession
from motorplan.planning.holding import Keeping, Stay
from motorplan.planning.times import Sitting, monday_of, sittings_on
from motorplan.subjects import OneChild

Path = tuple[str | int, ...]
Given = tuple[Path, SketchSession, Mapping[str, Any]]
"""Where a session stands in the file, what it says, and the data it says it in."""


def is_by_hand(data: object) -> bool:
    """Return whether parsed JSON is a plan that does not say what it was made from."""
    return isinstance(data, dict) and data.get("format") == PLAN_FORMAT and "made_from" not in data


def checked_sketch(
    data: dict[str, Any], where: str, child: Child, catalogue: Catalogue
) -> tuple[Plan | None, tuple[Problem, ...]]:
    """
    Return the plan by hand in *data*, filled in, and all that is wrong with it.

    Args:
        data: Parsed JSON that :func:`is_by_hand`.

        where: The file it was read from.

        child: Whom it is for.

        catalogue: What there is to do.

    Raises:
        FileProblems: If it has not the shape of a plan.
    """
    given = _sessions_of(data, where)
    return _Filling(given, where, child, catalogue).checked()


def _sessions_of(data: dict[str, Any], where: str) -> list[Given]:
    try:
        sketch = structure(data, Sketch, "json")
    except Misfits as error:
        raise unplaced(where, error.misfits) from None
    found: list[Given] = [
        (("weeks", w, "sessions", s), session, data["weeks"][w]["sessions"][s])
        for w, week in enumerate(sketch.weeks)
        for s, session in enumerate(week.sessions)
    ]
    found += [
        (("sessions", s), session, data["sessions"][s]) for s, session in enumerate(sketch.sessions)
    ]
    if not found:
        message, way = "it has no session.", "Write weeks with sessions, or sessions alone."
        raise unplaced(where, [Misfit(("sessions",), "missing-key", message, way)])
    return sorted(found, key=lambda row: (row[1].date, row[0]))


class _Filling:
    def __init__(
        self, given: Sequence[Given], where: str, child: Child, catalogue: Catalogue
    ) -> None:
        self.given, self.where, self.child, self.catalogue = given, where, child, catalogue
        self.say = catalogue.phrases.say
        self.problems: list[Problem] = []
        self.sittings: dict[str, tuple[Sitting, Given]] = {}

    def checked(self) -> tuple[Plan | None, tuple[Problem, ...]]:
        held = dict(self._held())
        if self.problems:
            return None, tuple(self.problems)
        plan = self._filled_in(held)
        if self.problems:
            return None, tuple(self.problems)
        plan = self._with_what_it_says(plan)
        for fault in check_plan(plan, self.child, self.catalogue):
            self._tell((fault.where,), fault.rule, f"{fault.says}.")
        return plan, tuple(self.problems)

    def _tell(self, path: Path, code: str, message: str, way: str = "") -> None:
        key = ".".join(map(str, path))
        problem = Problem(
            file=self.where,
            key=key,
            code=code,
            message=message,
            remedy=way or self.say("sketch.way"),
        )
        self.problems.append(problem)

    # what it says

    def _held(self) -> Iterator[tuple[str, tuple[Stay, ...]]]:
        """Yield each session by its id in the child's week, with what is to be in it."""
        for row in self.given:
            path, session, _ = row
            sitting = self._sitting(path, session)
            if sitting is not None:
                self.sittings[sitting.id] = (sitting, row)
                items = enumerate(session.items)
                stays = [self._stay((*path, "items", n), item) for n, item in items]
                yield sitting.id, tuple(stay for stay in stays if stay)

    def _sitting(self, path: Path, session: SketchSession) -> Sitting | None:
        """Return the time in the child's week that *session* is in, or tell that there is none."""
        day = [s for s in sittings_on(self.child, session.date) if s.id not in self.sittings]
        found = [s for s in day if session.at in {None, s.at}]
        if not found:
            words = self.say("sketch.no_time", day=session.date.isoformat())
            self._tell((*path, "date"), "dates", words)
            return None
        same = [
            s for s in found if (s.minutes, s.setting.place) == (session.minutes, session.place)
        ]
        sitting = (same or found)[0]
        if not same:
            fields = {"minutes": sitting.minutes, "place": sitting.setting.place}
            self._tell((*path, "minutes"), "slot", self.say("sketch.slot", **fields))
        return sitting

    def _stay(self, path: Path, item: SketchItem) -> Stay | None:
        activity = self.catalogue.activities.get(item.activity)
        if activity is None:
            words = self.say("sketch.no_activity", word=item.activity)
            way = did_you_mean(item.activity, self.catalogue.activities)
            self._tell((*path, "activity"), "unknown-id", words, way)
            return None
        ids = [grade.id for grade in activity.grades]
        number = item.grade or 0
        grade = item.grade_id or (ids[number - 1] if 0 < number <= len(ids) else "")
        if grade not in ids:
            words = self.say("sketch.no_grade", name=activity.name)
            way = self.say("sketch.grades", count=len(ids), ids=", ".join(ids))
            self._tell((*path, "grade"), "unknown-id", words, way)
            return None
        return Stay(name=activity.name, activity=activity.id, grades=(grade,), locked=False)

    # what it leaves out

    def _filled_in(self, held: Mapping[str, tuple[Stay, ...]]) -> Plan:
        """Return the plan with nothing in it but what is *held*; tell what cannot be."""
        first, last = self.given[0][1].date, self.given[-1][1].date
        weeks = (monday_of(last) - monday_of(first)).days // 7 + 1
        if weeks > MOST_WEEKS:
            raise self._too_long(weeks)
        days = ((first + timedelta(days=n)) for n in range(7 * weeks))
        ids = {sitting.id for day in days for sitting in sittings_on(self.child, day)}
        keeping = Keeping(held=held, closed=frozenset(ids | {*held}))
        around = OneChild(self.child, self.catalogue).around(first, weeks, keeping)
        for drop in around.drops:
            why, day = around.why_not(drop), drop.session.rpartition("-")[0]
            words = self.say("edit.cannot_be", name=drop.stay.name, day=day, why=why)
            rule = drop.refusal.about if drop.refusal.code == "rule" else drop.refusal.code
            self._tell(self.sittings[drop.session][1][0], rule, words)
        if not self.problems and not any(s.items for s in around.plan.sessions):
            self._tell(("sessions",), "empty", self.say("sketch.empty"))
        return joined(around.plan, around.plan, keeping)

    def _too_long(self, weeks: int) -> FileProblems:
        message = self.say("use.weeks", weeks=weeks)
        way = self.say("use.weeks_way", most=MOST_WEEKS)
        return unplaced(self.where, [Misfit(("sessions",), "dates", f"{message}.", way)])

    def _with_what_it_says(self, plan: Plan) -> Plan:
        """Return *plan* with all that the file says of its items in place of what was filled in."""
        data = unstructure(plan)
        for session in (s for week in data["weeks"] for s in week["sessions"]):
            if session["id"] not in self.sittings:
                continue
            said = {row["activity"]: row for row in self.sittings[session["id"]][1][2]["items"]}
            for item in session["items"]:
                theirs = said[item["activity"]].items()
                known = {key: value for key, value in theirs if key in item}
                item.update({k: v for k, v in known.items() if k not in {"grade", "id"}})
        try:
            return signed(evolve(structure(data, Plan, "json"), id=""))
        except Misfits as error:
            raise unplaced(self.where, error.misfits) from None
