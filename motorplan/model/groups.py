"""A group of children: its file, and its plan, in which every child's part is an item."""

from datetime import date
from typing import Any, TypeVar

from motorplan.frozen import evolve, frozen, parts_of
from motorplan.model.children import Child, WeekTime, in_order, week_in_order
from motorplan.model.outlooks import GoalOutlook
from motorplan.model.plans import (
    AskFirst,
    Assumed,
    Held,
    Item,
    MaterialChoice,
    PlanChild,
    Reason,
    Search,
    Session,
    TakenOut,
    Warn,
)
from motorplan.vocabulary import Evidence, Place, Position, Supervision, Who

T = TypeVar("T")


@frozen(kw_only=True)
class GroupFile:
    """
    A group as its file says.

    Attributes:
        id: The file's stem or its ``id``.

        children: The files of the children, relative to this one.

        week: When and where it meets; None takes the usual week.
    """

    id: str
    name: str
    format: str | None = None
    language: str = "en"
    children: tuple[str, ...]
    week: WeekTime | None = None


@frozen(kw_only=True)
class Group:
    """
    A group with its children, each as its own file says, in order of id.

    Attributes:
        week: When and where the group meets. What a child's own ``[week]`` says does not
            count here.

        written: The keys of the group file, as ``Child.written`` has those of a child.
    """

    id: str
    name: str
    language: str = "en"
    children: tuple[Child, ...]
    week: WeekTime | None = None
    written: tuple[str, ...] | None = None

    def without(self, absent: frozenset[str]) -> "Group":
        """Return the group of the children who are there, those whose ids are *absent* left out."""
        there = tuple(child for child in self.children if child.id not in absent)
        return evolve(self, children=there)


@frozen(kw_only=True)
class GroupName:
    """What a page says of the group."""

    id: str
    name: str


@frozen(kw_only=True)
class Part(Item):
    """
    What one child does in an item of a group: an item like any other, and its place in the room.

    Attributes:
        joins: Id of what the child does for the others: ``hands-out``, ``counts`` …

        joining: The same in words.

        watched: How closely this child is watched there, with all that lies on the table.

        beside: Cautions for this child because of what the others use.

        care: What an adult does for this child there, without the reason; for the page of
            the adult who runs the group.

        fits: How well it fits this child, in words.
    """

    joins: str
    joining: str
    watched: Supervision
    beside: tuple[str, ...]
    care: tuple[str, ...]
    fits: str


@frozen(kw_only=True)
class GroupItem:
    """
    One activity that all children of a session do, each at their own grade.

    What stands here holds for the whole room and names no child. What is one child's own is
    in *children*.

    Attributes:
        minutes: As long as the child who takes longest; set-up and tidying come on top.

        position: The position of all, or None where they differ.

        supervision: The closest that any child of it needs.

        materials: Everything that any child of it uses.

        steps: How to run it, for the adult.

        stop_if: The stop signs of all grades in it.

        screened: Rules that were met by every child of it.

        children: Id of the child -> its part.
    """

    id: str
    locked: bool = False
    activity: str
    name: str
    role: str
    minutes: int
    minutes_setup: int
    minutes_tidy: int
    position: Position | None
    supervision: Supervision
    who: tuple[Who, ...]
    materials: tuple[MaterialChoice, ...]
    place_change: str | None
    steps: tuple[str, ...]
    say: str
    criterion: str
    record: str
    watch_for: tuple[str, ...]
    stop_if: tuple[str, ...]
    cautions: tuple[str, ...]
    choices: tuple[str, ...]
    why: str
    reasons: tuple[Reason, ...]
    evidence: Evidence
    screened: tuple[str, ...]
    children: dict[str, Part]

    @property
    def all_minutes(self) -> int:
        """All the time it takes, set-up and tidying included."""
        return self.minutes + self.minutes_setup + self.minutes_tidy

    @property
    def speaks_of(self) -> frozenset[str]:
        """The ids whose names a page needs to tell of it."""
        return frozenset[str]().union(*(part.speaks_of for part in self.children.values()))


@frozen(kw_only=True)
class GroupSession:
    """What the group does in one stretch of time; the same as in a child's plan."""

    id: str
    date: date
    at: str | None
    place: Place
    minutes: int
    note: str | None = None
    items: tuple[GroupItem, ...]

    def of(self, child_id: str) -> Session:
        """Return what one child does in it, as a session of that child alone."""
        held = {f.name: getattr(self, f.name) for f in parts_of(Session) if f.name != "items"}
        parts = (item.children[child_id] for item in self.items if child_id in item.children)
        return Session(**held, items=tuple(plain(Item, part) for part in parts))


