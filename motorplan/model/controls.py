"""What a professional puts in place of a control that a rule asks for."""

from datetime import date

from motorplan.frozen import frozen
from motorplan.vocabulary import Control, Professional


@frozen(kw_only=True)
class OtherControl:
    """
    A health professional's other control in place of one that a rule asks for.

    Attributes:
        of: Id of a rule that is open with care.

        instead_of: The control that the rule asks for; *use* takes its place.

        by: What the professional is; *name* says who.

        on: The day it was said; it ends twelve months later unless *until* is earlier.
    """

    of: str
    instead_of: Control
    use: Control
    by: Professional
    name: str
    because: str
    on: date
    until: date | None = None
