"""A plan as a person writes it by hand: which days, and what is done on them."""

from datetime import date

from motorplan.frozen import frozen
from motorplan.vocabulary import Place


@frozen(kw_only=True)
class SketchItem:
    """
    One thing to do.

    Attributes:
        grade: Its number in the ladder; or *grade_id*, which comes first where both are said.
    """

    activity: str
    grade: int | None = None
    grade_id: str | None = None


@frozen(kw_only=True)
class SketchSession:
    """What is done on one day; the time of day where the day has several."""

    date: date
    at: str | None = None
    place: Place
    minutes: int
    items: tuple[SketchItem, ...]


@frozen(kw_only=True)
class SketchWeek:
    """The sessions of a week."""

    sessions: tuple[SketchSession, ...]


@frozen(kw_only=True)
class Sketch:
    """A plan by hand: weeks with their sessions, or the sessions alone."""

    format: str
    weeks: tuple[SketchWeek, ...] = ()
    sessions: tuple[SketchSession, ...] = ()
