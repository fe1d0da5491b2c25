"""Every word of one item of a group: the room's, and each child's own."""

from collections.abc import Iterable, Sequence
from typing import get_args

from motorplan.catalogue import Catalogue
from motorplan.explaining.items import chance_word
from motorplan.frozen import parts_of
from motorplan.model.children import Child
from motorplan.model.groups import GroupItem, Part
from motorplan.model.plans import Item, MaterialChoice, Reason
from motorplan.phrases import listed
from motorplan.planning.choosing import Chooser
from motorplan.planning.room import Seat, Together, seats_of
from motorplan.planning.variants import Variant
from motorplan.safety.facts import Facts
from motorplan.vocabulary import PRIVATE_CONTROLS, SUPERVISION, Side, Supervision

ROLES = ("shows", "hands-out", "counts", "starts", "chooses", "collects")
LEADS = ("goal", "step", "review", "warm-up", "look-and-see")
"""Roles of parts in the order in which one stands for the whole item."""

COUNTS_FROM_MONTHS, HELPS_FROM_MONTHS, SHOWS_FROM = 48.0, 30.0, 0.7
TALKS = frozenset({"words", "few-words", "signs", "aac-device"})
FOLLOWS = frozenset({None, "stories", "two-steps", "one-step"})
GETS_ABOUT = frozenset({"walks", "walks-with-hand", "walker", "manual-chair", "power-chair"})


