"""An activity as choosing sees it: what each grade trains and needs, and nothing to read."""

from motorplan.frozen import field, frozen
from motorplan.model.activities import Activity
from motorplan.vocabulary import Domain, Level


@frozen(kw_only=True)
class Rung:
    """What choosing needs of a :class:`~motorplan.model.activities.Grade`."""

    id: str
    trains: dict[str, float]
    needs: dict[str, Level] = field(factory=dict)
    helped_by: tuple[str, ...] = ()


@frozen(kw_only=True)
class Ladder:
    """
    What choosing needs of an activity; the full :class:`Activity` tells the rest.

    A catalogue has far more activities that touch a goal than fit a child. Most of them are
    set aside by these few facts, and only what is left is read in full.
    """

    id: str
    domain: Domain
    is_task: tuple[str, ...] = ()
    own: bool = False
    grades: tuple[Rung, ...]


def ladder_of(activity: Activity) -> Ladder:
    """Return the ladder of *activity*."""
    return Ladder(
        id=activity.id,
        domain=activity.domain,
        is_task=activity.is_task,
        own=activity.own,
        grades=tuple(
            Rung(id=g.id, trains=g.trains, needs=g.needs, helped_by=g.helped_by)
            for g in activity.grades
        ),
    )
