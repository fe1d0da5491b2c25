"""
The one way in which classes of motorplan are made: frozen attrs.

attrs writes and compiles methods anew for every class, and every cold start pays for it. Here
all classes share one comparison and one representation, have no slots, and are made by attrs
when they are first used, so that what a command does not need is not made. Nothing else
differs from ``attrs.frozen``.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from attrs import frozen
else:
    import attrs

    def frozen(kind: type | None = None, **options: Any) -> Any:
        """Return *kind* as a frozen attrs class; *options* are those of ``attrs.frozen``."""
        if kind is None:
            return lambda later: frozen(later, **options)
        if options.pop("eq", True):
            kind.__eq__, kind.__hash__ = _same, _hashed
        kind.__repr__ = _shown
        kind.__init__ = _first
        kind.__attrs_attrs__ = _Later(kind, options)
        return kind

    class _Later:
        """Stands where attrs keeps the fields of a class; asked for them, it has it made."""

        def __init__(self, kind: type, options: dict[str, Any]) -> None:
            self.kind, self.options = kind, options

        def __get__(self, _: object, __: type) -> Any:
            del self.kind.__init__, self.kind.__attrs_attrs__
            attrs.frozen(self.kind, repr=False, eq=False, slots=False, **self.options)
            return self.kind.__attrs_attrs__


__all__ = ["frozen"]


def _first(self: Any, *arguments: Any, **named: Any) -> None:
    """Have the class made, and begin again with its own ``__init__``."""
    _ = type(self).__attrs_attrs__
    self.__init__(*arguments, **named)


def _values(thing: Any) -> tuple[Any, ...]:
    return tuple(getattr(thing, field.name) for field in thing.__attrs_attrs__)


def _same(self: Any, other: object) -> Any:
    if type(self) is not type(other):
        return NotImplemented
    return _values(self) == _values(other)


def _hashed(self: Any) -> int:
    return hash((type(self), *_values(self)))


def _shown(self: Any) -> str:
    shown = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in self.__attrs_attrs__)
    return f"{type(self).__name__}({shown})"
