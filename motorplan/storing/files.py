"""Files: read with care, written whole or not at all."""

import json
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from motorplan.errors import FileProblems, Problem

Tell = Callable[[str], None]
MOST_BYTES = 1_000_000
AGAIN = "Nobody writes these by hand; make it anew with: motorplan plan FILE --save"


def place_of_journal(child_file: str | Path) -> Path:
    """Return where the journal of a child file is kept: ``otter.journal`` beside it."""
    return Path(child_file).with_suffix(".journal")


def read_text(path: Path) -> str:
    """
    Return the text of a file of at most a megabyte; a byte order mark is dropped.

    Raises:
        FileProblems: If it is missing, a folder, too big, unreadable or not UTF-8.
    """
    try:
        if path.is_dir():
            way = "Name a file in it, for example: otter.toml"
            raise _problem(path, "a-folder", "this is a folder, not a file.", way)
        if path.exists() and not path.is_file():
            says = "this is no plain file."
            raise _problem(path, "no-file", says, "Save it as a file, and name that.")
        if path.stat().st_size > MOST_BYTES:
            says = "this file is over 1 MB; a motorplan file is a few kB."
            raise _problem(path, "too-big", says, "Name the file that you wrote.")
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        way = "Check the name, or make one with: motorplan new FILE"
        raise _problem(path, "missing", "there is no such file.", way) from None
    except UnicodeDecodeError as error:
        says = f"this is not UTF-8 text (byte {error.start + 1})."
        raise _problem(path, "not-utf-8", says, "Save it as UTF-8.") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a file name"
        says = f"this file cannot be read: {reason}."
        way = "Check its name, and that you may read it."
        raise _problem(path, "unreadable", says, way) from None


def toml_files(folder: Path) -> list[Path]:
    """
    Return the TOML files that lie in *folder*, in order of name; hidden ones are none.

    Raises:
        FileProblems: If there is no such folder, or it cannot be read.
    """
    if not folder.is_dir():
        says = "there is no such folder."
        raise _problem(folder, "missing", says, "Name the folder where the child files are.")
    try:
        found = (path for path in folder.iterdir() if path.suffix == ".toml")
        return sorted(path for path in found if not path.name.startswith("."))
    except OSError as error:
        says = f"this folder cannot be read: {error.strerror}."
        way = "Check that you may read it."
        raise _problem(folder, "unreadable", says, way) from None


def read_json(path: Path) -> dict[str, Any]:
    """
    Return the JSON object in a file.

    Raises:
        FileProblems: If it cannot be read, or is no JSON object.
    """
    text = read_text(path)
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        problem = Problem(
            file=str(path),
            line=error.lineno,
            code="not-json",
            message=f"this is not JSON: {error.msg.lower()}.",
            remedy=AGAIN,
        )
        raise FileProblems((problem,)) from None
    except ValueError:
        raise _problem(path, "not-json", "a number in it has too many digits.", AGAIN) from None
    except RecursionError:
        raise _problem(path, "too-deep", "this is nested too deeply.", AGAIN) from None
    if not isinstance(data, dict):
        raise _problem(path, "not-json", "this is no JSON object.", AGAIN)
    return data


def make_folder(folder: Path) -> None:
    """
    Make *folder*, for its owner alone, unless it is there.

    Raises:
        FileProblems: If it cannot be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        says = f"this folder cannot be made: {error.strerror}."
        raise _problem(folder, "unwritable", says, "Name another folder.") from None


def write_whole(path: Path, content: str | bytes) -> None:
    """
    Write *content* to *path* at once, so that no half file is ever seen.

    Args:
        path: Where to. Of a link, where it leads; what is no plain file (a device, a pipe)
            is written into as it is.

        content: Text, written as UTF-8 with Unix line ends, or bytes as they are; only its
            owner may read it.

    Raises:
        FileProblems: If it cannot be written; what was there stays as it was.
    """
    import tempfile

    aside, data = None, content.encode() if isinstance(content, str) else content
    try:
        path = path.resolve()
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        aside = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
        _settle(path.parent)
    except OSError as error:
        if aside is not None:
            aside.unlink(missing_ok=True)
        says = f"this cannot be written: {error.strerror}."
        way = "Check that the folder is there and that you may write to it."
        raise _problem(path, "unwritable", says, way) from None


def _settle(folder: Path) -> None:
    """Have the folder remember a new name even if the power goes; some systems cannot."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _problem(path: Path, code: str, says: str, way: str) -> FileProblems:
    return FileProblems((Problem(file=str(path), code=code, message=says, remedy=way),))
