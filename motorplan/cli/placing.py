"""``place``: the fewest questions that place a child."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from motorplan.cli.clock import today
from motorplan.cli.options import Day, has_terminal, say, show
from motorplan.vocabulary import LEVELS

if TYPE_CHECKING:
    from datetime import date

    from motorplan.phrases import Phrases
    from motorplan.planning.placing import Question

KEYS = {str(n): word for n, word in enumerate(LEVELS)} | {"s": "not-seen", "x": "does-not-apply"}


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--answers", type=click.Path(path_type=Path), help="TOML: skill = answer.")
@click.option("--questions", type=click.IntRange(1, 40), default=15, help="At most so many.")
@click.option("--date", "on", type=Day(), help="The day the answers are of; else today.")
def place(file: Path, answers: Path | None, questions: int, on: "date | None") -> None:
    """Ask what the child of FILE does, as little as the goals need, and write it into FILE."""
    from motorplan.gathering import load_catalogue
    from motorplan.making import load_child
    from motorplan.planning.placing import USUAL, next_question

    if answers is None and not has_terminal():
        msg = "nobody is there to answer; give the answers with --answers FILE"
        raise click.UsageError(msg)
    catalogue, day = load_catalogue(child=file, tell=say), on or today()
    child = load_child(file, catalogue, on=day, tell=say)
    known = _answers_in(answers) if answers else None
    words = catalogue.phrases
    asking = next_question(child, catalogue, on=day, usual=min(USUAL, questions), most=questions)
    number = 0
    try:
        question = next(asking)
        while True:
            number += 1
            answer = _ask(question, number, child.name, words) if known is None else None
            answer = answer or (known or {}).get(question.skill, "not-seen")
            _write(file, question.skill, answer, day)
            question = asking.send(LEVELS.get(answer, answer))
    except StopIteration:
        show(words.say("placing.done", count=number, file=file))


def _ask(question: "Question", number: int, name: str, words: "Phrases") -> str:
    show(words.say("placing.question", number=number, name=name, plain=question.plain))
    show(words.say("placing.look", meaning=question.meaning, look_for=question.look_for))
    if question.not_yet_if:
        show(words.say("placing.not_yet", not_yet_if=question.not_yet_if))
    for key, word in KEYS.items():
        show(f"  {key}  {words.say(f'placing.answer-{word}')}")
    key = click.prompt(">", type=click.Choice(list(KEYS)), show_choices=False)
    return KEYS[key]


def _answers_in(path: Path) -> dict[str, str]:
    from motorplan.converting.files import Document
    from motorplan.storing.files import read_text

    found = {str(k): str(v) for k, v in Document(read_text(path), str(path)).data.items()}
    wrong = sorted(k for k, v in found.items() if v not in KEYS.values())
    if wrong:
        msg = f"{path}: {', '.join(wrong)}: answer with one of {', '.join(KEYS.values())}"
        raise click.UsageError(msg)
    return found


def _write(file: Path, skill_id: str, answer: str, on: "date") -> None:
    """Write one answer into the child file at once, so that nothing is lost on an interruption."""
    from motorplan.converting.editing import with_seen
    from motorplan.model.children import Seen
    from motorplan.storing.files import read_text, write_whole

    level = LEVELS.get(answer)
    is_level = level is not None
    seen = Seen(level=level, applies=answer != "does-not-apply", seen=on if is_level else None)
    write_whole(file, with_seen(read_text(file), {skill_id: seen}))
