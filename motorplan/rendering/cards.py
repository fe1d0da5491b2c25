"""The different items of a plan, each once, with the days it is for."""

from collections.abc import Iterable, Sequence
from datetime import date

from motorplan.frozen import frozen
from motorplan.model.groups import GroupItem, GroupSession
from motorplan.model.plans import Item, Plan, Session
from motorplan.rendering.items import Page, every_time_of
from motorplan.rendering.paper import Paper

AWAY = frozenset({"or_choose"})
"""Rows that may differ from day to day without making another card."""


@frozen(kw_only=True)
class Card:
    """An item as it is done, its number on the page, and the days it is for."""

    number: int
    item: Item
    days: tuple[date, ...]

    @property
    def id(self) -> str:
        """Where links to it lead."""
        return f"card-{self.number}"


def items_of(sessions: Iterable[Session]) -> list[Item]:
    """Return all items of *sessions*."""
    return [item for session in sessions for item in session.items]


def sessions_of(plan: Plan) -> list[Session]:
    """Return all sessions of *plan*."""
    return [session for week in plan.weeks for session in week.sessions]


def page_of(plan: Plan, paper: Paper) -> Page:
    """Return what all items of *plan* share."""
    items = items_of(sessions_of(plan))
    return Page(
        paper=paper,
        child=plan.child,
        names=plan.names,
        every_time=every_time_of(items, paper),
    )


def cards_of(plan: Plan, page: Page) -> tuple[list[Card], dict[str, Card]]:
    """
    Return the different items of *plan* in the order in which they come, and item id -> card.

    Two items are one card when all that is said of how to do them is the same; why they are
    there may change from week to week, and is told as it was first.
    """
    found: dict[object, list[tuple[Item, date]]] = {}
    for session in sessions_of(plan):
        for item in session.items:
            rows = page.rows(item)
            said = tuple((label, lines) for label, lines in rows.items() if label not in AWAY)
            key = (item.activity, item.grade_id, said, item.stop_if)
            found.setdefault(key, []).append((item, session.date))
    cards, by_item = [], {}
    for number, held in enumerate(found.values(), start=1):
        days = tuple(dict.fromkeys(day for _, day in held))
        cards.append(Card(number=number, item=held[0][0], days=days))
        by_item.update({item.id: cards[-1] for item, _ in held})
    return cards, by_item


def group_cards_of(
    sessions: Sequence[GroupSession],
) -> tuple[list[tuple[GroupItem, list[date]]], dict[str, int]]:
    """Return the different items of a group with their days, and item id -> number of its card."""
    found: dict[object, tuple[GroupItem, list[date]]] = {}
    numbers: dict[str, int] = {}
    for session in sessions:
        for item in session.items:
            parts = tuple(
                (i, p.grade_id, p.position, p.care, p.adaptations) for i, p in item.children.items()
            )
            key = (item.activity, parts, item.steps, item.cautions)
            found.setdefault(key, (item, []))[1].append(session.date)
            numbers[item.id] = list(found).index(key) + 1
    return list(found.values()), numbers
