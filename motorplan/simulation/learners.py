"""
Children who learn, in a way that is not the planner's own model.

What they can do is hidden from every planner. They learn most where about as many tries go
well as is best for them, faster where the steps before are there, less and less of the same;
they pass a little on, forget, stand still for a while, have bad days and say no. None of it
is evidence about real children.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from math import exp, log, sqrt
from random import Random

from motorplan.ability.inference import phi
from motorplan.ability.scale import NO_NORM, Parameters
from motorplan.ages import DAYS_A_MONTH
from motorplan.frozen import frozen
from motorplan.graph import SkillGraph
from motorplan.model.children import Goal
from motorplan.simulation.children import Simulated
from motorplan.simulation.traits import Traits
from motorplan.vocabulary import Level

REACHED_FROM = 0.75
"""A goal is reached where three of four tries of an ordinary day are at its level."""

ORDINARY = (-1.28, -0.52, 0.0, 0.52, 1.28)
"""Days, as deviates, that stand for all days: the middles of five equally likely parts."""

PLATEAU_WEEKS, AGAIN_DAYS, MOST_REFUSED = 3, 7, 0.6
SOME_TRIES, MOST_TRIES = 3, 6


@frozen(kw_only=True)
class Tried:
    """
    How one activity went.

    Attributes:
        refused: Whether the child said no.

        done, tries: Tries that went well, and all.

        level: How much the child did of what it was mainly about.
    """

    refused: bool
    done: int = 0
    tries: int = 0
    level: Level | None = None


@frozen(kw_only=True)
class Task:
    """
    What a simulated child is asked to do.

    Attributes:
        needs: Skill id -> level, after all that lowers it.

        trains: Skill id -> weight; never empty.

        guided: Whether an adult's hands help.
    """

    activity: str
    grade: str
    needs: Mapping[str, Level]
    trains: Mapping[str, float]
    minutes: int
    guided: bool = False


class Learner:
    """
    A simulated child through the weeks.

    Args:
        who: Where it stands on the first day.

        traits: How it learns.

        start: The first day.

        seed: What draws its days; the same seed draws the same days for every planner.
    """

    def __init__(self, who: Simulated, traits: Traits, start: date, seed: str) -> None:
        self.who, self.traits, self.start, self.seed = who, traits, start, seed
        self.gained: dict[str, float] = {}
        self._practised: dict[str, date] = {}
        self._done: dict[str, list[date]] = {}

    @property
    def graph(self) -> SkillGraph:
        """The skills."""
        return self.who.graph

    def place(self, skill_id: str, day: date) -> float:
        """Return where the child stands on a *day*, in ln(age) over the median of the skill."""
        weeks = (day - self.start).days / 7
        grown = log(self.months(day) / self.months(self.start))
        change = self.gained.get(skill_id, 0.0) - self.traits.declines * weeks
        return self.who.place[skill_id] + grown + change * self._sigma(skill_id)

    def chance(self, needs: Mapping[str, Level], day: date, form: float | None = None) -> float:
        """
        Return the share of tries that go well on a *day*.

        Args:
            needs: Skill id -> level.

            day: The day.

            form: How the child is that day, as a deviate; None takes ordinary days together.
        """
        rows = [self._row(i, level, day) for i, level in sorted(needs.items()) if level]
        if form is None:
            return sum(self._share(rows, form) for form in ORDINARY) / len(ORDINARY)
        return self._share(rows, form)

    def has_reached(self, goal: Goal, day: date) -> bool:
        """Return whether *goal* is reached on a *day*."""
        return self.chance({goal.skill: goal.level}, day) >= REACHED_FROM

    def shown(self, skill_id: str, day: date, about: str) -> Level:
        """Return the level that is seen of a skill on a *day*; *about* says which look it is."""
        rng = self._random(day, f"{about} {skill_id}")
        return self._shown(skill_id, day, self.form(day), rng)

    def form(self, day: date) -> float:
        """Return how the child is on a *day*, as a deviate."""
        rng = self._random(day, "form")
        bad = rng.random() < self.traits.off_days
        return rng.gauss(0.0, 1.0) - bad * self.traits.off_by

    def tries(self, task: Task, day: date) -> Tried:
        """Try *task* on a *day*, learn from it, and return how it went."""
        before = self._done.get(task.activity, []).count(day)
        rng, form = self._random(day, f"{task.activity} {before}"), self.form(day)
        chance = self.chance(task.needs, day, form)
        if rng.random() < self._no(task, day):
            return Tried(refused=True)
        count = rng.randint(SOME_TRIES, MOST_TRIES)
        done = sum(rng.random() < chance for _ in range(count))
        main = max(sorted(task.trains), key=lambda i: task.trains[i])
        level = self._shown(main, day, form, rng) if main in self.who.place else None
        self._learn(task, day, chance)
        self._done.setdefault(task.activity, []).append(day)
        return Tried(refused=False, done=done, tries=count, level=level)

    def sleep(self, day: date) -> None:
        """Let a week end on a *day*: what was not practised in it fades."""
        for skill_id, gain in self.gained.items():
            last = self._practised.get(skill_id, self.start)
            if (day - last).days >= AGAIN_DAYS:
                self.gained[skill_id] = gain * (1 - self.traits.forgets)

    def _row(self, skill_id: str, level: Level, day: date) -> tuple[float, float]:
        """Return how far the child is above a *level*, and the noise from try to try."""
        if skill_id not in self.who.place:
            return 1.0, 0.0
        cut = Parameters().cuts[level - 1] * self._sigma(skill_id)
        return self.place(skill_id, day) + cut, self.who.noise[skill_id]

    def _share(self, rows: Iterable[tuple[float, float]], form: float) -> float:
        common, own = sqrt(self.traits.together), sqrt(1 - self.traits.together)
        share = 1.0
        for above, noise in rows:
            if noise:
                share *= phi((above + form * common * noise) / (own * noise))
        return share

    def _shown(self, skill_id: str, day: date, form: float, rng: Random) -> Level:
        noise, sigma = self.who.noise[skill_id], self._sigma(skill_id)
        common, own = sqrt(self.traits.together), sqrt(1 - self.traits.together)
        place = self.place(skill_id, day) + noise * (common * form + own * rng.gauss(0.0, 1.0))
        return Level(sum(place + cut * sigma >= 0 for cut in Parameters().cuts))

    def _no(self, task: Task, day: date) -> float:
        """Return how likely the child says no."""
        usual = self.chance(task.needs, day)
        lately = [d for d in self._done.get(task.activity, ()) if (day - d).days <= AGAIN_DAYS]
        traits = self.traits
        hard = 10 * max(0.0, 0.5 - usual) * traits.hard_refused
        return min(MOST_REFUSED, traits.refuses + hard + len(lately) * traits.again_refused)

    def _learn(self, task: Task, day: date, chance: float) -> None:
        traits = self.traits
        fits = exp(-(((chance - traits.best) / traits.width) ** 2) / 2)
        minutes = task.minutes * fits * (traits.guided if task.guided else 1.0)
        for skill_id, weight in sorted(task.trains.items()):
            if skill_id in self.who.place:
                gain = self._gain(skill_id, minutes * weight, day)
                self._add(skill_id, gain, day)
                for later in self.graph.directly_after(skill_id):
                    self._add(later, gain * traits.carries, day)
            else:
                for later in self._supported.get(skill_id, ()):
                    self._add(later, minutes * weight * traits.rate * traits.from_capacity, day)

    def _gain(self, skill_id: str, minutes: float, day: date) -> float:
        """Return what *minutes* of well-fitting practice bring, in spreads of the skill."""
        traits = self.traits
        block = (day - self.start).days // (7 * PLATEAU_WEEKS)
        still = Random(f"{self.seed} plateau {skill_id} {block}").random() < traits.plateau  # noqa: S311 - a draw, no secret
        slowed = 1 + max(0.0, self.gained.get(skill_id, 0.0)) / traits.slowing
        ready = traits.unready + (1 - traits.unready) * self._readiness(skill_id, day)
        return traits.rate * minutes * ready * (traits.on_plateau if still else 1.0) / slowed

    def _readiness(self, skill_id: str, day: date) -> float:
        """Return how far what comes directly before is there, as a mean chance of ``prompts``."""
        before = [i for i in self.graph.directly_before(skill_id) if i in self.who.place]
        chances = [self.chance({i: Level.PROMPTS}, day, 0.0) for i in before]
        return sum(chances) / len(chances) if chances else 1.0

    def _add(self, skill_id: str, gain: float, day: date) -> None:
        if skill_id in self.who.place:
            self.gained[skill_id] = self.gained.get(skill_id, 0.0) + gain
            self._practised[skill_id] = day

    @cached_property
    def _supported(self) -> dict[str, list[str]]:
        """Capacity -> the skills that it supports."""
        found: dict[str, list[str]] = {}
        for skill_id in self.graph.nodes:
            for capacity in self.graph[skill_id].supports:
                found.setdefault(capacity, []).append(skill_id)
        return found

    def _sigma(self, skill_id: str) -> float:
        return (self.graph[skill_id].norm or NO_NORM).sigma

    def months(self, day: date) -> float:
        """Return the age on a *day*, in months."""
        return max(0.5, (day - self.who.child.born).days / DAYS_A_MONTH)

    def _random(self, day: date, about: str) -> Random:
        return Random(f"{self.seed} {day} {about}")  # noqa: S311 - a draw, no secret
