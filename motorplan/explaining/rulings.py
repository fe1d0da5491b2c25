"""One activity, grade by grade and setting by setting: open, shut and by what, or not for now."""

from collections.abc import Iterator, Sequence

from motorplan.explaining.grounds import Grounds
from motorplan.model.activities import Activity
from motorplan.model.answers import GradeAnswer, Ruling
from motorplan.model.plans import Reason
from motorplan.planning.choosing import Chooser
from motorplan.planning.horizon import Filled
from motorplan.planning.times import usable_minutes
from motorplan.planning.variants import Refusal, Variant
from motorplan.planning.worth import SURE_FROM, Candidate, candidate_of, serves_of


class Rulings:
    """
    Says what holds for each grade of one activity.

    Args:
        activity: The activity.

        grounds: The plan and what it was made from.
    """

    def __init__(self, activity: Activity, grounds: Grounds) -> None:
        self.activity, self.grounds = activity, grounds
        self.horizon, self.say = grounds.horizon, grounds.say

    def grades(self) -> tuple[GradeAnswer, ...]:
        """Return every grade."""
        return tuple(self._grade(number) for number in range(1, len(self.activity.grades) + 1))

    def _grade(self, number: int) -> GradeAnswer:
        grade = self.activity.grades[number - 1]
        rows = [self._ruled(chooser, number) for chooser in self.grounds.doors.choosers]
        settings = tuple(dict.fromkeys(ruling for ruling, _ in rows))
        return GradeAnswer(
            grade=number,
            grade_id=grade.id,
            name=grade.name,
            open=any(ruling.open for ruling in settings),
            says=self._words(rows),
            settings=settings,
        )

    def _words(self, rows: list[tuple[Ruling, str]]) -> str:
        """Return what is said of a grade: once where it holds in every setting."""
        said = dict.fromkeys(words for _, words in rows)
        if not said:
            return self.say("verdict.no_time")
        if len(said) == 1:
            return next(iter(said))
        places = {
            words: dict.fromkeys(self.say(f"place.{r.place}") for r, w in rows if w == words)
            for words in said
        }
        parts = [
            self.say("verdict.at", place="/".join(places[words]), says=words) for words in said
        ]
        return " ".join(parts)

    def _ruled(self, chooser: Chooser, number: int) -> tuple[Ruling, str]:
        """Return the ruling in one setting, with its words."""
        result = chooser.judge(self.activity, number)
        if isinstance(result, Variant):
            reason, words = self._for_now(chooser, result)
            reasons = [reason] if reason else []
        else:
            shut = chooser.reasons(self.activity, number)
            reasons = [Reason(code=r.code, about=r.about or None) for r in shut]
            words = " ".join(self._sentences(shut))
        ruling = Ruling(
            place=chooser.setting.place,
            who=chooser.setting.here or chooser.setting.who,
            company=chooser.setting.company,
            open=isinstance(result, Variant),
            reasons=tuple(reasons),
        )
        return ruling, words

    def _sentences(self, shut: Sequence[Refusal]) -> Iterator[str]:
        """Yield why a grade is out, the same of several things in one sentence."""
        doors = self.grounds.doors
        for code in dict.fromkeys(refusal.code for refusal in shut):
            alike = [refusal for refusal in shut if refusal.code == code]
            for words in doors.words_of(alike):
                yield f"{words[:1].upper()}{words[1:]}."

    def _for_now(self, chooser: Chooser, variant: Variant) -> tuple[Reason | None, str]:
        """Return why an open grade does not come now, or that it fits."""
        sessions = [s for s in self._sessions() if s.sitting.setting == chooser.setting]
        offers = [s for s in sessions if any(o.variant.id == variant.id for o in s.others)]
        if not offers:
            return self._set_back(variant, sessions)
        most = max(usable_minutes(self.grounds.child, s.sitting) for s in offers)
        if variant.minutes > most:
            reason = Reason(code="too-long", about=str(variant.minutes))
            return reason, self.say("verdict.too_long", minutes=variant.minutes, most=most)
        offered = (o for s in offers for o in s.others if o.variant.id == variant.id)
        sure = all(o.chance >= SURE_FROM for o in offered) and not variant.activity.own
        return None, self.say("verdict.sure" if sure else "verdict.fits")

    def _set_back(self, variant: Variant, sessions: list[Filled]) -> tuple[Reason, str]:
        """Return why an open grade is offered in none of the *sessions*."""
        horizon, child = self.horizon, self.grounds.child
        judged = horizon.estimate.of_needs(variant.grade.needs, variant.lowered)
        found = candidate_of(variant, child, horizon.ahead, horizon.estimate)
        if found is not None:
            return self._passed_over(found, sessions)
        if not (variant.activity.own or serves_of(self.activity, variant.grade, horizon.ahead)):
            return Reason(code="no-goal"), self.say("verdict.leads_nowhere")
        if judged.chance >= SURE_FROM:
            return Reason(code="too-easy"), self.say("verdict.too_easy")
        if child.concerns:
            return Reason(code="held"), self.say("verdict.held")
        plain = self.grounds.catalogue.graph[judged.limited_by].plain if judged.limited_by else ""
        reason = Reason(code="too-hard", about=judged.limited_by)
        return reason, self.say("verdict.not_now", skill=plain)

    def _passed_over(self, found: Candidate, sessions: list[Filled]) -> tuple[Reason, str]:
        """Return why what would fit is not offered: something else comes first."""
        mine = self.activity.id
        others = (o.variant for s in sessions for o in s.others if o.variant.activity.id == mine)
        other = next(others, None)
        oldest = self.activity.max_age_months
        if other is not None:
            reason = Reason(code="other-grade", about=other.grade.id)
            return reason, self.say("verdict.other_grade", grade=other.grade.name)
        if oldest is not None and self.horizon.estimate.age >= oldest:
            return Reason(code="for-younger"), self.say("verdict.for_younger")
        helps_only = all(s.path[0] in self.horizon.ahead.capacities for s in found.serves)
        if helps_only and len(self.grounds.weeks) == 1 and self.grounds.weeks[0].look_and_see:
            return Reason(code="finding-out"), self.say("verdict.finding_out")
        return Reason(code="steps-first"), self.say("verdict.steps_first")

    def _sessions(self) -> Iterator[Filled]:
        for week in self.grounds.weeks:
            yield from week.sessions
