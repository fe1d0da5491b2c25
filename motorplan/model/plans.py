"""The plan: every word that reaches a person is in it, so that pages only lay it out."""

from datetime import date

from motorplan.frozen import field, frozen
from motorplan.model.outlooks import GoalOutlook
from motorplan.vocabulary import (
    Evidence,
    Help,
    Place,
    Position,
    Says,
    Side,
    Supervision,
    Who,
)


@frozen(kw_only=True)
class Trained:
    """A skill that an item trains, and how much of the item is about it (0 to 1]."""

    skill: str
    weight: float


@frozen(kw_only=True)
class Served:
    """
    A goal that an item serves.

    Attributes:
        goal: Skill id of the goal.

        path: Skill ids from the skill trained to the goal, both included.

        whole: Whether the item is the goal task itself, graded.
    """

    goal: str
    path: tuple[str, ...]
    whole: bool


@frozen(kw_only=True)
class MaterialChoice:
    """A material as chosen: its id, what it is here, and what it stands in for."""

    id: str
    item: str
    use: str
    instead_of: str | None = None


@frozen(kw_only=True)
class AdaptationChoice:
    """An adaptation used, in words: a thing to have (*equipment*) or a change of the place."""

    id: str
    name: str
    how: str
    equipment: bool = False
    caution: str | None = None


@frozen(kw_only=True)
class Reason:
    """Why, as a code with the names it speaks of; words are made from it."""

    code: str
    about: str | None = None


@frozen(kw_only=True)
class Item:
    """
    An activity at a grade in one session.

    Attributes:
        grade: Place in the ladder, from 1; *grade_id* is its lasting id.

        role: ``goal`` (the goal task), ``step`` (on the way), ``warm-up``, ``review``,
            ``look-and-see``, or ``extra`` (an own idea that leads to no goal yet).

        origin: Name of the catalogue that it comes from (``from`` in JSON); None when built in.

        wording_from: Names of the catalogues that reworded it.

        minutes: Doing it; set-up and tidying come on top.

        chance: Likelihood of success in [0, 1], 3 decimals; never printed for people. None of
            an own idea: nobody knows yet how hard it is.

        limited_by: The skill least likely to be there, or None.

        routine: The moment of the day it lives in, or None.

        fade: What less help comes next, where hands help now; None where none do.

        side: The hand or side that is invited to join in, or None.

        theme: The liked world it may be dressed in, and how (*dress_up*), or None.

        step_up, step_down: Words, or None where that rung is not safe or not there.

        choices: Activity ids of equal worth that passed the same screen.

        screened: Ids of the rules that were met with a control or a clearance.
    """

    id: str
    locked: bool = False
    activity: str
    name: str
    grade: int
    grade_id: str
    grade_name: str
    role: str
    minutes: int
    minutes_setup: int
    minutes_tidy: int
    trains: tuple[Trained, ...]
    serves: tuple[Served, ...]
    chance: float | None
    limited_by: str | None
    position: Position
    supervision: Supervision
    who: tuple[Who, ...]
    help: tuple[Help, ...]
    fade: str | None = None
    side: Side | None
    routine: str | None
    materials: tuple[MaterialChoice, ...]
    adaptations: tuple[AdaptationChoice, ...]
    place_change: str | None
    theme: str | None
    dress_up: str | None
    steps: tuple[str, ...]
    say: str
    criterion: str
    record: str
    watch_for: tuple[str, ...]
    stop_if: tuple[str, ...]
    cautions: tuple[str, ...]
    choices: tuple[str, ...]
    step_up: str | None
    step_down: str | None
    why: str
    reasons: tuple[Reason, ...]
    evidence: Evidence
    origin: str | None = field(default=None, metadata={"key": "from"})
    wording_from: tuple[str, ...] = ()
    screened: tuple[str, ...]

    @property
    def speaks_of(self) -> frozenset[str]:
        """The ids whose names a page needs to tell of it."""
        found = {self.position, *self.choices, *(trained.skill for trained in self.trains)}
        found |= {i for served in self.serves for i in served.path}
        return frozenset(found | ({self.routine} if self.routine else set()))


@frozen(kw_only=True)
class Session:
    """
    One day's items in one slot.

    Attributes:
        at: Clock time ``09:40`` or time of day, or None.

        minutes: The slot's length.

        note: Why it is empty, or what else to know; None when there is nothing to say.
    """

    id: str
    date: date
    at: str | None
    place: Place
    minutes: int
    note: str | None = None
    items: tuple[Item, ...]


@frozen(kw_only=True)
class PlanWeek:
    """
    Monday to Sunday; the first may be short.

    Attributes:
        notes: What the week is for, its play world, and what to look at again.
    """

    number: int
    start: date
    notes: tuple[str, ...] = ()
    sessions: tuple[Session, ...]


