"""
The short form of an activity: somebody's own idea, as it stands in the binder.

It has a name, the things it takes, and one grade with steps that trains nothing yet. Any key
of the full form may stand in it as well; what is left out is taken with care. What it may do
to a child is unknown until ``features`` says, and what is unknown is not planned for
everybody.
"""

from collections.abc import Callable, Mapping
from typing import Any

from motorplan.converting.values import Misfit
from motorplan.errors import did_you_mean
from motorplan.frozen import frozen

Data = dict[str, Any]

ACTIVITY: Mapping[str, Any] = {
    "domain": "participation",
    "settings": ["home", "classroom", "gym", "clinic"],
    "space": "room",
    "min_age_months": 36,
    "evidence": "consensus",
    "sources": [],
    "licence": "unstated",
}
"""What a short form is taken to say of the activity."""

GRADE: Mapping[str, Any] = {
    "id": "as-written",
    "trains": {},
    "minutes": 5,
    "minutes_setup": 1,
    "minutes_tidy": 1,
    "supervision": "arms-reach",
    "positions": ["moving"],
}
"""
What it is taken to say of its grade.

The position is the one that asks for most, so that nobody is taken to be up to it.
"""

TEXTS = ("summary", "why", "professional")
GRADE_TEXTS = ("changed", "say", "success", "step_up", "step_down")
GRADE_LISTS = ("watch_for", "stop_if")
"""Texts that stand in for what is left out, phrases of the table ``own``."""

NEEDED, GRADE_NEEDED = ("name", "grades"), ("steps",)
"""What a short form has to say."""


@frozen(kw_only=True)
class Terms:
    """
    What a short form is read with.

    Attributes:
        say: Returns a phrase by its id.

        things: Word as :func:`spoken` -> id of the material that alone goes by it.
    """

    say: Callable[..., str]
    things: Mapping[str, str]


def spoken(word: str) -> str:
    """Return *word* without what people write in different ways: capitals, hyphens, the plural."""
    return " ".join(word.casefold().replace("-", " ").split()).rstrip("s")


def is_short(data: Data) -> bool:
    """Return whether an activity file is in the short form: one grade that trains nothing."""
    grades = data.get("grades")
    if type(grades) is not list or len(grades) != 1 or type(grades[0]) is not dict:
        return False
    return "trains" not in grades[0]


def long_form(data: Data, terms: Terms) -> tuple[Data, list[Misfit]]:
    """
    Return a short form in full, and what of its things nothing goes by.

    Args:
        data: The file as read.

        terms: The phrases, and what things are called.
    """
    say = terms.say
    grade = {**GRADE, **{key: say(f"own.{key}") for key in GRADE_TEXTS}}
    grade |= {"name": data.get("name")} if "name" in data else {}
    grade |= {key: [say(f"own.{key}")] for key in GRADE_LISTS}
    grade |= data["grades"][0]
    full = {**ACTIVITY, **{key: say(f"own.{key}") for key in TEXTS}, **data, "grades": [grade]}
    if "features" in full or "features" in grade:
        full.setdefault("features", {})
        grade.setdefault("features", {})
    misfits: list[Misfit] = []
    if type(things := data.get("materials")) is list:
        full["materials"], misfits = _things(things, terms)
    return full, misfits


def _things(words: list[Any], terms: Terms) -> tuple[Data, list[Misfit]]:
    """Return the materials that go by *words*, and the words that none goes by."""
    found: Data = {}
    misfits = []
    for number, word in enumerate(words):
        thing = terms.things.get(spoken(word)) if type(word) is str else None
        if thing is not None:
            found[thing] = {}
            continue
        path = ("materials", number)
        message = terms.say("own.unknown_thing", word=word)
        near = did_you_mean(str(word), set(terms.things.values()))
        way = f"{near} {terms.say('own.unknown_thing_way')}".strip()
        misfits.append(Misfit(path, "unknown-id", message, way))
    return found, misfits
