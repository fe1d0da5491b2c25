"""``activities new``: a starting file, for a graded activity or for an idea of one's own."""

import os
from pathlib import Path

import click

from motorplan.cli.options import catalogue_option, show, the_catalogue


@click.command("new")
@click.argument("word", metavar="ID")
@click.option("--short", is_flag=True, help="An idea of your own: a name, things and steps.")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="Where to write ID.toml."
)
@catalogue_option
def new_activity(word: str, output: Path | None, folders: tuple[Path, ...], *, short: bool) -> None:
    """Write a starting file for the activity ID: it is valid as it is, and says what goes where."""
    from motorplan.compiling import PACKAGE, template_text
    from motorplan.converting.files import is_id
    from motorplan.errors import WrongUse
    from motorplan.naming import ids_in
    from motorplan.storing.files import write_whole

    catalogue = the_catalogue(folders)
    say = catalogue.phrases.say
    if not is_id(word) or word in {*ids_in(catalogue), *catalogue.renamed}:
        raise WrongUse(say("use.idea_id", word=word), say("use.idea_id_way"))
    file = None if output is None or str(output) == "-" else output
    if file is not None and file.name != f"{word}.toml":
        way = say("use.idea_file_way", word=word)
        raise WrongUse(say("use.idea_file", file=file, word=word), way)
    if file is not None and file.exists():
        raise WrongUse(say("use.idea_there", file=file), say("use.idea_there_way"))
    schema = _way_to(PACKAGE / "data" / "schemas" / "activity.json", file)
    text = template_text("idea" if short else "activity")
    text = text.replace("{schema}", schema).replace("{id}", word)
    text = text.replace("{name}", word.replace("-", " ").capitalize())
    if file is None:
        show(text)
    else:
        write_whole(file, text)
        click.echo(f"written to {file}", err=True)


def _way_to(schema: Path, file: Path | None) -> str:
    """Return the path to *schema* from the folder of *file*, as editors look for it."""
    start = (file.parent if file else Path()).resolve()
    try:
        return Path(os.path.relpath(schema.resolve(), start)).as_posix()
    except ValueError:
        return schema.resolve().as_uri()
