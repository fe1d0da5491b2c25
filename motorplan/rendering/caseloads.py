"""What became of the files of a folder, as text."""

from collections.abc import Iterable, Iterator

from motorplan.model.answers import PlannedFile, PlannedFolder
from motorplan.rendering.paper import Paper

MADE, LEFT_OUT = ("planned", "there"), "skipped"


def caseload_text(answer: PlannedFolder, paper: Paper, notes: Iterable[str] = ()) -> str:
    """
    Return *answer* as text: how many of each, and every file that has no plan.

    Args:
        answer: What became of the files.

        paper: How to lay it out.

        notes: Sentences for the end: where the plans are.
    """
    say, files = paper.phrases.say, answer.files
    count = dict.fromkeys((*MADE, LEFT_OUT), 0)
    for one in files:
        count[one.state] = count.get(one.state, 0) + 1
    without = [one for one in files if one.state not in {*MADE, LEFT_OUT}]
    counted = say(
        "caseload.count",
        all=len(files),
        made=count["planned"],
        there=count["there"],
        rest=len(without),
        skipped=count[LEFT_OUT],
    )
    lines = [*paper.block(counted)]
    lines += _under("rest", without, paper)
    lines += _under("skipped", [one for one in files if one.state == LEFT_OUT], paper)
    for note in notes:
        lines += paper.block(note)
    return "\n".join(lines) + "\n"


def _under(heading: str, files: list[PlannedFile], paper: Paper) -> Iterator[str]:
    if files:
        yield from paper.title(f"{paper.phrases.say(f'caseload.{heading}')}:")
    for one in files:
        yield from paper.block(f"{one.file}: {why_of_file(one, paper)}", 2, one.file)


def why_of_file(one: PlannedFile, paper: Paper) -> str:
    """Return why a file has no plan, in words that tell nothing of the child."""
    say = paper.phrases.say
    if one.state == "wrong":
        found = dict.fromkeys(str(spot.line) for spot in one.wrong if spot.line is not None)
        lines = say("caseload.lines", lines=paper.all_of([*found])) if found else ""
        return say("caseload.wrong", lines=lines, file=one.file)
    if one.state == LEFT_OUT:
        return say("caseload.is-a", kind=one.why)
    if one.state == "no-plan":
        return say("caseload.no-plan", file=one.file)
    return say(f"caseload.{one.state}", place=one.why)
