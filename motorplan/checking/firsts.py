"""What a plan has to say before anything else; put together a second time."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

from motorplan.catalogue import Catalogue
from motorplan.checking.person import Person
from motorplan.model.children import Precaution
from motorplan.model.plans import Plan
from motorplan.phrases import listed

BABY_UNDER = 12
MOBILE = frozenset({"crawls", "walks", "walks-with-hand"})
SHUT = frozenset({"often", "sometimes", "ask", "runs-off"})
"""Answers that shut something where nobody gave them."""


class Firsts:
    """
    What comes first for one child.

    Args:
        plan: The plan.

        person: The child on its first day.

        catalogue: All texts and phrases.
    """

    def __init__(self, plan: Plan, person: Person, catalogue: Catalogue) -> None:
        self.plan, self.person, self.catalogue = plan, person, catalogue
        self.say, self.day = catalogue.phrases.say, catalogue.phrases.day

    def due(self) -> set[str]:
        """Return every line that has to be there; no other may."""
        safety, person = self.catalogue.safety, self.person
        found = {self.say("paper.baby")} if person.hazard_age < BABY_UNDER else set()
        found |= {self.say("paper.tummy")} if self._is_for_the_tummy() else set()
        found |= set() if person.answered else {*self._six_questions()}
        for precaution in person.conditions.values():
            found |= {*self._of_health(precaution)}
        names = [safety.allergens[i].name for i in sorted(person.allergens & {*safety.allergens})]
        return found | ({self.say("paper.allergens", names=listed(names))} if names else set())

    def _is_for_the_tummy(self) -> bool:
        """Return whether it is a well baby who is not on the move yet, all questions answered."""
        person, child = self.person, self.person.child
        if person.hazard_age >= BABY_UNDER or not person.answered:
            return False
        known: list[object] = [*person.conditions, *child.concerns, *child.wears]
        known += [child.function] if child.function else []
        return not known and person.eating != "tube" and not MOBILE & {*(child.moves_by or ())}

    def _of_health(self, precaution: Precaution) -> Iterator[str]:
        """Yield the line of a precaution, and that it counts as over where that comes in time."""
        word, ends = self.catalogue.safety.precautions.get(precaution.id), precaution.until
        if word is None:
            return
        if word.notice:
            dated = ends and self.say("paper.until", date=self.day(ends), notice=word.notice)
            yield dated or word.notice
        if ends and (self.plan.review_on - ends).days > 1:
            yield self.say("paper.over", date=self.day(ends + timedelta(days=1)))

    def _six_questions(self) -> Iterator[str]:
        """Yield which of the six nobody answered, or too long ago, and what is shut."""
        child = self.person.child
        asked = child.safety_asked
        limited = {i for i, word in self.catalogue.safety.precautions.items() if word.time_limited}
        told: Mapping[str, object] = {
            "mouths": child.mouths,
            "eats": child.eats,
            "precautions": child.precautions,
            "concerns": child.concerns,
            "stays_close": child.stays_close,
            "recent": limited & {p.id for p in child.precautions},
        }
        silent = [i for i in told if asked or not (told[i] or i in (child.written or ()))]
        questions = "; ".join(self.say(f"unasked.{i}") for i in silent)
        if asked:
            yield self.say("unasked.old", date=self.day(asked), questions=questions)
        else:
            yield self.say(f"unasked.{'open' if silent else 'undated'}", questions=questions)
        shut = [key for key, value in self.person.taken() if value in SHUT]
        things = "; ".join(self.say(f"unasked.out_{i}") for i in ("always", *shut))
        yield self.say("unasked.out", things=things)
