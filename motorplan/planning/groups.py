"""
Planning for a group: one activity for all, a grade for each child.

Each child of it is planned as alone, with its own estimate, rules and goals, but in the time
and the room of the group. Of what each could do, only what all can do together, safely, comes
into the week; that is stated as one problem in the same form as a child's week, and solved by
the same solver.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import permutations

from motorplan.catalogue import Catalogue
from motorplan.frozen import evolve, frozen
from motorplan.model.children import Child, Slot, WeekTime
from motorplan.model.groups import Group
from motorplan.model.safety import OrderRule
from motorplan.planning.choosing import Chooser
from motorplan.planning.horizon import Filled, FilledWeek, Horizon
from motorplan.planning.joining import Joined
from motorplan.planning.limiting import follows
from motorplan.planning.past import past_of_logs
from motorplan.planning.posing import NOTHING_POSED, Posed, pose
from motorplan.planning.room import Together, best_way
from motorplan.planning.rows import Offer
from motorplan.planning.solving import Solution, solve
from motorplan.planning.times import Sitting, default_week, usable_minutes, weeks_of
from motorplan.planning.week import Week
from motorplan.planning.worth import SURE_FROM, Candidate, first_look
from motorplan.safety.screening import Screen

Row = tuple[int, Together]
"""What all could do together, with the number of its session."""


def meeting(group: Group) -> WeekTime:
    """Return when and where *group* meets; every slot of it is a slot with the group."""
    week = group.week or default_week()
    days = {day: tuple(_with_group(slot) for slot in slots) for day, slots in week.days.items()}
    return evolve(week, days=days)


def _with_group(slot: Slot) -> Slot:
    return evolve(slot, company="group")


def member(child: Child, group: Group, allergens: Iterable[str] = ()) -> Child:
    """
    Return *child* in the time and the room of *group*.

    Args:
        child: The child, as its own file says.

        group: The group.

        allergens: What must not be met there because of other children.
    """
    week, own = meeting(group), child.week.room_allergens if child.week else ()
    room = tuple(sorted({*week.room_allergens, *own, *allergens}))
    return evolve(
        child,
        week=evolve(week, room_allergens=room),
        written=_written(child, group),
    )


def _written(child: Child, group: Group) -> tuple[str, ...] | None:
    """Return the keys that the child file says, with those that the group says of the week."""
    if child.written is None or group.written is None:
        return None
    own = (key for key in child.written if key.partition(".")[0] != "week")
    time = (key for key in group.written if key.partition(".")[0] == "week")
    return tuple(sorted({*own, *time}))


def allergens_of(group: Group, catalogue: Catalogue, on: date) -> frozenset[str]:
    """Return what any child of *group* must not meet, from the day *on*."""
    screens = (Screen(member(child, group), catalogue.safety, on) for child in group.children)
    return frozenset(a for screen in screens for a in screen.facts.allergens)


class Place(Horizon):
    """
    One child of a group, planned week by week together with the others.

    Args:
        child: The child in the room of the group, with the allergens of all.

        like: What the same child is with its own allergens alone: the words of its page.
    """

    def __init__(self, child: Child, like: Horizon) -> None:
        super().__init__(child, like.catalogue, like.start, like)
        self.own, self._gained = like, dict[str, float]()
        self._could: dict[int, dict[str, list[Candidate]]] = {}
        self.past = past_of_logs(child.logs)
        self.now = self.estimate
        self.heading = self.ahead
        self.finding_out = False

    def begin(self, number: int, first: date) -> None:
        """Go on to week *number*, from 0, that starts on the day *first*."""
        self.now = self.estimate.after(self._gained, first) if number else self.estimate
        self.heading = self._ahead(number, first, self.now)
        self.finding_out = number == 0 and self._knows_little()
        self._could.clear()

    def could_do(self, sitting: Sitting) -> dict[str, list[Candidate]]:
        """Return what this child could do in *sitting*, by the id of the activity."""
        chooser = self.chooser(sitting)
        if id(chooser) not in self._could:
            self._could[id(chooser)] = self._by_activity(chooser)
        return self._could[id(chooser)]

    def _by_activity(self, chooser: Chooser) -> dict[str, list[Candidate]]:
        """Return what fits; nothing that only an adult's hands make fit, as they have others."""
        ids = self.to_judge(self.heading, self.now)
        found = self.candidates(ids, chooser, self.heading, self.now)
        fitting = (
            first_look(found, self.heading, self.now)
            if self.finding_out
            else self._fitting(found, (), self.heading, self.now)
        )
        by_activity: dict[str, list[Candidate]] = {}
        for candidate in fitting:
            if candidate.serves:
                by_activity.setdefault(candidate.variant.activity.id, []).append(candidate)
        return by_activity

    def posed(self, offers: Sequence[Offer]) -> Posed:
        """Return this child's week with what all could do together in each sitting."""
        sittings = [offer.sitting for offer in offers]
        return pose(
            self.child,
            self.heading,
            offers,
            self.caps(sittings),
            list(self.catalogue.safety.orders.values()),
            self.past,
            age=self.now.age,
            finding_out=self.finding_out,
        )

    def end(
        self,
        first: date,
        picks: Sequence[tuple[Sitting, tuple[Candidate, ...]]],
        value: int,
        bound: int,
    ) -> FilledWeek:
        """Return this child's week with what was chosen for all, and learn from it."""
        caps = self.caps(sitting for sitting, _ in picks)
        week = FilledWeek(
            start=first,
            estimate=self.now,
            ahead=self.heading,
            look_and_see=self.finding_out,
            capped=tuple(sorted({cap.feature for cap in caps})),
            progressive=self.is_progressive,
            theme=self.themes(first)[0] if len(self._themes) > 1 else None,
            sessions=tuple(
                Filled(sitting=s, chooser=self.own.chooser(s), picks=chosen, others=())
                for s, chosen in picks
            ),
            posed=NOTHING_POSED,
            value=value,
            bound=bound,
        )
        picked = [pick.variant for _, chosen in picks for pick in chosen]
        self._recent = frozenset(variant.activity.id for variant in picked)
        self._climb.note(picked)
        self._gained = self._gains(self._gained, week)
        done = [(s.day.toordinal(), pick) for s, chosen in picks for pick in chosen]
        self.past = self.past.after(done, self._loaded(week))
        return week


