"""The drawings that motorplan brings: their list and their files are read when asked for."""

from functools import cache
from pathlib import Path

from motorplan.catalogue import Catalogue
from motorplan.converting.files import Document
from motorplan.model.pictures import Picture
from motorplan.storing.files import read_text

DATA = Path(__file__).parent / "data"


def picture(picture_id: str) -> Picture:
    """
    Return a drawing.

    Raises:
        KeyError: If there is none of that id.
    """
    listed = _listed()
    row = {"id": picture_id, **listed.data["pictures"][picture_id]}
    svg = read_text(DATA / "pictures" / f"{picture_id}.svg")
    return listed.built({**row, "svg": svg}, Picture)


def pictures_of(table: str, thing_id: str) -> tuple[Picture, ...]:
    """
    Return the drawings that show a thing, the best first; none where none fits.

    Args:
        table: What it is one of: ``activities``, ``materials``, ``routines``, ``positions``.

        thing_id: Its id in the catalogue.
    """
    return tuple(map(picture, _names_of(table, thing_id)))


def picture_of(activity_id: str, catalogue: Catalogue) -> Picture:
    """
    Return the drawing that shows an activity best.

    An activity that motorplan does not bring is shown by the first of its materials that has
    a drawing, else by its first routine, else by the position of its first grade.

    Raises:
        KeyError: If the catalogue has no such activity.
    """
    activity = catalogue.activities[activity_id]
    shown = [
        ("activities", activity_id),
        *(("materials", thing) for thing in activity.materials),
        *(("routines", moment) for moment in activity.routines),
        ("positions", activity.grades[0].positions[0]),
    ]
    return picture(next(name for table, i in shown for name in _names_of(table, i)))


def _names_of(table: str, thing_id: str) -> list[str]:
    names: dict[str, list[str]] = _listed().data[table]
    return names.get(thing_id, [])


@cache
def _listed() -> Document:
    """Return the list of drawings, read once."""
    path = DATA / "pictures.toml"
    return Document(read_text(path), str(path))
