"""What is answered beside a plan: one day, why something is in it, what a file was taken for."""

from datetime import date
from typing import Literal

from motorplan.errors import Problem
from motorplan.frozen import frozen
from motorplan.model.plans import (
    AskFirst,
    Assumed,
    Change,
    Held,
    PlanChild,
    Reason,
    Served,
    Session,
    Warn,
)
from motorplan.vocabulary import Company, Level, Place, Who

Standing = Literal["there", "likely", "next", "later", "spared", "not-for-child"]
"""
How a step stands with a child: seen, or as good as sure; ready to be learned; waiting for
others; spared by another way or by what is there already; nothing that can apply.
"""


@frozen(kw_only=True)
class Today:
    """
    At most three activities for one day.

    Attributes:
        made: ``in-force`` from the plan kept beside the file, or ``on-the-spot``.

        says: Where it comes from, in words, and what to know.

        plan: The plan it is taken from, for its names; id alone in JSON.

        about_child: The child with its ages on that day.

        notices: What comes first for this child, as in the plan.

        held: Why nothing harder is planned, as in the plan.

        warnings, ask_first: With no sessions: why, counted, and what would help.
    """

    format: str = "motorplan.today/1"
    date: date
    child: str
    made: str
    says: str
    plan: str
    disclaimer: str
    sessions: tuple[Session, ...]
    names: dict[str, str]
    about_child: PlanChild
    notices: tuple[str, ...] = ()
    warnings: tuple[Warn, ...] = ()
    ask_first: tuple[AskFirst, ...] = ()
    held: tuple[Held, ...] = ()


@frozen(kw_only=True)
class Ruling:
    """
    What is said of a grade in one kind of setting.

    Attributes:
        open: Whether nothing shuts it there.

        reasons: What rules it out there; of one that is open, why it does not come now.
    """

    place: Place
    who: Who
    company: Company
    open: bool
    reasons: tuple[Reason, ...]


@frozen(kw_only=True)
class GradeAnswer:
    """One grade of an activity: whether it is open anywhere here, and what is said of it."""

    grade: int
    grade_id: str
    name: str
    open: bool
    says: str
    settings: tuple[Ruling, ...] = ()


@frozen(kw_only=True)
class Ready:
    """
    How a child stands with what a grade needs.

    Attributes:
        needed: The level that the grade needs; *seen* is the one that was seen, or None.
    """

    skill: str
    needed: Level
    seen: Level | None
    says: str


@frozen(kw_only=True)
class Alternative:
    """
    What could be done in a session in place of what is planned, and what that would cost.

    Attributes:
        worth_less: How much less the week would be worth with it, solved again, in
            thousandths; below 0 where the search now finds a week that is worth more.

        week_worth: What the week as planned is worth, in thousandths.

        in_place_of: Ids of the activities that would leave that session.
    """

    activity: str
    grade_id: str
    session: str
    worth_less: int
    week_worth: int
    in_place_of: tuple[str, ...]


@frozen(kw_only=True)
class Counted:
    """Why activities that lead to a goal are out, and how many."""

    code: str
    about: str
    count: int


@frozen(kw_only=True)
class Share:
    """
    What a goal gets of the time.

    Attributes:
        minutes: Minutes that serve it; *of* counts those for any goal.

        fair: What its priority and its date would give it of them.

        sessions: In how many sessions it comes.
    """

    minutes: int
    of: int
    fair: int
    sessions: int


