"""
How likely a child is to do a skill at a level, from the years and from what was seen.

A skill's place is ``ln(age) - mu + child + domain + area + own``; the chance of level *k* or
better is ``Phi((place + cut_k * sigma) / noise)``. The published spread is split over the
five parts, so that with nothing seen the curve is the published one.

Source:
    The model and its numbers are assumptions, stated in ``docs/method.md#the-estimate``.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from math import sqrt

from motorplan.ability.chances import SUREST, GradeChance, chance_of_all
from motorplan.ability.inference import Beliefs, Sighting, phi
from motorplan.ability.occasions import Occasion, occasions_of, shown_since
from motorplan.ability.scale import NO_NORM, Parameters, Scale
from motorplan.ages import DAYS_A_MONTH, hazard_age_months
from motorplan.frozen import evolve
from motorplan.graph import SkillGraph
from motorplan.model.children import Child, Seen
from motorplan.model.nodes import Node
from motorplan.vocabulary import Level

_FROM_SIGHTINGS = ("_scale", "_places", "_sightings", "_beliefs", "doubtful", "_implied", "_shown")
DOUBTFUL_BELOW, DOUBTFUL_WEIGHT = 0.01, 0.25
"""How unlikely a sighting is by all else to be asked again, and what it weighs until then."""

LOSSES = frozenset({"lost-skill", "new-seizure", "new-weakness", "seeing-change"})
SEEN_HOLDS_DAYS, SEEN_HOLDS_DAYS_UNDER_3, UNDER_3 = 365, 183, 36.0
"""How long a sighting opens a hazard, by age in months: our own judgement."""

_BEFORE_WALKING, WALKING_OPEN_UNTIL = frozenset({"crawls", "rolls"}), 24.0
"""How babies get about who may well walk one day, and up to which age in months that is so."""

_LEGS = frozenset({"walks", "walks-with-hand", "walker", "crutches"})


class Estimate:
    """
    What motorplan believes a child can do on one day.

    Args:
        child: The child file.

        graph: The skill graph with its norms.

        on: The day.

        parameters: The numbers of the model.

        gained: Skill id -> what practice planned so far is expected to have added, in
            sigmas of the skill.

        earlier: The estimate of an earlier day, whose beliefs are kept.

    Attributes:
        first: The day of the first estimate; what says no date was seen by then.

        seen: Skill id -> what was seen, one level less where it was seen with equipment
            that is not at hand.

        age: The age that norms are read at on that day, in months.
    """

    def __init__(
        self,
        child: Child,
        graph: SkillGraph,
        on: date,
        *,
        parameters: Parameters | None = None,
        gained: Mapping[str, float] | None = None,
        earlier: "Estimate | None" = None,
    ) -> None:
        self.child, self.graph, self.on = child, graph, on
        self.seen: dict[str, Seen] = (
            earlier.seen if earlier else {i: _at_hand(s, child) for i, s in child.skills.items()}
        )
        self.first: date = earlier.first if earlier else on
        self.parameters = parameters or Parameters()
        if earlier:
            self.__dict__.update({name: getattr(earlier, name) for name in _FROM_SIGHTINGS})
        self.gained = dict(gained or {})
        self._chances: dict[tuple[str, int], float] = {}
        self._stale: dict[date, frozenset[str]] = {}
        self._kept_implied: dict[frozenset[str], dict[str, int]] = {}
        self.age = self._scale.age_on(on)

    def chance(self, skill_id: str, level: Level) -> float:
        """Return how likely *skill_id* is done at *level* or better."""
        key = (skill_id, int(level))
        if key not in self._chances:
            self._chances[key] = self._chance(skill_id, level)
        return self._chances[key]

    def of_needs(
        self, needs: Mapping[str, Level], lowered: Mapping[str, int] | None = None
    ) -> GradeChance:
        """
        Return the chance that all *needs* are there on one occasion.

        Args:
            needs: Skill id -> level.

            lowered: Skill id -> by how many levels an adaptation lowers the need.
        """
        if lowered:
            needs = {i: Level(max(0, level - lowered.get(i, 0))) for i, level in needs.items()}
        chances = {i: self.chance(i, level) for i, level in needs.items()}
        domains = {i: self.graph[i].domain for i in needs}
        return chance_of_all(chances, domains, self.parameters.within, self.parameters.across)

    def level_seen(self, skill_id: str) -> Level | None:
        """Return the level somebody saw, or None."""
        seen = self.seen.get(skill_id)
        return seen.level if seen else None

    def is_seen(self, skill_id: str, level: Level) -> bool:
        """Return whether *level* or better was seen, of it or of what requires it."""
        own = self.level_seen(skill_id)
        return max(-1 if own is None else own, self._implied.get(skill_id, -1)) >= level

    def is_shown(self, skill_id: str, level: Level) -> bool:
        """Return whether something that comes after *skill_id* was seen at *level* or better."""
        return any(
            seen.level is not None and seen.level >= level and skill_id in self.graph.before(i)
            for i, seen in self.seen.items()
            if i in self.graph
        )

    def opens(self, skill_id: str, level: Level, day: date) -> bool:
        """
        Return whether a sighting of *level* or better opens a hazard on *day*.

        It does so while it is not too old, and never while a concern says that something
        was lost since.
        """
        if LOSSES & self.child.concerns.keys():
            return False
        stale = self.stale_on(day)
        own = None if skill_id in stale else self.level_seen(skill_id)
        known = self._implied_without(stale).get(skill_id, -1)
        return max(-1 if own is None else own, known) >= level

    def stale_on(self, day: date) -> frozenset[str]:
        """Return the skills whose sighting is too old on *day* to open a hazard."""
        if day not in self._stale:
            self._stale[day] = self._stale_on(day)
        return self._stale[day]

    def _stale_on(self, day: date) -> frozenset[str]:
        age = hazard_age_months(self.child.born, day, self.child.gestation_weeks)
        holds = SEEN_HOLDS_DAYS_UNDER_3 if age < UNDER_3 else SEEN_HOLDS_DAYS
        return frozenset(
            i for i, seen in self.seen.items() if (day - self._seen_on(seen)).days > holds
        )

    def applies(self, skill_id: str) -> bool:
        """Return whether *skill_id* can apply to this child's body and ways at all."""
        seen = self.seen.get(skill_id)
        if seen is not None:
            return seen.applies
        node, child = self.graph[skill_id], self.child
        grows_up = child.ways <= _BEFORE_WALKING and self.age < WALKING_OPEN_UNTIL
        if not node.seated and not _LEGS & child.ways and not grows_up:
            return node.area in {"posture", "floor-mobility"}
        return not (node.needs_sight and child.sees == "blind")

    def after(self, gains: Mapping[str, float], on: date | None = None) -> "Estimate":
        """Return the estimate of the day *on* with *gains* added, in sigmas by skill id."""
        total = dict(self.gained)
        for skill_id, gain in sorted(gains.items()):
            total[skill_id] = total.get(skill_id, 0.0) + gain
        return Estimate(
            self.child,
            self.graph,
            on or self.on,
            parameters=self.parameters,
            gained=total,
            earlier=self,
        )

    def _chance(self, skill_id: str, level: Level) -> float:
        if level == Level.NOT_YET:
            return SUREST
        if not self.applies(skill_id):
            return 0.0
        chance = self._own_chance(skill_id, level)
        seen = self.level_seen(skill_id)
        if seen is not None:
            chance = self._kept_to(skill_id, level, seen, chance)
        else:
            node = self.graph[skill_id]
            ways = [max(self.chance(i, level) for i in group) for group in node.either]
            chance = min([chance, *ways, *(self.chance(i, level) for i in node.requires)])
        return min(SUREST, max(1 - SUREST, chance))

    def _kept_to(self, skill_id: str, level: Level, seen: Level, chance: float) -> float:
        """
        Return *chance* held to what was seen: observed beats inferred.

        A level above the one seen stays unlikely until practice or time has passed, or until
        it was logged on two later days; one at or below it stays likely.
        """
        months = (self.on - self._seen_on(self.seen[skill_id])).days / DAYS_A_MONTH
        since = max(0.0, months) * self.parameters.moved_a_month
        if level <= seen:
            return max(chance, phi(self.parameters.seen_floor - since))
        shown = max(seen, self._shown.get(skill_id, seen))
        if level <= shown:
            return chance
        ceiling = self.parameters.seen_ceilings[level - shown - 1]
        return min(chance, phi(ceiling + since + self.gained.get(skill_id, 0.0)))

    def _own_chance(self, skill_id: str, level: Level) -> float:
        """Return the chance before what the skill requires is looked at."""
        node = self.graph[skill_id]
        norm = node.norm or NO_NORM
        mean, variance = self._place(node)
        mean += self._scale.base(node, self.age)
        mean += self.gained.get(skill_id, 0.0) * norm.sigma
        cut = self.parameters.cuts[level - 1] * norm.sigma
        chance = phi((mean + cut) / sqrt(variance))
        implied = self._implied.get(skill_id, -1)
        return max(chance, 0.95) if implied >= level else chance

    def _place(self, node: Node) -> tuple[float, float]:
        """Return mean and variance of where *node* lies beside its base, noise included."""
        if node.id not in self._places:
            self._places[node.id] = self._placed(node)
        return self._places[node.id]

    def _placed(self, node: Node) -> tuple[float, float]:
        own, noise, load = self._scale.split(node)
        if node.id in self._sightings:
            belief = self._beliefs.seen(node.id)
            return belief.mean, belief.variance + noise
        shared = self._beliefs.shared(self._scale.group(node))
        return load * shared.mean, load * load * shared.variance + own + noise

    @cached_property
    def _scale(self) -> Scale:
        return Scale(self.child, self.graph, self.first, self.parameters)

    @cached_property
    def _places(self) -> dict[str, tuple[float, float]]:
        return {}

    @cached_property
    def _beliefs(self) -> Beliefs:
        return self._read[0]

    @cached_property
    def doubtful(self) -> frozenset[str]:
        """The skills whose sighting is next to impossible by all else: to be looked at again."""
        return self._read[1]

    @cached_property
    def _read(self) -> tuple[Beliefs, frozenset[str]]:
        """
        Return the beliefs, and what is doubtful.

        What is doubtful because it is better than all else would say weighs a quarter; what
        is lower counts in full, since a child may well be uneven.
        """
        child, numbers = self.child, self.parameters
        therapy = child.precautions or child.function or child.weaker_side != "none"
        widths = numbers.shared_in_therapy if therapy else numbers.shared
        beliefs = Beliefs(self._sightings, widths)
        doubtful = frozenset(
            i
            for i in self._sightings
            if i in self.seen and not self.seen[i].tries and beliefs.expected(i) < DOUBTFUL_BELOW
        )
        lighter = frozenset(filter(beliefs.is_above, doubtful))
        if lighter:
            beliefs = Beliefs(
                {
                    i: [
                        evolve(s, weight=s.weight * DOUBTFUL_WEIGHT) if i in lighter else s
                        for s in found
                    ]
                    for i, found in self._sightings.items()
                },
                widths,
            )
        return beliefs, doubtful

    @cached_property
    def _sightings(self) -> dict[str, list[Sighting]]:
        found: dict[str, list[Sighting]] = {}
        for skill_id, seen in sorted(self.seen.items()):
            if seen.level is not None and skill_id in self.graph:
                on = self._seen_on(seen)
                occasion = Occasion(skill_id, seen.level, seen.level, on, 1.0)
                found.setdefault(skill_id, []).append(self._scale.sighting(occasion))
        for occasion in occasions_of(self.child.logs, self._scale.hardest):
            if occasion.skill in self.graph and self.applies(occasion.skill):
                found.setdefault(occasion.skill, []).append(self._scale.sighting(occasion))
        return {i: rows for i, rows in sorted(found.items()) if self.graph[i].norm}

    @cached_property
    def _shown(self) -> dict[str, Level]:
        """The level at which each skill was logged well enough since it was seen."""
        seen = self.seen
        return shown_since(
            self.child.logs, lambda i: self._seen_on(seen[i]) if i in seen else self.first
        )

    @cached_property
    def _implied(self) -> dict[str, int]:
        return self._implied_without(frozenset())

    def _implied_without(self, skill_ids: frozenset[str]) -> dict[str, int]:
        """Return the level at which each required skill counts as seen, *skill_ids* left out."""
        if skill_ids in self._kept_implied:
            return self._kept_implied[skill_ids]
        implied = self._kept_implied[skill_ids] = {}
        for skill_id, seen in self.seen.items():
            if seen.level and skill_id in self.graph and skill_id not in skill_ids:
                for earlier in self.graph.required_for(skill_id):
                    implied[earlier] = max(implied.get(earlier, 0), int(seen.level))
        return implied

    def _seen_on(self, seen: Seen) -> date:
        return min(seen.seen or self.child.seen or self.first, self.first)


def _at_hand(seen: Seen, child: Child) -> Seen:
    """Return *seen* as it is without what is not at hand; a level lower when something is not."""
    if seen.level is None or child.aids.issuperset(seen.equipment):
        return seen
    return evolve(seen, level=Level(max(0, seen.level - 1)))


def make_estimate(child: Child, graph: SkillGraph, on: date) -> Estimate:
    """Return what is believed of *child* on the day *on*."""
    return Estimate(child, graph, on)


def relevant_seen(child: Child, skill_ids: Iterable[str]) -> int:
    """Return how many of *skill_ids* somebody saw at some level."""
    return sum(1 for i in skill_ids if (seen := child.skills.get(i)) and seen.level is not None)
