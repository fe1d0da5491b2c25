"""What somebody has to say or see first: no change of the file can do that in their place."""

from collections import Counter
from collections.abc import Iterable

from motorplan.explaining.openings import Doors
from motorplan.model.plans import Warn
from motorplan.planning.sifting import GradeId
from motorplan.planning.variants import Refusal
from motorplan.vocabulary import Level

MOST_ASKED = 3
LIKELY_FROM = 0.5
"""How likely a child must do something, with help at least, before anybody is asked to look."""


def asks_of(grades: Iterable[GradeId], doors: Doors) -> list[Warn]:
    """
    Return what to ask a health professional and what to look at, what opens most first.

    Nobody is asked to look for what is hardly there yet, nor where safety has something else
    against it.

    Args:
        grades: The grades it is about.

        doors: What judges them.
    """
    rules, unseen = Counter[str](), Counter[str]()
    for activity_id, number in grades:
        activity = doors.catalogue.activities[activity_id]
        found = [chooser.reasons(activity, number) for chooser in doors.choosers]
        rules.update({r.about for reasons in found for r in reasons if r.opens == "clearance"})
        unseen.update({i for reasons in found for i in _to_look_at(reasons, doors)})
    catalogue = doors.catalogue
    say, safety, graph = catalogue.phrases.say, catalogue.safety, catalogue.graph
    questions = {i: safety.rules[i].question or safety.rules[i].plain for i in _most(rules)}
    asked = [
        Warn(code="ask-first", about=i, says=say("change.clearance", question=question))
        for i, question in questions.items()
    ]
    return asked + [
        Warn(code="look", about=i, says=say("change.seen", about=graph[i].plain))
        for i in _most(unseen)
    ]


def _to_look_at(reasons: Iterable[Refusal], doors: Doors) -> set[str]:
    """Return the skills that would open a grade if they were seen, and are likely there."""
    shut = [refusal for refusal in reasons if refusal.safety]
    skills = {refusal.about for refusal in shut if refusal.about in doors.catalogue.graph}
    if any(refusal.code != "not-seen" for refusal in shut) or len(skills) < len(shut):
        return set()
    estimate = doors.horizon.estimate
    is_likely = all(estimate.chance(i, Level.SOME_HELP) >= LIKELY_FROM for i in skills)
    return skills if is_likely else set()


def _most(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda i: (-counts[i], i))[:MOST_ASKED]
