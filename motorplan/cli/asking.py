"""``new``: makes a child file by asking; every question is an option as well."""

from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from motorplan.cli.clock import today
from motorplan.cli.options import (
    MINUTES,
    Day,
    Days,
    F,
    Listed,
    Pair,
    has_terminal,
    say,
    the_catalogue,
)
from motorplan.vocabulary import LEVELS, Concern, Eats, Mouths, Place, Space, StaysClose

if TYPE_CHECKING:
    from motorplan.catalogue import Catalogue
    from motorplan.composing import Answers, Safety

NEEDED = {
    "name": "--name",
    "born": "--born",
    "goals": "--goal",
    "allergies": "--allergy",
    "mouths": "--mouths",
    "eats": "--eats",
    "precautions": "--precaution",
    "concerns": "--concern",
    "stays_close": "--stays-close",
    "recent": "--recent",
}
"""What a script has to say; all else has a default."""

NONE, YES_NO = "none", ("no", "yes")
SEEN = Pair("SKILL=LEVEL", click.Choice([*LEVELS, "not-seen", "does-not-apply"]))
CONCERN = Pair("WORD=WORDS", click.STRING, (*get_args(Concern), NONE), otherwise="yes")


def _one_of(name: str, words: Collection[str], about: str) -> Callable[[F], F]:
    return click.option(name, type=click.Choice(list(words)), help=about)


def _several(
    name: str, field: str, about: str, kind: Any = None, metavar: str = "WORD"
) -> Callable[[F], F]:
    words = f"{about} Repeatable."
    return click.option(name, field, multiple=True, type=kind, metavar=metavar, help=words)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", help="A nickname or code is enough.")
