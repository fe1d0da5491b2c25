"""
The one strict converter between plain data and model objects.

It demands exact types (``5`` is no text, ``true`` no number, a text no list), refuses keys
that nothing goes by, and collects all misfits of a value before it gives up. Data that
motorplan itself compiled is trusted and only rebuilt.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

from cattrs import BaseConverter

from motorplan.errors import did_you_mean
from motorplan.frozen import Part, evolve, frozen, is_frozen, parts_of
from motorplan.vocabulary import LEVELS, Level

T = TypeVar("T")
Path = tuple[str | int, ...]
Hook = Callable[[Any, Any], Any]
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
    result: T = _converter(mode).structure(data, kind)
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
    """Return key, name and field of every part of an attrs class, looked up once."""
    return tuple((_key(field), field.name, field) for field in parts_of(kind))


def _key(field: Part) -> str:
    return str(field.metadata.get("key", field.name))


@cache
def _converter(mode: Mode) -> BaseConverter:
    """Return the converter of *mode*, its hooks looked up once per class."""
    converter = BaseConverter()

    def register(matches: Callable[[Any], bool], make: Callable[[Any], Hook]) -> None:
        converter.register_structure_hook_factory(matches, make)

    for kind in _SCALARS:
        converter.register_structure_hook(kind, _scalar(kind, mode))
    converter.register_structure_hook(Level, _level(mode))
    register(lambda t: get_origin(t) is Literal, lambda t: _word(get_args(t), mode))
    register(_is_union, lambda t: _union(t, converter, mode))
    register(lambda t: get_origin(t) is tuple, lambda t: _list(t, converter, mode))
    register(lambda t: get_origin(t) is dict, lambda t: _table(t, converter, mode))
    register(is_frozen, lambda t: _class(t, converter, mode))
    return converter


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


def _same(value: Any, _: Any) -> Any:
    return value


def _scalar(kind: Any, mode: Mode) -> Hook:
    if mode != "toml" and kind in {date, time}:
        return _from_text(kind)
    if mode == "trusted":
        return _same
    allowed = {int, float} if kind is float else {kind}

    def hook(value: Any, _: Any) -> Any:
        if type(value) not in allowed:
            raise _misfit_of(_SCALARS[kind], value, _like(kind))
        if kind is float and not isfinite(value):
            raise _misfit_of(_ENDING, value, _like(kind))
        return float(value) if kind is float else value

    return hook


def _from_text(kind: Any) -> Hook:
    def hook(value: Any, _: Any) -> Any:
        try:
            return kind.fromisoformat(value)
        except (TypeError, ValueError):
            raise _misfit_of(_SCALARS[kind], value, _like(kind)) from None

    return hook


def _word(known: tuple[str, ...], mode: Mode) -> Hook:
    if mode == "trusted":
        return _same

    wanted = f"one of {', '.join(known)}"

    def hook(value: Any, _: Any) -> Any:
        if type(value) is not str:
            raise _misfit_of(wanted, value, f'Write it like "{known[0]}"')
        if value not in known:
            hint = did_you_mean(value, list(known)) or f"Use one of: {', '.join(known)}."
            raise Misfits(Misfit((), "unknown-word", f'"{value}" is not known here.', hint))
        return value

    return hook


def _level(mode: Mode) -> Hook:
    check = _word(tuple(LEVELS), "trusted" if mode == "trusted" else mode)
    return lambda value, kind: LEVELS[check(value, kind)]


def _union(kind: Any, converter: BaseConverter, mode: Mode) -> Hook:
    """Return a hook for ``X | None``, or for a clock time or a word for it."""
    options = [option for option in get_args(kind) if option is not NoneType]
    inner = converter.get_structure_hook(options[-1])
    nullable = len(options) < len(get_args(kind)) and mode != "toml"

    def hook(value: Any, _: Any) -> Any:
        if value is None and nullable:
            return None
        if time in options and (clock := _clock(value)) is not None:
            return clock
        return inner(value, options[-1])

    return hook


def _clock(value: Any) -> time | None:
    if isinstance(value, time):
        return value
    try:
        return time.fromisoformat(value) if ":" in value else None
    except (TypeError, ValueError):
        return None


def _gathered(entries: "list[tuple[str | int, Any]]", hook: Hook, kind: Any) -> list[Any]:
    """Return every entry through *hook*, or raise the misfits of all of them."""
    found, misfits = [], []
    for key, value in entries:
        try:
            found.append(hook(value, kind))
        except Misfits as error:
            misfits += [m.within(key) for m in error.misfits]
    if misfits:
        raise Misfits(*misfits)
    return found


_TWO = "Write it with two brackets: [[...]]."


def _list(kind: Any, converter: BaseConverter, mode: Mode) -> Hook:
    inner = get_args(kind)[0]
    hook = converter.get_structure_hook(inner)
    if mode == "trusted":
        if hook is _same:
            return lambda value, _: tuple(value)
        return lambda value, _: tuple([hook(v, inner) for v in value])

    def strict(value: Any, _: Any) -> Any:
        if type(value) is dict:
            is_tables = is_frozen(inner)
            wanted, way = ("a list of tables", _TWO) if is_tables else (A_LIST, _like(kind))
            raise _misfit_of(wanted, value, way)
        if type(value) is not list:
            raise _misfit_of(A_LIST, value, _like(kind))
        return tuple(_gathered(list(enumerate(value)), hook, inner))

    return strict


def _table(kind: Any, converter: BaseConverter, mode: Mode) -> Hook:
    key_kind, inner = get_args(kind)
    hook = converter.get_structure_hook(inner)
    if mode == "trusted":
        if hook is _same:
            return _same
        return lambda value, _: {k: hook(v, inner) for k, v in value.items()}
    key_hook = converter.get_structure_hook(key_kind)

    def strict(value: Any, _: Any) -> Any:
        if type(value) is not dict:
            raise _misfit_of(_TABLE, value, _like(kind))
        _gathered([(k, k) for k in value], key_hook, key_kind)
        return dict(zip(value, _gathered(list(value.items()), hook, inner), strict=True))

    return strict


def _class(kind: Any, converter: BaseConverter, mode: Mode) -> Hook:
    fields = {
        _key(f): (f.name, converter.get_structure_hook(f.kind), f.kind, f.is_needed)
        for f in parts_of(kind)
        if mode != "toml" or f.metadata.get("written", True)
    }
    if mode == "trusted":
        return lambda row, _: kind(
            **{
                (found := fields[key])[0]: value
                if found[1] is _same or value is None
                else found[1](value, found[2])
                for key, value in row.items()
            }
        )

    def strict(value: Any, _: Any) -> Any:
        if type(value) is not dict:
            raise _misfit_of(_TABLE, value, _like(kind))
        misfits, given = [], {}
        for key, held in value.items():
            if key not in fields:
                if mode == "toml":
                    misfits.append(_unknown_key(key, list(fields)))
                continue
            name, hook, inner, _ = fields[key]
            try:
                given[name] = hook(held, inner)
            except Misfits as error:
                misfits += [m.within(key) for m in error.misfits]
        misfits += [
            Misfit((key,), "missing-key", f'"{key}" is missing.', _adding(key, field[2]))
            for key, field in fields.items()
            if field[3] and key not in value
        ]
        if misfits:
            raise Misfits(*misfits)
        return kind(**given)

    return strict


def _unknown_key(key: str, known: list[str]) -> Misfit:
    hint = did_you_mean(key, known) or f"Keys here: {', '.join(known)}."
    return Misfit((key,), "unknown-key", f'"{key}" is not a key that motorplan knows.', hint)
