"""The short forms that people write in a file, made long, and what is wrong of them told short."""

from typing import Any

from motorplan.converting.values import A_LIST, Misfit
from motorplan.frozen import evolve
from motorplan.vocabulary import WEEKDAYS

DAY = 2
"""Parts of the path of a day: week, mon."""

_NOT_A_LEVEL: dict[str, dict[str, Any]] = {
    "does-not-apply": {"applies": False},
    "not-seen": {},
}


def wrong_forms(data: dict[str, Any]) -> list[Misfit]:
    """Return what the forms themselves cannot hold."""
    misfits = []
    if type(data.get("precaution", [])) is not list:
        message = "the long form has two brackets."
        misfits.append(Misfit(("precaution",), "wrong-type", message, "Write [[precaution]]."))
    if type(week := data.get("week")) is dict and "days" in week:
        message = '"days" is not a key that motorplan knows.'
        misfits.append(Misfit(("week", "days"), "unknown-key", message, "Write mon = 15."))
    return misfits


def long_forms(data: dict[str, Any]) -> dict[str, Any]:
    """Return the *data* of a child file with every short form as its long one."""
    data = with_days(data)
    shorts, longs = data.get("precautions", []), data.pop("precaution", [])
    if type(shorts) is list and type(longs) is list:
        data["precautions"] = [{"is": short} for short in shorts] + longs
    if type(skills := data.get("skills")) is dict:
        data["skills"] = {i: _seen(said) for i, said in skills.items()}
    return data


def with_days(data: dict[str, Any]) -> dict[str, Any]:
    """Return *data* with every day of the week as a list of slots."""
    week = data.get("week")
    if type(week) is not dict:
        return dict(data)
    days = {day: _slots(week[day]) for day in WEEKDAYS if day in week}
    rest = {key: value for key, value in week.items() if key not in WEEKDAYS}
    return {**data, "week": {**rest, "days": days}}


def _slots(said: object) -> object:
    if type(said) is int:
        return [{"minutes": said}] if said else []
    return [said] if type(said) is dict else said


def _seen(said: object) -> object:
    """Return what was seen of a skill in its long form."""
    if type(said) is str:
        return _NOT_A_LEVEL.get(said, {"level": said})
    if type(said) is dict and type(level := said.get("level")) is str:
        rest = {key: value for key, value in said.items() if key != "level"}
        return {**rest, **_NOT_A_LEVEL.get(level, {"level": level})}
    return said


def as_written(misfit: Misfit, shorts: int) -> Misfit:
    """Return *misfit* with the path of the form that the person wrote."""
    path = misfit.path
    if path[:2] == ("week", "days"):
        path = ("week", *path[2:])
        if len(path) == DAY and misfit.code == "wrong-type":
            message = misfit.message.replace(A_LIST, "minutes, a slot or a list of slots")
            misfit = evolve(misfit, message=message, remedy="Write it like mon = 15")
    elif path[0] == "precautions" and len(path) > 1 and isinstance(path[1], int):
        is_short = path[1] < shorts
        rest = path[2:]
        path = ("precautions", path[1]) if is_short else ("precaution", path[1] - shorts, *rest)
        if is_short and rest == ("is",):
            path = ("precautions", path[1])
    elif path[0] == "skills" and path[-1] == "level":
        path = path[:-1]
    elif path[0] == "clearance" and path[-1] == "by" and misfit.code == "unknown-word":
        remedy = f"A health professional gives it, never a parent. {misfit.remedy}"
        misfit = evolve(misfit, remedy=remedy)
    return evolve(misfit, path=path)
