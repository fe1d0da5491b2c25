"""
The one way in which classes of motorplan are made: frozen attrs.

attrs writes and compiles methods anew for every class, and every cold start pays for that and
for attrs itself. Here all classes share their methods, have no slots, and are made by attrs
only when somebody asks for what attrs knows of them (``attrs.fields``, ``attrs.evolve`` …) or
calls them wrongly, so that the error is attrs' own. Nothing else differs from
``attrs.frozen``, and a type checker sees that alone.

What is not supported is what motorplan does without: validators, converters and
``__attrs_post_init__``.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, get_origin

T = TypeVar("T")
NOTHING: Any = object()
"""Stands for a default that is not there."""

if TYPE_CHECKING:
    from attrs import evolve, field, frozen
else:

    def frozen(kind: type | None = None, **options: Any) -> Any:
        """Return *kind* as a frozen class; *options* are those of ``attrs.frozen``."""
        if kind is None:
            return lambda later: frozen(later, **options)
        inherited = parts_of(kind) if is_frozen(kind) else ()
        kind.__parts__ = (*inherited, *_parts_in(kind))
        if options.pop("eq", True):
            kind.__eq__, kind.__hash__ = _same, _hashed
        kind.__repr__ = _shown
        kind.__init__ = _beginning(kind.__parts__, **options)
        kind.__setattr__ = kind.__delattr__ = _refuse
        kind.__attrs_attrs__ = _Later(kind, options)
        return kind

    def field(
        *,
        default: Any = NOTHING,
        factory: Callable[[], Any] | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> Any:
        """Return what the body of a frozen class says of a field."""
        said: dict[str, Any] = {"metadata": metadata or {}}
        if factory is not None:
            said["factory"] = factory
        elif default is not NOTHING:
            said["default"] = default
        return _Field(said)

    def evolve(thing: T, **changes: Any) -> T:
        """Return *thing* with *changes*."""
        held = {part.name: getattr(thing, part.name) for part in thing.__parts__}
        return type(thing)(**held | changes)


class Part:
    """
    One field of a frozen class.

    Attributes:
        kind: The type it was declared with.

        default: What it is when nothing is said, or :data:`NOTHING`.

        factory: Makes the default, or None where it is always the same.

        metadata: What else was said of it.
    """

    def __init__(self, name: str, kind: Any, said: Mapping[str, Any]) -> None:
        self.name, self.kind = name, kind
        self.factory: Callable[[], Any] | None = said.get("factory")
        self.default = said.get("default", NOTHING)
        self.metadata: Mapping[str, Any] = said.get("metadata", {})

    @property
    def is_needed(self) -> bool:
        """Whether it has to be said."""
        return self.default is NOTHING and self.factory is None

    def usual(self) -> Any:
        """Return what it is when nothing is said, or :data:`NOTHING`."""
        return self.factory() if self.factory else self.default


def parts_of(kind: type) -> tuple[Part, ...]:
    """Return the fields of a frozen class, in order."""
    found: tuple[Part, ...] = kind.__parts__  # type: ignore[attr-defined]  # frozen puts it there
    return found


def is_frozen(kind: object) -> bool:
    """Return whether *kind* is a class that :func:`frozen` made."""
    return isinstance(kind, type) and hasattr(kind, "__parts__")


class _Field:
    """What was said of a field in the body of a class."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        self.said = said


class _Later:
    """Stands where attrs keeps the fields of a class; asked for them, it has it made."""

    def __init__(self, kind: type, options: Mapping[str, Any]) -> None:
        self.kind, self.options = kind, options

    def __get__(self, _: object, __: type) -> Any:
        import attrs

        kind: Any = self.kind
        del kind.__init__, kind.__setattr__, kind.__delattr__, kind.__attrs_attrs__
        for name, held in list(vars(kind).items()):
            if isinstance(held, _Field):
                setattr(kind, name, attrs.field(**held.said))
        attrs.frozen(kind, repr=False, eq=False, slots=False, **self.options)
        return kind.__attrs_attrs__


def _parts_in(kind: type) -> Iterator[Part]:
    """Yield the fields that the body of *kind* declares."""
    declared: Any
    for name, declared in kind.__annotations__.items():
        if get_origin(declared) is not ClassVar:
            held = vars(kind).get(name, NOTHING)
            said = held.said if isinstance(held, _Field) else {"default": held}
            yield Part(name, declared, said)


def _beginning(parts: tuple[Part, ...], *, kw_only: bool = False, **_: object) -> Any:
    """Return the ``__init__`` of a class; what does not fit is left to attrs to refuse."""
    names = {part.name: None for part in parts}.keys()
    in_order = () if kw_only else tuple(names)
    usual = {p.name: p.default for p in parts if p.default is not NOTHING}
    made = [(p.name, p.factory) for p in parts if p.factory]

    def begin(self: Any, *arguments: Any, **named: Any) -> None:
        held, count = self.__dict__, len(arguments)
        held.update(usual)
        if count:
            held.update(zip(in_order, arguments))  # noqa: B905 - counted below
        held.update(named)
        for name, factory in made:
            if name not in held:
                held[name] = factory()
        is_twice = count and named and not named.keys().isdisjoint(in_order[:count])
        if is_twice or count > len(in_order) or held.keys() != names:
            _ = type(self).__attrs_attrs__
            self.__init__(*arguments, **named)

    return begin


def _refuse(*_: object) -> None:
    from attrs.exceptions import FrozenInstanceError

    raise FrozenInstanceError


def _values(thing: Any) -> tuple[Any, ...]:
    return tuple([getattr(thing, part.name) for part in thing.__parts__])


def _same(self: Any, other: object) -> Any:
    if type(self) is not type(other):
        return NotImplemented
    return _values(self) == _values(other)


def _hashed(self: Any) -> int:
    return hash((type(self), *_values(self)))


def _shown(self: Any) -> str:
    shown = ", ".join(f"{part.name}={getattr(self, part.name)!r}" for part in self.__parts__)
    return f"{type(self).__name__}({shown})"


__all__ = ["NOTHING", "Part", "evolve", "field", "frozen", "is_frozen", "parts_of"]