@frozen(kw_only=True)
class GroupFilled:
    """One session of the group with what was chosen for it, in the order to do it."""

    sitting: Sitting
    picks: tuple[Together, ...]


@frozen(kw_only=True)
class GroupFilledWeek:
    """One week of the group; *weeks* are those of its children, in their order."""

    start: date
    sessions: tuple[GroupFilled, ...]
    weeks: tuple[FilledWeek, ...]


class GroupHorizon:
    """
    Plans the weeks of a group, one after the other.

    Args:
        group: The group with its children; each has a goal that is not there yet.

        catalogue: What there is to do.

        start: First day.

        owns: What each child is alone in the room, in the order of the children.
    """

    def __init__(
        self, group: Group, catalogue: Catalogue, start: date, owns: Sequence[Horizon]
    ) -> None:
        self.group, self.catalogue, self.start = group, catalogue, start
        allergens = allergens_of(group, catalogue, start)
        children = [member(own.child, group, allergens) for own in owns]
        self.places: Sequence[Place] = self._placed(list(zip(children, owns, strict=True)))
        self._ways: dict[object, tuple[Together, ...]] = {}

    def _placed(self, rows: Sequence[tuple[Child, Horizon]]) -> Sequence[Place]:
        """Return the place of each child, given in the room and as it is alone there."""
        return [Place(child, own) for child, own in rows]

    def weeks(self, count: int) -> list[GroupFilledWeek]:
        """Return *count* weeks, each starting where the one before is expected to end."""
        time = weeks_of(self.places[0].child, self.start, count)
        return [
            self._week(number, first, sittings) for number, (first, sittings) in enumerate(time)
        ]

    def choosers(self, sitting: Sitting) -> list[Chooser]:
        """Return what judges grades for each child in *sitting*."""
        return [place.chooser(sitting) for place in self.places]

    def ways(self, sitting: Sitting) -> tuple[Together, ...]:
        """Return what all could do together in *sitting*, the best way of each activity."""
        choosers = self.choosers(sitting)
        key = tuple(map(id, choosers))
        if key not in self._ways:
            could = [place.could_do(sitting) for place in self.places]
            shared = sorted(set.intersection(*(set(found) for found in could)))
            ways = (best_way([f[i] for f in could], choosers, self.catalogue) for i in shared)
            self._ways[key] = tuple(way for way in ways if way is not None)
        return self._ways[key]

    def shared_by(self, numbers: Sequence[int], sitting: Sitting) -> tuple[str, ...]:
        """Return the activities that the children *numbers* alone could do together."""
        choosers = [self.places[n].chooser(sitting) for n in numbers]
        could = [self.places[n].could_do(sitting) for n in numbers]
        shared = sorted(set.intersection(*(set(found) for found in could)))
        return tuple(i for i in shared if best_way([f[i] for f in could], choosers, self.catalogue))

    def begin(self, number: int, first: date) -> None:
        """Go on to week *number*, from 0, that starts on the day *first*."""
        self._ways.clear()
        for place in self.places:
            place.begin(number, first)

    def _week(self, number: int, first: date, sittings: Sequence[Sitting]) -> GroupFilledWeek:
        self.begin(number, first)
        rows = [(n, way) for n, sitting in enumerate(sittings) for way in self._open(sitting)]
        posed = self._posed(sittings, rows)
        solution = self._solve(posed, rows, sittings)
        orders = list(self.catalogue.safety.orders.values())
        picked: dict[int, list[Together]] = {n: [] for n in range(len(sittings))}
        for index in solution.chosen:
            column = posed.columns[index]
            picked[column.session].append(rows[column.choice][1])
        sessions = [
            GroupFilled(sitting=s, picks=_in_order(picked[n], orders))
            for n, s in enumerate(sittings)
        ]
        weeks = [
            place.end(
                first,
                [(s.sitting, tuple(way.parts[n] for way in s.picks)) for s in sessions],
                solution.value,
                solution.bound,
            )
            for n, place in enumerate(self.places)
        ]
        return GroupFilledWeek(start=first, sessions=tuple(sessions), weeks=tuple(weeks))

    def _open(self, sitting: Sitting) -> tuple[Together, ...]:
        """Return what may be chosen for *sitting*, each activity once."""
        return self.ways(sitting)

    def _solve(self, posed: Week, rows: Sequence[Row], sittings: Sequence[Sitting]) -> Solution:  # noqa: ARG002 - who keeps items asks which row is which
        """Return what is done in the week that is *posed*."""
        return solve(posed)

    def _posed(self, sittings: Sequence[Sitting], rows: Sequence[Row]) -> Week:
        posing = Joined(rows)
        for n, place in enumerate(self.places):
            offers = [
                Offer(s, tuple(way.parts[n] for session, way in rows if session == number))
                for number, s in enumerate(sittings)
            ]
            posed = place.posed(offers)
            posing.add(place.child.id, posed.week, posed.candidates)
        children = [place.child for place in self.places]
        return posing.week([min(usable_minutes(c, s) for c in children) for s in sittings])


def _in_order(picks: Iterable[Together], orders: Sequence[OrderRule]) -> tuple[Together, ...]:
    """Return *picks* in one order that is safe for every child: what is surest comes first."""
    liked = sorted(picks, key=_place_in_session)
    while liked:
        for way in permutations(liked):
            if _is_safe(way, orders):
                return way
        liked.pop()
    return ()


def _is_safe(way: Sequence[Together], orders: Sequence[OrderRule]) -> bool:
    return all(
        follows(later, earlier, orders)
        for n, first in enumerate(way)
        for after in way[n + 1 :]
        for earlier, later in zip(first.parts, after.parts, strict=True)
    )


def _place_in_session(way: Together) -> tuple[int, float, str]:
    """Return where *way* comes: what is sure for all, goal tasks while fresh, the rest."""
    chance = min(part.chance for part in way.parts)
    if any(part.is_whole for part in way.parts):
        return 1, -chance, way.id
    return (0 if chance >= SURE_FROM else 2), -chance, way.id
