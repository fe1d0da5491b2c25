"""
An item of a plan as text: in full, again in a later week, or short within a week.

What was printed this week is not printed again: the short form names the day to look at,
and says what is different this time. When to stop stands with every item.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from motorplan.frozen import frozen
from motorplan.model.groups import GroupItem
from motorplan.model.plans import Item, PlanChild
from motorplan.rendering.paper import Paper
from motorplan.vocabulary import FAMILY

MARGIN, STEP_MARGIN = 5, 7
SHOWN_BY = frozenset({"pictures", "aac-device"})
Rows = Mapping[str, tuple[str, ...]]
"""Label -> the lines under it; ``steps`` are numbered."""

ONCE = frozenset({"as_play", "watch_for", "less_help"})
"""Rows that later weeks leave out, with For and Why."""

NOT_MEANT = frozenset({"when", "or_choose", "care"})
"""Rows that the short form does not mean when it names another day."""


@frozen(kw_only=True)
class Page:
    """
    What all items of a plan, or of a day, share.

    Attributes:
        names: Id -> plain name, for what the items speak of.

        every_time: What stands at the top, once.
    """

    paper: Paper
    child: PlanChild
    names: Mapping[str, str]
    every_time: tuple[str, ...]

    def name(self, key: str) -> str:
        """Return the plain name of *key*."""
        return self.names.get(key, key)

    def rows(self, item: Item) -> Rows:
        """Return all that is said of how to do *item*, in the order of the page."""
        things = [m.use for m in item.materials]
        things += [a.how for a in item.adaptations if a.equipment]
        set_up = [a.how for a in item.adaptations if not a.equipment]
        others = [self.name(i) for i in item.choices]
        rows = {
            "when": self._when(item),
            "set_up": _ended(self.paper.all_of(set_up)),
            "things": _ended(self.paper.all_of(things)),
            "position": _ended(self.name(item.position)),
            "steps": item.steps,
            say_label(self.child): (f"“{item.say}”",),
            "as_play": _maybe(item.dress_up),
            "goes_well": (item.criterion,),
            "note": self._own((item.record,)),
            "watch_for": item.watch_for,
            "harder": _maybe(item.step_up),
            "easier": _maybe(item.step_down),
            "less_help": _maybe(item.fade),
            "or_choose": _ended(self.paper.one_of(others)),
            "care": self._own(item.cautions),
        }
        return {label: addressed(lines, item, self.paper) for label, lines in rows.items()}

    def _own(self, lines: Sequence[str]) -> tuple[str, ...]:
        """Return the *lines* that do not stand at the top."""
        return tuple(line for line in lines if line not in self.every_time)

    def _when(self, item: Item) -> tuple[str, ...]:
        """Return the moment of the day that the item lives in, where it is not the session."""
        phrases, moment = self.paper.phrases, f"moment.{item.routine}"
        if moment not in phrases:
            return ()
        return (phrases.say("moment.own", moment=phrases.say(moment)),)


def say_label(child: PlanChild) -> str:
    """Return the label of what to say to *child*: signed or shown as well where it talks so."""
    signs, shows = "signs" in child.says, bool(SHOWN_BY & {*child.says})
    return "say" + "_sign" * signs + "_show" * shows


def addressed(lines: Sequence[str], item: Item | GroupItem, paper: Paper) -> tuple[str, ...]:
    """Return *lines* to those who do *item*: only a family reads "your child"."""
    if FAMILY & {*item.who}:
        return tuple(lines)
    yours, the = (paper.say(word) for word in ("your_child", "the_child"))
    named = [line.replace(yours, the) for line in lines]
    return tuple(line.replace(paper.begun(yours), paper.begun(the)) for line in named)


def every_time_of(items: Sequence[Item], paper: Paper) -> tuple[str, ...]:
    """
    Return what stands at the top once, instead of at every one of *items*.

    That is each caution that all of them share, and what holds for the child wherever it
    comes up: how to touch, how a side is invited, what to note.
    """
    if len(items) < 2:  # noqa: PLR2004 - of one there is nothing to share
        return ()
    say = paper.phrases.say
    touch = {say(f"item.{word}") for word in ("touch_ask", "touch_baby", "childs_part")}
    standing = {*touch, *(say("item.side", side=i.side) for i in items if i.side)}
    lines = dict.fromkeys(line for item in items for line in item.cautions)
    found = [li for li in lines if li in standing or all(li in i.cautions for i in items)]
    usual = say("item.record")
    return (*found, usual) if any(item.record == usual for item in items) else tuple(found)


class Printed:
    """
    Prints items one after the other and remembers what was printed.

    Args:
        page: What the items share.
    """

    def __init__(self, page: Page) -> None:
        self.page, self.paper = page, page.paper
        self._ever: set[tuple[str, str]] = set()
        self._this_week: dict[tuple[str, str], tuple[date, Rows]] = {}

    def begin_week(self) -> None:
        """Turn the leaf: from here on nothing was printed this week."""
        self._this_week.clear()

    def lines(self, number: int, item: Item, day: date) -> Iterator[str]:
        """Yield *item*, the *number*-th of its session, on the day it is for."""
        key, rows = (item.activity, item.grade_id), self.page.rows(item)
        before = self._this_week.get(key)
        if before is None:
            yield from self._head(number, item)
            yield from self._full(item, rows, with_reasons=key not in self._ever)
            self._this_week[key] = (day, rows)
        else:
            yield from self._head(
                number, item, self.paper.say("as_on", day=self.paper.day(before[0]))
            )
            yield from self._laid_out(self._changed(rows, before[1]))
        stops = addressed(item.stop_if, item, self.paper)
        yield from self.paper.row("stop_if", " ".join(stops), MARGIN)
        self._ever.add(key)

    def _head(self, number: int, item: Item, after: str = "") -> Iterator[str]:
        strong = f"{number}. {item.name}"
        after = f"{after} {self.paper.say('locked')}".strip() if item.locked else after
        fields = {"name": strong, "grade": item.grade, "grade_name": item.grade_name}
        text = self.paper.say("item", **fields, time=time_of(item, self.paper))
        text = text.replace("?.", "?").replace("!.", "!")
        yield from self.paper.block(f"{text} {after}", 2, strong)

    def _full(self, item: Item, rows: Rows, *, with_reasons: bool) -> Iterator[str]:
        if with_reasons:
            if item.serves:
                yield from self.paper.row(
                    "for", served_words(item, self.page.names, self.paper), MARGIN
                )
            (why,) = addressed([item.why], item, self.paper)
            yield from self.paper.row("why", why, MARGIN)
            yield from self.paper.row("from", item.origin or "", MARGIN)
            yield from self.paper.row("reworded", self.paper.all_of(item.wording_from), MARGIN)
            yield from self._laid_out(rows)
        else:
            again = {label: rows[label] for label in rows if label not in ONCE}
            yield from self._laid_out(again)

    def _laid_out(self, rows: Rows) -> Iterator[str]:
        for label, lines in rows.items():
            if label == "steps":
                yield from numbered(lines, self.paper, STEP_MARGIN)
            else:
                yield from self.paper.row(label, " ".join(lines), MARGIN)

    def _changed(self, rows: Rows, before: Rows) -> Rows:
        """Return the rows that differ from those *before*, and which are not meant this time."""
        changed = {
            label: lines
            for label, lines in rows.items()
            if lines != before[label] or label == "or_choose"
        }
        changed["care"] = rows["care"]
        silent = [label for label, lines in changed.items() if not lines]
        for label in silent:
            if label not in NOT_MEANT:
                changed[label] = (self.paper.say("not_now"),)
        return changed


def time_of(item: Item | GroupItem, paper: Paper) -> str:
    """Return how long *item* takes, getting ready and tidying named."""
    kinds = {(True, True): "time_both", (True, False): "time_setup", (False, True): "time_tidy"}
    return paper.say(
        kinds.get((item.minutes_setup > 0, item.minutes_tidy > 0), "time"),
        minutes=paper.counted("minute", item.minutes),
        setup=item.minutes_setup,
        tidy=item.minutes_tidy,
    )


def served_words(item: Item, names: Mapping[str, str], paper: Paper) -> str:
    """Return the goals of *item* with the path that leads there."""
    ways = []
    for served in item.serves:
        path = [names.get(i, i) for i in served.path]
        word = "itself" if served.whole else "part"
        alone = paper.say(word, skill=path[0])
        ways.append(" → ".join(path) if len(path) > 1 else alone)
    return "; ".join(ways) + "."


def numbered(steps: Sequence[str], paper: Paper, indent: int) -> Iterator[str]:
    """Yield *steps*, each after its number."""
    for number, step in enumerate(steps, start=1):
        yield from paper.block(f"{number}) {step}", indent, f"{number})")


def _ended(text: str) -> tuple[str, ...]:
    return (f"{text}.",) if text else ()


def _maybe(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()
