"""What the plan of a group says of the room, put together a second time."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import get_args

from motorplan.catalogue import Catalogue
from motorplan.checking.sayings import Pieces, Sayings, tells_of_gone
from motorplan.model.groups import Group, GroupItem, GroupPlan, GroupSession, Part
from motorplan.model.plans import DROPPED
from motorplan.phrases import listed
from motorplan.vocabulary import SPACES, Side

FAMILY = frozenset({"parent", "grandparent", "carer"})
JOBS = ("hands-out", "counts", "starts", "shows", "chooses", "collects")
REST = "joins-in"
FITTING: tuple[tuple[float, str], ...] = ((0.95, "sure"), (2 / 3, "most"), (0.0, "many"))
"""Chances from which a word says how well a part fits."""

CLOSEST = ("one-to-one", "arms-reach", "near", "in-sight")
NEARLY = 0.0015
OF_THE_BODY = ("device-off", "covered", "clothes-over-tube", "braces-on", "safe-texture")
Fault = tuple[str, str]


class RoomWords:
    """
    What may be said of a room with several children.

    Args:
        group: The group.

        catalogue: All texts and phrases.

        allergens: What any of the children must not meet.
    """

    def __init__(self, group: Group, catalogue: Catalogue, allergens: AbstractSet[str]) -> None:
        self.group, self.catalogue, self.allergens = group, catalogue, allergens
        self.say = catalogue.phrases.say
        told = {i for i in catalogue.phrases if i.startswith(("control.", "item.touch_"))}
        own = {f"control.{word}" for word in OF_THE_BODY}
        self._told, self._own = ({self.say(i) for i in ids} for ids in (told - own, own))
        self._own |= {self.say("item.side", side=side) for side in get_args(Side)}

    def of_plan(self, plan: GroupPlan) -> Iterator[Fault]:
        """Yield (rule, words) for what the plan as a whole says of the group and is not so."""
        known = self.catalogue.safety.allergens
        names = [known[i].name for i in sorted(self.allergens & {*known})]
        due = (self.say("group.room_allergens", names=listed(names)),) if names else ()
        if plan.notices != due:
            yield "notices", "what holds for the whole room is not said, or more is"
        if (plan.group.id, plan.group.name) != (self.group.id, self.group.name):
            yield "group", "it is for another group"
        family = self.say("paper.family")
        if plan.disclaimer not in {family, f"{self.say('paper.professional')} {family}"}:
            yield "unsigned", "the stop signs are missing, or something else is said"
        if plan.look_and_see != any(about.look_and_see for about in plan.children):
            yield "wording", "it does not say whether it begins with finding out"
        yield from self._words(plan)

    def _words(self, plan: GroupPlan) -> Iterator[Fault]:
        for week in plan.weeks:
            own = list(week.children.values())
            if week.notes != tuple(n for n in own[0] if all(n in notes for notes in own)):
                yield "wording", "its notes are not those of all children"
        pieces = [*Sayings(self.catalogue.phrases).parts("group"), *SPACES]
        pieces += [about.name for about in plan.children]
        pieces += [activity.name for activity in self.catalogue.activities.values()]
        ours = Pieces([*pieces, "and"])
        dropped = Pieces([*pieces, *self._pieces_of_dropped(plan), "and"])
        for warning in plan.warnings:
            is_dropped = warning.code == DROPPED
            if is_dropped and tells_of_gone(warning.says, self.catalogue):
                continue
            said = dropped if is_dropped else ours
            if warning.child is None and not said.make(warning.says):
                yield "warnings", "what it says of the group is not in our words"
        for about in plan.children:
            if not ours.make(about.fits):
                yield "wording", "how well it fits is not in our words"

    def _pieces_of_dropped(self, plan: GroupPlan) -> Iterator[str]:
        """Yield what else may be said of what was to stay and cannot: nothing of health."""
        yield from self.catalogue.phrases.parts("kept.dropped")
        yield from Sayings(self.catalogue.phrases).parts("out")
        yield from (about.id for about in plan.children)
        yield from self.catalogue.activities

    def of_session(self, session: GroupSession, adults: int) -> Iterator[Fault]:
        """Yield (rule, words) for a note that is not what there is to say."""
        word = "session.nobody" if adults < 1 else "session.empty"
        if session.note != (None if session.items else self.say(word)):
            yield "wording", "its note is not what there is to say"

    def of_item(self, item: GroupItem, adults: int) -> Iterator[Fault]:
        """Yield (rule, words) for what *item* says of the room and is not so."""
        activity, parts = self.catalogue.activities[item.activity], [*item.children.values()]
        how = activity.group.how or self.say("group.how")
        for field, said in (
            ("name", activity.name),
            ("steps", (how, self.say("group.own_grades"))),
            ("criterion", self.say("group.criterion")),
            ("record", self.say("group.record")),
            ("why", f"{self.say('group.why')} {activity.why}"),
            ("evidence", activity.evidence),
            ("choices", ()),
            ("cautions", (self._watching(parts, adults), *self._labels(item))),
        ):
            if getattr(item, field) != said:
                yield "wording", f"its {field} is not what catalogue and phrases say"
        things = {thing for part in parts for thing in part.materials}
        if {*item.materials} != things:
            yield "material", "the things of the room are not those of the children"
        if not {*item.stop_if} >= {sign for part in parts for sign in part.stop_if}:
            yield "stop-signs", "a stop sign of a child is missing"
        if not any(item.say == part.say for part in parts):
            yield "wording", "what to say is said by no grade of it"
        if {*item.screened} != set.intersection(*({*part.screened} for part in parts)):
            yield "screened", "the rules it names are not those that all of them met"
        places = {part.position for part in parts}
        if item.position not in (places if len(places) == 1 else {None}):
            yield "position", "the position of the room is not that of the children"
        yield from self._jobs(parts)
        names = {child.id: child.name for child in self.group.children}
        for child_id, part in item.children.items():
            yield from self._care(part, names[child_id])

    def _care(self, part: Part, name: str) -> Iterator[Fault]:
        """Yield what the page of all tells an adult of one child, too little or too much."""
        known = {*part.cautions, *part.beside}
        more = self.say("group.own_care", name=name)
        own = {more} if self._own & known else set()
        if not {*part.care} <= {*known, self._watch(part)} - self._own | own:
            yield "wording", "it asks for a care that nothing asks for, or tells of a body"
        if not {*part.care} >= {self._watch(part), *(self._told & known), *own}:
            yield "cautions", "a care is not told to the adult of the group"

    def _jobs(self, parts: list[Part]) -> Iterator[Fault]:
        jobs = [part.joins for part in parts if part.joins != REST]
        if len(jobs) != len({*jobs}) or not {*jobs} <= {*JOBS}:
            yield "wording", "a job is there twice, or is none"
        known = {job: self.say(f"role.{job}") for job in (*JOBS, REST)}
        for part in parts:
            if part.joining != known.get(part.joins):
                yield "wording", "a job is not in our words"
            word = "look" if part.role == "look-and-see" else _fitting(part.chance or 0.0)
            if part.fits not in {self.say(f"group.fit_{w}") for w in word.split("|")}:
                yield "wording", "how well it fits is not what its chance says"

    def _watch(self, part: Part) -> str:
        return self.say(f"supervision.{part.watched}")

    def _watching(self, parts: list[Part], adults: int) -> str:
        watched = [str(part.watched) for part in parts]
        there = [level for level in CLOSEST if level in watched]
        needs = [self.say(f"group.need_{level}", n=watched.count(level)) for level in there]
        words = {"adults": adults, "count": len(parts), "needs": listed(needs)}
        return self.say("group.watch" if len(parts) > 1 else "group.watch_one", **words)

    def _labels(self, item: GroupItem) -> Iterator[str]:
        known, allergens = self.catalogue.materials, self.catalogue.safety.allergens
        for thing in item.materials:
            met = self.allergens & {*known[thing.id].check_label}
            if met:
                names = [allergens[i].name for i in sorted(met)]
                yield self.say("item.label", thing=thing.item, names=listed(names))


def _fitting(chance: float) -> str:
    """Return the words that may stand for *chance*, which is rounded, with bars between."""
    near = [
        next(w for least, w in FITTING if c >= least)
        for c in (chance - NEARLY, chance, chance + NEARLY)
        if c >= 0
    ]
    return "|".join(dict.fromkeys(near))
