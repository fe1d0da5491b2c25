"""
Expectation propagation on the tree child > domain > area > skill.

Every sighting says that a skill's place lay in an interval. The shared part of a group of
skills is the sum of a child's, a domain's and an area's part, each normal around 0.
Sightings become normal messages that are passed up and down the tree until they settle,
so that their order never matters.

Source:
    Minka 2001, "Expectation propagation for approximate Bayesian inference", UAI 17
    (recalled); the moments of a truncated normal are standard.
"""

from collections.abc import Mapping
from math import erf, exp, isinf, pi, sqrt

from motorplan.frozen import frozen

ROUNDS, SETTLED = 60, 1e-7
Group = tuple[str, str]


NEXT_TO_NOTHING = 1e-9


@frozen
class Normal:
    """A normal belief."""

    mean: float
    variance: float


@frozen(kw_only=True)
class Sighting:
    """
    One skill as seen.

    Attributes:
        group: Its domain and area.

        low, high: Where its place lay, noise included, relative to its base.

        own, noise: Variances of the skill's own part and of noise.

        load: How much of the shared part it carries, in [0, 1].
    """

    group: Group
    low: float
    high: float
    own: float
    noise: float
    load: float


def phi(x: float) -> float:
    """Return the standard normal distribution function at *x*."""
    return 0.5 * (1.0 + erf(x / sqrt(2.0)))


def _density(x: float) -> float:
    return 0.0 if isinf(x) else exp(-0.5 * x * x) / sqrt(2.0 * pi)


def truncated(normal: Normal, low: float, high: float) -> Normal:
    """Return mean and variance of *normal* cut to [*low*, *high*]."""
    sd = sqrt(normal.variance)
    a, b = (low - normal.mean) / sd, (high - normal.mean) / sd
    mass = phi(b) - phi(a) if a < 0 else phi(-a) - phi(-b)
    if mass < NEXT_TO_NOTHING:
        edge = low if normal.mean < low else high
        return Normal(edge, normal.variance * 0.01)
    da, db = _density(a), _density(b)
    shift = (da - db) / mass
    spread = ((0 if isinf(a) else a * da) - (0 if isinf(b) else b * db)) / mass
    variance = normal.variance * max(1e-4, 1.0 + spread - shift * shift)
    return Normal(normal.mean + sd * shift, variance)


class Beliefs:
    """
    What the sightings say about the shared parts and about each skill seen.

    Args:
        sightings: By skill id.

        widths: Standard deviations of the child's, domain's and area's part.
    """

    def __init__(
        self, sightings: Mapping[str, Sighting], widths: tuple[float, float, float]
    ) -> None:
        self._sightings = dict(sorted(sightings.items()))
        self._child, self._domain, self._area = (w * w for w in widths)
        self._sites = dict.fromkeys(self._sightings, (0.0, 0.0))
        self._posterior: dict[str, Normal] = {}
        self._settle()

    def shared(self, group: Group) -> Normal:
        """Return the belief about the shared part of *group*, seen or not."""
        if group not in self._known:
            self._known[group] = self._shared(group)
        return self._known[group]

    def _shared(self, group: Group) -> Normal:
        domains = self._domains
        precision, push = self._top
        own_p, own_h = self._up_domain(domains.get(group[0], {}))
        above = self._plus(precision - own_p, push - own_h, self._domain)
        areas = domains.get(group[0], {})
        all_p, all_h = self._areas_sum(areas)
        area_p, area_h = self._up(areas.get(group[1], (0.0, 0.0)), self._area)
        at_area = self._plus(
            1 / above.variance + all_p - area_p,
            above.mean / above.variance + all_h - area_h,
            self._area,
        )
        p, h = areas.get(group[1], (0.0, 0.0))
        variance = 1 / (1 / at_area.variance + p)
        return Normal(variance * (at_area.mean / at_area.variance + h), variance)

    def seen(self, skill_id: str) -> Normal:
        """Return the belief about the place of a skill that was seen, without its base."""
        return self._posterior[skill_id]

    def _settle(self) -> None:
        for _ in range(ROUNDS):
            moved = 0.0
            self._collect()
            fresh = {}
            for i, sighting in self._sightings.items():
                fresh[i] = self._site(i, sighting)
                moved = max(moved, abs(fresh[i][1] - self._sites[i][1]))
            self._sites = fresh
            if moved < SETTLED:
                break
        self._collect()

    def _site(self, skill_id: str, sighting: Sighting) -> tuple[float, float]:
        """Return the new message of one sighting, as precision and precision times mean."""
        cavity = self._without(skill_id, sighting)
        total = cavity.variance + sighting.noise
        cut = truncated(Normal(cavity.mean, total), sighting.low, sighting.high)
        share = cavity.variance / total
        mean = cavity.mean + share * (cut.mean - cavity.mean)
        variance = cavity.variance - share * share * (total - cut.variance)
        self._posterior[skill_id] = Normal(mean, variance)
        precision = max(1 / variance - 1 / cavity.variance, 1e-9)
        return precision, mean / variance - cavity.mean / cavity.variance

    def _without(self, skill_id: str, sighting: Sighting) -> Normal:
        """Return the belief about one skill's place from all other sightings."""
        shared = self.shared(sighting.group)
        p, h = self._message(skill_id, sighting)
        variance = 1 / (1 / shared.variance - p)
        mean = variance * (shared.mean / shared.variance - h)
        load = sighting.load
        return Normal(load * mean, load * load * variance + sighting.own)

    def _message(self, skill_id: str, sighting: Sighting) -> tuple[float, float]:
        """Return what one sighting tells the shared part of its group."""
        precision, push = self._sites[skill_id]
        if precision <= 0:
            return 0.0, 0.0
        weight = 1 / (sighting.own + 1 / precision)
        return sighting.load**2 * weight, sighting.load * weight * push / precision

    def _collect(self) -> None:
        """Sum the messages of all sightings by domain and area, then at the child."""
        domains: dict[str, dict[str, tuple[float, float]]] = {}
        for i, sighting in self._sightings.items():
            domain, area = sighting.group
            p, h = self._message(i, sighting)
            areas = domains.setdefault(domain, {})
            old = areas.get(area, (0.0, 0.0))
            areas[area] = (old[0] + p, old[1] + h)
        self._domains = domains
        self._known: dict[Group, Normal] = {}
        ups = [self._up_domain(areas) for areas in domains.values()]
        self._top = (1 / self._child + sum(p for p, _ in ups), sum(h for _, h in ups))

    def _areas_sum(self, areas: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
        ups = [self._up(message, self._area) for message in areas.values()]
        return sum(p for p, _ in ups), sum(h for _, h in ups)

    def _up_domain(self, areas: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
        return self._up(self._areas_sum(areas), self._domain)

    @staticmethod
    def _up(message: tuple[float, float], width: float) -> tuple[float, float]:
        """Return *message* as it looks from above a part of variance *width*."""
        p, h = message
        return p / (1 + width * p), h / (1 + width * p)

    @staticmethod
    def _plus(precision: float, push: float, width: float) -> Normal:
        return Normal(push / precision, 1 / precision + width)
