"""What comes first in a plan: what holds for the age and the health of the child."""

from collections.abc import Iterator
from datetime import date, timedelta

from motorplan.catalogue import Catalogue
from motorplan.explaining.assumptions import unasked_of
from motorplan.explaining.items import BABY_UNDER_MONTHS
from motorplan.model.children import Child, Precaution
from motorplan.phrases import listed
from motorplan.safety.facts import Facts

ON_THE_MOVE = frozenset({"crawls", "walks", "walks-with-hand"})


def notices_of(child: Child, catalogue: Catalogue, facts: Facts, last: date) -> tuple[str, ...]:
    """
    Return what comes first in a plan for *child*: age, health, what to leave out.

    Args:
        child: The child file.

        catalogue: All rules and phrases.

        facts: What safety goes by on the first day.

        last: The last day of the plan.
    """
    safety, say = catalogue.safety, catalogue.phrases.say
    lines = [say("paper.baby")] if facts.hazard_age < BABY_UNDER_MONTHS else []
    lines += [say("paper.tummy")] if _wants_tummy_time(child, facts) else []
    lines += unasked_of(child, catalogue, facts)
    for precaution in facts.precautions.values():
        lines += _of_health(precaution, catalogue, last)
    names = [safety.allergens[i].name for i in sorted(facts.allergens) if i in safety.allergens]
    if names:
        lines.append(say("paper.allergens", names=listed(names)))
    return tuple(dict.fromkeys(lines))


def _of_health(precaution: Precaution, catalogue: Catalogue, last: date) -> Iterator[str]:
    """Yield the line of *precaution* if it has one, until its day, and what comes then."""
    word = catalogue.safety.precautions.get(precaution.id)
    until, day, say = precaution.until, catalogue.phrases.day, catalogue.phrases.say
    if word and word.notice:
        says = say("paper.until", date=day(until), notice=word.notice) if until else ""
        yield says or word.notice
    if word and until and until < last:
        yield say("paper.over", date=day(until + timedelta(days=1)))


def _wants_tummy_time(child: Child, facts: Facts) -> bool:
    """
    Return whether a baby should lie on the tummy every day, whatever the goals.

    Only where the questions of safety are answered and nothing of health is known.

    Source:
        WHO (2019), Guidelines on physical activity, sedentary behaviour and sleep: under one
        year and not yet mobile, at least 30 minutes on the tummy, spread over the day.
    """
    health = (
        facts.precautions or child.function or child.concerns or child.wears or facts.eats == "tube"
    )
    is_on_the_move = ON_THE_MOVE.intersection(child.moves_by or ())
    is_baby = facts.hazard_age < BABY_UNDER_MONTHS
    return is_baby and facts.asked and not health and not is_on_the_move
