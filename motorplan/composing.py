"""A child file from answers, written as a person would."""

from datetime import date
from pathlib import Path

from motorplan.catalogue import Catalogue
from motorplan.converting.files import CHILD_FORMAT, Document, child_from, child_problems
from motorplan.errors import FileProblems, Problem
from motorplan.frozen import frozen
from motorplan.linting.children import misfits_of

ESCAPED = {ord('"'): '\\"', ord("\\"): "\\\\", ord("\n"): " ", ord("\r"): " ", ord("\t"): " "}


@frozen(kw_only=True)
class Answers:
    """
    What was answered.

    Attributes:
        untils: ``precaution=2027-01-10`` for those that last for a time.

        concerns: ``pain=left knee``.

        recent: Whether there was an operation, cast, injection or new medicine lately.

        asked_on: The day the six safety questions were answered.
    """

    name: str
    born: date
    goals: tuple[str, ...]
    mouths: str
    eats: str
    precautions: tuple[str, ...]
    untils: tuple[str, ...]
    concerns: tuple[str, ...]
    stays_close: str
    recent: bool
    minutes: int
    days: tuple[str, ...]
    asked_on: date


def child_text(answers: Answers) -> str:
    """
    Return the text of a child file.

    Something recent without a precaution that says what leaves the six questions open: the
    safest answers count until it is written down.
    """
    is_clear = not answers.recent or bool(answers.untils)
    lines = [f'format = "{CHILD_FORMAT}"', f"name = {_text(answers.name)}"]
    lines.append(f"born = {answers.born.isoformat()}")
    if is_clear:
        lines.append(f"safety_asked = {answers.asked_on.isoformat()}")
    else:
        lines.append("# Something was done lately: write it as a [[precaution]] with until and")
        lines.append("# limits (motorplan words precautions), then add safety_asked = DATE.")
    lines.append(f"mouths = {_text(answers.mouths)}")
    lines.append(f"eats = {_text(answers.eats)}")
    lines.append(f"stays_close = {_text(answers.stays_close)}")
    untils = dict(entry.partition("=")[::2] for entry in answers.untils)
    lasting = [word for word in answers.precautions if word not in untils]
    if lasting:
        lines.append(f"precautions = [{', '.join(map(_text, lasting))}]")
    for word, until in untils.items():
        lines += ["", "[[precaution]]", f"is = {_text(word)}", f"until = {until}"]
    if answers.concerns:
        lines += ["", "[concerns]"]
        pairs = [entry.partition("=")[::2] for entry in answers.concerns]
        lines += [f"{word} = {_text(said or 'yes')}" for word, said in pairs]
    lines += ["", "[week]", *(f"{day.strip()} = {answers.minutes}" for day in answers.days)]
    for goal in answers.goals:
        lines += ["", "[[goals]]", f"skill = {_text(goal)}"]
    return "\n".join(lines) + "\n"


def must_be_right(text: str, file: Path, catalogue: Catalogue, on: date) -> None:
    """
    Read *text* back, as :func:`~motorplan.making.load_child` would.

    Raises:
        FileProblems: With everything that is wrong; nothing was written then.
    """
    document = Document(text, str(file))
    if "goals" not in document.data:
        message = "there is no goal."
        remedy = "Give one with --goal; see: motorplan skills list"
        problem = Problem(file=str(file), code="no-goal", message=message, remedy=remedy)
        raise FileProblems((problem,))
    child = child_from(document, file.stem)
    misfits = misfits_of(child, catalogue, on)
    if misfits:
        raise child_problems(document, misfits)


def _text(words: str) -> str:
    return f'"{words.translate(ESCAPED)}"'
