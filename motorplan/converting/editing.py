"""Changes to a child file that leave its comments, its order and its forms as they were."""

from collections.abc import Mapping
from datetime import date

import tomlkit
from tomlkit.items import InlineTable

from motorplan.model.children import Seen


def with_seen(text: str, seen: Mapping[str, Seen]) -> str:
    """
    Return the child file *text* with sightings set in ``[skills]``.

    Args:
        text: A child file that was read without a problem.

        seen: Skill id -> what to write; what stands there already gives way.
    """
    document = tomlkit.parse(text)
    if "skills" not in document:
        document.add("skills", tomlkit.table())
    table = document["skills"]
    for skill_id, what in seen.items():
        table[skill_id] = _written(what)
    return tomlkit.dumps(document)


def _written(what: Seen) -> str | InlineTable:
    if what.level is None:
        return "not-seen" if what.applies else "does-not-apply"
    row = tomlkit.inline_table()
    row["level"] = what.level.id
    if isinstance(what.seen, date):
        row["seen"] = what.seen
    return row
