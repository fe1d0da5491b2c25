"""Options that several commands share, and how they print."""

import os
import sys
from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from motorplan.vocabulary import WEEKDAYS

if TYPE_CHECKING:
    from motorplan.catalogue import Catalogue
    from motorplan.rendering.paper import Paper

F = TypeVar("F", bound=Callable[..., Any])
MINUTES = click.IntRange(1, 240)
PATIENCE = 2.0
"""Seconds after which somebody who waits is told what is going on."""


FIRST_YEAR, LAST_YEAR = 1990, 2100


class Day(click.ParamType):  # type: ignore[type-arg]  # older click has no argument
    """A date as 2026-11-30."""

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Return the date, or fail with how to write one."""
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no date; write it like 2026-11-30", param, ctx)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.fail(f"{value} is not between {FIRST_YEAR} and {LAST_YEAR}", param, ctx)
        return day


class Days(click.ParamType):  # type: ignore[type-arg]  # older click has no argument
    """Days of the week, each with its minutes or None: ``mon,wed`` or ``mon=15,sat=20``."""

    name = "days"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> dict[str, int | None]:
        """Return weekday -> minutes in the order of the week, or fail with how to write it."""
        if isinstance(value, dict):
            return value
        found: dict[str, int | None] = {}
        for entry in str(value).split(","):
            day, _, minutes = entry.strip().partition("=")
            if day not in WEEKDAYS:
                self.fail(f"{day!r} is no day; use {', '.join(WEEKDAYS)}", param, ctx)
            found[day] = MINUTES(minutes, param, ctx) if minutes else None
        return {day: found[day] for day in WEEKDAYS if day in found}


class Pair(click.ParamType):  # type: ignore[type-arg]  # older click has no argument
    """
    Two things with ``=`` between them.

    Args:
        form: How it is written: ``WORD=DATE``.

        kind: What the second thing is.

        first: What the first can be; empty for anything.

        otherwise: The second where only the first is said; None when both are needed.
    """

    name = "pair"

    def __init__(
        self,
        form: str,
        kind: click.ParamType,  # type: ignore[type-arg]  # older click has no argument
        first: Collection[str] = (),
        otherwise: str | None = None,
    ) -> None:
        self.form, self.kind, self.first, self.otherwise = form, kind, first, otherwise

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, Any]:
        """Return both, or fail with how to write them."""
        if isinstance(value, tuple):
            return value
        word, _, said = (part.strip() for part in str(value).partition("="))
        if self.first and word not in self.first:
            self.fail(f"{word!r} is none of {', '.join(self.first)}", param, ctx)
        if not said and self.otherwise is not None:
            return word, self.otherwise
        if not word or not said:
            self.fail(f"{value!r} is not of the form {self.form}", param, ctx)
        return word, self.kind.convert(said, param, ctx)


class Listed(click.ParamType):  # type: ignore[type-arg]  # older click has no argument
    """
    One of the *known* words of the list *what*.

    Args:
        what: What they are, as ``motorplan words`` calls them.

        known: The words.
    """

    name = "word"

    def __init__(self, what: str, known: Collection[str]) -> None:
        self.what, self.known = what, known

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the word, or fail with the nearest spelling."""
        from motorplan.naming import unknown_word

        if value not in self.known:
            self.fail(str(unknown_word(str(value), self.what, self.known)), param, ctx)
        return str(value)


def has_terminal() -> bool:
    """Return whether there is somebody to ask."""
    return sys.stdin is not None and sys.stdin.isatty()


def catalogue_option(command: F) -> F:
    """Add ``--catalogue DIR``, repeatable."""
    return click.option(
        "--catalogue",
        "folders",
        multiple=True,
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        metavar="DIR",
        help="A folder of own activities. Repeatable.",
    )(command)


def format_option(command: F) -> F:
    """Add ``--format text|json``."""
    return click.option(
        "--format",
        "style",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="For people or for programs.",
    )(command)


def the_catalogue(folders: tuple[Path, ...], child: Path | None = None) -> "Catalogue":
    """Return all there is: built in, installed, named in the file of *child*, in *folders*."""
    from motorplan.gathering import load_catalogue

    return load_catalogue(child=child, extra=folders, tell=say)


def say(words: str) -> None:
    """Tell the person something beside the answer, on stderr."""
    click.echo(f"motorplan: {words}", err=True)


def telling() -> Callable[[int], None]:
    """Return what tells how many changes were tried so far, every two seconds."""
    from motorplan.cli.clock import now

    last = [now()]

    def tell(count: int) -> None:
        if (now() - last[0]).total_seconds() >= PATIENCE:
            last[0] = now()
            say(f"trying what would help: {count} changes so far …")

    return tell


def show_json(thing: object) -> None:
    """Print *thing* as ``--format json`` promises it."""
    from motorplan.converting.files import json_text

    show(json_text(thing))


def show(text: str | bytes) -> None:
    """
    Print *text* as UTF-8, whatever the terminal was set to; its last line ends as all do.

    Bytes go out as they are.
    """
    if isinstance(text, str):
        text = (text if text.endswith("\n") else f"{text}\n").encode()
    sys.stdout.flush()
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(text.decode())
        return
    stream.write(text)
    stream.flush()


def paper(catalogue: "Catalogue", *, plain: bool = False) -> "Paper":
    """Return how to lay text out: colour in a terminal alone, never *plain* nor with NO_COLOR."""
    from motorplan.rendering.paper import Paper

    is_terminal = sys.stdout.isatty() and not plain and os.environ.get("TERM") != "dumb"
    width = 80
    if is_terminal:
        from shutil import get_terminal_size

        width = get_terminal_size((80, 24)).columns
    colour = is_terminal and not os.environ.get("NO_COLOR")
    return Paper(phrases=catalogue.phrases, width=width, colour=colour)
