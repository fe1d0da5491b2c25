"""
Expectation propagation on the tree child > domain > area > skill > occasion.

Every sighting says that a skill's place lay in an interval. The shared part of a group of
skills is the sum of a child's, a domain's and an area's part, each normal around 0.
Sightings become normal messages that are passed up and down the tree until they settle,
so that their order never matters.

Source:
    Minka 2001, "Expectation propagation for approximate Bayesian inference", UAI 17
    (recalled); the moments of a truncated normal are standard.
"""

from collections.abc import Mapping, Sequence
from math import erf, exp, inf, pi, sqrt

from motorplan.frozen import frozen

ROUNDS, SETTLED = 200, 1e-4
DAMPED_FROM, DAMPED = 8, 0.5
"""From which round on messages go only part of the way, so that none swings to and fro."""

Group = tuple[str, str]
Message = tuple[float, float]
"""Precision, and precision times mean."""

NOTHING: Message = (0.0, 0.0)

NEXT_TO_NOTHING = 1e-9
PEAK = 1 / sqrt(2 * pi)
"""The density of a standard normal at its middle."""


@frozen
class Normal:
    """A normal belief."""

    mean: float
    variance: float


@frozen(kw_only=True)
class Sighting:
    """
    One skill as seen on one occasion, or on several that are alike.

    Attributes:
        group: Its domain and area.

        low, high: Where its place lay, noise included, relative to its base.

        own, noise: Variances of the skill's own part, and of that of the occasion.

        load: How much of the shared part it carries, in [0, 1].

        weight: How many occasions it stands for; a part of one where it is told in passing.
    """

    group: Group
    low: float
    high: float
    own: float
    noise: float
    load: float
    weight: float = 1.0


def phi(x: float) -> float:
    """Return the standard normal distribution function at *x*."""
    return 0.5 * (1.0 + erf(x / sqrt(2.0)))


def truncated(normal: Normal, low: float, high: float) -> Normal:
    """Return mean and variance of *normal* cut to [*low*, *high*]."""
    return Normal(*_cut(normal.mean, normal.variance, low, high))


def _cut(mean: float, variance: float, low: float, high: float) -> tuple[float, float]:
    """Return mean and variance of a normal cut to [*low*, *high*]; each open end costs nothing."""
    sd = sqrt(variance)
    a, b = (low - mean) / sd, (high - mean) / sd
    shift = spread = 0.0
    if high == inf:
        mass = phi(-a)
    elif low == -inf:
        mass = phi(b)
    else:
        mass = phi(b) - phi(a) if a < 0 else phi(-a) - phi(-b)
    if mass < NEXT_TO_NOTHING:
        return (low if mean < low else high), variance * 0.01
    if low != -inf:
        at_low = exp(-0.5 * a * a) * PEAK / mass
        shift, spread = at_low, a * at_low
    if high != inf:
        at_high = exp(-0.5 * b * b) * PEAK / mass
        shift, spread = shift - at_high, spread - b * at_high
    return mean + sd * shift, variance * max(1e-4, 1.0 + spread - shift * shift)


