"""
Varied children for benchmarks, the same child for the same number.

They are drawn, not met: ages from one to eleven years, goals usual near that age, what is
usual earlier mostly seen, some with precautions, allergies, things they avoid. They say
nothing about real children.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from motorplan.ages import DAYS_A_MONTH
from motorplan.catalogue import Catalogue
from motorplan.model.children import Child, Goal, Precaution, Seen, Slot, WeekTime
from motorplan.norms import age_at
from motorplan.vocabulary import WEEKDAYS, Level

ON = date(2026, 11, 30)
PLACES = (*["home"] * 6, "classroom", "classroom", "clinic", "outdoors")
PRECAUTIONS = ("epilepsy", "hypermobility", "down-syndrome", "asthma")
ALLERGIES = ("wheat", "milk", "latex")
SOON, EARLIER = (-0.5, 1.2), 1.3
"""Goals are usual at ages of so many sigmas from the child's; earlier ones are mostly seen."""


class Drawn:
    """
    Draws children for a catalogue.

    Args:
        catalogue: Whose skills are their goals, and whose things they have.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        graph = catalogue.graph
        nodes = [n for n in map(graph.__getitem__, graph.nodes) if n.area != "wheelchair"]
        norms = {node.id: node.norm for node in nodes if node.norm is not None}
        self._median = {i: age_at(norm, 0.0) for i, norm in norms.items()}
        self._early = {i: age_at(norm, EARLIER) for i, norm in norms.items()}
        whole = {i for a in catalogue.activities.values() for i in a.is_task}
        self._goals = sorted(whole & self._median.keys())
        self._things = [i for i, m in catalogue.materials.items() if not m.household]

    def child(self, number: int) -> Child:
        """Return the child of that *number*."""
        rng = Random(f"child {number}")
        months = rng.uniform(12, 132)
        near = sorted(self._goals, key=lambda i: (abs(self._median[i] - months), i))[:30]
        seen = {
            i: Seen(level=Level(rng.choice((2, 3, 4, 4, 4))), seen=ON - timedelta(days=30))
            for i in sorted(self._early)
            if months / 2 < self._early[i] < months and rng.random() < 1 / 4
        }
        return Child(
            id=f"child-{number}",
            name=f"Child {number}",
            born=ON - timedelta(days=round(months * DAYS_A_MONTH)),
            safety_asked=ON - timedelta(days=20),
            mouths="never",
            eats="everything",
            stays_close="stays",
            goals=tuple(Goal(skill=i) for i in sorted(rng.sample(near, rng.choice((1, 2, 2, 3))))),
            skills=seen,
            week=self._week(rng),
            precautions=tuple(
                Precaution(id=i, now="controlled") for i in self._some(rng, PRECAUTIONS)
            ),
            allergies=self._some(rng, ALLERGIES),
        )

    def children(self, count: int) -> Iterator[Child]:
        """Yield the first *count* children, one at a time."""
        return map(self.child, range(count))

    def _week(self, rng: Random) -> WeekTime:
        days = sorted(rng.sample(WEEKDAYS, rng.choice((2, 3, 3, 4, 5))), key=WEEKDAYS.index)
        return WeekTime(
            place=rng.choice(PLACES),
            space="room",
            materials=tuple(sorted(rng.sample(self._things, len(self._things) // 2))),
            days={day: (Slot(minutes=rng.choice((10, 15, 20, 30))),) for day in days},
        )

    @staticmethod
    def _some(rng: Random, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return one of *words* for one child in five, else none."""
        return (rng.choice(words),) if rng.random() < 1 / 5 else ()
