"""What can go wrong, each with the exit code that the command line answers with."""

from typing import TYPE_CHECKING, ClassVar

from motorplan.frozen import field, frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from motorplan.model.answers import Today
    from motorplan.model.groups import GroupPlan, GroupToday
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

        remedy: What to write or do instead (``try`` in JSON); there always is a way out.
    """

    file: str
    line: int | None = None
    key: str = ""
    code: str
    message: str
    remedy: str = field(metadata={"key": "try"})

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        key = f" {self.key}:" if self.key else ""
        return f"{place}:{key} {self.message} {self.remedy}"


class MotorplanError(Exception):
    """Any error of motorplan; the message says what is wrong and what to do."""

    exit_code: ClassVar[int] = 1


class FileProblems(MotorplanError):
    """Files that cannot be used, with all that is wrong in them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class NoPlan(MotorplanError):
    """All is understood but nothing can be planned; *plan* has no weeks and says why."""

    exit_code = 3

    def __init__(self, message: str, plan: "Plan") -> None:
        super().__init__(message, plan)
        self.message, self.plan = message, plan

    def __str__(self) -> str:
        return self.message


class NothingToday(NoPlan):
    """Nothing can be done on one day; *today* has no sessions and says why."""

    def __init__(self, message: str, plan: "Plan", today: "Today") -> None:
        super().__init__(message, plan)
        self.args = (message, plan, today)
        self.today = today


class NoGroupPlan(MotorplanError):
    """
    All is understood but nothing can be planned for a group.

    Attributes:
        plan: The plan without weeks that says why.

        today: The day without sessions that says why; None where no single day was asked for.
    """

    exit_code = 3

    def __init__(self, message: str, plan: "GroupPlan", today: "GroupToday | None" = None) -> None:
        super().__init__(message, plan, today)
        self.message, self.plan, self.today = message, plan, today

    def __str__(self) -> str:
        return self.message


class UnknownWord(MotorplanError, LookupError):
    """
    A word was asked for that nothing goes by.

    Attributes:
        word: What was asked for.

        what: What it was taken for: ``skill``, ``place``.

        close_matches: The known words spelled most like it, nearest first.

        now: What a former id is called now, empty when it was taken out; None where it
            never was an id.

        see: The command that lists what there is, or empty.
    """

    exit_code = 2

    def __init__(
        self,
        word: str,
        what: str,
        close_matches: tuple[str, ...] = (),
        now: str | None = None,
        see: str = "",
    ) -> None:
        super().__init__(word, what, close_matches, now, see)
        self.word, self.what, self.close_matches = word, what, close_matches
        self.now, self.see = now, see

    def __str__(self) -> str:
        if self.now is not None:
            became = f"it is now {self.now!r}" if self.now else "it was taken out"
            return f"{self.word!r} is a former id; {became}"
        ways = []
        if self.close_matches:
            ways.append(f"did you mean {' or '.join(map(repr, self.close_matches))}?")
        if self.see:
            ways.append(f"see: {self.see}")
        return "; ".join([f"no {self.what} goes by {self.word!r}", *ways])


class WrongUse(MotorplanError):
    """
    A command or call that asks for something it cannot give.

    Attributes:
        message: What cannot be.

        remedy: What to ask for instead.
    """

    exit_code = 2

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.message, self.remedy = message, remedy

    def __str__(self) -> str:
        return f"{self.message}; {self.remedy}"


class Refused(MotorplanError):
    """
    A change to a plan that cannot be.

    Attributes:
        message: Why, in a sentence.

        remedy: The way out.
    """

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message, remedy)
        self.message, self.remedy = message, remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}"


class Defect(MotorplanError):
    """A mistake of motorplan itself: its own second check refuses what it made."""

    exit_code = 70

    def __init__(self, violations: "tuple[Violation, ...]") -> None:
        super().__init__(violations)
        self.violations = violations

    def __str__(self) -> str:
        rules = ", ".join(sorted({v.rule for v in self.violations}))
        says = "motorplan's second check refused its own plan, so nothing is shown"
        return f"{says} (broken: {rules})."


class Unforeseen(MotorplanError):
    """
    A mistake of motorplan that nobody foresaw.

    Attributes:
        place: Its kind and where it happened, and nothing of what it was about.
    """

    exit_code = 70

    def __init__(self, place: str) -> None:
        super().__init__(place)
        self.place = place

    @classmethod
    def of(cls, error: BaseException) -> "Unforeseen":
        """Return *error* as what may be said of it: its kind, and the last line of motorplan."""
        trace, place = error.__traceback__, "unknown place"
        while trace is not None:
            name = trace.tb_frame.f_globals.get("__name__", "")
            if name.startswith("motorplan"):
                place = f"{name} line {trace.tb_lineno}"
            trace = trace.tb_next
        return cls(f"{type(error).__name__} in {place}")

    def __str__(self) -> str:
        return f"a mistake of motorplan itself ({self.place})."


def nearest(word: str, known: "Iterable[str]") -> str | None:
    """Return the one of *known* that is spelled most like *word*, or None."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, sorted(known), n=1, cutoff=0.5)), None)


def did_you_mean(word: str, known: "Iterable[str]") -> str:
    """Return ``Did you mean "x"?`` with the nearest spelling, or empty text."""
    found = nearest(word, known)
    return f'Did you mean "{found}"?' if found else ""
