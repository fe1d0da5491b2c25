"""
Holding what is to stay in a week, and planning the rest around it.

It reads the problem of one child and that of a group alike.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from motorplan.frozen import evolve, field, frozen
from motorplan.model.plans import Session
from motorplan.planning.solving import Solution, solve
from motorplan.planning.variants import Refusal
from motorplan.planning.week import Limit, Week, broken_by, value_of

FIRM = ("minutes", "things", "once", "tag", "week", "session", "rest", "not together")
"""Kinds of limits that hold for what a person chose as well; of others the person is judge."""

WHY = {
    "minutes": "no-room",
    "things": "no-room",
    "once": "twice",
    "tag": "tag-limit",
    "not together": "order",
}
"""Kind of limit -> the code of the reason; all others are caps on the body."""


@frozen(kw_only=True)
class Stay:
    """
    Something that is to be in a session.

    Attributes:
        id: Of the item, or empty where it is new.

        name: For telling people, in case its activity is gone.

        grades: The id of the grade of each child, in their order; none takes what fits best.

        new: Whether it is put there now: where there is no room it goes first.
    """

    id: str = ""
    name: str
    activity: str
    grades: tuple[str, ...] = ()
    locked: bool = True
    new: bool = False

    @property
    def key(self) -> str:
        """What tells it from all else that could be in its session."""
        return key_of(f"{self.activity}/{grade}" for grade in self.grades)


def key_of(variants: Iterable[str]) -> str:
    """Return what tells an activity at these grades, one for each child, from all else."""
    return " ".join(variants)


@frozen(kw_only=True)
class Drop:
    """What was to stay and cannot, and why; *whose* rules say so in a group, if only one's do."""

    session: str
    stay: Stay
    refusal: Refusal
    whose: str = ""


@frozen(kw_only=True)
class Keeping:
    """
    What is to stay of a plan.

    Attributes:
        held: Session id -> what is to be in it.

        closed: Sessions into which nothing else is put.

        taken_out: (session, activity) pairs that do not come again.

        before: Session id -> all that was in it; it stays where nothing is better.

        behind: Of each child, in their order, the sessions that lie behind.
    """

    held: Mapping[str, tuple[Stay, ...]]
    closed: frozenset[str] = frozenset()
    taken_out: frozenset[tuple[str, str]] = frozenset()
    before: Mapping[str, tuple[Stay, ...]] = field(factory=dict)
    behind: tuple[tuple[Session, ...], ...] = ()

    def is_out(self, session: str, activity: str) -> bool:
        """Return whether *activity* was taken out of *session* and is not held there."""
        mine = {stay.activity for stay in self.held.get(session, ())}
        return (session, activity) in self.taken_out and activity not in mine


