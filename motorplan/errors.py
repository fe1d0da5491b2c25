"""What can go wrong, each with the exit code that the command line answers with."""

from typing import TYPE_CHECKING, ClassVar

import attrs

from motorplan.frozen import frozen

if TYPE_CHECKING:
    from motorplan.model.plans import Plan, Violation


@frozen(kw_only=True)
class Problem:
    """
    One thing that is wrong in a file, with the way out.

    Attributes:
        file: The file as the person named it.

        line: Line number from 1, or None where the whole file is meant.

        key: Dotted key (``week.mon.minutes``), empty for the whole file.

        code: Lasting id of the kind of problem: ``unknown-key``, ``wrong-type`` …

        message: What is wrong, in one sentence.

        remedy: What to do (``try`` in JSON), or empty.
    """

    file: str
    line: int | None = None
    key: str = ""
    code: str
    message: str
    remedy: str = attrs.field(default="", metadata={"key": "try"})

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        key = f" {self.key}:" if self.key else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}:{key} {self.message}{remedy}"


class MotorplanError(Exception):
    """Any error of motorplan; the message says what is wrong and what to do."""

    exit_code: ClassVar[int] = 1


class FileProblems(MotorplanError):
    """Files that cannot be used, with all that is wrong in them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class NoPlan(MotorplanError):
    """All is understood but nothing can be planned; *plan* has no weeks and says why."""

    exit_code = 3

    def __init__(self, message: str, plan: "Plan") -> None:
        super().__init__(message)
        self.plan = plan


class UnknownWord(MotorplanError):
    """An id that nothing goes by."""


class WrongUse(MotorplanError):
    """A command or call that asks for something it cannot give."""

    exit_code = 2


class Defect(MotorplanError):
    """A mistake of motorplan itself: its own second check refuses what it made."""

    exit_code = 70

    def __init__(self, violations: "tuple[Violation, ...]") -> None:
        rules = ", ".join(sorted({v.rule for v in violations}))
        super().__init__(
            f"motorplan's second check refused its own plan, so nothing is shown (broken: {rules})."
        )
        self.violations = violations


def nearest(word: str, known: "list[str]") -> str | None:
    """Return the one of *known* that is spelled most like *word*, or None."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, sorted(known), n=1, cutoff=0.5)), None)


def did_you_mean(word: str, known: "list[str]") -> str:
    """Return ``Did you mean "x"?`` with the nearest spelling, or empty text."""
    found = nearest(word, known)
    return f'Did you mean "{found}"?' if found else ""
