"""Who would do well together: what children share, and groups made of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations

from motorplan.catalogue import Catalogue
from motorplan.frozen import frozen
from motorplan.model.children import Child, Slot, WeekTime
from motorplan.model.groups import Group
from motorplan.planning.ahead import FARTHEST
from motorplan.planning.choosing import Chooser
from motorplan.planning.groups import Place, member
from motorplan.planning.horizon import Horizon
from motorplan.planning.room import Together, best_way
from motorplan.planning.things import ROOMS
from motorplan.planning.times import Sitting, weeks_of
from motorplan.planning.worth import Candidate
from motorplan.vocabulary import WEEKDAYS, Level

LEAST_SHARED, MOST_COUNTED = 4, 12
"""How many activities children have to share for a group, and how many at most count."""

SAME_GOAL, NEAR_GOAL, SAME_DAY = 3_000, 1_500, 2_000
"""
What a shared goal, a goal on the way to the other's, and a day in common are worth, beside
1,000 for each activity that fits both fully: our own judgement.
"""

AGES_APART_MONTHS = 36.0
"""How far apart in age the children of a group may be: our own judgement."""

MINUTES, PAIR = 30, 2


@frozen(kw_only=True)
class Near:
    """Two goals of two children of which the first is on the way to the second."""

    first: int
    skill: str
    second: int
    goal: str


class Pool:
    """
    Children who could be grouped, looked at in one room.

    The room holds what any of their files names as at hand. What one of them must not meet
    is left out wherever that child is.

    Args:
        children: The children, in order of id; each has a goal that is not there yet.

        catalogue: What there is to do.

        start: The day they are looked at.

        adults: How many adults are in the room.
    """

    def __init__(
        self, children: Sequence[Child], catalogue: Catalogue, start: date, adults: int = 1
    ) -> None:
        self.children, self.catalogue, self.start = children, catalogue, start
        things = {thing for child in children if child.week for thing in child.week.materials}
        week = WeekTime(
            place="classroom",
            space="room",
            who="therapist",
            adults=adults,
            materials=tuple(sorted(things)),
            days={"mon": (Slot(minutes=MINUTES),)},
        )
        self._places = [self._place(child, week) for child in children]
        self._choosers = [place.chooser(self._sitting(place)) for place in self._places]
        self._could = [place.could_do(self._sitting(place)) for place in self._places]
        self._shared: dict[tuple[int, ...], tuple[Together, ...]] = {}

    def _place(self, child: Child, week: WeekTime) -> Place:
        alone = Group(id="room", name="room", children=(child,), week=week)
        there = member(child, alone)
        place = Place(there, Horizon(there, self.catalogue, self.start))
        place.begin(0, self.start)
        return place

    def _sitting(self, place: Place) -> Sitting:
        return next(s for _, sittings in weeks_of(place.child, self.start, 2) for s in sittings)

    def shared(self, numbers: tuple[int, ...]) -> tuple[Together, ...]:
        """Return what the children *numbers* could do together, in order of id."""
        if numbers not in self._shared:
            could = [self._could[n] for n in numbers]
            choosers = [self._choosers[n] for n in numbers]
            ids = sorted(set.intersection(*(set(found) for found in could)))
            ways = (best_way([f[i] for f in could], choosers, self.catalogue) for i in ids)
            found = tuple(w for w in ways if w and self._is_free_of(w, choosers))
            self._shared[numbers] = found
        return self._shared[numbers]

    def _is_free_of(self, way: Together, choosers: Sequence[Chooser]) -> bool:
        """Return whether nothing in *way* holds what one of the children must not meet."""
        held = {a for part in way.parts for a in self._held_by(part)}
        return not any(chooser.screen.of_allergens(held).blocks for chooser in choosers)

    def _held_by(self, part: Candidate) -> set[str]:
        known, variant = self.catalogue.materials, part.variant
        held = {a for thing in variant.materials for a in known[thing.id].allergens}
        held |= {a for used in variant.adaptations for a in used.allergens}
        return held | {*variant.activity.allergens}

    def is_open(self, number: int) -> bool:
        """Return whether there is anything that child *number* could do in a group."""
        return bool(self._could[number])

    def days(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """Return the weekdays on which all of them have time for a group."""
        each = [days_of(self.children[n]) for n in numbers]
        return tuple(day for day in WEEKDAYS if all(day in days for days in each))

    def same_goals(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """Return the goals that all of them have."""
        goals = [{goal.skill for goal in self.children[n].goals} for n in numbers]
        return tuple(sorted(set.intersection(*goals)))

    def near_goals(self, numbers: Sequence[int]) -> tuple[Near, ...]:
        """Return the goals of one that are on the way to a goal of another."""
        graph, found = self.catalogue.graph, list[Near]()
        for a in numbers:
            for b in numbers:
                for theirs in self.children[b].goals if a != b else ():
                    before = graph.before(theirs.skill)
                    for mine in self.children[a].goals:
                        if before.get(mine.skill, FARTHEST + 1) <= FARTHEST:
                            near = Near(first=a, skill=mine.skill, second=b, goal=theirs.skill)
                            found.append(near)
        return tuple(sorted(found, key=lambda n: (n.skill, n.goal, n.first, n.second)))

    def chance(self, number: int, skill_id: str) -> float:
        """Return how likely child *number* does a skill alone."""
        return self._places[number].estimate.chance(skill_id, Level.INDEPENDENT)

    def worth(self, a: int, b: int) -> int:
        """Return how well two children go together, in thousandths of an activity."""
        pair = (min(a, b), max(a, b))
        fits = sorted((round(1000 * way.least_fit) for way in self.shared(pair)), reverse=True)
        worth = sum(500 + fit // 2 for fit in fits[:MOST_COUNTED])
        worth += SAME_GOAL * len(self.same_goals(pair))
        worth += NEAR_GOAL * min(2, len(self.near_goals(pair)))
        return worth + SAME_DAY * bool(self.days(pair))

    def suits(self, numbers: Sequence[int]) -> bool:
        """Return whether these children are of like age and share enough for a group."""
        ages = [self._places[n].estimate.age for n in numbers]
        if max(ages) - min(ages) > AGES_APART_MONTHS:
            return False
        return len(self.shared(tuple(sorted(numbers)))) >= LEAST_SHARED


def days_of(child: Child) -> frozenset[str]:
    """Return the weekdays on which *child* has time for a group: kept for one, else at school."""
    week = child.week
    slots = week.days if week else {}
    kept = frozenset(day for day, held in slots.items() if any(s.company == "group" for s in held))
    if kept or week is None:
        return kept
    return frozenset(
        day for day, held in slots.items() if any((s.place or week.place) in ROOMS for s in held)
    )


def grouped(pool: Pool, size: int) -> list[tuple[int, ...]]:
    """
    Return groups of two to *size* children, and those left alone as groups of one.

    The child with the fewest who suit begins; the one joins who goes best with the member it
    goes with least. Groups are as even as can be. Ties go by the order of the children.

    Args:
        pool: The children.

        size: The most a group may have.
    """
    count = len(pool.children)
    suits = {pair: pool.suits(pair) for pair in combinations(range(count), 2)}
    friends = {
        n: {m for m in range(count) if m != n and suits[min(n, m), max(n, m)]} for n in range(count)
    }
    free = {n for n in range(count) if friends[n]}
    groups: list[tuple[int, ...]] = []
    while free:
        even = -(-len(free) // -(-len(free) // size))
        seed = min(free, key=lambda n: (len(friends[n] & free), n))
        group = _grown((seed,), pool, friends, free, even)
        groups.append(group)
        free -= {*group}
    return _rejoined(groups, pool, size) + [(n,) for n in range(count) if not friends[n]]


def _grown(
    group: tuple[int, ...],
    pool: Pool,
    friends: Mapping[int, set[int]],
    free: set[int],
    size: int,
) -> tuple[int, ...]:
    while len(group) < size:
        near = set.intersection(*(friends[n] for n in group)) & free - {*group}
        fitting = [n for n in sorted(near) if pool.suits((*group, n))]
        if not fitting:
            break
        group = (*group, max(fitting, key=lambda n: (_least(pool, group, n), -n)))
    return tuple(sorted(group))


def _least(pool: Pool, group: Sequence[int], number: int) -> tuple[int, int]:
    worth = [pool.worth(one, number) for one in group]
    return min(worth), sum(worth)


def _rejoined(groups: list[tuple[int, ...]], pool: Pool, size: int) -> list[tuple[int, ...]]:
    """Return *groups* with those left over in a group with room, or paired with one of three."""
    whole = [group for group in groups if len(group) > 1]
    left: list[tuple[int, ...]] = []
    for (number,) in (group for group in groups if len(group) == 1):
        room = [n for n, g in enumerate(whole) if len(g) < size and pool.suits((*g, number))]
        spare = [
            (n, m)
            for n, g in enumerate(whole)
            if len(g) > PAIR
            for m in g
            if pool.suits((m, number))
        ]
        if room:
            best = max(room, key=lambda n: (_least(pool, whole[n], number), -n))
            whole[best] = tuple(sorted((*whole[best], number)))
        elif spare:
            n, m = max(spare, key=lambda place: (pool.worth(place[1], number), -place[1]))
            whole[n] = tuple(one for one in whole[n] if one != m)
            whole.append((min(m, number), max(m, number)))
        else:
            left.append((number,))
    return whole + left
