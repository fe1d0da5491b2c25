"""What an added folder says of activities that are there already: hidden, or in other words."""

from typing import Any

from motorplan.frozen import evolve, field, frozen
from motorplan.model.activities import Activity, Grade


@frozen(kw_only=True)
class GradeWording:
    """
    Other words for one grade; None leaves them as they are.

    Attributes:
        stop_if: Stop signs that come on top; none is ever taken away.
    """

    name: str | None = None
    say: str | None = None
    steps: tuple[str, ...] | None = None
    success: str | None = None
    watch_for: tuple[str, ...] | None = None
    step_up: str | None = None
    step_down: str | None = None
    stop_if: tuple[str, ...] = ()


@frozen(kw_only=True)
class Wording:
    """Other words for one activity; None leaves them. *grades* is by grade id."""

    name: str | None = None
    summary: str | None = None
    why: str | None = None
    soften: str | None = None
    livelier: str | None = None
    grades: dict[str, GradeWording] = field(factory=dict)


@frozen(kw_only=True)
class Overlay:
    """
    The file ``catalogue.toml`` of an added folder.

    Attributes:
        name: What the folder is called wherever something of it is shown.

        hide: Ids of activities that are left out.

        reword: Activity id -> other words for it.
    """

    name: str
    hide: tuple[str, ...] = ()
    reword: dict[str, Wording] = field(factory=dict)


def reworded(activity: Activity, wording: Wording, by: str) -> Activity:
    """
    Return *activity* in other words; its hazards, ages and needs stay as they are.

    Args:
        activity: The activity.

        wording: The other words.

        by: Name of the catalogue that says so.
    """
    grades = (
        _graded(grade, wording.grades[grade.id]) if grade.id in wording.grades else grade
        for grade in activity.grades
    )
    return evolve(
        activity,
        grades=tuple(grades),
        wording_from=(*activity.wording_from, by),
        **_said(wording, "name", "summary", "why", "soften", "livelier"),
    )


def _graded(grade: Grade, wording: GradeWording) -> Grade:
    said = _said(wording, "name", "say", "steps", "success", "watch_for", "step_up", "step_down")
    more = (sign for sign in wording.stop_if if sign not in grade.stop_if)
    return evolve(grade, stop_if=(*grade.stop_if, *more), **said)


def _said(wording: object, *names: str) -> dict[str, Any]:
    """Return those of the parts *names* that *wording* has other words for."""
    found = {name: getattr(wording, name) for name in names}
    return {name: said for name, said in found.items() if said is not None}
