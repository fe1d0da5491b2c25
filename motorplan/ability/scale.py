"""Where a skill lies for a child on a day: the years, the norms, the parts of the spread."""

from collections.abc import Mapping
from datetime import date
from math import inf, log, sqrt

from motorplan.ability.inference import Group, Sighting
from motorplan.ability.occasions import Occasion
from motorplan.ages import DAYS_A_MONTH, age_months, norm_age_months
from motorplan.frozen import frozen
from motorplan.graph import SkillGraph
from motorplan.model.children import Child
from motorplan.model.nodes import Node
from motorplan.model.skills import Norm
from motorplan.vocabulary import Level

NO_NORM = Norm(mu=0.0, sigma=0.35, confidence="none")


@frozen(kw_only=True)
class Parameters:
    """
    The numbers of the model, in units of ln(age) where not said otherwise.

    Attributes:
        shared: Standard deviations of child, domain and area.

        shared_in_therapy: The same for a child with a precaution, a function level or a
            weaker side.

        own_share: Share of a skill's own, lasting difference in what the shared parts
            leave; the rest is noise from day to day.

        least_rest: Least share of a skill's variance kept for own and noise.

        cuts: How far below ``independent`` each level lies, in sigmas of the skill.

        fade_age, fade_month: Variance that a sighting gains per unit of ln(age now / age
            then) and per month.

        most_months: Age in months from which norms say nothing more.

        across, within: How far further needs count, in the chance of a grade, when they
            are of another domain than the least likely one, or of the same.

        seen_floor: How sure the level seen is on the day it was seen, as a normal deviate.

        seen_ceilings: The same for levels one, two, three and four above the one seen.

        moved_a_month: By how much both loosen with every month since.

        gain_a_minute: Sigmas of a skill that a well-fitting minute of practice brings.
    """

    shared: tuple[float, float, float] = (0.065, 0.09, 0.08)
    shared_in_therapy: tuple[float, float, float] = (0.13, 0.14, 0.11)
    own_share: float = 0.6
    least_rest: float = 0.3
    cuts: tuple[float, float, float, float] = (1.8, 1.1, 0.5, 0.0)
    fade_age: float = 0.02
    fade_month: float = 0.0002
    most_months: float = 144.0
    across: float = 0.2
    within: float = 0.4
    seen_floor: float = 1.3
    seen_ceilings: tuple[float, float, float, float] = (0.0, -0.7, -1.3, -1.8)
    moved_a_month: float = 0.06
    gain_a_minute: float = 0.002


class Scale:
    """
    The scale on which a child is placed.

    Args:
        child: The child file.

        graph: The skill graph with its norms.

        first: The day of the first estimate; nothing was seen later than that.

        parameters: The numbers of the model.
    """

    def __init__(
        self, child: Child, graph: SkillGraph, first: date, parameters: Parameters
    ) -> None:
        self.child, self.graph, self.first = child, graph, first
        self.parameters = parameters
        self._ages: dict[date, float] = {}
        self._splits: dict[str, tuple[float, float, float]] = {}
        self._fades: dict[date, float] = {}

    def age_on(self, day: date) -> float:
        """Return the age that norms are read at on a *day*, in months."""
        if day not in self._ages:
            self._ages[day] = self._age_on(day)
        return self._ages[day]

    def _age_on(self, day: date) -> float:
        child = self.child
        if age_months(child.born, day) < 0:
            day = child.born
        age = norm_age_months(child.born, day, child.gestation_weeks)
        return min(age, self.parameters.most_months)

    def base(self, node: Node, age: float) -> float:
        """Return where the years alone put *node* at an *age* in months, on its own curve."""
        return log(age) - (node.norm or NO_NORM).mu

    def group(self, node: Node) -> Group:
        """Return the group of *node*: an affected hand or side makes a domain of its own."""
        affected = self.child.weaker_side != "none" and not node.one_handed
        return ("affected" if affected else node.domain), node.area

    def split(self, node: Node) -> tuple[float, float, float]:
        """Return the variances of own part and noise, and the load on the shared parts."""
        if node.id not in self._splits:
            self._splits[node.id] = self._split(node)
        return self._splits[node.id]

    def _split(self, node: Node) -> tuple[float, float, float]:
        total = (node.norm or NO_NORM).sigma ** 2
        shared = sum(width**2 for width in self.parameters.shared)
        carried = min(shared, (1 - self.parameters.least_rest) * total)
        rest = total - carried
        own = rest * self.parameters.own_share
        return own, rest - own, sqrt(carried / shared)

    def sighting(self, occasion: Occasion) -> Sighting:
        """Return where an occasion puts a skill, relative to its base on that day."""
        node = self.graph[occasion.skill]
        norm = node.norm or NO_NORM
        on = min(occasion.on, self.first)
        cuts = [inf, *self.parameters.cuts, -inf]
        base = self.base(node, self.age_on(on))
        own, noise, load = self.split(node)
        return Sighting(
            group=self.group(node),
            low=-cuts[occasion.at_least] * norm.sigma - base,
            high=-cuts[occasion.at_most + 1] * norm.sigma - base,
            own=own,
            noise=noise + self.faded(on),
            load=load,
            weight=occasion.weight,
        )

    def hardest(self, asked: Mapping[str, Level], on: date) -> str | None:
        """Return what of *asked* the years make least likely, or None when nothing has a norm."""
        age = log(self.age_on(min(on, self.first)))
        rows = []
        for skill_id, level in sorted(asked.items()):
            norm = self.graph[skill_id].norm if skill_id in self.graph else None
            if norm is not None and level:
                place = (age - norm.mu) / norm.sigma + self.parameters.cuts[level - 1]
                rows.append((place, skill_id))
        return min(rows)[1] if rows else None

    def faded(self, then: date) -> float:
        """Return the variance that a sighting of the day *then* has gained since."""
        if then not in self._fades:
            months = max(0.0, (self.first - then).days / DAYS_A_MONTH)
            growth = max(0.0, log(self.age_on(self.first) / self.age_on(then)))
            numbers = self.parameters
            self._fades[then] = numbers.fade_age * growth + numbers.fade_month * months
        return self._fades[then]
