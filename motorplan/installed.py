"""
Catalogues that other packages bring, found by their metadata alone.

``importlib.metadata`` would cost a third of a cold start; the few files it would read are
looked at here, and nothing of the packages themselves is imported or run.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

GROUP = "motorplan.catalogues"
METADATA = (".dist-info", ".egg-info")


def installed_catalogues() -> list[tuple[str, Path]]:
    """
    Return name and folder of every installed catalogue, in order of name.

    A package names one in its entry points::

        [project.entry-points."motorplan.catalogues"]
        swings = "swings_for_all.activities"

    The folder is where that package keeps its files. Of two with one name the first on the
    path counts; a package that cannot be found leaves a folder that is not there.
    """
    found: dict[str, Path] = {}
    for place in sys.path:
        for name, package in _entries_in(place or "."):
            if name not in found:
                found[name] = _folder_of(package, place)
    return sorted(found.items())


def _entries_in(place: str) -> Iterator[tuple[str, str]]:
    """Yield name and package of the entries of all distributions in *place*."""
    try:
        with os.scandir(place) as entries:
            names = sorted(entry.name for entry in entries if entry.name.endswith(METADATA))
    except OSError:
        return
    for name in names:
        yield from _entries_of(os.path.join(place, name, "entry_points.txt"))  # noqa: PTH118 - cheap


def _entries_of(file: str) -> Iterator[tuple[str, str]]:
    """Yield name and package of the entries in one ``entry_points.txt``."""
    try:
        with open(file, encoding="utf-8") as lines:  # noqa: PTH123 - cheap
            text = lines.read()
    except (OSError, UnicodeDecodeError):
        return
    if GROUP not in text:
        return
    group = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            group = line.strip("[] ")
        elif group == GROUP and "=" in line and not line.startswith(("#", ";")):
            name, _, package = line.partition("=")
            yield name.strip(), package.partition(":")[0].strip()


def _folder_of(package: str, place: str) -> Path:
    """Return the folder of a dotted *package*, found without running any of its code."""
    from importlib.util import find_spec

    top, *inner = parts = package.split(".")
    if not all(map(str.isidentifier, parts)):
        return Path(place, f"{package.replace(os.sep, '.')} is no package")
    try:
        spec = find_spec(top)
    except (ImportError, ValueError):
        spec = None
    bases = list(spec.submodule_search_locations or ()) if spec else []
    bases = bases or [str(Path(place, top))]
    folders = [Path(base, *inner) for base in bases]
    return next((folder for folder in folders if folder.is_dir()), folders[0])