class Holding:
    """
    Holds what is to stay, week by week.

    Args:
        keeping: What is to stay.

    Attributes:
        drops: What could not stay.
    """

    def __init__(self, keeping: Keeping) -> None:
        self.keeping = keeping
        self.drops: list[Drop] = []
        self._held: dict[str, list[tuple[Stay, str]]] = {}

    def begin(self, session: str) -> tuple[Stay, ...]:
        """Begin with *session* and return what is to be in it."""
        self._held[session] = []
        return self.keeping.held.get(session, ())

    def is_there(self, session: str, activity: str) -> bool:
        """Return whether *activity* is held in *session* already."""
        return any(stay.activity == activity for stay, _ in self._held[session])

    def hold(self, session: str, stay: Stay, key: str) -> None:
        """Hold *stay* in *session*, where it goes by *key*."""
        self._held[session].append((stay, key))

    def drop(self, session: str, stay: Stay, refusal: Refusal, whose: str = "") -> None:
        """Note that *stay* cannot be in *session*."""
        self.drops.append(Drop(session=session, stay=stay, refusal=refusal, whose=whose))

    def end_session(self, session: str, there: Iterable[str]) -> None:
        """Drop what is held in *session* and is not *there* in the order it is done in."""
        keys = {*there}
        for stay, key in self._held.get(session, ()):
            if key not in keys:
                self.drop(session, stay, Refusal("order", "", safety=False))

    def end(self) -> None:
        """Drop what was to be in a session that did not come."""
        for session, stays in self.keeping.held.items():
            for stay in stays if session not in self._held else ():
                self.drop(session, stay, Refusal("no-session", session, safety=False))

    def solve(
        self, week: Week, columns: Mapping[tuple[str, str], int], ids: Sequence[str]
    ) -> Solution:
        """
        Return what is done in *week*.

        Args:
            week: The problem.

            columns: (session, key) -> its column.

            ids: The sessions of the week.
        """
        locked = self._with_room(week, columns, ids)
        held = evolve(week, locked=locked)
        closed = {
            i: 1
            for (session, _), i in columns.items()
            if session in self.keeping.closed and i not in locked
        }
        if closed:
            limit = Limit("closed", 0, closed)
            held = evolve(held, limits=[*held.limits, limit])
        found = solve(held)
        bound = solve(week).bound if closed else found.bound
        ways = [*self._as_before(held, columns, ids), found.chosen]
        best = max(ways, key=partial(_merit, held))
        value = value_of(held, best)
        return Solution(best, value, max(value, bound))

    def _with_room(
        self, week: Week, columns: Mapping[tuple[str, str], int], ids: Sequence[str]
    ) -> frozenset[int]:
        """Return the columns of what is held, without what no firm limit has room for."""
        rows: dict[int, tuple[str, Stay]] = {}
        for session in ids:
            for stay, key in list(self._held.get(session, ())):
                index = columns.get((session, key))
                if index is None:
                    self._let_go(session, stay, Refusal("rest", ""))
                else:
                    rows[index] = (session, stay)
        while broken := [b for b in broken_by(week, rows) if _kind(b)[1] in FIRM]:
            touched = _touched(week, broken[0]).intersection(rows)
            session, stay = rows.pop(max(touched, key=lambda i: (rows[i][1].new, i)))
            self._let_go(session, stay, _refusal(broken[0]), _kind(broken[0])[0])
        return frozenset(rows)

    def _let_go(self, session: str, stay: Stay, refusal: Refusal, whose: str = "") -> None:
        self.drop(session, stay, refusal, whose)
        self._held[session] = [row for row in self._held[session] if row[0] is not stay]

    def _as_before(
        self, week: Week, columns: Mapping[tuple[str, str], int], ids: Sequence[str]
    ) -> Iterator[tuple[int, ...]]:
        """Yield the week as it was, where all of it is still open and nothing in it is broken."""
        rows = [(s, stay.key) for s in ids for stay in self.keeping.before.get(s, ())]
        chosen = [columns[row] for row in rows if row in columns]
        allowed = set(broken_by(week, week.locked))
        is_whole = chosen and len(chosen) == len(rows) and week.locked <= {*chosen}
        if is_whole and allowed.issuperset(broken_by(week, chosen)):
            yield tuple(sorted(chosen))


def _merit(week: Week, chosen: tuple[int, ...]) -> tuple[int, int]:
    """Return what orders choices of *week*: few limits broken first, then much worth."""
    return -len(broken_by(week, chosen)), value_of(week, chosen)


def _kind(broken: str) -> tuple[str, str]:
    """Return whose limit is *broken*, empty where it is nobody's alone, and of what kind."""
    whose, _, kind = broken.partition(":")[0].rpartition("/")
    return whose, kind


def _touched(week: Week, broken: str) -> set[int]:
    """Return the columns that have to do with what is *broken*."""
    kind, _, named = broken.partition(": ")
    if kind == "not together":
        return {int(word) for word in named.split()}
    uses = [limit.uses for limit in week.limits if limit.id == broken]
    days = [spacing.days for spacing in week.spacings if spacing.id == broken]
    return {i for use in (*uses, *days) for i in use if use[i] > 0}


def _refusal(broken: str) -> Refusal:
    """Return why something has to go that breaks the limit *broken*."""
    rest, kind = broken.partition(":")[2], _kind(broken)[1]
    if kind in WHY:
        return Refusal(WHY[kind], rest.strip(), safety=False)
    return Refusal("cap", rest.partition(":")[0])
