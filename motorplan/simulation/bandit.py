"""A bandit among the rivals: it follows what the logs show of learning, and no model of it."""

from collections.abc import Sequence
from random import Random

from motorplan.model.logs import Log
from motorplan.planning.variants import Variant
from motorplan.simulation.choosing import MOSTLY, Pick, View


class Zpdes:
    """
    A bandit that follows what the logs show of learning: ZPDES.

    Grades on the way to the goals are its arms. Each arm in the zone is worth how much better
    its last tries went than those before; arms are drawn by worth, with some at random. A rung
    enters the zone when the one below goes well, and leaves it when it goes well nearly always.

    Source:
        Clément, Roy, Oudeyer, Lopes 2015, J Educ Data Mining 7(2):20-48: worth
        ``w <- beta w + eta r``, ``r`` the mean of the last d/2 tries less that of the d/2
        before, drawn with ``p = (1 - gamma) w / sum w + gamma / n``. The numbers are those of
        open re-implementations. The zone starts where the first look puts it.
    """

    beta, eta, gamma, window = 0.9, 0.4, 0.3, 6
    opens_from, leaves_from = 0.6, 0.9
    first_worth = 0.1

    def week(self, view: View) -> Sequence[Sequence[Pick]]:
        """Return what is drawn from the zone."""
        rng = Random(f"{view.seed} {view.start} bandit")  # noqa: S311 - a draw, no secret
        zone, arms = self._zone(view)
        sessions = []
        for sitting in view.sittings:
            left, ranked = dict(zone), list[Variant]()
            while left:
                total = sum(left.values())
                even = self.gamma / len(left)
                odds = [(1 - self.gamma) * w / total + even for w in left.values()]
                drawn = rng.choices(list(left), odds)[0]
                ranked.append(arms[drawn])
                del left[drawn]
            sessions.append(view.filled(ranked, sitting))
        return sessions

    def _zone(self, view: View) -> tuple[dict[str, float], dict[str, Variant]]:
        """Return the worth of each arm in the zone, and all arms."""
        ladders = self._ladders(view)
        tries: dict[str, list[float]] = {}
        worth: dict[str, float] = {}
        for entry in view.child.logs:
            if (share := _went(entry)) is not None:
                arm = f"{entry.activity}/{entry.grade}"
                tries.setdefault(arm, []).append(share)
                reward = self._reward(tries[arm])
                before = worth.get(arm, self.first_worth)
                worth[arm] = self.beta * before + self.eta * max(0.0, reward)
        zone: dict[str, float] = {}
        first = view.unlogged
        for rungs in ladders.values():
            open_ = self._open(rungs, tries, first)
            zone |= {v.id: max(1e-6, worth.get(v.id, self.first_worth)) for v in open_}
        return dict(sorted(zone.items())), {v.id: v for r in ladders.values() for v in r}

    def _open(
        self, rungs: Sequence[Variant], tries: dict[str, list[float]], first: View
    ) -> list[Variant]:
        """Return which *rungs* of one activity are in the zone."""
        begun = [n for n, v in enumerate(rungs) if first.chance(v) >= self.opens_from]
        at = max(begun, default=0)
        found = []
        for number, variant in enumerate(rungs):
            lately = tries.get(variant.id, [])[-self.window :]
            rate = sum(lately) / len(lately) if lately else None
            if number <= at and not (rate is not None and self._is_left(lately)):
                found.append(variant)
            if number == at and rate is not None and rate >= self.opens_from and len(lately) > 1:
                at += 1
        return found[-2:] if found else [rungs[min(at, len(rungs) - 1)]]

    def _is_left(self, lately: Sequence[float]) -> bool:
        return len(lately) >= self.window // 2 and sum(lately) / len(lately) >= self.leaves_from

    def _reward(self, tries: Sequence[float]) -> float:
        """Return by how much the last tries went better than those before."""
        half = self.window // 2
        late, early = tries[-half:], tries[-self.window : -half]
        return sum(late) / len(late) - sum(early) / len(early) if early else sum(late) / len(late)

    @staticmethod
    def _ladders(view: View) -> dict[str, list[Variant]]:
        """Return the safe grades on the way to the goals, by activity and in order."""
        found: dict[str, dict[int, Variant]] = {}
        for goal in view.child.goals:
            for skill_id in (goal.skill, *view.catalogue.graph.directly_before(goal.skill)):
                for variant in view.training(skill_id, MOSTLY):
                    found.setdefault(variant.activity.id, {})[variant.number] = variant
        return {i: [rows[n] for n in sorted(rows)] for i, rows in sorted(found.items())}


def _went(entry: Log) -> float | None:
    """Return the share of tries that went well, as far as a log tells."""
    if entry.tries is not None:
        done, tried = map(int, entry.tries.split("/"))
        return done / tried
    return {"too-easy": 1.0, "just-right": 0.75, "too-hard": 0.2}.get(entry.how)
