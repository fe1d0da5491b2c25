"""How the children of a folder could be grouped."""

from datetime import date

from motorplan.frozen import frozen


@frozen(kw_only=True)
class Suggested:
    """
    Children who would do well together, or one who is left alone.

    Attributes:
        children: Ids, in order.

        files: The files, as a group file would name them.

        days: Weekdays on which all of them have time.

        activities: How many activities suit all of them.

        reasons: Why, in words; nothing of anybody's health.
    """

    children: tuple[str, ...]
    names: tuple[str, ...]
    files: tuple[str, ...]
    days: tuple[str, ...]
    activities: int
    reasons: tuple[str, ...]


@frozen(kw_only=True)
class Suggestion:
    """
    How the children of a folder could be grouped.

    Attributes:
        size: How many children a group has at most.

        says: What room they were looked at in, in words.

        alone: Children without a group, each with the reason.

        left_out: Files that could not be read, each in words.
    """

    format: str = "motorplan.groups/1"
    folder: str
    on: date
    size: int
    says: str
    groups: tuple[Suggested, ...]
    alone: tuple[Suggested, ...]
    left_out: tuple[str, ...] = ()
