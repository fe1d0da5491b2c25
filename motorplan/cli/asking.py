"""``new``: makes a child file by asking; every question is an option as well."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from motorplan.cli.clock import today
from motorplan.cli.options import Day, the_catalogue


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", help="A nickname or code is enough.")
@click.option("--born", type=Day(), help="Day of birth.")
@click.option("--goal", "goals", multiple=True, metavar="SKILL", help="A goal. Repeatable.")
@click.option("--mouths", help="Does everything go in the mouth? never, sometimes, often.")
@click.option("--eats", help="Trouble swallowing, a tube? everything, soft-only, … or ask.")
@click.option(
    "--precaution",
    "precautions",
    multiple=True,
    metavar="WORD",
    help="Seizures, heart, neck, bones, shunt, breathing …; none for none. Repeatable.",
)
@click.option(
    "--until",
    "untils",
    multiple=True,
    metavar="WORD=DATE",
    help="Until when a precaution lasts. Repeatable.",
)
@click.option("--concern", "concerns", multiple=True, metavar="WORD=WORDS", help="none for none.")
@click.option("--stays-close", help="Runs off, or climbs without fear? stays, wanders, runs-off.")
@click.option(
    "--recent",
    type=click.Choice(["no", "yes"]),
    help="An operation, cast, injection or new medicine in the last three months?",
)
@click.option("--minutes", type=click.IntRange(1, 240), help="Minutes on each day.")
@click.option("--days", help="Days, for example mon,wed,sat.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def new(
    file: Path,
    name: str | None,
    born: date | None,
    goals: tuple[str, ...],
    mouths: str | None,
    eats: str | None,
    precautions: tuple[str, ...],
    untils: tuple[str, ...],
    concerns: tuple[str, ...],
    stays_close: str | None,
    recent: str | None,
    minutes: int | None,
    days: str | None,
    force: bool,  # noqa: FBT001 - click passes flags so
) -> None:
    """Make the child file FILE by asking the short questions and the six safety ones."""
    from motorplan.composing import Answers, child_text, must_be_right
    from motorplan.storing import write_whole

    if file.exists() and not force:
        msg = f"{file} is there already; use another name, or --force to write over it"
        raise click.UsageError(msg)
    catalogue = the_catalogue(())
    answers = Answers(
        name=name or click.prompt("A name or nickname"),
        born=born or click.prompt("Day of birth, like 2021-03-14", type=Day()),
        goals=goals or _many("A goal (see: motorplan skills list QUERY)"),
        mouths=mouths or _asked("1. Does everything go in the mouth?", "mouths", catalogue.words),
        eats=eats
        or _asked("2. Trouble swallowing, coughing at meals, a tube?", "eats", catalogue.words),
        precautions=_none(
            precautions
            or _many(
                "3. Seizures, heart, neck, bones, shunt, breathing, a doctor said no? (a word)"
            )
        ),
        untils=untils,
        concerns=_none(
            concerns
            or _many("4. Does anything hurt, or could be done and now cannot? (pain=where)")
        ),
        stays_close=stays_close
        or _asked("5. Runs off, or climbs without fear?", "stays_close", catalogue.words),
        recent=(recent or _yes_no()) == "yes",
        minutes=minutes or click.prompt("Minutes on each day", type=int, default=10),
        days=tuple((days or click.prompt("Days", default="mon,wed,fri")).split(",")),
        asked_on=today(),
    )
    text = child_text(answers)
    must_be_right(text, file, catalogue, today())
    write_whole(file, text)
    click.echo(f"written to {file}. Next: motorplan plan {file}", err=True)


def _asked(question: str, list_name: str, words: Mapping[str, Mapping[str, str]]) -> str:
    click.echo(question, err=True)
    for word, meaning in words[list_name].items():
        click.echo(f"   {word}: {meaning}", err=True)
    answer: str = click.prompt("  ", type=click.Choice(list(words[list_name])), err=True)
    return answer


def _many(question: str) -> tuple[str, ...]:
    """Ask until an empty answer."""
    found: list[str] = []
    while answer := click.prompt(question, default="", show_default=False, err=True):
        found.append(answer)
    return tuple(found)


def _none(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in {"none", "no"})


def _yes_no() -> str:
    question = "6. An operation, cast, injection or new medicine in the last three months?"
    answer: str = click.prompt(question, type=click.Choice(["no", "yes"]), err=True)
    return answer
