"""Plans made with another catalogue: what became of their ids, and whether they still hold."""

from collections.abc import Mapping
from typing import Any, TypeVar

from motorplan.catalogue import Catalogue
from motorplan.converting.values import structure, unstructure
from motorplan.explaining.plans import hash_of
from motorplan.frozen import evolve
from motorplan.model.groups import GroupPlan
from motorplan.model.plans import Plan

P = TypeVar("P", bound=Plan | GroupPlan)

NAMED_BY = frozenset(
    {"activity", "skill", "goal", "path", "limited_by", "id", "instead_of", "theme", "choices"}
    | {"about", "routine"}
)
"""Keys of a plan whose values are ids of the catalogue, or lists of them."""


def taken_up(plan: P, catalogue: Catalogue) -> P:
    """
    Return *plan* as one of *catalogue*: former ids by what they are called now.

    The second check tells whether it holds there. One whose content is not what its id says
    is left as it is, so that the check can say so.
    """
    is_own = plan.made_from.catalogue == catalogue.fingerprint
    if is_own or plan.id != hash_of(evolve(plan, id="")):
        return plan
    names = {former: now for former, now in catalogue.renamed.items() if now}
    data = _followed(unstructure(plan), names) if names else None
    found = structure(data, type(plan), "json") if data else plan
    made_from: Any = evolve(found.made_from, catalogue=catalogue.fingerprint)
    found = evolve(found, made_from=made_from, id="")
    return evolve(found, id=hash_of(found))


def _followed(data: Any, names: Mapping[str, str], key: str = "") -> Any:
    """Return plain *data* with each former id under a key that holds ids by its new one."""
    if isinstance(data, dict):
        if key == "names":
            return {names.get(i, i): name for i, name in data.items()}
        found = {k: _followed(value, names, k) for k, value in data.items()}
        if "activity" in found and "grade_id" in found:
            grade = found["grade_id"]
            found["grade_id"] = names.get(f"{found['activity']}/{grade}", grade)
        return found
    if isinstance(data, list):
        return [_followed(value, names, key) for value in data]
    return names.get(data, data) if key in NAMED_BY and isinstance(data, str) else data
