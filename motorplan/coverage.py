"""
How much of the skill graph the activities train: by area, age and place, with the holes.

``docs/method.md#coverage`` says what counts.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from math import exp
from typing import get_args

from motorplan.catalogue import Catalogue
from motorplan.model.activities import Activity, Grade
from motorplan.model.coverage import (
    AreaCoverage,
    BandCoverage,
    Coverage,
    Hole,
    SkillCoverage,
    Totals,
)
from motorplan.model.nodes import Node
from motorplan.model.things import Material, MaterialUse
from motorplan.vocabulary import Area, Place

BANDS = ((0, 1), (1, 2), (2, 3), (3, 4), (4, 6), (6, 8), (8, 10), (10, 12))
"""Ages in years, the second left out; the last band takes all that is later, too."""

GOAL_AREAS: frozenset[Area] = frozenset(
    {"ball", "devices", "playground", "school-tools", "scissors", "wheelchair", "wheels", "writing"}
)
"""Areas beside self-care whose tasks somebody would name as a goal of their own."""

FEW_ACTIVITIES, FEW_PLACES = 3, 2
"""From how many activities and places on a skill is well covered."""

LEISURE: frozenset[str] = frozenset(
    {
        *("playtime", "floor-time", "story-time", "weekend", "garden-time", "playground"),
        *("arrival-at-school", "circle-time", "recess", "pe-lesson", "warm-up", "homework"),
        *("desk-time", "swimming-lesson", "club-time", "therapy-visit", "video-call"),
        *("library-visit", "park-visit", "visiting", "feast-day"),
    }
)
"""Routines that are time for play or lessons: what lives in them alone costs time of its own."""

PUSH_IN_MINUTES, SHARED_BY, THEMES = 10, 2, 2
PLACES: tuple[Place, ...] = get_args(Place)


def coverage_of(catalogue: Catalogue) -> Coverage:
    """Return how far the activities of *catalogue* cover the task skills of its graph."""
    activities = [catalogue.activities[i] for i in catalogue.activities]
    trained: dict[str, list[Activity]] = {}
    for activity in activities:
        for skill_id in sorted({i for grade in activity.grades for i in grade.trains}):
            trained.setdefault(skill_id, []).append(activity)
    tasks = [node for node in catalogue.graph.nodes.values() if node.kind == "task"]
    skills = [_skill(node, trained.get(node.id, ()), catalogue.materials) for node in tasks]
    return Coverage(
        totals=_totals(activities, skills, catalogue.materials),
        areas=tuple(_area(a, skills, trained) for a in sorted({s.area for s in skills})),
        skills=tuple(sorted(skills, key=lambda s: (s.area, s.median_months or 0.0, s.id))),
        holes=tuple(hole for s in skills for hole in _holes(s)),
    )


def is_goal_like(node: Node) -> bool:
    """Return whether *node* is a task that somebody would name as a goal of their own."""
    return node.kind == "task" and (node.domain == "self-care" or node.area in GOAL_AREAS)


def needs_household_only(
    grade: Grade, activity: Activity, materials: Mapping[str, Material]
) -> bool:
    """Return whether *grade* can be done with what every home has."""
    return all(
        use.optional or _is_at_home(material_id, use, materials)
        for material_id, use in activity.materials.items()
        if not use.grades or grade.id in use.grades
    )


def _is_at_home(material_id: str, use: MaterialUse, materials: Mapping[str, Material]) -> bool:
    own = materials[material_id]
    spare = own.substitutes if use.substitutes is None else use.substitutes
    return own.household or any(materials[i].household for i in spare)


def _skill(
    node: Node, activities: Collection[Activity], materials: Mapping[str, Material]
) -> SkillCoverage:
    median = exp(node.norm.mu) if node.norm else None
    return SkillCoverage(
        id=node.id,
        plain=node.plain,
        domain=node.domain,
        area=node.area,
        median_months=None if median is None else round(median, 1),
        band=_band_of(median or 0.0),
        activities=tuple(a.id for a in activities),
        places=_places_of(activities),
        household=tuple(
            a.id
            for a in activities
            if any(node.id in g.trains and needs_household_only(g, a, materials) for g in a.grades)
        ),
        is_goal_like=is_goal_like(node),
        whole=tuple(a.id for a in activities if node.id in a.is_task),
    )


def _band_of(months: float) -> str:
    years = months / 12
    low, high = next((band for band in BANDS if years < band[1]), BANDS[-1])
    return f"{low}-{high}"


def _places_of(activities: Iterable[Activity]) -> tuple[Place, ...]:
    there = {place for activity in activities for place in activity.settings}
    return tuple(place for place in PLACES if place in there)


def _area(
    area: Area, skills: Iterable[SkillCoverage], trained: Mapping[str, list[Activity]]
) -> AreaCoverage:
    mine = [s for s in skills if s.area == area]
    bands = tuple(
        _band(f"{low}-{high}", [s for s in mine if s.band == f"{low}-{high}"], trained)
        for low, high in BANDS
    )
    return AreaCoverage(area=area, every=_band("0-12", mine, trained), bands=bands)


def _band(
    band: str, skills: Collection[SkillCoverage], trained: Mapping[str, list[Activity]]
) -> BandCoverage:
    found = {a.id: a for s in skills for a in trained.get(s.id, ())}
    return BandCoverage(
        band=band,
        skills=len(skills),
        trained=sum(bool(s.activities) for s in skills),
        activities=len(found),
        places={place: sum(place in a.settings for a in found.values()) for place in PLACES},
    )


def _holes(skill: SkillCoverage) -> Iterator[Hole]:
    """Yield what is missing for *skill*; of one that nothing trains no more than that."""
    count = len(skill.activities)
    if not count:
        yield Hole(kind="untrained", skill=skill.id, count=0)
        return
    if count < FEW_ACTIVITIES:
        yield Hole(kind="few-activities", skill=skill.id, count=count)
    if len(skill.places) < FEW_PLACES:
        yield Hole(kind="few-places", skill=skill.id, count=len(skill.places))
    if not skill.household:
        yield Hole(kind="no-household", skill=skill.id, count=0)
    if skill.is_goal_like and not skill.whole:
        yield Hole(kind="no-whole-task", skill=skill.id, count=0)


def _totals(
    activities: Collection[Activity],
    skills: Collection[SkillCoverage],
    materials: Mapping[str, Material],
) -> Totals:
    grades = [grade for activity in activities for grade in activity.grades]
    links = sum(len(grade.trains) for grade in grades)
    return Totals(
        skills=len(skills),
        trained=sum(bool(s.activities) for s in skills),
        goal_like=sum(s.is_goal_like for s in skills),
        whole=sum(s.is_goal_like and bool(s.whole) for s in skills),
        activities=len(activities),
        grades=len(grades),
        links_per_grade=round(links / len(grades), 2) if grades else 0.0,
        in_routine=sum(not LEISURE.issuperset(a.routines) for a in activities),
        group=sum(a.group.most >= SHARED_BY and bool(a.group.how) for a in activities),
        push_in=sum(map(_is_push_in, activities)),
        video=sum("video" in a.settings for a in activities),
        one_handed_or_seated=sum(map(_is_one_handed_or_seated, activities)),
        no_cost=sum(
            all(needs_household_only(g, a, materials) for g in a.grades) for a in activities
        ),
        themed=sum(len(a.themes) >= THEMES for a in activities),
    )


def _is_push_in(activity: Activity) -> bool:
    """Return whether some grade fits into a lesson: no set-up, quiet, soon over."""
    return (
        "classroom" in activity.settings
        and activity.noise == "quiet"
        and any(
            not g.minutes_setup and g.minutes + g.minutes_tidy <= PUSH_IN_MINUTES
            for g in activity.grades
        )
    )


def _is_one_handed_or_seated(activity: Activity) -> bool:
    """Return whether every grade can be done with one hand, or sitting."""
    seated = (any(p.startswith("sitting") for p in g.positions) for g in activity.grades)
    return activity.hands == "one" or "one-handed" in activity.tags or all(seated)
