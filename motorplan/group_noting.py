"""Writing down what a group did: for each child apart, and for nobody what is another's."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from motorplan.catalogue import Catalogue
from motorplan.converting.values import Misfit, Misfits
from motorplan.errors import UnknownWord
from motorplan.explaining.own_pages import plan_for
from motorplan.grouping import child_of
from motorplan.model.children import Child
from motorplan.model.groups import Group, GroupPlan
from motorplan.model.logs import Log
from motorplan.noting import COLUMNS, log_of, rows_of

OF_ALL = ("on", "activity", "how", "minutes", "by")
"""What can be said of all children at once; all else is said of one."""

Noted = tuple[Child, Log]
"""A child, and what is written down for that child alone."""


class GroupNotes:
    """
    Makes logs of what the children of a group did.

    Args:
        group: The group.

        catalogue: Where the activities and their grades are.

        plan: The plan in force: where no grade is said, each child did the one planned for it.

        absent: Ids of the children who were not there.
    """

    def __init__(
        self,
        group: Group,
        catalogue: Catalogue,
        plan: GroupPlan | None,
        absent: Iterable[str] = (),
    ) -> None:
        self.group, self.catalogue = group, catalogue
        self.there = group.without(frozenset(absent)).children
        ids = [child.id for child in plan.children] if plan else []
        self.plans = {i: plan_for(plan, i, catalogue) for i in ids if plan}

    def of(self, said: Mapping[str, Any], on: date) -> list[Noted]:
        """
        Return what *said* tells of the child it names, or of all who were there.

        Args:
            said: What was said by column, as :func:`~motorplan.noting.log_of` takes it, with
                ``child``, an id or a name, where it is of one child.

            on: The day when none is said.

        Raises:
            Misfits: With all that does not fit; what is one child's alone is never said of all.
        """
        words = {key: value for key, value in said.items() if value not in (None, "", ())}
        named = words.pop("child", None)
        own = [key for key in words if key not in OF_ALL]
        if named is None and own:
            raise Misfits(*map(self._of_one, own))
        children = self.there if named is None else (self._child(str(named)),)
        return [
            (child, log_of(words, self.catalogue, self.plans.get(child.id), on))
            for child in children
        ]

    def from_table(self, text: str, where: Path, on: date) -> list[Noted]:
        """
        Return the logs of a table in CSV, with a column ``child``; an empty one is of all.

        Raises:
            FileProblems: With every row that does not fit; then none of it counts.
        """
        columns = ("child", *COLUMNS)
        rows = rows_of(text, where, columns, lambda said: self.of(said, on))
        return [noted for row in rows for noted in row]

    def _of_one(self, key: str) -> Misfit:
        say = self.catalogue.phrases.say
        way = say("log.of_one_way", id=self.there[0].id if self.there else "")
        return Misfit((key,), "of-one-child", say("log.of_one", key=key), way)

    def _child(self, word: str) -> Child:
        try:
            child_id = child_of(self.group, word).id
        except UnknownWord as error:
            raise Misfits(Misfit(("child",), "unknown-id", f"{error}", "")) from None
        return next(child for child in self.group.children if child.id == child_id)
