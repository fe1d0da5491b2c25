"""``activities cards`` and ``activities handout``, and how paper is asked for."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from motorplan.cli.options import catalogue_option, show, the_catalogue

if TYPE_CHECKING:
    from motorplan.catalogue import Catalogue
    from motorplan.rendering.print_pdf import Print

F = TypeVar("F", bound=Callable[..., Any])


def paper_options(command: F) -> F:
    """Add ``--paper a4|letter`` and ``--large-print``."""
    large = click.option("--large-print", is_flag=True, help="html, pdf: large letters.")
    size = click.option(
        "--paper",
        type=click.Choice(["a4", "letter"]),
        help="html, pdf: what it is printed on; else a4.",
    )
    return size(large(command))


def output_options(command: F) -> F:
    """Add ``--output``, the paper and ``--catalogue``."""
    where = click.option(
        "--output", type=click.Path(path_type=Path), help="A file that ends in .pdf."
    )
    return where(paper_options(catalogue_option(command)))


@click.command("cards")
@click.argument("words", nargs=-1, metavar="[ID]...")
@output_options
def cards(
    words: tuple[str, ...],
    output: Path | None,
    paper: str | None,
    large_print: bool,  # noqa: FBT001 - click passes flags so
    folders: tuple[Path, ...],
) -> None:
    """Write cards of the activities that go by ID, or of all, four to a page (PDF)."""
    line = " ".join(["motorplan activities cards", *words, "--output cards.pdf"])
    catalogue = _ready(output, line, folders)
    from motorplan.printing import cards_pdf

    chosen = list(dict.fromkeys(words)) or sorted(catalogue.activities)
    write_out(cards_pdf(chosen, catalogue, look_of(paper, large=large_print)), output)


@click.command("handout")
@click.argument("word", metavar="ID")
@output_options
def handout(
    word: str,
    output: Path | None,
    paper: str | None,
    large_print: bool,  # noqa: FBT001 - click passes flags so
    folders: tuple[Path, ...],
) -> None:
    """Write the activity that goes by ID for a family (PDF)."""
    line = f"motorplan activities handout {word} --output {word}.pdf"
    catalogue = _ready(output, line, folders)
    from motorplan.printing import handout_pdf

    write_out(handout_pdf(word, catalogue, look_of(paper, large=large_print)), output)


def _ready(output: Path | None, line: str, folders: tuple[Path, ...]) -> "Catalogue":
    """Return the catalogue, once it is sure that a PDF can be made and has a place to go."""
    from motorplan.delivering import must_have

    if is_screen(output):
        msg = f"a PDF cannot be shown here; type: {line}"
        raise click.UsageError(msg)
    catalogue = the_catalogue(folders)
    must_have("pdf", catalogue)
    return catalogue


def is_screen(output: Path | None) -> bool:
    """Return whether what goes to *output* is seen by somebody at once."""
    return (output is None or str(output) == "-") and sys.stdout.isatty()


def look_of(paper: str | None, *, large: bool) -> "Print":
    """Return how it is to be printed."""
    from motorplan.rendering.print_pdf import Print

    return Print(paper="letter" if paper == "letter" else "a4", large=large)


def write_out(content: str | bytes, output: Path | None) -> None:
    """Write *content* to *output*, or to the screen where that is none or ``-``."""
    from motorplan.storing.files import write_whole

    if output is None or str(output) == "-":
        show(content)
    else:
        write_whole(output, content)
        click.echo(f"written to {output}", err=True)
