"""Every word of one item of a plan."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from motorplan.catalogue import Catalogue
from motorplan.model.activities import Activity
from motorplan.model.children import Child
from motorplan.model.controls import OtherControl
from motorplan.model.plans import AdaptationChoice, Item, Reason, Trained
from motorplan.model.things import Adaptation
from motorplan.phrases import listed
from motorplan.planning.arranging import is_alike
from motorplan.planning.horizon import Filled, FilledWeek
from motorplan.planning.variants import Variant
from motorplan.planning.worth import SURE_FROM, Candidate, focus_of
from motorplan.vocabulary import SUPERVISION, Help, Level, Side, Who

BABY_UNDER_MONTHS = 12
MOST_CHOICES = 2
HELP: dict[Level, tuple[Help, ...]] = {
    Level.NOT_YET: ("hand-under-hand", "show", "words"),
    Level.FULL_HELP: ("hand-under-hand", "show", "words"),
    Level.SOME_HELP: ("partial", "show", "words"),
    Level.PROMPTS: ("gesture", "words"),
    Level.INDEPENDENT: (),
}
HANDS_ON: frozenset[Help] = frozenset({"hand-under-hand", "partial", "full"})


class ItemWriter:
    """
    Writes the items of one week.

    Args:
        child: The child file.

        catalogue: Skills, things and phrases.

        week: The week as chosen.
    """

    def __init__(self, child: Child, catalogue: Catalogue, week: FilledWeek) -> None:
        self.child, self.catalogue, self.week = child, catalogue, week
        self.say = catalogue.phrases.say
        self._goals = {goal.skill: goal for goal in child.goals}

    def items(self, session: Filled) -> tuple[Item, ...]:
        """Return the items of *session* in order."""
        left = session.sitting.minutes - sum(p.variant.minutes for p in session.picks)
        return tuple(
            self._item(session, pick, number, left) for number, pick in enumerate(session.picks)
        )

    def _item(self, session: Filled, pick: Candidate, number: int, left: int) -> Item:
        variant, grade = pick.variant, pick.variant.grade
        help_given, side = self._help(pick), self._side(variant)
        return Item(
            id=f"{session.sitting.id}{chr(ord('a') + number)}",
            activity=variant.activity.id,
            name=variant.activity.name,
            grade=variant.number,
            grade_id=grade.id,
            grade_name=grade.name,
            role=self._role(pick),
            minutes=grade.minutes,
            minutes_setup=grade.minutes_setup,
            minutes_tidy=grade.minutes_tidy,
            trains=_trained(grade.trains),
            serves=pick.serves,
            chance=None if variant.activity.own else round(pick.chance, 3),
            limited_by=None if variant.activity.own else pick.limited_by,
            position=variant.position,
            supervision=variant.supervision,
            who=_who(session),
            help=help_given,
            fade=self._fade(session, pick, help_given),
            side=side,
            routine=variant.routine,
            materials=variant.materials,
            adaptations=_adapted(variant.adaptations),
            place_change=self._place_change(variant),
            theme=variant.theme,
            dress_up=self._dress_up(variant),
            steps=grade.steps,
            say=grade.say,
            criterion=self._criterion(pick),
            record=grade.record or self.say("item.record"),
            watch_for=self._watch_for(pick),
            stop_if=grade.stop_if,
            cautions=self._cautions(session, variant, help_given, side),
            choices=self._choices(session, pick, left),
            step_up=self._step_up(session, pick),
            step_down=self._step_down(session, pick),
            why=self._why(pick, is_first=number == 0),
            reasons=self._reasons(pick),
            **_provenance(variant.activity),
            screened=tuple(rule.id for rule in variant.screened),
        )

    def _role(self, pick: Candidate) -> str:
        if pick.variant.activity.own:
            return "extra"
        if self.week.look_and_see:
            return "look-and-see"
        if pick.is_whole:
            return "goal"
        if self._comes_back(pick):
            return "review"
        return "warm-up" if pick.chance >= SURE_FROM else "step"

    def _comes_back(self, pick: Candidate) -> bool:
        """Return whether all it leads by is there already."""
        returning = self.week.ahead.returning
        return bool(returning) and all(s.path[0] in returning for s in pick.serves)

    def _help(self, pick: Candidate) -> tuple[Help, ...]:
        """Return the kinds of help that fit; no hand lies on a wheel that turns."""
        variant = pick.variant
        if pick.hands:
            return HELP[Level.FULL_HELP]
        seen = self.child.skills.get(_main_of(variant) or "")
        level = seen.level if seen and seen.level is not None else Level.SOME_HELP
        given = HELP[level]
        if self.child.touch_help == "no" or variant.rolls:
            return tuple(h for h in given if h not in HANDS_ON)
        return given

    def _fade(self, session: Filled, pick: Candidate, given: Iterable[Help]) -> str | None:
        """
        Return which help there is now and which less help comes next.

        None where no hands help, where nobody saw how much it takes, and for a baby, whom
        hands hold.
        """
        hands = HANDS_ON & set(given)
        seen = self.child.skills.get(_main_of(pick.variant) or "")
        is_known = pick.hands or (seen is not None and seen.level is not None)
        is_baby = session.chooser.screen.facts.hazard_age < BABY_UNDER_MONTHS
        if not hands or not is_known or is_baby:
            return None
        return self.say("item.fade_touch" if hands == {"partial"} else "item.fade_hands")

    def _side(self, variant: Variant) -> Side | None:
        weaker = self.child.weaker_side
        if weaker in {"left", "right"} and variant.activity.hands in {"two", "lead-and-help"}:
            return "left" if weaker == "left" else "right"
        return None

    def _place_change(self, variant: Variant) -> str | None:
        changes = [a.plain for a in variant.adaptations if not a.equipment]
        if not changes:
            return None
        return self.say("item.place_change", changes=listed(changes))

    def _dress_up(self, variant: Variant) -> str | None:
        return self.catalogue.themes[variant.theme].dress_up if variant.theme else None

    def _criterion(self, pick: Candidate) -> str:
        success = pick.variant.grade.success
        goals = [self._goals[s.goal] for s in pick.serves if s.whole]
        wished = next((goal for goal in goals if goal.tries), None)
        if wished is None:
            return success
        phrase = "item.goal_sessions" if wished.sessions else "item.goal_tries"
        wish = self.say(phrase, tries=wished.tries, sessions=wished.sessions)
        return f"{success} {wish}"

    def _watch_for(self, pick: Candidate) -> tuple[str, ...]:
        watch, main = pick.variant.grade.watch_for, _main_of(pick.variant)
        if main is None or not self.week.look_and_see:
            return watch
        return (*watch, self.catalogue.graph[main].look_for)

    def _cautions(
        self, session: Filled, variant: Variant, given: Iterable[Help], side: Side | None
    ) -> tuple[str, ...]:
        facts = session.chooser.screen.facts
        lines = [self.say(f"supervision.{variant.supervision}")]
        for rule in variant.screened:
            lines.append(rule.plain)
            changed = facts.controls.get(rule.id, {})
            lines += [self._changed(changed[c]) for c in rule.controls if c in changed]
        named = sorted(variant.controls - {*SUPERVISION})
        lines += [self.say(f"control.{c}") for c in named]
        if variant.goes_along:
            lines.append(self.say("item.go_along"))
        lines += self._labels(variant, facts.allergens)
        lines += [a.caution for a in variant.adaptations if a.caution]
        if side:
            lines.append(self.say("item.side", side=side))
        if self.child.touch_help == "no":
            lines.append(self.say("item.touch_no"))
        elif HANDS_ON & set(given):
            is_baby = facts.hazard_age < BABY_UNDER_MONTHS
            lines.append(self.say("item.touch_baby" if is_baby else "item.touch_ask"))
            lines.append(self.say("item.childs_part"))
        return tuple(dict.fromkeys(lines))

    def _changed(self, other: OtherControl) -> str:
        """Return which control a professional put in place of another, and why."""
        words = [self._control(control) for control in (other.instead_of, other.use)]
        return self.say(
            "item.control",
            was=words[0].rstrip("."),
            now=words[1].rstrip("."),
            name=other.name,
            by=self.catalogue.words["professionals"][other.by],
            on=other.on.isoformat(),
            because=other.because.rstrip("."),
        )

    def _control(self, control: str) -> str:
        return self.say(f"{'supervision' if control in SUPERVISION else 'control'}.{control}")

    def _labels(self, variant: Variant, allergens: frozenset[str]) -> Iterator[str]:
        """Yield which labels to read: what some makes of a thing hold."""
        for choice in variant.materials:
            found = allergens.intersection(self.catalogue.materials[choice.id].check_label)
            if found:
                names = [self.catalogue.safety.allergens[i].name for i in sorted(found)]
                yield self.say("item.label", thing=choice.item, names=listed(names))

    def _choices(self, session: Filled, pick: Candidate, left: int) -> tuple[str, ...]:
        """Return activities of like worth that could stand here, each open for this child."""
        there = {p.variant.activity.id for p in session.picks}
        capped = self.week.capped
        found: list[str] = []
        for other in session.others:
            variant = other.variant
            fits = variant.minutes <= pick.variant.minutes + left
            if not fits or variant.activity.id in {*there, *found}:
                continue
            if is_alike(pick, other) and _no_more_load(variant, pick.variant, capped):
                found.append(variant.activity.id)
        return tuple(found[:MOST_CHOICES])

    def _step_up(self, session: Filled, pick: Candidate) -> str | None:
        grade = pick.variant.grade
        above = self._rung(session, pick, 1)
        if above is None or self.child.concerns or self.week.progressive or self._keeps(pick):
            return None
        name, changed = above.grade.name, above.grade.changed
        return self.say("item.step_up", sign=grade.step_up, name=name, changed=changed)

    def _keeps(self, pick: Candidate) -> bool:
        """Return whether it is done to keep what is there, and for nothing else."""
        kinds = {self._goals[served.goal].kind for served in pick.serves}
        return kinds == {"keep"}

    def _step_down(self, session: Filled, pick: Candidate) -> str:
        """Return how it gets easier: within the grade, and by the one below if that is open."""
        easier, below = pick.variant.grade.step_down, self._rung(session, pick, -1)
        return self.say("item.step_down", sign=easier, name=below.grade.name) if below else easier

    def _rung(self, session: Filled, pick: Candidate, step: int) -> Variant | None:
        """Return the grade *step* rungs away if it is open and loads the body no more."""
        activity, number = pick.variant.activity, pick.variant.number + step
        if not 1 <= number <= len(activity.grades):
            return None
        rung = session.chooser.judge(activity, number)
        if not isinstance(rung, Variant):
            return None
        return rung if _no_more_load(rung, pick.variant, self.week.capped) else None

    def _why(self, pick: Candidate, *, is_first: bool) -> str:
        if pick.variant.activity.own:
            return f"{self.say('why.extra')} {pick.variant.activity.why}"
        lines = [self.say("why.look_and_see")] if self.week.look_and_see else []
        lines.append(self._path_words(pick))
        if self._comes_back(pick):
            lines.append(self.say("why.comes_back"))
        elif pick.hands:
            lines.append(self.say("why.hands"))
        elif not self.week.look_and_see:
            word = chance_word(pick.chance)
            lines.append(
                self.say("why.sure_first" if word == "sure" and is_first else f"why.{word}")
            )
        told = (*pick.serves[0].path, *self._openers)
        if pick.limited_by and pick.limited_by not in told and pick.chance < SURE_FROM:
            plain = self._plain(pick.limited_by)
            lines.append(self.say("why.hard_part", skill=plain))
        return " ".join([*lines, pick.variant.activity.why])

    @cached_property
    def _openers(self) -> frozenset[str]:
        """Skills that are asked for because of a hazard; never told of as the hard part."""
        features = self.catalogue.safety.features
        return frozenset(i for f in features for i in features[f].opened_by)

    def _whole_word(self, pick: Candidate) -> str:
        """Return whether it is the goal itself, a first step of it, or a part."""
        first = pick.serves[0]
        if not first.whole:
            return "part"
        return "whole" if pick.variant.grade.trains[first.goal] >= 1.0 else "first_step"

    def _path_words(self, pick: Candidate) -> str:
        served = pick.serves[0]
        goal, first = self._plain(served.goal), self._plain(served.path[0])
        if served.path == (served.goal,):
            return self.say(f"why.{self._whole_word(pick)}", goal=goal)
        between = [self._plain(i) for i in served.path[1:-1]]
        if self.catalogue.graph[served.path[0]].kind == "capacity":
            return self.say("why.capacity", skill=first, goal=goal)
        if not between:
            return self.say("why.path", skill=first, goal=goal)
        steps = "; then ".join(between)
        return self.say("why.long_path", skill=first, steps=steps, goal=goal)

    def _plain(self, skill_id: str) -> str:
        return self.catalogue.graph[skill_id].plain

    def _reasons(self, pick: Candidate) -> tuple[Reason, ...]:
        variant = pick.variant
        if variant.activity.own:
            return (Reason(code="own-idea", about=variant.activity.id),)
        first = pick.serves[0]
        kind = self.catalogue.graph[first.path[0]].kind
        code = "goal-task" if first.whole else "goal-path"
        found = [Reason(code="capacity" if kind == "capacity" else code, about=first.goal)]
        found.append(Reason(code=f"chance-{chance_word(pick.chance)}", about=pick.limited_by))
        if self._comes_back(pick):
            found.append(Reason(code="comes-back", about=first.path[0]))
        if pick.hands:
            found.append(Reason(code="hands", about=pick.limited_by))
        if variant.theme:
            found.append(Reason(code="interest", about=variant.theme))
        if variant.routine:
            found.append(Reason(code="routine", about=variant.routine))
        found += [Reason(code="eased", about=a.id) for a in variant.adaptations]
        sensory = variant.activity.sensory_at(variant.grade)
        found += [
            Reason(code=f"sense-{sensing}", about=channel)
            for channel, sensing in sorted(self.child.sensory.items())
            if channel in sensory and sensing in {"seeks", "avoids"}
        ]
        focus = focus_of(self.child, self.week.estimate.age)
        if variant.grade.minutes > focus:
            found.append(Reason(code="longer-than-focus", about=str(focus)))
        return tuple(found)


def chance_word(chance: float) -> str:
    """Return the word that stands for a chance of success: ``sure``, ``most``, ``many``."""
    if chance >= SURE_FROM:
        return "sure"
    return "most" if chance >= 2 / 3 else "many"


def _main_of(variant: Variant) -> str | None:
    """Return the main skill of a variant; None of an own idea."""
    trains = variant.grade.trains
    return min(trains, key=lambda i: (-trains[i], i), default=None)


def _provenance(activity: Activity) -> dict[str, Any]:
    """Return what *activity* rests on, and whose idea and words it is."""
    return {name: getattr(activity, name) for name in ("evidence", "origin", "wording_from")}


def _trained(trains: Mapping[str, float]) -> tuple[Trained, ...]:
    """Return what a grade trains, the main skill first."""
    rows = sorted(trains.items(), key=lambda row: (-row[1], row[0]))
    return tuple(Trained(skill=i, weight=weight) for i, weight in rows)


def _adapted(adaptations: Iterable[Adaptation]) -> tuple[AdaptationChoice, ...]:
    return tuple(
        AdaptationChoice(
            id=a.id, name=a.name, how=a.plain, equipment=a.equipment, caution=a.caution
        )
        for a in adaptations
    )


def _who(session: Filled) -> tuple[Who, ...]:
    setting = session.sitting.setting
    return (setting.who, setting.here) if setting.here else (setting.who,)


def _no_more_load(variant: Variant, than: Variant, capped: Sequence[str]) -> bool:
    """Return whether *variant* loads the body in no capped way more, nor longer, than *than*."""
    mine, theirs = variant.features, than.features
    return all(
        mine.get(f, 0.0) <= theirs.get(f, 0.0)
        and (not mine.get(f) or variant.grade.minutes <= than.grade.minutes)
        for f in capped
    )
