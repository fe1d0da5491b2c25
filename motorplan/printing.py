"""Paper: a plan, cards and a handout as PDF."""

from collections.abc import Iterable, Sequence

from motorplan.catalogue import Catalogue
from motorplan.model.children import Child
from motorplan.model.pictures import Picture
from motorplan.model.plans import Plan
from motorplan.paging import goal_facts
from motorplan.pictures import picture, picture_of
from motorplan.rendering.leaflets import Leaflets
from motorplan.rendering.paper import Paper
from motorplan.rendering.print_pdf import Print, pdf_bytes
from motorplan.rendering.sheets import plan_sheet

STEPS_ON_PAPER = 6
"""On the way to a goal: so that the picture leaves room for the trial sheet under it."""


def plan_pdf(plan: Plan, catalogue: Catalogue, look: Print, *, child: Child | None = None) -> bytes:
    """
    Return *plan* as a PDF; the same bytes for the same plan.

    Args:
        plan: Of one child.

        catalogue: Where its pictures and ways are.

        look: Paper and size of letters.

        child: The child as its file says: how the way to each goal stands; None draws none.
    """
    shown = {item.activity for session in plan.sessions for item in session.items}
    paper = Paper(phrases=catalogue.phrases)
    goals = goal_facts(plan, catalogue, child, STEPS_ON_PAPER) if child else {}
    return pdf_bytes(plan_sheet(plan, paper, pictures_for(shown, catalogue), goals), look)


def cards_pdf(activities: Sequence[str], catalogue: Catalogue, look: Print) -> bytes:
    """
    Return the activities of these ids as cards, four to a page.

    Raises:
        UnknownWord: If there is no such activity.
    """
    leaflets = _leaflets(activities, catalogue)
    return pdf_bytes(leaflets.cards([catalogue.activities[i] for i in activities]), look)


def handout_pdf(activity: str, catalogue: Catalogue, look: Print) -> bytes:
    """
    Return the activity of that id as pages for a family.

    Raises:
        UnknownWord: If there is no such activity.
    """
    leaflets = _leaflets([activity], catalogue)
    return pdf_bytes(leaflets.handout(catalogue.activities[activity]), look)


def pictures_for(activities: Iterable[str], catalogue: Catalogue) -> dict[str, Picture]:
    """Return the drawings of *activities*, and the sign for stop."""
    return {"stop": picture("stop"), **{i: picture_of(i, catalogue) for i in sorted(activities)}}


def _leaflets(activities: Sequence[str], catalogue: Catalogue) -> Leaflets:
    from motorplan.naming import must_be

    for word in activities:
        must_be(word, "activities", catalogue.activities, catalogue)
    return Leaflets(
        paper=Paper(phrases=catalogue.phrases),
        materials=catalogue.materials,
        pictures=pictures_for(activities, catalogue),
        rules=catalogue.safety.rules,
        allergens={i: held.name for i, held in catalogue.safety.allergens.items()},
    )
