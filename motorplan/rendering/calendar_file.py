"""
A plan as a calendar file (iCalendar, RFC 5545): one event for each session that has items.

The UID comes from the child's id and the session's, so that a later plan takes the place of an
earlier one. DTSTAMP and SEQUENCE come from the day the plan was planned from: no clock is read.
A session at a clock time has that time; any other is for the whole day, with its word for the
time of day in the title, since no hour was ever agreed.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from motorplan.frozen import frozen
from motorplan.hashing import digest
from motorplan.model.plans import Plan, Session
from motorplan.rendering.items import Page, Printed, every_time_of
from motorplan.rendering.paper import Paper
from motorplan.rendering.plain import initials_of, tame

if TYPE_CHECKING:
    from icalendar import Alarm, Event

PRODUCT = "-//motorplan//motorplan//EN"
FIRST_DAY = date(2000, 1, 1)
"""The day that SEQUENCE counts from, in days."""


@frozen(kw_only=True)
class CalendarWish:
    """
    How the calendar file is to be.

    Attributes:
        timezone: Name of the time zone of clock times; None leaves them floating.

        alarm_minutes: Minutes before a session with a clock time; None for no alarm.

        full_name: Whether the name stands in titles, instead of its initials.
    """

    timezone: str | None = None
    alarm_minutes: int | None = None
    full_name: bool = False


def calendar_of(plan: Plan, paper: Paper, wish: CalendarWish) -> bytes:
    """Return *plan* as a calendar file."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for session in plan.sessions:
        if session.items:
            calendar.add_component(_event(session, plan, paper, wish))
    if wish.timezone:
        last = max((session.date for session in plan.sessions), default=plan.start)
        calendar.add_missing_timezones(plan.start, last + timedelta(days=1))
    content: bytes = calendar.to_ical()
    return content


def _event(session: Session, plan: Plan, paper: Paper, wish: CalendarWish) -> "Event":
    from icalendar import Event

    event, named = Event(), plan.child.name if wish.full_name else initials_of(plan.child.name)
    day = plan.planned_from
    event.add("uid", f"{digest(f'{plan.child.id}/{session.id}'.encode())[:32]}@motorplan")
    event.add("dtstamp", datetime.combine(day, time(), UTC))
    event.add("sequence", max(0, (day - FIRST_DAY).days))
    event.add("class", "PRIVATE")
    event.add("summary", _title(session, tame(named), paper))
    event.add("description", _words(session, plan, paper))
    event.add("location", tame(paper.phrases.say(f"place.{session.place}")))
    begins = _begins(session, wish.timezone)
    event.add("dtstart", begins or session.date)
    if begins is None:
        event.add("dtend", session.date + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    else:
        event.add("duration", timedelta(minutes=session.minutes))
        if wish.alarm_minutes is not None:
            event.add_component(_alarm(wish.alarm_minutes, str(event["summary"])))
    return event


def _begins(session: Session, timezone: str | None) -> datetime | None:
    """Return when *session* begins; None where no clock time is said."""
    if session.at is None or not session.at[0].isdigit():
        return None
    zone = ZoneInfo(timezone) if timezone else None
    return datetime.combine(session.date, time.fromisoformat(session.at), zone)


def _alarm(minutes: int, words: str) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", timedelta(minutes=-minutes))
    return alarm


def _title(session: Session, named: str, paper: Paper) -> str:
    names = paper.all_of([tame(item.name) for item in session.items])
    title = " ".join(paper.phrases.say("record.title", child=named, names=names).split())
    if session.at is None or session.at[0].isdigit():
        return title
    return paper.phrases.say("record.title_at", title=title, at=session.at)


def _words(session: Session, plan: Plan, paper: Paper) -> str:
    """Return the session in the words of the plan, complete in itself."""
    every_time = every_time_of(session.items, paper)
    page = Page(paper=paper, child=plan.child, names=plan.names, every_time=every_time)
    printed, lines = Printed(page), list(every_time)
    for number, item in enumerate(session.items, start=1):
        lines += ["", *(line.strip() for line in printed.lines(number, item, session.date))]
    return tame("\n".join([*lines, "", plan.disclaimer]))
