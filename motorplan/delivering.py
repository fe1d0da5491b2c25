"""Plans in the formats that other programs take."""

import json
from importlib.util import find_spec

from motorplan.catalogue import Catalogue
from motorplan.errors import Defect, WrongUse
from motorplan.frozen import frozen
from motorplan.model.children import Child
from motorplan.model.plans import Plan
from motorplan.rendering.print_pdf import Print

NEEDED = {"ics": "icalendar", "xlsx": "openpyxl", "fhir": "fhir.resources", "pdf": "typst"}
"""Format, and extra of the same name -> the library that it needs."""

FORMATS = ("csv", "fhir", "ics", "pdf", "xlsx")


@frozen(kw_only=True)
class Delivery:
    """
    How a plan is to be handed over.

    Attributes:
        table: Which table of a CSV file: ``plan``, ``materials`` or ``trials``.

        alarm_minutes: For calendars: minutes before a session that has a clock time.

        full_name: Whether the name (in FHIR also the day of birth) is told.

        look: For paper: how it is printed.
    """

    table: str = "plan"
    alarm_minutes: int | None = None
    full_name: bool = False
    look: Print = Print()


def deliver(
    plan: Plan, child: Child, catalogue: Catalogue, style: str, how: Delivery | None = None
) -> bytes:
    """
    Return *plan* in a format of :data:`FORMATS`; the same bytes for the same plan.

    Args:
        plan: The plan of *child*.

        child: For its time zone, goals and what was seen.

        catalogue: What the plan was made from.

        style: ``csv``, ``fhir``, ``ics``, ``pdf`` or ``xlsx``.

        how: What to tell; None tells no name.

    Raises:
        WrongUse: If the extra for *style* is missing.

        Defect: If a code in a FHIR bundle is none.
    """
    must_have(style, catalogue)
    how = how or Delivery()
    if style == "fhir":
        return _fhir(plan, child, catalogue, how)
    if style == "pdf":
        from motorplan.printing import plan_pdf

        return plan_pdf(plan, catalogue, how.look, child=child)
    if style == "ics":
        from motorplan.rendering.calendar_file import CalendarWish, calendar_of
        from motorplan.rendering.paper import Paper

        wish = CalendarWish(
            timezone=child.timezone, alarm_minutes=how.alarm_minutes, full_name=how.full_name
        )
        return calendar_of(plan, Paper(phrases=catalogue.phrases, endless=True), wish)
    from motorplan.rendering.tables import csv_of, xlsx_of

    if style == "csv":
        return csv_of(plan, catalogue.phrases, how.table)
    return xlsx_of(plan, catalogue.phrases)


def must_have(style: str, catalogue: Catalogue) -> None:
    """
    Refuse a format whose extra is not installed.

    Raises:
        WrongUse: With the line that installs it.
    """
    needed = NEEDED.get(style)
    if needed and not _is_there(needed):
        say = catalogue.phrases.say
        raise WrongUse(say("use.extra", style=style), say("use.extra_way", extra=style))


def _is_there(library: str) -> bool:
    try:
        return find_spec(library) is not None
    except ModuleNotFoundError:
        return False


def _fhir(plan: Plan, child: Child, catalogue: Catalogue, how: Delivery) -> bytes:
    """Return the bundle, once our tables and the library have both taken it."""
    from fhir.resources.R4B.bundle import Bundle

    from motorplan.rendering.fhir import Known, bundle_of
    from motorplan.rendering.fhir_codes import wrong_codes

    known = Known(
        child=child,
        skills=catalogue.skills,
        activities=catalogue.activities,
        phrases=catalogue.phrases,
        full_name=how.full_name,
    )
    bundle = bundle_of(plan, known)
    if wrong := wrong_codes(bundle, catalogue.skills, catalogue.phrases):
        raise Defect(wrong)
    Bundle.model_validate(bundle)
    return (json.dumps(bundle, indent=2, ensure_ascii=False) + "\n").encode()