@frozen(kw_only=True)
class Assumed:
    """
    What motorplan took for granted because the file does not say.

    Attributes:
        because: What is taken, in words.

        name: What *key* is about, in words.

        matters: Whether plans turn out differently with it, so that it stands on the page.
    """

    key: str
    value: str
    because: str
    name: str = ""
    matters: bool = True


@frozen(kw_only=True)
class AskFirst:
    """A rule that a health professional could open, and what that would open."""

    rule: str
    question: str
    would_open: tuple[str, ...]


@frozen(kw_only=True)
class Held:
    """Why nothing harder is planned, and whom to ask."""

    concern: str
    urgent: bool
    says: str


DROPPED = "dropped"
"""Code of the warning that something which was to stay had to go; it is said first."""


@frozen(kw_only=True)
class Change:
    """
    The smallest change to the child file that helps, tried by planning again.

    What comes of it holds for the weeks that were tried: the first two of a plan that is asked
    about, up to four where there is none.

    Attributes:
        code: Its kind: ``material``, ``aid``, ``helmet``, ``minutes``, ``day``, ``setting``,
            ``space``, ``adult``, ``fenced``, ``avoid`` or ``limit``.

        about: The thing, day, place, tag … it is about.

        then: What else has to change with it.

        says: All of it in words, and what comes of it.

        lines: What to write in the child file: whole lines, each in place of the one with the
            same key, a table after its name in brackets.

        opens: Ids of the activities that could then be done and now cannot.

        goals: Ids of the goals that then get time and now get none.

        worth_gain: How much more those weeks would be worth, in thousandths.
    """

    code: str
    about: str
    then: tuple[Reason, ...] = ()
    says: str
    lines: tuple[str, ...]
    opens: tuple[str, ...]
    goals: tuple[str, ...]
    worth_gain: int


@frozen(kw_only=True)
class Warn:
    """
    Something to know about the whole plan; *code* is lasting, *says* is for people.

    Where it is about a *change* that helps, that change as it was tried.
    """

    code: str
    says: str
    about: str | None = None
    change: Change | None = None


@frozen(kw_only=True)
class MadeFrom:
    """What the plan was made from; hashes are of the bytes read."""

    motorplan: str
    child: str
    journal: str | None
    catalogue: str


@frozen(kw_only=True)
class PlanChild:
    """
    The child's label and ages at the start, months with one decimal.

    Attributes:
        says: How the child says things, as the file names it.
    """

    id: str
    name: str
    age_months: float
    corrected_age_months: float | None
    says: tuple[Says, ...] = ()


@frozen(kw_only=True)
class Search:
    """How near the arithmetic came to its best, not what a plan is worth; *proven* if asked to."""

    value: float
    bound: float
    gap: float
    proven: bool = False


@frozen(kw_only=True)
class TakenOut:
    """An activity that a person took out of a session: it is not put in there again."""

    session: str
    activity: str


@frozen(kw_only=True)
class Plan:
    """
    The weeks for one child.

    Attributes:
        id: ``sha256:`` of everything else in it.

        kept_until: The sessions before this day are kept as they were: what lies behind.
            Goals, chances, notices and all else are of this day. None where nothing is.

        taken_out: What persons took out.

        disclaimer: The line that stands on every page; *signs* are the stop signs.

        notices: What comes first for this child: of health, age and what to leave out.

        look_and_see: Whether it is a first week of finding out.

        names: Id -> plain name, for every skill, activity and routine it speaks of.
    """

    format: str = "motorplan.plan/1"
    id: str = ""
    made_from: MadeFrom
    language: str
    child: PlanChild
    start: date
    kept_until: date | None = None
    look_and_see: bool
    disclaimer: str
    notices: tuple[str, ...] = ()
    assumed: tuple[Assumed, ...]
    ask_first: tuple[AskFirst, ...]
    held: tuple[Held, ...]
    weeks: tuple[PlanWeek, ...]
    goals: tuple[GoalOutlook, ...]
    review_on: date
    warnings: tuple[Warn, ...]
    search: Search
    names: dict[str, str]
    taken_out: tuple[TakenOut, ...] = ()

    @property
    def planned_from(self) -> date:
        """The first day that was planned, with nothing of it kept from before."""
        return self.kept_until or self.start

    @property
    def sessions(self) -> tuple[Session, ...]:
        """All its sessions in order."""
        return tuple(session for week in self.weeks for session in week.sessions)


@frozen(kw_only=True)
class Violation:
    """A rule that a plan breaks: where, which, and what is wrong, in one sentence."""

    where: str
    rule: str
    says: str