@click.option("--born", type=Day(), help="Day of birth.")
@_several("--goal", "goals", "A goal.", metavar="SKILL")
@_several("--allergy", "allergies", "See: motorplan words allergens; none for none.")
@_several("--avoid", "avoid", "What family or child says no to.", metavar="ID")
@_several("--interest", "interests", "What the child likes.", metavar="WORDS")
@_several("--seen", "seen", "What somebody saw.", SEEN, "SKILL=LEVEL")
@_one_of("--mouths", get_args(Mouths), "Does everything go in the mouth?")
@_one_of("--eats", get_args(Eats), "Trouble swallowing, coughing at meals, a tube?")
@_several("--precaution", "precautions", "Seizures, heart, neck, bones, shunt …; none for none.")
@_several(
    "--until", "untils", "Until when a precaution lasts.", Pair("WORD=DATE", Day()), "WORD=DATE"
)
@_several("--concern", "concerns", "What hurts or is lost; none for none.", CONCERN, "WORD=WORDS")
@_one_of("--stays-close", get_args(StaysClose), "Runs off, or climbs without fear?")
@_one_of("--recent", YES_NO, "Operation, cast, injection, new medicine in the last 3 months?")
@_one_of("--place", get_args(Place), "Where there is time; else home.")
@_one_of("--space", get_args(Space), "Room to move in; else what the place usually has.")
@click.option("--adults", type=click.IntRange(0, 20), help="How many adults; else 1.")
@_several("--material", "materials", "A thing at hand.", metavar="ID")
@click.option("--minutes", type=MINUTES, help="Minutes on each day; else 10.")
@click.option("--days", type=Days(), help="mon,wed,sat or mon=15,sat=20; else mon,wed,fri.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def new(file: Path, *, force: bool, **said: Any) -> None:
    """
    Make the child file FILE by asking the short questions and the six safety ones.

    Without a terminal nothing is asked: what is needed has to be an option.
    """
    from motorplan.composing import save_child

    _must_be_free(file, force=force)
    catalogue = the_catalogue(())
    if not has_terminal():
        _must_be_said(said, catalogue)
    save_child(_answers(_Questions(said), catalogue, today()), file, catalogue)
    say(f"written to {file}. Next: motorplan plan {file}")


def _must_be_free(file: Path, *, force: bool) -> None:
    """Refuse a file name that cannot be an id, or that is taken."""
    from motorplan.converting.files import is_id

    if file.suffix != ".toml" or not is_id(file.stem):
        way = "use small letters, digits and single hyphens, like otter.toml"
        msg = f"{file.name!r} cannot be the name of a child file; {way}"
        raise click.UsageError(msg)
    if file.exists() and not force:
        msg = f"{file} is there already; use another name, or --force to write over it"
        raise click.UsageError(msg)


def _must_be_said(said: dict[str, Any], catalogue: "Catalogue") -> None:
    """Refuse to go on when something needed is no option, and name all of it."""
    missing = [option for name, option in NEEDED.items() if not said[name]]
    lasting = {word for word in said["precautions"] if _lasts(word, catalogue)}
    missing += [f"--until {word}=DATE" for word in sorted(lasting - {*dict(said["untils"])})]
    if missing:
        msg = f"there is no terminal to ask in; add {', '.join(missing)}"
        raise click.UsageError(msg)


def _lasts(word: str, catalogue: "Catalogue") -> bool:
    """Return whether a precaution lasts for a time and has to say until when."""
    words = catalogue.safety.precautions
    return word in words and words[word].time_limited


class _Questions:
    """Asks, on stderr and in a terminal alone, what the options leave open."""

    def __init__(self, said: dict[str, Any]) -> None:
        self.said, self.asks = said, has_terminal()

    def one(
        self, name: str, question: str, kind: Any = click.STRING, *, needed: bool = False
    ) -> Any:
        """Return the answer, or None where it was left open."""
        if self.said[name] is not None or not self.asks:
            return self.said[name]
        return self.prompt(question, kind, needed=needed)

    def chosen(self, name: str, question: str, words: dict[str, str]) -> Any:
        """Return one of *words*, which are shown with their meanings, or None."""
        if self.said[name] is None and self.asks:
            for word, meaning in words.items():
                click.echo(f"   {word}: {meaning}", err=True)
        return self.one(name, question, click.Choice(list(words)))

    def several(
        self, name: str, question: str, kind: Any = click.STRING, *, needed: bool = False
    ) -> tuple[Any, ...] | None:
        """Return all answers, empty when one was ``none``, or None where it was left open."""
        found = list(self.said[name])
        if not found and self.asks:
            answer = self.prompt(question, kind, needed=needed)
            while answer is not None:
                found.append(answer)
                if answer == NONE:
                    break
                answer = self.prompt(f"{question}, one more", kind)
        if not found:
            return None
        left = [answer for answer in found if answer not in (NONE, (NONE, "yes"))]
        if left and len(left) < len(found):
            msg = f"{NEEDED.get(name, name)} says none and something else; leave one of them out"
            raise click.UsageError(msg)
        return tuple(left)

    def prompt(self, question: str, kind: Any, *, needed: bool = False) -> Any:
        """Ask until the answer is one of *kind*; Enter leaves it open unless it is *needed*."""

        def read(answer: str) -> Any:
            if answer == NONE and not needed:
                return NONE
            if answer:
                return kind(answer)
            if needed:
                msg = "this is needed"
                raise click.UsageError(msg)
            return None

        return click.prompt(question, default="", show_default=False, err=True, value_proc=read)


def _answers(ask: _Questions, catalogue: "Catalogue", on: date) -> "Answers":
    """Return all answers, asked in the order of the file."""
    from motorplan.composing import Answers
    from motorplan.naming import ids_in

    things = {*catalogue.materials, *catalogue.adaptations}
    skills = Listed("skills", catalogue.graph.nodes)
    allergens = Listed("allergens", catalogue.safety.allergens)
    adults = "How many adults; Enter for 1"
    return Answers(
        asked_on=on,
        name=ask.one("name", "A name or nickname", needed=True),
        born=ask.one("born", "Day of birth, like 2021-03-14", Day(), needed=True),
        safety=_safety(ask, catalogue),
        allergies=ask.several("allergies", "An allergy; Enter for none", allergens) or (),
        avoid=ask.several("avoid", "Something to avoid", Listed("ids", ids_in(catalogue))) or (),
        interests=ask.several("interests", "Something the child likes") or (),
        place=ask.one("place", "The place; Enter for home", click.Choice(get_args(Place)))
        or "home",
        space=ask.one(
            "space", "Room to move in; Enter for the usual", click.Choice(get_args(Space))
        ),
        adults=1 if (said := ask.one("adults", adults, click.IntRange(0, 20))) is None else said,
        materials=ask.several("materials", "A thing at hand", Listed("materials", things)) or (),
        days=_days(ask),
        seen=dict(ask.several("seen", "Seen, like snips-paper=some-help", SEEN) or ()),
        goals=ask.several("goals", "A goal, a skill", skills, needed=True) or (),
    )


def _days(ask: _Questions) -> dict[str, int]:
    """Return weekday -> minutes, for days that say no minutes those of all days."""
    from motorplan.planning.times import DEFAULT_DAYS, DEFAULT_MINUTES

    days = ask.one("days", "Days, like mon=15,sat=20; Enter for mon,wed,fri", Days())
    days = days or dict.fromkeys(DEFAULT_DAYS)
    minutes = None
    if None in days.values():
        minutes = ask.one("minutes", "Minutes on each day; Enter for 10", MINUTES)
    return {day: said or minutes or DEFAULT_MINUTES for day, said in days.items()}


def _safety(ask: _Questions, catalogue: "Catalogue") -> "Safety":
    """Return the answers to the six questions, None for each that was left open."""
    from motorplan.composing import Safety

    words = catalogue.words
    if ask.asks:
        say("six questions for safety; Enter leaves one open, and then the safest answer counts")
    mouths = ask.chosen("mouths", "1. Does everything go in the mouth?", dict(words["mouths"]))
    eats = ask.chosen(
        "eats", "2. Trouble swallowing, coughing at meals, a tube?", dict(words["eats"])
    )
    precautions = ask.several(
        "precautions",
        "3. Seizures, heart, neck, bones, shunt, breathing, a doctor said no? (or none)",
        Listed("precautions", catalogue.safety.precautions),
    )
    endings = dict(ask.said["untils"])
    for word in precautions or ():
        if ask.asks and _lasts(word, catalogue) and word not in endings:
            endings[word] = ask.prompt(f"Until when: {word}", Day(), needed=True)
    concerns = ask.several(
        "concerns",
        "4. Does anything hurt, or could be done and now cannot? like pain=left knee (or none)",
        CONCERN,
    )
    stays_close = ask.chosen(
        "stays_close", "5. Runs off, or climbs without fear?", dict(words["stays_close"])
    )
    recent = ask.one(
        "recent",
        "6. An operation, cast, injection or new medicine in the last three months? (yes, no)",
        click.Choice(YES_NO),
    )
    return Safety(
        mouths=mouths,
        eats=eats,
        precautions=None if precautions is None else {**dict.fromkeys(precautions), **endings},
        concerns=None if concerns is None else dict(concerns),
        stays_close=stays_close,
        recent=None if recent is None else recent == "yes",
    )
