"""
The one strict converter between plain data and model objects.

It demands exact types (``5`` is no text, ``true`` no number, a text no list), refuses keys
that nothing goes by, and collects all misfits of a value before it gives up. Data that
motorplan itself compiled is trusted and only rebuilt.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from motorplan.errors import did_you_mean
from motorplan.frozen import Part, evolve, frozen, is_frozen, parts_of
from motorplan.vocabulary import LEVELS, Level

T = TypeVar("T")
Path = tuple[str | int, ...]
Hook = Callable[[Any], Any]
Mode = Literal["toml", "json", "trusted"]


@frozen
class Misfit:
    """A value that does not fit: where, what kind of misfit, what to say, what to do."""

    path: Path
    code: str
    message: str
    remedy: str

    def within(self, key: str | int) -> "Misfit":
        """Return the misfit as seen from the value that holds *key*."""
        return evolve(self, path=(key, *self.path))


class Misfits(Exception):
    """All misfits of one value."""

    def __init__(self, *misfits: Misfit) -> None:
        super().__init__("; ".join(m.message for m in misfits))
        self.misfits = misfits


def structure(data: object, kind: type[T], mode: Mode = "toml") -> T:
    """
    Return *data* as an object of class *kind*.

    Args:
        data: Plain data as read from TOML or JSON.

        kind: A frozen class.

        mode: ``toml`` refuses unknown keys; ``json`` reads dates from text and ignores
            unknown keys, as readers of a growing format must; ``trusted`` rebuilds what
            :func:`unstructure` made, without looking.

    Raises:
        Misfits: With every value that does not fit.
    """
    wanted: Any = kind
    result: T = _hook(wanted, mode)(data)
    return result


def unstructure(value: object, *, sparse: bool = False) -> Any:
    """
    Return *value* as plain data: dictionaries, lists, text, numbers, true, false, None.

    Args:
        value: A model object or a container of them.

        sparse: Leave out what equals its default.
    """
    if type(value) in _PLAIN:
        return value
    if isinstance(value, Mapping):
        return {key: unstructure(v, sparse=sparse) for key, v in value.items()}
    if isinstance(value, tuple | list):
        return [unstructure(v, sparse=sparse) for v in value]
    if isinstance(value, Level | date | time):
        return _worded(value)
    return _row(value, sparse=sparse)


_PLAIN = frozenset({str, int, float, bool, NoneType})


def _worded(value: Level | date | time) -> str:
    if isinstance(value, Level):
        return value.id
    return value.isoformat("minutes") if isinstance(value, time) else value.isoformat()


def _row(value: Any, *, sparse: bool) -> dict[str, Any]:
    row = {}
    kind: Any = type(value)
    for key, name, field in _written(kind):
        held = getattr(value, name)
        if not (sparse and held == field.usual()):
            row[key] = unstructure(held, sparse=sparse)
    return row


@cache
def _written(kind: Any) -> tuple[tuple[str, str, Part], ...]:
    """Return key, name and field of every part of a frozen class, looked up once."""
    return tuple((_key(field), field.name, field) for field in parts_of(kind))


def _key(field: Part) -> str:
    return str(field.metadata.get("key", field.name))


@cache
def _hook(kind: Any, mode: Mode) -> Hook:
    """Return what builds a value of *kind* in *mode*; made once."""
    if kind in _SCALARS:
        return _scalar(kind, mode)
    if kind is Level:
        return _level(mode)
    if _is_union(kind):
        return _union(kind, mode)
    origin = get_origin(kind)
    makers = {Literal: _word, tuple: _list, dict: _table}
    return makers[origin](kind, mode) if origin in makers else _class(kind, mode)


_SCALARS: dict[Any, str] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a date like 2026-11-30",
    time: "a time like 09:40",
}
_SAMPLES: dict[Any, str] = {
    str: '"some words"',
    int: "15",
    float: "0.5",
    bool: "true",
    date: "2026-11-30",
    time: '"09:40"',
    Level: '"independent"',
}


_ENDING, A_LIST, _TABLE = "a number that ends", 'a list like ["one", "two"]', "a table"


def _is_union(kind: Any) -> bool:
    return get_origin(kind) in {Union, UnionType}


def _named(value: object) -> str:
    """Return what *value* is, in words a person uses."""
    for kind, name in ((bool, "true or false"), (datetime, "a date with a time")):
        if isinstance(value, kind):
            return name
    names = {dict: "a table", list: "a list", NoneType: "nothing"}
    return _SCALARS.get(type(value)) or names.get(type(value), type(value).__name__)


def _misfit_of(wanted: str, value: object, remedy: str) -> Misfits:
    message = f"this has to be {wanted}, not {_named(value)}."
    return Misfits(Misfit((), "wrong-type", message, remedy))


def _sample(kind: Any) -> str:
    """Return a value of *kind* as a person would write it."""
    if kind in _SAMPLES:
        return _SAMPLES[kind]
    inner = get_args(kind)
    if get_origin(kind) is Literal:
        return f'"{inner[0]}"'
    if get_origin(kind) is tuple:
        return f"[{_sample(inner[0])}]"
    if _is_union(kind):
        return _sample(next(option for option in inner if option is not NoneType))
    if get_origin(kind) is dict:
        key = inner[0]
        return f"{{ {get_args(key)[0] if get_args(key) else 'id'} = {_sample(inner[1])} }}"
    needed = [f for f in parts_of(kind) if f.is_needed]
    pairs = [f"{_key(f)} = {_sample(f.kind)}" for f in needed or parts_of(kind)[:1]]
    return f"{{ {', '.join(pairs)} }}"


def _like(kind: Any) -> str:
    return f"Write it like {_sample(kind)}"


def _adding(key: str, kind: Any) -> str:
    """Return how to add the *key* that is missing, as a person would write it."""
    inner = get_args(kind)
    if get_origin(kind) is tuple and is_frozen(inner[0]):
        needed = [f for f in parts_of(inner[0]) if f.is_needed]
        lines = " and ".join(f"{_key(f)} = {_sample(f.kind)}" for f in needed)
        return f"Add [[{key}]] and below it: {lines}"
    return f"Add it, for example: {key} = {_sample(kind)}"


def _same(value: Any) -> Any:
    return value


def _scalar(kind: Any, mode: Mode) -> Hook:
    if mode != "toml" and kind in {date, time}:
        return _from_text(kind)
    if mode == "trusted":
        return _same
    allowed = {int, float} if kind is float else {kind}

    def hook(value: Any) -> Any:
        if type(value) not in allowed:
            raise _misfit_of(_SCALARS[kind], value, _like(kind))
        if kind is float and not isfinite(value):
            raise _misfit_of(_ENDING, value, _like(kind))
        return float(value) if kind is float else value

    return hook


def _from_text(kind: Any) -> Hook:
    def hook(value: Any) -> Any:
        try:
            return kind.fromisoformat(value)
        except (TypeError, ValueError):
            raise _misfit_of(_SCALARS[kind], value, _like(kind)) from None

    return hook


def _word(kind: Any, mode: Mode) -> Hook:
    return _same if mode == "trusted" else _one_of(get_args(kind))


def _one_of(known: tuple[str, ...]) -> Hook:
    wanted = f"one of {', '.join(known)}"

    def hook(value: Any) -> Any:
        if type(value) is not str:
            raise _misfit_of(wanted, value, f'Write it like "{known[0]}"')
        if value not in known:
            hint = did_you_mean(value, list(known)) or f"Use one of: {', '.join(known)}."
            raise Misfits(Misfit((), "unknown-word", f'"{value}" is not known here.', hint))
        return value

    return hook


def _level(mode: Mode) -> Hook:
    if mode == "trusted":
        return LEVELS.__getitem__
    check = _one_of(tuple(LEVELS))
    return lambda value: LEVELS[check(value)]


def _union(kind: Any, mode: Mode) -> Hook:
    """Return a hook for ``X | None``, or for a clock time or a word for it."""
    options = [option for option in get_args(kind) if option is not NoneType]
    inner = _hook(options[-1], mode)
    nullable = len(options) < len(get_args(kind)) and mode != "toml"

    def hook(value: Any) -> Any:
        if value is None and nullable:
            return None
        if time in options and (clock := _clock(value)) is not None:
            return clock
        return inner(value)

    return hook


def _clock(value: Any) -> time | None:
    if isinstance(value, time):
        return value
    try:
        return time.fromisoformat(value) if ":" in value else None
    except (TypeError, ValueError):
        return None


def _gathered(entries: "Iterable[tuple[str | int, Any]]", hook: Hook) -> list[Any]:
    """Return every entry through *hook*, or raise the misfits of all of them."""
    found, misfits = [], []
    for key, value in entries:
        try:
            found.append(hook(value))
        except Misfits as error:
            misfits += [m.within(key) for m in error.misfits]
    if misfits:
        raise Misfits(*misfits)
    return found


_TWO = "Write it with two brackets: [[...]]."


def _list(kind: Any, mode: Mode) -> Hook:
    inner = get_args(kind)[0]
    hook = _hook(inner, mode)
    if mode == "trusted":
        return tuple if hook is _same else lambda value: tuple([hook(v) for v in value])

    def strict(value: Any) -> Any:
        if type(value) is dict:
            is_tables = is_frozen(inner)
            wanted, way = ("a list of tables", _TWO) if is_tables else (A_LIST, _like(kind))
            raise _misfit_of(wanted, value, way)
        if type(value) is not list:
            raise _misfit_of(A_LIST, value, _like(kind))
        return tuple(_gathered(enumerate(value), hook))

    return strict


def _table(kind: Any, mode: Mode) -> Hook:
    key_kind, inner = get_args(kind)
    hook = _hook(inner, mode)
    if mode == "trusted":
        return _same if hook is _same else lambda value: {k: hook(v) for k, v in value.items()}
    key_hook = _hook(key_kind, mode)

    def strict(value: Any) -> Any:
        if type(value) is not dict:
            raise _misfit_of(_TABLE, value, _like(kind))
        _gathered([(k, k) for k in value], key_hook)
        return dict(zip(value, _gathered(value.items(), hook), strict=True))

    return strict


def _class(kind: Any, mode: Mode) -> Hook:
    if mode == "trusted":
        return _rebuilt(kind)
    fields = {
        _key(f): (f.name, _hook(f.kind, mode), f)
        for f in parts_of(kind)
        if mode == "json" or f.metadata.get("written", True)
    }

    def strict(value: Any) -> Any:
        if type(value) is not dict:
            raise _misfit_of(_TABLE, value, _like(kind))
        misfits, given = [], {}
        for key, held in value.items():
            if key not in fields:
                if mode == "toml":
                    misfits.append(_unknown_key(key, list(fields)))
                continue
            name, hook, _ = fields[key]
            try:
                given[name] = hook(held)
            except Misfits as error:
                misfits += [m.within(key) for m in error.misfits]
        misfits += [
            Misfit((key,), "missing-key", f'"{key}" is missing.', _adding(key, field.kind))
            for key, (_, _, field) in fields.items()
            if field.is_needed and key not in value
        ]
        if misfits:
            raise Misfits(*misfits)
        return kind(**given)

    return strict


def _rebuilt(kind: Any) -> Hook:
    """Return what rebuilds a *kind*, going through those of its parts alone that change."""
    hooks = [(_key(f), f.name, _hook(f.kind, "trusted")) for f in parts_of(kind)]
    changing = [row for row in hooks if row[2] is not _same or row[0] != row[1]]

    def rebuild(row: Any) -> Any:
        given = {**row}
        for key, name, hook in changing:
            if key in row:
                value = given.pop(key)
                given[name] = value if value is None else hook(value)
        return kind(**given)

    return rebuild


def _unknown_key(key: str, known: list[str]) -> Misfit:
    hint = did_you_mean(key, known) or f"Keys here: {', '.join(known)}."
    return Misfit((key,), "unknown-key", f'"{key}" is not a key that motorplan knows.', hint)