class Beliefs:
    """
    What the sightings say about the shared parts and about each skill seen.

    Args:
        sightings: By skill id, those of one skill in any order.

        widths: Standard deviations of the child's, domain's and area's part.
    """

    def __init__(
        self, sightings: Mapping[str, Sequence[Sighting]], widths: tuple[float, float, float]
    ) -> None:
        self._sightings = {i: sorted(sightings[i], key=_place) for i in sorted(sightings)}
        self._child, self._domain, self._area = (w * w for w in widths)
        self._sites = {i: [NOTHING] * len(seen) for i, seen in self._sightings.items()}
        self._settle()

    def shared(self, group: Group) -> Normal:
        """Return the belief about the shared part of *group*, seen or not."""
        if group not in self._known:
            self._known[group] = self._shared(group)
        return self._known[group]

    def seen(self, skill_id: str) -> Normal:
        """Return the belief about the place of a skill that was seen, without its base."""
        prior = self._unseen(skill_id)
        return _with(prior, self._sums[skill_id])

    def expected(self, skill_id: str) -> float:
        """Return how likely what was seen of *skill_id* is by all else that was seen."""
        prior = self._unseen(skill_id)
        masses = []
        for sighting in self._sightings[skill_id]:
            sd = sqrt(prior.variance + sighting.noise)
            low, high = (sighting.low - prior.mean) / sd, (sighting.high - prior.mean) / sd
            masses.append(phi(high) - phi(low) if low < 0 else phi(-low) - phi(-high))
        return min(masses)

    def is_above(self, skill_id: str) -> bool:
        """Return whether *skill_id* was seen at more than all else that was seen would say."""
        return self._sightings[skill_id][0].low > self._unseen(skill_id).mean

    def _shared(self, group: Group) -> Normal:
        domains = self._domains
        precision, push = self._top
        own_p, own_h = self._up_domain(domains.get(group[0], {}))
        above = self._plus(precision - own_p, push - own_h, self._domain)
        areas = domains.get(group[0], {})
        all_p, all_h = self._areas_sum(areas)
        area_p, area_h = self._up(areas.get(group[1], NOTHING), self._area)
        at_area = self._plus(
            1 / above.variance + all_p - area_p,
            above.mean / above.variance + all_h - area_h,
            self._area,
        )
        return _with(at_area, areas.get(group[1], NOTHING))

    def _settle(self) -> None:
        """Pass messages until none moves; a skill waits while what others say of it stays."""
        calm: dict[str, Normal] = {}
        for number in range(ROUNDS):
            self._collect()
            step = 1.0 if number < DAMPED_FROM else DAMPED
            fresh = {}
            for i in self._sightings:
                prior = self._unseen(i)
                if i in calm and _alike(calm[i], prior):
                    continue
                fresh[i] = self._sites_of(i, prior, step)
                calm.pop(i, None)
                if _moved(self._sites[i], fresh[i]) < SETTLED:
                    calm[i] = prior
            self._sites |= fresh
            if len(calm) == len(self._sightings):
                break
        self._collect()

    def _sites_of(self, skill_id: str, prior: Normal, step: float) -> list[Message]:
        """Return the new messages of the sightings of one skill, a *step* of the way there."""
        precision, push = self._sums[skill_id]
        known, pull = 1 / prior.variance, prior.mean / prior.variance
        sites = []
        rows = zip(self._sightings[skill_id], self._sites[skill_id], strict=True)
        for sighting, (p, h) in rows:
            share = min(1.0, sighting.weight)
            variance = 1 / (known + precision - share * p)
            found = _site(variance * (pull + push - share * h), variance, sighting)
            fresh = (p + step * (found[0] - p), h + step * (found[1] - h))
            precision += sighting.weight * (fresh[0] - p)
            push += sighting.weight * (fresh[1] - h)
            sites.append(fresh)
        return sites

    def _unseen(self, skill_id: str) -> Normal:
        """Return the belief about one skill's place from the sightings of all others."""
        sighting = self._sightings[skill_id][0]
        shared = self.shared(sighting.group)
        p, h = self._messages[skill_id]
        variance = 1 / (1 / shared.variance - p)
        mean = variance * (shared.mean / shared.variance - h)
        load = sighting.load
        return Normal(load * mean, load * load * variance + sighting.own)

    def _sum(self, skill_id: str) -> Message:
        """Return what the sightings of one skill say together about its place."""
        precision = push = 0.0
        for sighting, (p, h) in zip(self._sightings[skill_id], self._sites[skill_id], strict=True):
            precision += sighting.weight * p
            push += sighting.weight * h
        return precision, push

    def _message(self, skill_id: str) -> Message:
        """Return what the sightings of one skill tell the shared part of its group."""
        precision, push = self._sums[skill_id]
        if precision <= 0:
            return NOTHING
        sighting = self._sightings[skill_id][0]
        weight = 1 / (sighting.own + 1 / precision)
        return sighting.load**2 * weight, sighting.load * weight * push / precision

    def _collect(self) -> None:
        """Sum the messages of all skills by domain and area, then at the child."""
        self._sums = {i: self._sum(i) for i in self._sightings}
        self._messages = {i: self._message(i) for i in self._sightings}
        domains: dict[str, dict[str, Message]] = {}
        for i, sightings in self._sightings.items():
            domain, area = sightings[0].group
            p, h = self._messages[i]
            areas = domains.setdefault(domain, {})
            old = areas.get(area, NOTHING)
            areas[area] = (old[0] + p, old[1] + h)
        self._domains = domains
        self._known: dict[Group, Normal] = {}
        ups = [self._up_domain(areas) for areas in domains.values()]
        self._top = (1 / self._child + sum(p for p, _ in ups), sum(h for _, h in ups))

    def _areas_sum(self, areas: Mapping[str, Message]) -> Message:
        ups = [self._up(message, self._area) for message in areas.values()]
        return sum(p for p, _ in ups), sum(h for _, h in ups)

    def _up_domain(self, areas: Mapping[str, Message]) -> Message:
        return self._up(self._areas_sum(areas), self._domain)

    @staticmethod
    def _up(message: Message, width: float) -> Message:
        """Return *message* as it looks from above a part of variance *width*."""
        p, h = message
        return p / (1 + width * p), h / (1 + width * p)

    @staticmethod
    def _plus(precision: float, push: float, width: float) -> Normal:
        return Normal(push / precision, 1 / precision + width)


def _place(sighting: Sighting) -> tuple[float, float, float, float]:
    return sighting.low, sighting.high, sighting.noise, sighting.weight


def _moved(old: Sequence[Message], new: Sequence[Message]) -> float:
    """Return by how much the messages of one skill moved most, beside their size."""
    return max(abs(h - g) / (1 + abs(h)) for (_, g), (_, h) in zip(old, new, strict=True))


def _alike(one: Normal, other: Normal) -> bool:
    """Return whether two beliefs are the same for all that can be told from them."""
    near = SETTLED * one.variance
    apart = abs(one.variance - other.variance)
    return apart <= near and abs(one.mean - other.mean) <= SETTLED * sqrt(one.variance)


def _with(belief: Normal, message: Message) -> Normal:
    """Return *belief* with a *message* worked in."""
    variance = 1 / (1 / belief.variance + message[0])
    return Normal(variance * (belief.mean / belief.variance + message[1]), variance)


def _site(mean: float, variance: float, sighting: Sighting) -> Message:
    """Return what one occasion of *sighting* tells, where *mean* and *variance* are known."""
    total = variance + sighting.noise
    cut_mean, cut_variance = _cut(mean, total, sighting.low, sighting.high)
    share = variance / total
    new_mean = mean + share * (cut_mean - mean)
    new_variance = variance - share * share * (total - cut_variance)
    precision = max(1 / new_variance - 1 / variance, 1e-9)
    return precision, new_mean / new_variance - mean / variance
