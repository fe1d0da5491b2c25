"""What is answered beside a plan: one day, why something is in it, what a file was taken for."""

from datetime import date
from typing import Literal

from motorplan.errors import Problem
from motorplan.frozen import frozen
from motorplan.model.plans import AskFirst, Assumed, Held, PlanChild, Session, Warn

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
class GradeAnswer:
    """One grade of an activity: whether it is open here, and what is said of it."""

    grade: int
    grade_id: str
    name: str
    open: bool
    says: str


@frozen(kw_only=True)
class Why:
    """
    Why something is, or is not, in a plan.

    Attributes:
        kind: ``activity`` or ``goal``.

        in_plan: Whether it is there.

        says: The answer, sentence by sentence.

        grades: Of an activity, grade by grade.

        helps: What would help, each one change.
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
