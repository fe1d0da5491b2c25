"""A child file from answers, written as a person would."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from motorplan.catalogue import Catalogue
from motorplan.converting.files import CHILD_FORMAT, Document, child_from
from motorplan.errors import FileProblems, Problem
from motorplan.frozen import field, frozen
from motorplan.linting.children import misfits_of
from motorplan.planning.times import DEFAULT_DAYS, DEFAULT_MINUTES
from motorplan.storing.files import write_whole
from motorplan.vocabulary import Eats, Mouths, Place, Space, StaysClose

ESCAPED = {ord('"'): '\\"', ord("\\"): "\\\\", ord("\n"): " ", ord("\r"): " ", ord("\t"): " "}
UNSPEAKABLE = dict.fromkeys(code for code in (*range(32), 127) if code not in ESCAPED)
"""Control characters, which TOML has no room for."""


@frozen(kw_only=True)
class Safety:
    """
    The answers to the six safety questions; None where one was left open.

    Attributes:
        precautions: Ids, with the last day of those that last for a time, else None.

        concerns: ``pain`` -> ``left knee``.

        recent: Whether there was an operation, cast, injection or new medicine lately.
    """

    mouths: Mouths | None = None
    eats: Eats | None = None
    precautions: Mapping[str, date | None] | None = None
    concerns: Mapping[str, str] | None = None
    stays_close: StaysClose | None = None
    recent: bool | None = None

    @property
    def is_complete(self) -> bool:
        """Whether all six were answered, and what is recent stands as a precaution with an end."""
        answers = (self.mouths, self.eats, self.precautions, self.concerns, self.stays_close)
        is_named = any((self.precautions or {}).values())
        return None not in answers and (self.recent is False or (self.recent is True and is_named))


@frozen(kw_only=True)
class Answers:
    """
    What was answered: the short file.

    Attributes:
        space: None takes what the place usually has.

        days: Weekday -> minutes.

        seen: Skill id -> level, for what somebody saw.

        asked_on: The day the six safety questions were asked.
    """

    name: str
    born: date
    goals: tuple[str, ...]
    safety: Safety
    asked_on: date
    allergies: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    place: Place = "home"
    space: Space | None = None
    adults: int = 1
    materials: tuple[str, ...] = ()
    days: Mapping[str, int] = field(factory=lambda: dict.fromkeys(DEFAULT_DAYS, DEFAULT_MINUTES))
    seen: Mapping[str, str] = field(factory=dict)


def save_child(answers: Answers, path: str | Path, catalogue: Catalogue) -> Path:
    """
    Write the child file of *answers*, readable by its owner alone, and return where.

    What is written was read back first, as :func:`~motorplan.making.load_child` would.

    Raises:
        FileProblems: With everything that is wrong in the answers, or if the file cannot be
            written; nothing was written then.
    """
    path = Path(path)
    text = child_text(answers, catalogue)
    _must_be_right(text, path, catalogue, answers.asked_on)
    write_whole(path, text)
    return path


def child_text(answers: Answers, catalogue: Catalogue) -> str:
    """
    Return the text of a child file.

    The day the safety questions were asked is written only when all six were answered. What
    is recent and has no precaution with an end leaves them open, too.
    """
    tables = (
        _head(answers, catalogue),
        *_lasting(answers.safety),
        _concerns(answers.safety),
        _week(answers),
        _seen(answers),
        *(["[[goals]]", f"skill = {_text(goal)}"] for goal in answers.goals),
    )
    return "\n\n".join("\n".join(lines) for lines in tables if lines) + "\n"


def _head(answers: Answers, catalogue: Catalogue) -> list[str]:
    safety = answers.safety
    lines = [f'format = "{CHILD_FORMAT}"', f"name = {_text(answers.name)}"]
    lines.append(f"born = {answers.born.isoformat()}")
    if safety.is_complete:
        lines.append(f"safety_asked = {answers.asked_on.isoformat()}")
    else:
        why = "recent" if safety.recent else "open"
        lines += catalogue.phrases.say(f"new.{why}").splitlines()
    for name in ("mouths", "eats", "stays_close"):
        if said := getattr(safety, name):
            lines.append(f"{name} = {_text(said)}")
    always = [word for word, until in (safety.precautions or {}).items() if until is None]
    lists = {"precautions": always, "allergies": answers.allergies, "avoid": answers.avoid}
    lists["interests"] = answers.interests
    lines += [f"{name} = {_list(words)}" for name, words in lists.items() if words]
    return lines


def _lasting(safety: Safety) -> Iterator[list[str]]:
    for word, until in (safety.precautions or {}).items():
        if until is not None:
            yield ["[[precaution]]", f"is = {_text(word)}", f"until = {until.isoformat()}"]


def _concerns(safety: Safety) -> list[str]:
    said = safety.concerns or {}
    return ["[concerns]", *(f"{_key(i)} = {_text(words)}" for i, words in said.items())] * bool(
        said
    )


def _week(answers: Answers) -> list[str]:
    lines = [f"place = {_text(answers.place)}"]
    if answers.space is not None:
        lines.append(f"space = {_text(answers.space)}")
    lines.append(f"adults = {answers.adults}")
    if answers.materials:
        lines.append(f"materials = {_list(answers.materials)}")
    return ["[week]", *lines, *(f"{_key(day)} = {n}" for day, n in answers.days.items())]


def _seen(answers: Answers) -> list[str]:
    said = answers.seen
    return ["[skills]", *(f"{_key(i)} = {_text(level)}" for i, level in said.items())] * bool(said)


def _must_be_right(text: str, file: Path, catalogue: Catalogue, on: date) -> None:
    """Read *text* back, and refuse it with everything that is wrong in it."""
    document = Document(text, str(file))
    if "goals" not in document.data:
        say = catalogue.phrases.say
        problem = Problem(
            file=str(file),
            code="no-goal",
            message=say("file.no_goal"),
            remedy=say("file.no_goal_way"),
        )
        raise FileProblems((problem,))
    child_from(document, file.stem, lambda child: misfits_of(child, catalogue, on))


def _list(words: Sequence[str]) -> str:
    return f"[{', '.join(map(_text, words))}]"


def _key(word: str) -> str:
    is_bare = word.isascii() and word.replace("-", "").replace("_", "").isalnum()
    return word if is_bare else _text(word)


def _text(words: str) -> str:
    plain = words.encode("utf-8", "replace").decode()
    return f'"{plain.translate(ESCAPED).translate(UNSPEAKABLE)}"'
