"""Whether other groups would do better, and why nothing can be planned for one."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any, cast

from motorplan.catalogue import Catalogue
from motorplan.explaining.openings import MOST_NAMED
from motorplan.frozen import evolve
from motorplan.model.groups import Group, WarnOf
from motorplan.phrases import listed
from motorplan.planning.groups import GroupHorizon, meeting, member
from motorplan.planning.horizon import Horizon
from motorplan.planning.times import Sitting, weeks_of
from motorplan.vocabulary import SPACES

FEW, MUCH_MORE, AT_LEAST_MORE = 6, 2, 3
"""
Regrouping is worth a word when all share fewer activities than this, and without one child
they share so many times as many, and at least so many more: our own judgement.
"""

LEAST_CHILDREN = 3


class Regrouping:
    """
    Looks at what the children of a group share, all of them and some of them.

    Args:
        group: The group; each child has a goal that is not there yet.

        catalogue: What there is to do.

        horizon: What plans the group; its first week is begun.
    """

    def __init__(self, group: Group, catalogue: Catalogue, horizon: GroupHorizon) -> None:
        self.group, self.catalogue, self.horizon = group, catalogue, horizon
        self.say = catalogue.phrases.say
        self.everybody = range(len(group.children))
        self.shared_by_all = self._shared(tuple(self.everybody))
        self.shared = len(self.shared_by_all)

    def _shared(self, numbers: tuple[int, ...]) -> tuple[str, ...]:
        sittings = self.sittings()
        found = (i for s in sittings for i in self.horizon.shared_by(numbers, s))
        return tuple(sorted(set(found)))

    def sittings(self) -> list[Sitting]:
        """Return one sitting of each kind that the group has."""
        kinds: dict[object, Sitting] = {}
        for _, sittings in weeks_of(self.horizon.places[0].child, self.horizon.start, 2):
            for sitting in sittings:
                kinds.setdefault(sitting.setting, sitting)
        return list(kinds.values())

    def advice(self) -> Iterator[WarnOf]:
        """Yield which child would do better elsewhere, and who would do well as a pair."""
        if len(self.everybody) < LEAST_CHILDREN or self.shared >= FEW:
            return
        name = [child.name for child in self.group.children]
        rest = {n: self._without(n) for n in self.everybody}
        n = max(self.everybody, key=lambda n: (rest[n], -n))
        if self._is_much_more(rest[n]):
            says = self.say("group.without", name=name[n], count=rest[n], now=self.shared)
            yield WarnOf(code="regroup-without", says=says, about=self.group.children[n].id)
            return
        pairs = {pair: len(self._shared(pair)) for pair in combinations(self.everybody, 2)}
        a, b = max(pairs, key=lambda pair: (pairs[pair], [-n for n in pair]))
        if self._is_much_more(pairs[a, b]):
            words = {"first": name[a], "second": name[b], "count": pairs[a, b]}
            says = self.say("group.pair", **words, now=self.shared)
            yield WarnOf(code="regroup-pair", says=says, about=self.group.children[a].id)

    def _without(self, number: int) -> int:
        return len(self._shared(tuple(n for n in self.everybody if n != number)))

    def _is_much_more(self, count: int) -> bool:
        return count >= max(MUCH_MORE * self.shared, self.shared + AT_LEAST_MORE)

    def reasons(self) -> Iterator[WarnOf]:
        """Yield why there is nothing that all of them can do, and what would help."""
        counts = {n: self._own(n) for n in self.everybody}
        for n, child in enumerate(self.group.children):
            if not counts[n]:
                says = self.say("group.nothing_for", name=child.name)
                yield WarnOf(code="nothing-for-child", says=says, about=child.id)
        if all(counts.values()):
            each = (
                self.say("group.count_for", name=c.name, count=counts[n])
                for n, c in enumerate(self.group.children)
            )
            says = self.say("group.nothing_for_all", counts=", ".join(each))
            yield WarnOf(code="nothing-for-all", says=says)
        yield from self._changes()

    def _own(self, number: int) -> int:
        """Return how many activities child *number* could do in the time of the group."""
        place = self.horizon.places[number]
        return len({i for s in self.sittings() for i in place.could_do(s)})

    def _changes(self) -> Iterator[WarnOf]:
        """Yield the changes to the room that open something, each really tried."""
        week = meeting(self.group)
        tries: list[tuple[str, dict[str, Any], str]] = [
            ("more_adults", {"adults": week.adults + 1}, "")
        ]
        there = {s.setting.space for s in self.sittings()}
        widest = max(map(SPACES.index, there), default=0)
        tries += [("more_space", {"space": s}, s) for s in SPACES[widest + 1 :]]
        for code, change, space in tries:
            opened = self._opened(change)
            if opened:
                names = [self.catalogue.activities[i].name for i in opened[:MOST_NAMED]]
                words = {"count": len(opened), "names": listed(names)}
                says = self.say(f"group.{code}", **words, space=space)
                yield WarnOf(code=f"change-{code.replace('_', '-')}", says=says)

    def _opened(self, change: dict[str, Any]) -> tuple[str, ...]:
        """Return what all could do together if the week of the group were changed."""
        week, unsaid = meeting(self.group), cast("Any", dict.fromkeys(change))
        days = {
            day: tuple(evolve(slot, **unsaid) for slot in slots) for day, slots in week.days.items()
        }
        changed = evolve(self.group, week=evolve(week, days=days, **change))
        owns = [
            Horizon(member(place.own.child, changed), self.catalogue, self.horizon.start, place.own)
            for place in self.horizon.places
        ]
        horizon = begun(changed, self.catalogue, self.horizon.start, owns)
        there = Regrouping(changed, self.catalogue, horizon)
        return there.shared_by_all


def begun(group: Group, catalogue: Catalogue, start: date, owns: list[Horizon]) -> GroupHorizon:
    """Return what plans *group* from *start* on, its first week begun."""
    horizon = GroupHorizon(group, catalogue, start, owns)
    horizon.begin(0, start)
    return horizon
