"""
What several children do at one table: whether it is safe for all of them, and how well it fits.

What lies on the table lies there for everybody. So each child's own rules are asked about the
things that any of them uses, and the watching that all of them need together has to be there.
"""

from collections.abc import Mapping, Sequence
from itertools import product

from motorplan.catalogue import Catalogue
from motorplan.frozen import frozen
from motorplan.planning.choosing import Chooser
from motorplan.planning.positions import SEATED
from motorplan.planning.variants import Variant, sum_features
from motorplan.planning.worth import Candidate
from motorplan.safety.screening import stricter, unseen
from motorplan.vocabulary import SUPERVISION, Control, Supervision

SHARES: Mapping[Supervision, int] = {"in-sight": 1, "near": 2, "arms-reach": 4, "one-to-one": 8}
"""Eighths of an adult that watching one child so closely takes: our own judgement."""

ADULT = 8
ALONE_WITH_A_GROUP: Supervision = "near"
"""The closest that one adult can watch a child among others."""

SHARED_WET = "shared-wet"
WETS = ("wet", "not-to-swallow")
NOT_BY_SITTING_BY: frozenset[Control] = frozenset({"helmet", "fenced"})
"""Controls that nobody can give to a child who only sits beside what asks for them."""

MOST_WAYS = 200
"""How many ways of giving each child a grade are looked at."""


@frozen(kw_only=True)
class Seat:
    """
    One child's place in an item of the group.

    Attributes:
        watched: How closely this child has to be watched there.

        controls: What the things of the others ask for beside what its own part does.

        plain: The rules that say so, in words.
    """

    watched: Supervision
    controls: frozenset[Control]
    plain: tuple[str, ...]


@frozen(kw_only=True)
class Together:
    """
    An activity as all children would do it, each at its own grade.

    Attributes:
        parts: What each child does, in the order of the children.

        seats: How each child is looked after, in the same order.
    """

    parts: tuple[Candidate, ...]
    seats: tuple[Seat, ...]

    @property
    def id(self) -> str:
        """The activity's id."""
        return self.parts[0].variant.activity.id

    @property
    def minutes(self) -> int:
        """All the time it takes: as long as the longest of each, set-up and tidying included."""
        grades = [part.variant.grade for part in self.parts]
        return sum(
            max(getattr(grade, name) for grade in grades)
            for name in ("minutes", "minutes_setup", "minutes_tidy")
        )

    @property
    def least_fit(self) -> float:
        """How well it fits the child it fits least, in [0, 1]."""
        return min(part.fit for part in self.parts)


def can_watch(needed: Sequence[Supervision], adults: int) -> bool:
    """
    Return whether *adults* can watch children who need *needed*, each in their own way.

    One-to-one takes one adult, all the time. Within arm's reach an adult has two children at
    most, near four, in sight eight. These are halves, quarters and eighths of an adult, so
    that they fit together without a rest: when they sum to no more than the adults there, each
    child can be given to one of them. One adult alone is within arm's reach of nobody, as
    the others are there as well.

    Args:
        needed: How closely each child has to be watched.

        adults: Adults in the room; on video the one who is there.
    """
    if adults == 1 and any(
        SUPERVISION.index(s) > SUPERVISION.index(ALONE_WITH_A_GROUP) for s in needed
    ):
        return len(needed) == 1
    return sum(SHARES[s] for s in needed) <= ADULT * adults


def things_of(variants: Sequence[Variant], catalogue: Catalogue) -> dict[str, float]:
    """
    Return what lies on the table when *variants* are done at once, as feature id -> amount.

    Hazards of things count, whoever uses them; what one child's body does is that child's. What
    is wet or kneaded and makes a mess goes through many hands.
    """
    known = catalogue.safety.features
    there = {
        feature: amount
        for feature, amount in sum_features([v.features for v in variants]).items()
        if feature in known and known[feature].kind == "thing"
    }
    if variants[0].activity.mess != "none" and not there.keys().isdisjoint(WETS):
        there[SHARED_WET] = 1
    return there


def seats_of(
    variants: Sequence[Variant], choosers: Sequence[Chooser], catalogue: Catalogue
) -> tuple[Seat, ...] | None:
    """
    Return how each child is looked after when *variants* are done at once; None if not safe.

    Args:
        variants: What each child does.

        choosers: What judges for each child, in the same order; they know the allergens of
            the whole room.

        catalogue: What things hold.
    """
    activity, count = variants[0].activity, len(variants)
    if not activity.group.least <= count <= activity.group.most or activity.private:
        return None
    there = things_of(variants, catalogue)
    seats = []
    for variant, chooser in zip(variants, choosers, strict=True):
        seat = _seat(variant, chooser, there)
        if seat is None:
            return None
        seats.append(seat)
    setting = choosers[0].setting
    if not can_watch([seat.watched for seat in seats], setting.adults):
        return None
    return tuple(seats)


def _seat(variant: Variant, chooser: Chooser, there: Mapping[str, float]) -> Seat | None:
    screen, needs = chooser.screen, variant.grade.needs
    together = sum_features([variant.features, there])
    verdict = screen.of_features(together)
    seen = {i: chooser.estimate.opens(i, level, screen.on) for i, level in needs.items()}
    if verdict.blocks or unseen(screen, together, needs, seen):
        return None
    more = verdict.controls - variant.controls - {*SUPERVISION}
    if more & NOT_BY_SITTING_BY or ("seated" in more and variant.position not in SEATED):
        return None
    met = {rule.id for rule in variant.screened}
    return Seat(
        watched=stricter(variant.supervision, verdict.supervision),
        controls=frozenset(more),
        plain=tuple(rule.plain for rule in verdict.rules if rule.id not in met),
    )


def best_way(
    choices: Sequence[Sequence[Candidate]], choosers: Sequence[Chooser], catalogue: Catalogue
) -> Together | None:
    """
    Return the best way for all children to do one activity together, or None.

    The child it fits least counts first, then all of them together; of equal ways the one
    with the harder grades, so that nobody stays below what they can do.

    Args:
        choices: What each child could do of it; none may be empty.

        choosers: What judges for each child, in the same order.

        catalogue: What things hold.
    """
    ranked = [sorted(held, key=lambda c: (-c.fit, -c.variant.number)) for held in choices]
    ways = [way for way, _ in zip(product(*ranked), range(MOST_WAYS), strict=False)]
    for parts in sorted(ways, key=_rank):
        seats = seats_of([part.variant for part in parts], choosers, catalogue)
        if seats is not None:
            return Together(parts=parts, seats=seats)
    return None


def _rank(parts: Sequence[Candidate]) -> tuple[float, float, tuple[int, ...]]:
    fits = [round(part.fit, 3) for part in parts]
    return -min(fits), -round(sum(fits), 3), tuple(-part.variant.number for part in parts)
