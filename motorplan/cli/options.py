"""Options that several commands share, and how they print."""

import json
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from motorplan.catalogue import Catalogue
    from motorplan.rendering.terminal import Paper

F = TypeVar("F", bound=Callable[..., Any])


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
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no date; write it like 2026-11-30", param, ctx)


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


def the_catalogue(folders: tuple[Path, ...]) -> "Catalogue":
    """Return the built-in catalogue with the activities of *folders*."""
    if not folders:
        from motorplan.compiling import built_in_catalogue

        return built_in_catalogue()
    from motorplan.gathering import load_catalogue

    return load_catalogue(extra=folders)


def as_json(data: object) -> str:
    """Return *data* as the JSON that every ``--format json`` prints."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def show(text: str) -> None:
    """Print *text* as UTF-8, whatever the terminal was set to."""
    sys.stdout.flush()
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(text)
        return
    stream.write(text.encode())
    stream.flush()


def paper() -> "Paper":
    """Return how to lay text out here: colour in a terminal only, and never with NO_COLOR."""
    from motorplan.rendering.terminal import Paper

    is_terminal = sys.stdout.isatty()
    width = 80
    if is_terminal:
        from shutil import get_terminal_size

        width = get_terminal_size((80, 24)).columns
    return Paper(width=width, colour=is_terminal and not os.environ.get("NO_COLOR"))