@frozen(kw_only=True)
class Why:
    """
    Why something is, or is not, in a plan.

    Attributes:
        kind: ``activity``, ``goal``, or what else it is: ``skill``, ``material`` …

        in_plan: Whether it is there; *sessions* are the ids of those that it is in.

        says: The answer, sentence by sentence.

        grades: Of an activity, grade by grade.

        helps: What would help, each one change.

        serves: Of an activity in the plan, the goals it leads to and the way there.

        readiness: Of an activity in the plan, how the child stands with what it needs.

        alternatives: Of an activity in the plan, what else could be done in its first session
            at each grade; of one that is not, where it could stand.

        reasons: Of a goal, what rules out how many of its *ways*.

        ways: Of a goal, how many activities lead there.

        ways_open: How many of them are open and fit now.

        share: Of a goal, what it gets of the time.

        changes: What *helps* as data, as it was tried.
    """

    format: str = "motorplan.why/1"
    about: str
    name: str
    kind: str
    made: str
    in_plan: bool
    says: tuple[str, ...]
    grades: tuple[GradeAnswer, ...] = ()
    helps: tuple[str, ...] = ()
    sessions: tuple[str, ...] = ()
    serves: tuple[Served, ...] = ()
    readiness: tuple[Ready, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    reasons: tuple[Counted, ...] = ()
    ways: int | None = None
    ways_open: int | None = None
    share: Share | None = None
    changes: tuple[Change, ...] = ()


@frozen(kw_only=True)
class Understood:
    """
    What motorplan makes of a file.

    Attributes:
        kind: ``child``, ``activity``, ``plan`` or ``unknown``.

        understood: What it says, in words.

        abilities: What the child is believed to do, wins first, how sure it is, from what.

        notes: What to know, though nothing is wrong.

        problems: All that is wrong; empty when it can be used.
    """

    file: str
    kind: str
    understood: tuple[str, ...] = ()
    abilities: tuple[str, ...] = ()
    assumed: tuple[Assumed, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@frozen(kw_only=True)
class Step:
    """
    A skill on the way to a goal.

    Attributes:
        plain: What a carer would call it.

        level: What was seen, as files say it; None where nothing was.

        seen: When, where that is known.

        standing: How it stands with the child; None without one.
    """

    id: str
    plain: str
    standing: Standing | None = None
    level: str | None = None
    seen: date | None = None


@frozen(kw_only=True)
class Way:
    """
    The way to a goal.

    Attributes:
        goal: Its id.

        child: The name of the child it is for, or None.

        on: The day the child's steps are told of.

        path: The ids of the steps, the earliest first and the goal last.

        steps: What is told of each.

        more: How many skills before the goal are left out.
    """

    format: str = "motorplan.path/1"
    goal: str
    child: str | None = None
    on: date | None = None
    path: tuple[str, ...]
    steps: tuple[Step, ...]
    more: int = 0


@frozen(kw_only=True)
class Altered:
    """
    One thing that differs between two plans.

    Attributes:
        code: The kind of change; lasting.

        about: What it is about: a name, a key, days.

        was, now: What was said before and is said now, or None.

        says: It in a sentence.
    """

    code: str
    about: str
    was: str | None = None
    now: str | None = None
    says: str


@frozen(kw_only=True)
class Difference:
    """
    What changed from one plan to another.

    Attributes:
        before, after: The ids of the plans.

        child: The child's name; of two plans of a group it is empty, and *group* has its name.

        same: Whether nothing changed.

        because: Why, as far as the plans tell.
    """

    format: str = "motorplan.diff/1"
    before: str
    after: str
    child: str
    group: str | None = None
    same: bool
    changes: tuple[Altered, ...]
    because: tuple[Altered, ...]


PlannedState = Literal["planned", "there", "no-plan", "wrong", "refused", "stopped", "skipped"]
"""
What became of a file: planned now; planned before from the same; understood but nothing is
possible; wrong itself; refused by the second check; stopped by a mistake; no child file.
"""


@frozen
class Spot:
    """Kind and line of something wrong in a file, and nothing of what is written there."""

    code: str
    line: int | None


@frozen(kw_only=True)
class PlannedFile:
    """
    What became of one file of many; nothing of the child stands in it.

    Attributes:
        plan: The id of its plan; None where there is none.

        exit_code: What ``plan`` would have answered for this file alone.

        wrong: Where the file is wrong.

        why: What it is where it was skipped, or the kind and place of a mistake; empty else.

        written: The files that were written for it.
    """

    file: str
    state: PlannedState
    plan: str | None = None
    exit_code: int = 0
    wrong: tuple[Spot, ...] = ()
    why: str = ""
    written: tuple[str, ...] = ()


@frozen(kw_only=True)
class PlannedFolder:
    """What became of every file of a folder, by name."""

    format: str = "motorplan.caseload/1"
    folder: str
    start: date
    weeks: int
    files: tuple[PlannedFile, ...]
