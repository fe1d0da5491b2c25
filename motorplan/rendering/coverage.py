"""What the activities cover, as text: numbers, two tables, and the holes by area."""

from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from motorplan.model.coverage import BandCoverage, Coverage, HoleKind, Totals
from motorplan.rendering.paper import Paper
from motorplan.vocabulary import Area, Place

NO_SKILL = "·"
COUNTED = (
    *("in_routine", "group", "push_in", "video"),
    *("one_handed_or_seated", "no_cost", "themed"),
)
CELL, LABEL = 7, 21
"""Columns of a number and of the name of an area."""

KINDS: tuple[HoleKind, ...] = get_args(HoleKind)
PLACES: tuple[Place, ...] = get_args(Place)


def coverage_text(coverage: Coverage, paper: Paper) -> str:
    """Return *coverage* as text."""
    say = paper.phrases.say
    lines = [*paper.title(say("coverage.title")), *_under("numbers", paper)]
    lines += paper.points([*_numbers(coverage.totals, paper)])
    lines += [*_under("by_age", paper), *paper.block(say("coverage.read"))]
    ages = [band.band for band in coverage.areas[0].bands] if coverage.areas else []
    lines += _table(ages, ((a.area, [*map(_cell, a.bands)]) for a in coverage.areas), paper)
    lines += _under("by_place", paper)
    places = [say(f"coverage.at-{place}") for place in PLACES]
    by_place = ((a.area, [str(a.every.places[p]) for p in PLACES]) for a in coverage.areas)
    lines += _table(places, by_place, paper)
    lines += _holes(coverage, paper)
    if not coverage.holes:
        lines += ["", *paper.block(say("coverage.no_holes"))]
    return "\n".join(lines) + "\n"


def _under(phrase: str, paper: Paper, n: int | None = None) -> Iterator[str]:
    """Yield a phrase of the table ``coverage`` as a heading, counted where there is a number."""
    say = paper.phrases.say
    title = say(f"coverage.{phrase}")
    yield ""
    yield from paper.title(title if n is None else say("coverage.count", title=title, n=n))


def _numbers(totals: Totals, paper: Paper) -> Iterator[str]:
    say = paper.phrases.say
    yield say(
        "coverage.activities",
        activities=totals.activities,
        grades=totals.grades,
        links=totals.links_per_grade,
    )
    yield say("coverage.skills", trained=totals.trained, skills=totals.skills)
    yield say("coverage.whole", whole=totals.whole, goal_like=totals.goal_like)
    for name in COUNTED:
        yield say(f"coverage.{name}", n=getattr(totals, name))


def _table(
    columns: Sequence[str], rows: Iterable[tuple[Area, Sequence[str]]], paper: Paper
) -> Iterator[str]:
    head = f"{paper.phrases.say('coverage.area'):<{LABEL}}{_cells(columns)}"
    yield paper.bold(head)
    for area, cells in rows:
        yield f"{area:<{LABEL}}{_cells(cells)}"


def _cells(texts: Iterable[str]) -> str:
    return "".join(f"{text:>{CELL}}" for text in texts)


def _cell(band: BandCoverage) -> str:
    return str(band.activities) if band.skills else NO_SKILL


def _holes(coverage: Coverage, paper: Paper) -> Iterator[str]:
    """Yield the holes of each kind by area, as ids that other commands take."""
    for kind in KINDS:
        missing = {hole.skill for hole in coverage.holes if hole.kind == kind}
        if not missing:
            continue
        yield from _under(kind, paper, len(missing))
        for area in coverage.areas:
            ids = [s.id for s in coverage.skills if s.area == area.area and s.id in missing]
            if ids:
                label = paper.phrases.say("coverage.in_area", area=area.area, n=len(ids))
                yield from paper.block(f"{label} {', '.join(ids)}", 2, label)
