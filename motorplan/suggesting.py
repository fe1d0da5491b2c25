"""How the children of a folder could be grouped, and why."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from motorplan.catalogue import Catalogue
from motorplan.converting.files import Document, kind_of
from motorplan.errors import FileProblems, WrongUse
from motorplan.explaining.plans import horizon_of
from motorplan.frozen import evolve
from motorplan.making import load_child, logs_before
from motorplan.model.children import Child, in_order
from motorplan.model.suggestions import Suggested, Suggestion
from motorplan.phrases import listed
from motorplan.planning.pairing import LEAST_SHARED, Pool, grouped
from motorplan.storing.files import Tell, read_text, toml_files
from motorplan.vocabulary import ADULTS, MOST_CHILDREN

LEAST_SIZE, MOST_REASONS = 2, 2
ALIKE = 0.2
"""How far two chances of the same skill may lie apart for children to be about as far."""


def suggest_groups(
    folder: str | Path,
    catalogue: Catalogue,
    on: date,
    size: int = 3,
    adults: int = 1,
    tell: Tell | None = None,
) -> Suggestion:
    """
    Return groups of the children whose files lie in *folder*, by goals and levels.

    Two of like age suit each other when there are activities that each could do toward an own
    goal, in one room, safely for both. Nothing of anybody's health is among the reasons.

    Args:
        folder: Where the child files lie; files of other kinds are passed over.

        catalogue: What there is to do.

        on: The day it is judged on.

        size: How many children a group has at most, 2 to 8.

        adults: How many adults are there, 1 to 20.

        tell: Takes what is to be said of a damaged journal; None warns.

    Raises:
        WrongUse: If no group has that size.

        FileProblems: If there is no such folder.
    """
    say = catalogue.phrases.say
    if not LEAST_SIZE <= size <= MOST_CHILDREN:
        way = say("suggest.size_way", least=LEAST_SIZE, most=MOST_CHILDREN)
        raise WrongUse(say("suggest.size", size=size), way)
    if not ADULTS[0] < adults <= ADULTS[1]:
        way = say("suggest.size_way", least=1, most=ADULTS[1])
        raise WrongUse(say("suggest.adults", adults=adults), way)
    files, left_out = dict[str, Child](), list[str]()
    for path in toml_files(Path(folder)):
        try:
            if kind_of(Document(read_text(path), str(path)).data) == "child":
                child = load_child(path, catalogue, on=on, tell=tell)
                files[path.name] = evolve(in_order(child), logs=logs_before(child, on))
        except FileProblems:
            left_out.append(say("suggest.unread", file=path.name))
    ahead = {
        name: evolve(child, goals=tuple(own.child.goals))
        for name, child in sorted(files.items(), key=lambda row: row[1].id)
        for _, own in [horizon_of(child, catalogue, on)]
    }
    writer = _Reasons(Pool(list(ahead.values()), catalogue, on, adults), list(ahead), catalogue)
    found = grouped(writer.pool, size)
    return Suggestion(
        folder=str(folder),
        on=on,
        size=size,
        says=say("suggest.room", adults=adults),
        groups=tuple(writer.group(g) for g in sorted(found) if len(g) > 1),
        alone=tuple(writer.alone(g[0]) for g in sorted(found) if len(g) == 1),
        left_out=tuple(left_out),
    )


class _Reasons:
    def __init__(self, pool: Pool, files: list[str], catalogue: Catalogue) -> None:
        self.pool, self.files, self.catalogue = pool, files, catalogue
        self.say = catalogue.phrases.say
        self.names = [child.name for child in pool.children]

    def group(self, numbers: tuple[int, ...]) -> Suggested:
        return evolve(self._one(numbers), reasons=tuple(self._together(numbers)))

    def alone(self, number: int) -> Suggested:
        return evolve(self._one((number,)), reasons=(self._why_alone(number),))

    def _one(self, numbers: tuple[int, ...]) -> Suggested:
        return Suggested(
            children=tuple(self.pool.children[n].id for n in numbers),
            names=tuple(self.names[n] for n in numbers),
            files=tuple(self.files[n] for n in numbers),
            days=self.pool.days(numbers),
            activities=len(self.pool.shared(numbers)),
            reasons=(),
        )

    def _together(self, numbers: tuple[int, ...]) -> Iterator[str]:
        pool, graph = self.pool, self.catalogue.graph
        same = pool.same_goals(numbers)
        for skill_id in same[:MOST_REASONS]:
            names = listed([self.names[n] for n in numbers])
            yield self.say("suggest.same_goal", names=names, goal=graph[skill_id].plain)
            chances = [pool.chance(n, skill_id) for n in numbers]
            if max(chances) - min(chances) <= ALIKE:
                yield self.say("suggest.alike", skill=graph[skill_id].plain)
        told: set[int] = {*numbers} if same else set()
        for near in pool.near_goals(numbers):
            if {near.first, near.second} <= told:
                continue
            told |= {near.first, near.second}
            yield self.say(
                "suggest.near_goal",
                first=self.names[near.first],
                goal=graph[near.skill].plain,
                second=self.names[near.second],
                other=graph[near.goal].plain,
            )
        yield self.say("suggest.shared", count=len(pool.shared(numbers)))
        days = [self.say(f"day.{day}") for day in pool.days(numbers)]
        yield self.say("suggest.days", days=listed(days)) if days else self.say("suggest.no_days")

    def _why_alone(self, number: int) -> str:
        pool = self.pool
        if not pool.is_open(number):
            return self.say("suggest.alone_nothing")
        others = [n for n in range(len(self.names)) if n != number]
        counts = {n: len(pool.shared((min(n, number), max(n, number)))) for n in others}
        fitting = [n for n in others if pool.suits((n, number))]
        nearest = max(fitting, key=lambda n: (counts[n], -n), default=None)
        if nearest is None:
            return self.say("suggest.alone_none", least=LEAST_SHARED)
        words = {"names": self.names[nearest], "count": counts[nearest]}
        return self.say("suggest.alone_rest", **words)
