"""
The one way in which classes of motorplan are made: frozen attrs.

attrs writes and compiles comparison and representation anew for every class, a fifth of a
cold start, and builds a class with slots twice. Here all classes share one of each and have
no slots; nothing else differs from ``attrs.frozen``.
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
        compares = options.pop("eq", True)
        made = attrs.frozen(kind, repr=False, eq=False, slots=False, **options)
        made.__repr__ = _shown
        if compares:
            made.__eq__, made.__hash__ = _same, _hashed
        return made


__all__ = ["frozen"]


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
