"""What somebody has to say or see first: no change of the file can do that in their place."""

from collections import Counter
from collections.abc import Iterable

from motorplan.explaining.openings import Doors
from motorplan.model.plans import Warn
from motorplan.planning.horizon import GradeId

MOST_ASKED = 3


def asks_of(grades: Iterable[GradeId], doors: Doors) -> list[Warn]:
    """
    Return what to ask a health professional and what to look at, what opens most first.

    Args:
        grades: The grades it is about.

        doors: What judges them.
    """
    rules, unseen = Counter[str](), Counter[str]()
    for activity_id, number in grades:
        activity = doors.catalogue.activities[activity_id]
        found = {r for chooser in doors.choosers for r in chooser.reasons(activity, number)}
        rules.update(r.about for r in found if r.opens == "clearance")
        unseen.update(r.about for r in found if r.code == "not-seen")
    catalogue = doors.catalogue
    say, safety, graph = catalogue.phrases.say, catalogue.safety, catalogue.graph
    questions = {i: safety.rules[i].question or safety.rules[i].plain for i in _most(rules)}
    asked = [
        Warn(code="ask-first", about=i, says=say("change.clearance", question=question))
        for i, question in questions.items()
    ]
    return asked + [
        Warn(code="look", about=i, says=say("change.seen", about=graph[i].plain))
        for i in _most(Counter({i: n for i, n in unseen.items() if i in graph}))
    ]


def _most(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda i: (-counts[i], i))[:MOST_ASKED]
