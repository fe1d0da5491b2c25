"""
What was compiled, kept in the user's cache folder.

A cache holds data only, is made anew when any file it came from changes or when its content
is not what was written, and may vanish or be unwritable without harm.
"""

import json
import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

Parts = Mapping[str, bytes]
FORMAT = "motorplan.cache/2"


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
    target = home / f"{kind}-{_digest(str(source.resolve()).encode())[:16]}.cache"
    parts = _read(target, signature)
    if parts is None:
        parts = make()
        _write(target, signature, parts)
    return parts


def signature_of(folders: Iterable[Path], more: str = "") -> str:
    """Return a digest of names, sizes and times of all files in *folders*, and of *more*."""
    rows = [more]
    for folder in folders:
        for place, _, names in os.walk(folder):
            for name in names:
                if name.endswith((".toml", ".py")):
                    stat = (path := Path(place, name)).stat()
                    rows.append(f"{path}:{stat.st_size}:{stat.st_mtime_ns}")
    return _digest("\n".join(sorted(rows)).encode())


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _home() -> Path | None:
    """Return the user's cache folder for motorplan, or None where there is none."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if base:
        return Path(base) / "motorplan"
    try:
        return Path.home() / ".cache" / "motorplan"
    except RuntimeError:
        return None


def _read(target: Path, signature: str) -> Parts | None:
    """Return the parts in *target*: a line that names them and their sizes, then their bytes."""
    try:
        head, _, body = target.read_bytes().partition(b"\n")
        said = json.loads(head)
        if [FORMAT, signature, _digest(body)] != said[:3]:
            return None
        parts, at = {}, 0
        for name, size in said[3].items():
            parts[name] = body[at : at + size]
            at += size
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return parts


def _write(target: Path, signature: str, parts: Parts) -> None:
    """Write aside and rename; a cache that cannot be written is no matter."""
    body = b"".join(parts.values())
    sizes = {name: len(part) for name, part in parts.items()}
    head = json.dumps([FORMAT, signature, _digest(body), sizes])
    aside = target.with_suffix(f".{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside.write_bytes(head.encode() + b"\n" + body)
        aside.replace(target)
    except OSError:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
