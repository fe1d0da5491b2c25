"""The drawings: one style, each of them of use, and one for every activity."""

import re
import tomllib
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree as ET

import attrs
import pytest

from motorplan.pictures import picture, picture_of, pictures_of
from motorplan.vocabulary import PictureKind, Position

LIST = tomllib.loads(Path("motorplan/data/pictures.toml").read_text(encoding="utf-8"))
FOLDER = Path("motorplan/data/pictures")
NAMES = sorted(LIST["pictures"])
TABLES = ("activities", "materials", "routines", "positions")
SVG = "{http://www.w3.org/2000/svg}"
HEAD = {
    "viewBox": "0 0 96 96",
    "fill": "none",
    "stroke": "currentColor",
    "stroke-width": "3.5",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
}
SHAPES = {
    "path": {"d"},
    "circle": {"cx", "cy", "r"},
    "ellipse": {"cx", "cy", "rx", "ry"},
    "rect": {"x", "y", "width", "height", "rx"},
}
DOT = {"fill": "currentColor", "stroke": "none"}
BIGGEST_DOT, SIZE, MOST_BYTES, MOST_WORDS = 5, 96, 2000, 10


def shapes_of(name):
    return list(ET.fromstring((FOLDER / f"{name}.svg").read_bytes()))  # noqa: S314 - our own


def names_of(kind):
    return [name for name in NAMES if LIST["pictures"][name]["kind"] == kind]


def all_shown():
    return {name for table in TABLES for names in LIST[table].values() for name in names}


def test_the_list_and_the_folder_hold_the_same():
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.svg" for name in NAMES}


@pytest.mark.parametrize("kind", get_args(PictureKind))
def test_a_drawing_is_lines_in_the_colour_of_the_text(kind):
    """No text, id, script, picture from elsewhere, colour or grey; filled dots are small."""
    for name in names_of(kind):
        data = (FOLDER / f"{name}.svg").read_bytes()
        root = ET.fromstring(data)  # noqa: S314 - our own
        assert len(data) < MOST_BYTES, name
        assert (root.tag, root.attrib) == (f"{SVG}svg", HEAD), name
        assert not "".join(root.itertext()).strip(), name
        for shape in root:
            form = shape.tag.removeprefix(SVG)
            more = {k: v for k, v in shape.items() if k not in SHAPES[form]}
            assert not len(shape), name
            assert not more or (form, more) == ("circle", DOT), name
            assert not more or float(shape.get("r")) <= BIGGEST_DOT, name


@pytest.mark.parametrize("kind", get_args(PictureKind))
def test_a_drawing_stays_in_its_square_with_one_decimal_at_most(kind):
    for name in names_of(kind):
        for shape in shapes_of(name):
            said = " ".join(v for k, v in shape.items() if k not in DOT)
            assert re.fullmatch(r"[MLHVQTAZ\d. -]+", said), name
            for number in re.findall(r"-?[\d.]+", said):
                assert re.fullmatch(r"\d+(\.\d)?", number), (name, number)
                assert float(number) <= SIZE, (name, number)


def test_no_two_drawings_are_alike():
    drawn = {name: frozenset(ET.tostring(shape) for shape in shapes_of(name)) for name in NAMES}
    assert len(set(drawn.values())) == len(NAMES)
    alts = [LIST["pictures"][name]["alt"] for name in NAMES]
    assert len(set(alts)) == len(NAMES)


def test_a_drawing_says_in_a_few_plain_words_what_is_seen():
    for name in NAMES:
        found = picture(name)
        assert found.kind in get_args(PictureKind), name
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
        assert re.fullmatch(r"[a-z][a-z, '-]+[a-z]", found.alt), name
        assert len(found.alt.split()) <= MOST_WORDS, name


def test_every_activity_routine_and_position_has_a_drawing(catalogue):
    assert LIST["activities"].keys() == catalogue.activities.keys()
    assert LIST["routines"].keys() == catalogue.routines.keys()
    assert LIST["positions"].keys() == set(get_args(Position))
    assert LIST["materials"].keys() <= catalogue.materials.keys()


def test_every_drawing_shows_something_or_is_a_sign():
    assert all_shown() | set(names_of("sign")) == set(NAMES)
    for table in TABLES:
        for names in LIST[table].values():
            assert names
            assert len(set(names)) == len(names)


def test_the_best_drawing_of_an_activity_comes_first(catalogue):
    best, *_ = pictures_of("activities", "balance-path")
    assert picture_of("balance-path", catalogue) == best
    assert best.alt == "a child walks along a line"
    assert best.svg.startswith("<svg ")


def with_activity(catalogue, **changes):
    """Return *catalogue* with an activity of somebody's own."""
    own = attrs.evolve(catalogue.activities["threading"], id="own-idea", **changes)
    return attrs.evolve(catalogue, activities={"own-idea": own})


def test_an_activity_of_your_own_is_shown_by_what_it_needs(catalogue):
    """A material with a drawing first, then a moment of the day, then a position."""
    beads = catalogue.activities["threading"].materials
    own = with_activity(catalogue)
    assert picture_of("own-idea", own) == pictures_of("materials", next(iter(beads)))[0]
    own = with_activity(catalogue, materials={}, routines=("bedtime",))
    assert picture_of("own-idea", own) == picture("bedtime")
    own = with_activity(catalogue, materials={}, routines=())
    assert picture_of("own-idea", own) == picture("sit-chair")


def test_what_is_not_there_has_no_drawing(catalogue):
    assert pictures_of("materials", "no-such-thing") == ()
    with pytest.raises(KeyError):
        picture("no-such-drawing")
    with pytest.raises(KeyError):
        picture_of("no-such-activity", catalogue)
