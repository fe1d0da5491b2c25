"""What was done, and how it went: written down by those who were there."""

from datetime import date

from motorplan.frozen import frozen
from motorplan.vocabulary import Concern, How, Level, Liked, Side

LOG_FORMAT = "motorplan.log/1"


@frozen(kw_only=True)
class Log:
    """
    One activity on one day, as it went.

    Attributes:
        on: The day.

        activity, grade: Ids; *grade* is the lasting id of the rung.

        asked: Skill id -> level that the grade needed on that day, kept here so that a
            later catalogue changes nothing that was written down.

        practised: Ids of the skills that it was mainly about.

        how: How it went.

        tries: Successes and tries, as written: ``4/5``.

        level: How much the child did of *practised* on that day.

        why: Why it was not done, or what was in the way.

        concerns: What has to be asked about; *cleared* ends those named, on somebody's word.

        by: Who wrote it down.
    """

    on: date
    activity: str
    grade: str
    asked: dict[str, Level]
    practised: tuple[str, ...]
    how: How
    minutes: int | None = None
    tries: str | None = None
    level: Level | None = None
    liked: Liked | None = None
    side: Side | None = None
    why: str | None = None
    note: str | None = None
    concerns: tuple[Concern, ...] = ()
    cleared: tuple[Concern, ...] = ()
    by: str | None = None

    @property
    def went_well(self) -> bool | None:
        """Whether what the grade asks was there; None where the day does not say."""
        if self.tries is not None:
            done, tried = map(int, self.tries.split("/"))
            share = done / tried
            return True if share >= GOOD else False if share <= POOR else None
        return {"too-easy": True, "just-right": True, "too-hard": False}.get(self.how)


GOOD, POOR = 0.75, 0.25
"""Shares of the tries from which, and up to which, a day says that it went well, or did not."""


def standing_concerns(logs: tuple[Log, ...]) -> dict[Concern, str]:
    """Return the concerns that *logs*, in order, raised and nobody has cleared since."""
    found: dict[Concern, str] = {}
    for log in logs:
        found |= dict.fromkeys(log.concerns, log.note or "")
        for concern in log.cleared:
            found.pop(concern, None)
    return found
