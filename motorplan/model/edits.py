"""A change that a person makes to a plan."""

from typing import Literal

from motorplan.frozen import frozen

EDIT_FORMAT = "motorplan.edit/1"
Verb = Literal["lock", "unlock", "swap", "move", "remove", "add"]


@frozen(kw_only=True)
class Edit:
    """
    One change.

    Attributes:
        what: Id of the item; for ``add`` of the session. ``lock`` and ``unlock`` also take a
            session, for all its items, and ``all``.

        to: For ``swap`` and ``add`` an activity, for ``move`` a session; None lets ``swap``
            take the best there is.
    """

    verb: Verb
    what: str
    to: str | None = None
