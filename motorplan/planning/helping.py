"""Hands-on help: the last way to make a goal task fit, where nothing else makes it fit."""

from collections.abc import Iterable, Iterator, Mapping

from motorplan.ability.estimating import Estimate
from motorplan.model.children import Child
from motorplan.model.safety import Feature
from motorplan.planning.ahead import Ahead
from motorplan.planning.variants import Variant
from motorplan.planning.worth import HANDS_LEVELS, Candidate, candidate_of
from motorplan.vocabulary import Domain, Level

HELPED_DOMAINS: frozenset[Domain] = frozenset({"fine", "self-care"})


def with_hands(
    variants: Iterable[Variant],
    found: Iterable[Candidate],
    child: Child,
    ahead: Ahead,
    estimate: Estimate,
    features: Mapping[str, Feature],
) -> Iterator[Candidate]:
    """
    Yield goal tasks that fit with an adult's hands, one of each activity, the easiest.

    Fewer steps, another thing, place, position or equipment come first: only for a goal of
    which nothing in *found* is the whole task. Never where the child wants no guiding hands
    or was seen to do it without, where something rolls, or where a hazard asks for a sighting.

    Args:
        variants: What is open here.

        found: What fits without hands.

        child: The child file.

        ahead: What is ahead of the child.

        estimate: What the child can do.

        features: All hazards and body demands.
    """
    if child.touch_help == "no" or child.concerns:
        return
    whole = {s.goal for candidate in found for s in candidate.serves if s.whole}
    lacking = {g.skill for g in child.goals if g.kind == "build"} - whole
    taken: set[str] = set()
    for variant in variants if lacking else ():
        activity_id = variant.activity.id
        if activity_id in taken or not _takes_hands(variant, child, features):
            continue
        candidate = candidate_of(variant, child, ahead, estimate, hands=HANDS_LEVELS)
        if candidate and lacking.intersection(s.goal for s in candidate.serves if s.whole):
            taken.add(activity_id)
            yield candidate


def _takes_hands(variant: Variant, child: Child, features: Mapping[str, Feature]) -> bool:
    if variant.activity.own:
        return False
    seen = child.skills.get(min(variant.grade.trains.items(), key=lambda r: (-r[1], r[0]))[0])
    alone = seen is not None and seen.level is not None and seen.level > Level.SOME_HELP
    if alone or variant.rolls or variant.activity.domain not in HELPED_DOMAINS:
        return False
    return not any(
        features[f].opened_by and amount >= features[f].opened_from
        for f, amount in variant.features.items()
        if f in features
    )
