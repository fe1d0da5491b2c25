"""The one place that reads the clock."""

from datetime import UTC, date, datetime


def today() -> date:
    """Return the day it is here."""
    return datetime.now(UTC).astimezone().date()


def now() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)