class PartWriter:
    """
    Writes the items of a group.

    Args:
        children: The children in the room, in order.

        catalogue: Skills, things and phrases.

        allergens: What must not be met in the room.
    """

    def __init__(
        self, children: Sequence[Child], catalogue: Catalogue, allergens: frozenset[str]
    ) -> None:
        self.children, self.catalogue, self.allergens = children, catalogue, allergens
        self.say = catalogue.phrases.say
        self._private = {self.say(f"control.{control}") for control in PRIVATE_CONTROLS}
        self._private |= {self.say("item.side", side=side) for side in get_args(Side)}

    def item(
        self, way: Together, items: Sequence[Item], choosers: Sequence[Chooser], turn: int
    ) -> GroupItem:
        """
        Return one activity for all.

        Args:
            way: How they do it together.

            items: What each child does, as its own plan says it.

            choosers: What judges for each child.

            turn: How many items came before, by which the jobs go round.
        """
        activity = way.parts[0].variant.activity
        jobs = self._jobs(way, choosers, turn)
        parts = {
            child.id: self._part(n, way, items[n], choosers, jobs[n])
            for n, child in enumerate(self.children)
        }
        first = min(items, key=lambda item: (item.grade, item.id))
        positions = {item.position for item in items}
        return GroupItem(
            id=first.id,
            activity=activity.id,
            name=activity.name,
            role=min((item.role for item in items), key=LEADS.index),
            minutes=max(item.minutes for item in items),
            minutes_setup=max(item.minutes_setup for item in items),
            minutes_tidy=max(item.minutes_tidy for item in items),
            position=first.position if len(positions) == 1 else None,
            supervision=max((s.watched for s in way.seats), key=SUPERVISION.index),
            who=first.who,
            materials=_all_things(items),
            place_change=None,
            steps=(activity.group.how or self.say("group.how"), self.say("group.own_grades")),
            say=first.say,
            criterion=self.say("group.criterion"),
            record=self.say("group.record"),
            watch_for=_once(line for item in items for line in item.watch_for),
            stop_if=_once(line for item in items for line in item.stop_if),
            cautions=(
                self._watching(way.seats, choosers[0].setting.adults),
                *self._labels(_all_things(items)),
            ),
            choices=(),
            why=f"{self.say('group.why')} {activity.why}",
            reasons=(Reason(code="suits-all", about=activity.id),),
            evidence=activity.evidence,
            screened=tuple(sorted(set.intersection(*(set(i.screened) for i in items)))),
            children=parts,
        )

    def _part(
        self, n: int, way: Together, item: Item, choosers: Sequence[Chooser], job: str
    ) -> Part:
        seat, held = way.seats[n], {f.name: getattr(item, f.name) for f in parts_of(Item)}
        held["step_up"] = item.step_up if self._is_open(n, way, choosers, 1) else None
        if item.grade > 1 and not self._is_open(n, way, choosers, -1):
            held["step_down"] = way.parts[n].variant.grade.step_down
        beside = tuple(self.say(f"control.{c}") for c in sorted(seat.controls))
        care = (*self._care(way.parts[n].variant, seat.watched, item), *beside)
        look = item.role == "look-and-see"
        word = "look" if look else chance_word(way.parts[n].chance)
        return Part(
            **held,
            joins=job,
            joining=self.say(f"role.{job}"),
            watched=seat.watched,
            beside=_once((*beside, *seat.plain)),
            care=self._shared(care, item, self.children[n].name),
            fits=self.say(f"group.fit_{word}"),
        )

    def _is_open(self, n: int, way: Together, choosers: Sequence[Chooser], step: int) -> bool:
        """Return whether child *n* could go *step* rungs on with the others as they are."""
        variants = [part.variant for part in way.parts]
        activity, number = variants[n].activity, variants[n].number + step
        if not 1 <= number <= len(activity.grades):
            return False
        rung = choosers[n].judge(activity, number)
        if not isinstance(rung, Variant):
            return False
        variants[n] = rung
        return seats_of(variants, choosers, self.catalogue) is not None

    def _care(self, variant: Variant, watched: Supervision, item: Item) -> Iterable[str]:
        """Yield what an adult does for this child there, without the reason."""
        yield self.say(f"supervision.{watched}")
        touch = [self.say(f"item.touch_{word}") for word in ("no", "ask", "baby")]
        yield from (line for line in touch if line in item.cautions)
        for control in sorted(variant.controls - {*SUPERVISION}):
            yield self.say(f"control.{control}")
        for rule in variant.screened:
            if rule.when.everybody:
                yield rule.plain
        yield from (a.caution for a in variant.adaptations if a.caution)

    def _shared(self, care: Iterable[str], item: Item, name: str) -> tuple[str, ...]:
        """Return what of *care* the group's page says: what tells of a body stays off it."""
        told = tuple(line for line in _once(care) if line not in self._private)
        if self._private.isdisjoint((*care, *item.cautions)):
            return told
        return (*told, self.say("group.own_care", name=name))

    def _labels(self, things: Iterable[MaterialChoice]) -> Iterable[str]:
        """Yield which labels to read for the whole room."""
        known, allergens = self.catalogue.materials, self.catalogue.safety.allergens
        for thing in things:
            found = self.allergens.intersection(known[thing.id].check_label)
            if found:
                names = [allergens[i].name for i in sorted(found)]
                yield self.say("item.label", thing=thing.item, names=listed(names))

    def _watching(self, seats: Sequence[Seat], adults: int) -> str:
        """Return how many children need how much of the adults there."""
        needed = [seat.watched for seat in seats]
        needs = [
            self.say(f"group.need_{level}", n=needed.count(level))
            for level in reversed(SUPERVISION)
            if level in needed
        ]
        word = "watch_one" if len(needed) == 1 else "watch"
        return self.say(f"group.{word}", adults=adults, count=len(needed), needs=listed(needs))

    def _jobs(self, way: Together, choosers: Sequence[Chooser], turn: int) -> list[str]:
        """
        Return what each child does for the others, each job once.

        The jobs move on by one with every item, so that everybody gets every job that fits.
        """
        jobs: list[str] = []
        for n, child in enumerate(self.children):
            facts, chance = choosers[n].screen.facts, way.parts[n].chance
            turned = (ROLES[(turn + n + k) % len(ROLES)] for k in range(len(ROLES)))
            fitting = (
                job for job in turned if job not in jobs and can_do(job, child, facts, chance)
            )
            jobs.append(next(fitting, "joins-in"))
        return jobs


def can_do(job: str, child: Child, facts: Facts, chance: float) -> bool:
    """
    Return whether a *job* fits a child.

    Args:
        job: Its id.

        child: The child file.

        facts: What is true of the child on that day.

        chance: How likely its own part of the item goes well.
    """
    age = facts.hazard_age
    talks = not child.says or bool(TALKS & {*child.says})
    helps = age >= HELPS_FROM_MONTHS and child.understands in FOLLOWS
    fits = {
        "shows": chance >= SHOWS_FROM and helps,
        "hands-out": helps,
        "counts": age >= COUNTS_FROM_MONTHS and talks and helps,
        "starts": talks and helps,
        "chooses": helps,
        "collects": helps and bool(GETS_ABOUT & child.ways),
    }
    return fits[job]


def _all_things(items: Iterable[Item]) -> tuple[MaterialChoice, ...]:
    """Return the things of all *items*, each once, in order of id."""
    found = {thing.id: thing for item in items for thing in item.materials}
    return tuple(found[i] for i in sorted(found))


def _once(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lines))
