"""
What was compiled, kept in the user's cache folder.

A cache holds data only, is made anew when any file it came from changes or when its content
is not what was written, and may vanish or be unwritable without harm.
"""

import json
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from zlib import crc32

from motorplan.hashing import digest

Parts = Mapping[str, bytes]
FORMAT = "motorplan.cache/3"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


def kept(kind: str, source: Path, signature: str, make: Callable[[], Parts]) -> Parts:
    """
    Return what *make* returns, from the cache while *signature* is the same.

    Args:
        kind: First part of the file's name.

        source: The folder it is made from; tells caches of one kind apart.

        signature: Changes with everything that the result depends on.

        make: Compiles it.
    """
    home = _home()
    if home is None:
        return make()
    target = home / f"{kind}-{digest(str(source.resolve()).encode())[:16]}.cache"
    parts = _read(target, signature)
    if parts is None:
        parts = make()
        _write(target, signature, parts)
    return parts


def signature_of(folders: Iterable[Path], more: str = "") -> str:
    """Return a digest of names, sizes and times of all files in *folders*, and of *more*."""
    rows = [row for folder in folders for row in _rows_of(str(folder))]
    return digest("\n".join([more, *sorted(rows)]).encode(errors="surrogateescape"))


def _rows_of(folder: str) -> Iterator[str]:
    """Yield name, size and time of each file below *folder*; a link to nowhere by name alone."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _rows_of(entry.path)
            elif entry.name.endswith((".toml", ".py")):
                try:
                    found = entry.stat()
                except OSError:
                    yield entry.path
                else:
                    yield f"{entry.path}:{found.st_size}:{found.st_mtime_ns}"


def _home() -> Path | None:
    """Return the user's cache folder for motorplan, or None where there is none."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if base and os.path.isabs(base):  # noqa: PTH117 - a text, not yet a path
        return Path(base) / "motorplan"
    try:
        return Path.home() / ".cache" / "motorplan"
    except RuntimeError:
        return None


def _read(target: Path, signature: str) -> Parts | None:
    """Return the parts in *target*: a line with name, size and sum of each, then their bytes."""
    try:
        if not _is_own(target):
            return None
        with target.open("rb") as file:
            form, made_from, sizes = json.loads(file.readline())
            if (form, made_from) != (FORMAT, signature):
                return None
            parts = {name: file.read(size) for name, (size, _) in sizes.items()}
        if any(crc32(parts[name]) != total for name, (_, total) in sizes.items()):
            return None
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return parts


def _is_own(target: Path) -> bool:
    """Return whether *target* is a plain file that this user alone may write."""
    found = target.lstat()
    if not stat.S_ISREG(found.st_mode):
        return False
    mine = not hasattr(os, "getuid") or found.st_uid == os.getuid()
    return mine and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _write(target: Path, signature: str, parts: Parts) -> None:
    """Write aside and rename; a cache that cannot be written is no matter."""
    sizes = {name: (len(part), crc32(part)) for name, part in parts.items()}
    head = json.dumps([FORMAT, signature, sizes])
    aside = target.with_suffix(f".{os.getpid()}.tmp")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(aside, _NEW, 0o600), "wb") as file:
            file.writelines((head.encode(), b"\n", *parts.values()))
        aside.replace(target)
    except OSError:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
