"""Every model object goes to JSON and back, whatever it holds."""

import importlib
import json
import pkgutil
from datetime import date, time
from types import NoneType
from typing import Literal, get_args, get_origin

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import motorplan.model
from motorplan.converting.values import structure, unstructure
from motorplan.errors import Problem
from motorplan.model.nodes import Node
from motorplan.sources import Source
from motorplan.vocabulary import Level

pytestmark = pytest.mark.law
EXAMPLES = 40
SCALARS = {
    str: st.text(max_size=8),
    int: st.integers(-(10**6), 10**6),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    date: st.dates(),
    time: st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    Level: st.sampled_from(Level),
    NoneType: st.none(),
}


def classes():
    """Return every attrs class of the model, found by looking, and the three beside it."""
    found = {Node, Problem, Source}
    for info in pkgutil.iter_modules(motorplan.model.__path__):
        module = importlib.import_module(f"motorplan.model.{info.name}")
        found |= {
            kind
            for kind in vars(module).values()
            if isinstance(kind, type) and attrs.has(kind) and kind.__module__ == module.__name__
        }
    return sorted(found, key=lambda kind: kind.__name__)


def values_of(kind):
    """Return a strategy of the values that a field of type *kind* may hold."""
    if kind in SCALARS:
        return SCALARS[kind]
    if attrs.has(kind):
        return st.builds(kind, **{f.name: values_of(f.type) for f in attrs.fields(kind)})
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Literal:
        return st.sampled_from(inner)
    if origin is tuple:
        return st.lists(values_of(inner[0]), max_size=2).map(tuple)
    if origin is dict:
        return st.dictionaries(values_of(inner[0]), values_of(inner[1]), max_size=2)
    return st.one_of(*(values_of(option) for option in inner))


def test_the_classes_are_found():
    names = {kind.__name__ for kind in classes()}
    assert {"Child", "Activity", "Plan", "Today", "Why", "Understood", "Rule", "Skill"} <= names


@pytest.mark.parametrize("kind", classes(), ids=lambda kind: kind.__name__)
def test_an_object_goes_to_json_and_back(kind):
    """Whole, as other programs read it, and without its defaults, as the catalogue keeps it."""

    @settings(max_examples=EXAMPLES)
    @given(values_of(kind))
    def there_and_back(value):
        text = json.dumps(unstructure(value))
        assert structure(json.loads(text), kind, "json") == value
        short = json.dumps(unstructure(value, sparse=True))
        assert structure(json.loads(short), kind, "json") == value
        assert structure(json.loads(short), kind, "trusted") == value

    there_and_back()
