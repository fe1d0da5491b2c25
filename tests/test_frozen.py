"""Classes of motorplan behave as those of ``attrs.frozen`` do."""

import pickle
from typing import ClassVar

import attrs
import pytest

from motorplan.frozen import evolve, field, frozen, parts_of


def classes(make, declare):
    """Return the same two classes, made by *make* with fields by *declare*."""

    @make
    class Place:
        east: int
        north: int = 0
        size: ClassVar[int] = 2

    @make(kw_only=True)
    class Thing:
        name: str
        tags: tuple[str, ...] = ()
        at: Place | None = declare(default=None, metadata={"key": "where"})
        held: dict[str, int] = declare(factory=dict)
        last: float

    return Place, Thing


OURS, THEIRS = classes(frozen, field), classes(attrs.frozen, attrs.field)
CALLS = [
    (0, (), {}),
    (0, (1,), {}),
    (0, (1, 2), {}),
    (0, (1, 2, 3), {}),
    (0, (1,), {"east": 1}),
    (0, (1,), {"east": 1, "north": 3}),
    (0, (1,), {"north": 3}),
    (0, (), {"east": 1, "size": 2}),
    (0, (), {"north": 1}),
    (1, ("a",), {}),
    (1, (), {"name": "a"}),
    (1, (), {"name": "a", "last": 1.0}),
    (1, (), {"last": 1.0, "name": "a", "held": {"b": 1}}),
    (1, (), {"name": "a", "last": 1.0, "where": None}),
    (1, (), {"name": "a", "lost": 1.0}),
]


def answer(kinds, which, arguments, named):
    """Return what is made as text and values, or the error."""
    try:
        made = kinds[which](*arguments, **named)
    except TypeError as error:
        return str(error)
    names = [f.name for f in attrs.fields(type(made))]
    return repr(made).replace("classes.<locals>.", ""), [getattr(made, name) for name in names]


@pytest.mark.parametrize(("which", "arguments", "named"), CALLS)
def test_calls_take_and_refuse_what_attrs_does(which, arguments, named):
    """The first call finds a class that attrs has not made yet, the second one that it has."""
    ours = classes(frozen, field)
    expected = answer(THEIRS, which, arguments, named)
    for _ in range(2):
        assert answer(ours, which, arguments, named) == expected


def test_things_of_a_class_are_equal_by_value_and_of_two_classes_never():
    place, thing = OURS
    assert place(1) == place(east=1, north=0) != place(2)
    assert hash(place(1)) == hash(place(1, 0))
    assert place(1) != THEIRS[0](1)
    with pytest.raises(TypeError):
        hash(thing(name="a", last=1.0))


def test_nothing_is_changed_but_by_a_copy():
    place, thing = OURS
    held = thing(name="a", last=1.0, at=place(1))
    for change in (lambda: setattr(held, "name", "b"), lambda: delattr(held, "name")):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            change()
    assert evolve(held, name="b") == thing(name="b", last=1.0, at=place(1)) != held
    assert evolve(held, name="b") == attrs.evolve(held, name="b")
    with pytest.raises(TypeError):
        evolve(held, nam="b")


def test_every_thing_has_a_container_of_its_own():
    _, thing = classes(frozen, field)
    first, second = (thing(name="a", last=1.0) for _ in range(2))
    assert first.held is not second.held


def test_things_outlive_the_making_of_their_class_and_travel():
    """What was built before attrs made the class is the same as what is built after."""
    before, word = Level("a", "A"), repr(Level("a", "A"))
    fields = attrs.fields(Level)
    assert repr(before) == word == repr(Level("a", "A"))
    assert before == Level("a", "A") == pickle.loads(pickle.dumps(before))  # noqa: S301 - our own bytes
    assert [f.name for f in fields] == ["id", "name"]


@frozen
class Level:
    """A class that can be found by its name, which travelling takes."""

    id: str
    name: str = ""


def test_attrs_knows_the_same_fields():
    for ours, theirs in zip(OURS, THEIRS, strict=True):
        known = [(p.name, p.kind, dict(p.metadata), p.is_needed) for p in parts_of(ours)]
        for kind in (ours, theirs):
            fields = attrs.fields(kind)
            asked = [(f.name, f.type, f.metadata, f.default is attrs.NOTHING) for f in fields]
            assert [(n, m, d) for n, _, m, d in asked] == [(n, m, d) for n, _, m, d in known]
        assert [f.type for f in attrs.fields(ours)] == [kind for _, kind, _, _ in known]