@frozen(kw_only=True)
class GroupWeek:
    """
    Monday to Sunday; the first may be short.

    Attributes:
        notes: What to know of the week for all of them.

        children: Id of the child -> what to know of it for that child.
    """

    number: int
    start: date
    notes: tuple[str, ...] = ()
    children: dict[str, tuple[str, ...]]
    sessions: tuple[GroupSession, ...]


@frozen(kw_only=True)
class Member(PlanChild):
    """
    A child of the group as its own page says it.

    Attributes:
        notices: What comes first for this child.

        look_and_see: Whether the first week is one of finding out for this child.

        disclaimer: The lines that stand on this child's page.

        fits: How well the group's time fits this child, in words.
    """

    notices: tuple[str, ...] = ()
    look_and_see: bool = False
    disclaimer: str = ""
    fits: str = ""


@frozen(kw_only=True)
class AssumedOf(Assumed):
    """What was taken for granted of one child."""

    child: str


@frozen(kw_only=True)
class AskFirstOf(AskFirst):
    """A rule that a health professional could open for one child."""

    child: str


@frozen(kw_only=True)
class HeldOf(Held):
    """Why nothing harder is planned for one child."""

    child: str


@frozen(kw_only=True)
class GoalOf(GoalOutlook):
    """A goal of one child."""

    child: str


@frozen(kw_only=True)
class WarnOf(Warn):
    """Something to know about one child's part of the plan; None where it is the group's."""

    child: str | None = None


@frozen(kw_only=True)
class GroupMadeFrom:
    """What the plan was made from; *child* and *journal* by the id of the child."""

    motorplan: str
    group: str
    child: dict[str, str]
    journal: dict[str, str | None]
    catalogue: str


@frozen(kw_only=True)
class GroupPlan:
    """
    The weeks of a group. The keys are those of a child's plan, with *children* for *child*.

    Attributes:
        kept_until, taken_out: As in a child's plan.

        disclaimer: The line for the adult who runs the group.

        notices: What holds for the whole room.
    """

    format: str = "motorplan.plan/1"
    id: str = ""
    made_from: GroupMadeFrom
    language: str
    group: GroupName
    children: tuple[Member, ...]
    start: date
    kept_until: date | None = None
    look_and_see: bool
    disclaimer: str
    notices: tuple[str, ...] = ()
    assumed: tuple[AssumedOf, ...]
    ask_first: tuple[AskFirstOf, ...]
    held: tuple[HeldOf, ...]
    weeks: tuple[GroupWeek, ...]
    goals: tuple[GoalOf, ...]
    review_on: date
    warnings: tuple[WarnOf, ...]
    search: Search
    names: dict[str, str]
    taken_out: tuple[TakenOut, ...] = ()

    @property
    def planned_from(self) -> date:
        """The first day that was planned, with nothing of it kept from before."""
        return self.kept_until or self.start

    @property
    def sessions(self) -> tuple[GroupSession, ...]:
        """All its sessions in order."""
        return tuple(session for week in self.weeks for session in week.sessions)

    @property
    def weeks_ahead(self) -> tuple[GroupWeek, ...]:
        """Its weeks without what lies behind, which is done, and was safe for that day alone."""
        since = self.planned_from
        ahead = (
            evolve(week, sessions=tuple(s for s in week.sessions if s.date >= since))
            for week in self.weeks
        )
        return tuple(
            a for a, week in zip(ahead, self.weeks, strict=True) if a.sessions or not week.sessions
        )


@frozen(kw_only=True)
class GroupToday:
    """
    At most three activities of a group for one day.

    Attributes:
        made: ``in-force`` from the plan kept beside the file, or ``on-the-spot``.

        absent: Names of the children who are not there.
    """

    format: str = "motorplan.today/1"
    date: date
    group: GroupName
    made: str
    says: str
    plan: str
    disclaimer: str
    notices: tuple[str, ...]
    absent: tuple[str, ...]
    children: tuple[Member, ...]
    sessions: tuple[GroupSession, ...]
    names: dict[str, str]
    warnings: tuple[WarnOf, ...] = ()
    ask_first: tuple[AskFirstOf, ...] = ()
    held: tuple[HeldOf, ...] = ()


def group_in_order(group: Group) -> Group:
    """Return *group* with all entries in one order, so that theirs in the files never matters."""
    return evolve(
        group,
        children=tuple(sorted(map(in_order, group.children), key=lambda child: child.id)),
        week=group.week and week_in_order(group.week),
        written=group.written and tuple(sorted(group.written)),
    )


def of_child(kind: Any, said: Any, child: str | None) -> Any:
    """Return *said* as *kind*, its like that knows whose it is."""
    held = {f.name: getattr(said, f.name) for f in parts_of(type(said))}
    return kind(**held, child=child)


def plain(kind: type[T], said: T) -> T:
    """Return *said* as the *kind* it grew from, without whose it is."""
    names = (field.name for field in parts_of(kind))
    return kind(**{name: getattr(said, name) for name in names})
