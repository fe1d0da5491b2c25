"""How far the activities cover the skills."""

from typing import Literal

from motorplan.frozen import field, frozen
from motorplan.vocabulary import Area, Domain, Place

HoleKind = Literal["untrained", "few-activities", "few-places", "no-household", "no-whole-task"]
"""
What is missing for a skill: anything that trains it, a third activity, a second place, one
with household things alone, one that is the task itself.
"""


@frozen(kw_only=True)
class SkillCoverage:
    """
    What trains a task skill.

    Attributes:
        plain: What a carer would call it.

        median_months: Median age in months, None where nothing is known.

        band: The age band of that age, in years: ``4-6``.

        activities: Ids of the activities with a grade that trains it.

        places: Where one of them can be done.

        household: Ids of those whose grade for it takes household things alone.

        is_goal_like: Whether somebody would name it as a goal of their own.

        whole: Ids of the activities that *are* this task.
    """

    id: str
    plain: str
    domain: Domain
    area: Area
    median_months: float | None
    band: str
    activities: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    household: tuple[str, ...] = ()
    is_goal_like: bool = False
    whole: tuple[str, ...] = ()


@frozen(kw_only=True)
class BandCoverage:
    """
    What trains the task skills of an area that are usual in an age band.

    Attributes:
        band: Ages in years: ``4-6``.

        skills: How many such skills there are; 0 explains an empty cell.

        trained: How many of them an activity trains.

        activities: How many activities train one of them.

        places: How many of these can be done in each place.
    """

    band: str
    skills: int
    trained: int
    activities: int
    places: dict[Place, int] = field(factory=dict)


@frozen(kw_only=True)
class AreaCoverage:
    """An area, over *every* age together and in each band."""

    area: Area
    every: BandCoverage
    bands: tuple[BandCoverage, ...]


@frozen(kw_only=True)
class Hole:
    """What is missing for a *skill*, and how many there are of it."""

    kind: HoleKind
    skill: str
    count: int


@frozen(kw_only=True)
class Totals:
    """
    The catalogue in numbers, activities where not said otherwise.

    Attributes:
        skills: Task skills; *trained* of them by some activity.

        goal_like: Task skills that somebody would name as a goal; of these, *whole* are what
            some activity is.

        links_per_grade: Mean number of skills that a grade trains.

        in_routine: Living in a moment of the day that is no play time.

        group: For two children or more, with how to run that.

        push_in: For a classroom: quiet, with a grade without set-up in ten minutes at most.

        one_handed_or_seated: All of it.

        no_cost: All of it with household things.

        themed: With two themes or more.
    """

    skills: int
    trained: int
    goal_like: int
    whole: int
    activities: int
    grades: int
    links_per_grade: float
    in_routine: int
    group: int
    push_in: int
    video: int
    one_handed_or_seated: int
    no_cost: int
    themed: int


@frozen(kw_only=True)
class Coverage:
    """
    How far the activities cover the skills.

    Attributes:
        areas: By area, in order of id.

        skills: All task skills, by area and age.

        holes: What is missing, by skill.
    """

    format: str = "motorplan.coverage/1"
    totals: Totals
    areas: tuple[AreaCoverage, ...]
    skills: tuple[SkillCoverage, ...]
    holes: tuple[Hole, ...]
