"""Every way of doing an activity that a plan on paper holds, once and with its number."""

from collections.abc import Iterable, Iterator

from motorplan.frozen import field, frozen
from motorplan.model.plans import Item
from motorplan.rendering.items import Page, Rows, time_of
from motorplan.rendering.paper import Paper

OF_THE_DAY = ("or_choose", "as_play")
"""Rows that may differ from day to day: they stand in the week, unless all days say the same."""

GATHERED = "watch_for"
"""The row that a block holds for all its days together: more to look at does no harm."""


@frozen(kw_only=True)
class Block:
    """
    A way of doing an activity, with the number that the weeks name it by.

    Attributes:
        number: Counts from one, in the order in which the blocks come up.

        item: The first item that is done so.

        rows: What is said of it every time.

        days: What each of its items says of its own day.
    """

    number: int
    item: Item
    rows: Rows
    days: list[Rows] = field(factory=list)

    def every_day(self, label: str) -> tuple[str, ...]:
        """Return the lines of *label* if they are the same on all days, else none."""
        first, *others = [day[label] for day in self.days]
        return () if any(lines != first for lines in others) else first

    def all_rows(self) -> Rows:
        """Return what the block says, in the order of the page."""
        gathered = tuple(dict.fromkeys(line for day in self.days for line in day[GATHERED]))
        own = {label: self.every_day(label) for label in OF_THE_DAY}
        return own | {**self.rows, GATHERED: gathered}


@frozen
class Blocks:
    """
    All ways of doing what a plan holds, in the order in which they come up.

    Two items are one way when all that is said of how to do them is the same, so that no
    care or stop sign of a day is lost.
    """

    page: Page
    _found: dict[tuple[object, ...], Block] = field(factory=dict)

    def of(self, item: Item) -> Block:
        """Return the block of *item*, a new one if none says the same."""
        rows = {k: v for k, v in self.page.rows(item).items() if k not in OF_THE_DAY}
        rows["stop_if"] = item.stop_if
        same = [(label, lines) for label, lines in rows.items() if label != GATHERED and lines]
        key = (item.activity, item.grade_id, time_of(item, self.page.paper), *same)
        found = Block(number=len(self._found) + 1, item=item, rows=rows)
        return self._found.setdefault(key, found)

    def add(self, items: Iterable[Item]) -> None:
        """Take in all *items*, with what is their own day's."""
        for item in items:
            rows = self.page.rows(item)
            self.of(item).days.append({label: rows[label] for label in (*OF_THE_DAY, GATHERED)})

    def __iter__(self) -> Iterator[Block]:
        return iter(self._found.values())


def item_name(item: Item, paper: Paper) -> str:
    """Return what *item* is called, with its grade."""
    fields = {"name": item.name, "grade": item.grade, "grade_name": item.grade_name}
    text = paper.phrases.say("print.item", **fields)
    return text.replace("?.", "?").replace("!.", "!")
