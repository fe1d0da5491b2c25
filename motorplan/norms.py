"""
Age curves: ``ln(age in months)`` of a skill is taken as normal.

Each published statistic is used as what it is, with its source's own spread, by weighted
least squares on ``ln(age) = mu + z * sigma``. ``sigma`` is hardly identified for a single
skill, so it is drawn to a common value. Everything here is closed form.

Source:
    ``docs/method.md#age-curves`` gives the reasons for the z values and spreads.
"""

from collections.abc import Iterable, Mapping
from math import exp, log, sqrt

from motorplan.model.skills import Milestone, Norm, Skill
from motorplan.sources import Source
from motorplan.vocabulary import Confidence, Statistic

Z: dict[Statistic, float] = {
    "p1": -2.326,
    "p3": -1.881,
    "p5": -1.645,
    "p10": -1.282,
    "p25": -0.674,
    "p50": 0.0,
    "p50-girls": 0.0,
    "p50-boys": 0.0,
    "p75": 0.674,
    "p90": 1.282,
    "p95": 1.645,
    "p97": 1.881,
    "p99": 2.326,
    "mean": 0.1,
    "expected-by-75": 1.2,
    "typical-age": 0.2,
    "typical-range-low": -0.4,
    "typical-range-high": 1.2,
}
"""Where each statistic lies on the curve. A lognormal mean lies sigma / 2 above the median."""

USUAL_SIGMA, CHART_SIGMA, BORROWED_SIGMA = 0.20, 0.30, 0.35
SIGMA_SD = 0.05
UNSTATED_SPREAD = 0.25
STEP_BETWEEN_NEIGHBOURS = 0.12
_TRUST: tuple[Confidence, ...] = ("measured", "chart", "recalled", "consensus", "none")


def fit_norm(milestones: Iterable[Milestone], sources: Mapping[str, Source]) -> Norm | None:
    """
    Fit one skill's age curve to its published *milestones*; None without any.

    ``sd`` rows are not used: the percentiles of the same source say more.
    """
    rows = [
        (log(m.age_months), Z[m.statistic], _spread(sources.get(m.source)), m.confidence)
        for m in milestones
        if m.statistic in Z and m.age_months > 0
    ]
    if not rows:
        return None
    confidence = min((row[3] for row in rows), key=_TRUST.index)
    prior = CHART_SIGMA if confidence not in {"measured", "recalled"} else USUAL_SIGMA
    points = [(y, z, 1 / spread**2) for y, z, spread, _ in rows]
    mu, sigma = _weighted_line(points, prior)
    total = sum(w for _, _, w in points)
    misfit = sum(w * (y - mu - z * sigma) ** 2 for y, z, w in points) / total
    return Norm(
        mu=round(mu, 4),
        sigma=round(sigma, 4),
        confidence=confidence,
        spread=round(sqrt(misfit), 4),
    )


def _spread(source: Source | None) -> float:
    return UNSTATED_SPREAD if source is None or not source.spread else source.spread


def _weighted_line(points: list[tuple[float, float, float]], prior: float) -> tuple[float, float]:
    """Solve the two normal equations with ``sigma ~ Normal(prior, SIGMA_SD)``."""
    weight = sum(w for _, _, w in points)
    z1 = sum(w * z for _, z, w in points)
    z2 = sum(w * z * z for _, z, w in points) + 1 / SIGMA_SD**2
    y1 = sum(w * y for y, _, w in points)
    yz = sum(w * y * z for y, z, w in points) + prior / SIGMA_SD**2
    sigma = (weight * yz - z1 * y1) / (weight * z2 - z1 * z1)
    sigma = min(0.5, max(0.08, sigma))
    return (y1 - z1 * sigma) / weight, sigma


def fit_norms(
    skills: Mapping[str, Skill], sources: Mapping[str, Source], order: Iterable[str]
) -> dict[str, Norm]:
    """
    Return the norm of every skill but capacities.

    A skill without figures borrows its place from its neighbours in the graph, with a wide
    curve and the confidence ``none``.

    Args:
        skills: All skills by id.

        sources: All sources by id.

        order: Skill ids, everything earlier first.
    """
    norms = {
        i: norm
        for i, skill in skills.items()
        if (norm := fit_norm(skill.milestones, sources)) is not None
    }
    ordered = [i for i in order if skills[i].kind != "capacity"]
    later = _later(skills, norms)
    for i in ordered:
        if i not in norms:
            norms[i] = _borrowed(skills[i], norms, later.get(i, []))
    return norms


def _later(skills: Mapping[str, Skill], norms: Mapping[str, Norm]) -> dict[str, list[float]]:
    """Return the places of the skills with figures that come directly after each skill."""
    found: dict[str, list[float]] = {}
    for i in sorted(norms):
        for earlier, edge in skills[i].edges.items():
            if edge.strength != "supports":
                found.setdefault(earlier, []).append(norms[i].mu)
    return found


def _borrowed(skill: Skill, norms: Mapping[str, Norm], after: list[float]) -> Norm:
    """Place *skill* behind all it needs, the earliest of several ways to it, and before *after*."""
    ways: dict[str, list[float]] = {}
    for earlier, edge in skill.edges.items():
        if earlier in norms and edge.strength != "supports":
            ways.setdefault(edge.one_of or f"={earlier}", []).append(norms[earlier].mu)
    guesses = []
    if ways:
        guesses.append(max(map(min, ways.values())) + STEP_BETWEEN_NEIGHBOURS)
    if after:
        guesses.append(min(after) - STEP_BETWEEN_NEIGHBOURS)
    mu = sum(guesses) / len(guesses) if guesses else log(48)
    return Norm(mu=round(mu, 4), sigma=BORROWED_SIGMA, confidence="none")


def age_at(norm: Norm, z: float) -> float:
    """Return the age in months at *z* standard deviations on the curve."""
    return exp(norm.mu + z * norm.sigma)
