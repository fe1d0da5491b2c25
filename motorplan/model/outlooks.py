"""What a plan may bring for a goal."""

from motorplan.frozen import frozen
from motorplan.vocabulary import GoalKind, Level


@frozen(kw_only=True)
class ChanceRange:
    """What practice may bring, with the assumption it rests on; no promise."""

    low: float
    mid: float
    high: float
    basis: str


@frozen(kw_only=True)
class Dose:
    """
    Planned minutes for a goal: the whole task, and parts of it.

    Each minute counts once, for the goal that its item is for first.

    Attributes:
        also: Minutes that count for another goal and help this one as well.
    """

    whole: int
    part: int
    also: int = 0


@frozen(kw_only=True)
class GoalOutlook:
    """A goal as the plan sees it; *words* and *says* are for people, chances are not."""

    skill: str
    level: Level
    kind: GoalKind
    name: str
    words: str | None
    says: str
    chance_now: float
    chance_expected: ChanceRange
    reached_in_week: int | None
    dose_minutes: Dose
