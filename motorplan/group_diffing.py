"""What changed between two plans of a group: in the room, and on the page of one child."""

from collections.abc import Iterator

from motorplan.catalogue import Catalogue
from motorplan.diffing import Pair, Placed, Row, diff_plans
from motorplan.errors import Refused
from motorplan.explaining.own_pages import plan_for
from motorplan.frozen import evolve
from motorplan.model.answers import Altered, Difference
from motorplan.model.groups import GroupPlan, WarnOf
from motorplan.model.outlooks import GoalOutlook

OF_ROOM = ("supervision", "who", "materials")
OF_PART = ("position", "help", "adaptations")
"""Fields of an item, and of a child's part in it, that tell how it is done."""

ON_OWN_PAGE = ("assumed", "ask_first", "held", "warnings")
"""What of one child stands on that child's page alone."""


def diff_group_plans(
    before: GroupPlan, after: GroupPlan, catalogue: Catalogue, child: str | None = None
) -> Difference:
    """
    Return what changed from one plan of a group to another, and why.

    Args:
        before: The plan before.

        after: The plan after.

        catalogue: The phrases.

        child: Id of a child whose page is asked about; None is about the page of the group,
            where nothing of a child's health stands.

    Raises:
        Refused: If they are plans of two groups, or the child is not in both.
    """
    phrases = catalogue.phrases
    if before.group.id != after.group.id and before.group.name != after.group.name:
        raise Refused(phrases.say("diff.two_groups"), phrases.say("diff.two_groups_way"))
    if child is not None:
        if any(child not in {one.id for one in plan.children} for plan in (before, after)):
            raise Refused(phrases.say("diff.not_in_both", id=child), phrases.say("diff.own_way"))
        was, now = (plan_for(plan, child, catalogue) for plan in (before, after))
        return diff_plans(was, now, phrases)
    pair = _GroupPair(before, after, phrases)
    changes = tuple(pair.changes())
    return Difference(
        before=before.id,
        after=after.id,
        child="",
        group=after.group.name,
        same=not changes,
        changes=changes,
        because=tuple(pair.because()) if changes else (),
    )


class _GroupPair(Pair[GroupPlan]):
    """Two plans of a group, as the page of the group tells them."""

    def _parts(self, old: Placed, new: Placed) -> Iterator[tuple[Placed, Placed]]:
        """Yield what each child who is in both did and does, under the child's name."""
        names = {child.id: child.name for child in self.after.children}
        for child_id, part in new[1].children.items():
            was = old[1].children.get(child_id)
            if was is not None:
                now = evolve(part, name=f"{names[child_id]}, {part.name}")
                yield (old[0], was), (new[0], now)

    def _grade(self, old: Placed, new: Placed) -> Iterator[Row]:
        for was, now in self._parts(old, new):
            yield from super()._grade(was, now)

    def _care(self, old: Placed, new: Placed) -> Iterator[Row]:
        yield from self._cautions(new, old[1].cautions, new[1].cautions)
        yield from self._way(old, new, OF_ROOM)
        for was, now in self._parts(old, new):
            if was[1].grade_id == now[1].grade_id:
                yield from self._cautions(now, was[1].care, now[1].care)
                yield from self._way(was, now, OF_PART)

    def _reasons(self, old: Placed, new: Placed) -> Iterator[Row]:  # noqa: ARG002 - they stand on each child's own page
        yield from ()

    def _aims(self, plan: GroupPlan) -> dict[str, GoalOutlook]:
        names = {child.id: child.name for child in plan.children}
        return {f"{names[goal.child]}, {goal.name}": goal for goal in plan.goals}

    def _said(self) -> Iterator[Altered]:
        yield from self._rows("notices", str, str)
        yield from self._rows("warnings", _of_all, lambda w: w.says)
        was, now = ({child.id: child for child in p.children} for p in (self.before, self.after))
        for child_id, child in now.items():
            if child_id not in was:
                yield self._change("child_new", child.name)
            elif _own(self.before, child_id) != _own(self.after, child_id):
                yield self._change("own_page", child.name, id=child_id)
        for child_id, child in was.items():
            if child_id not in now:
                yield self._change("child_gone", child.name)

    def because(self) -> Iterator[Altered]:
        """Yield why; nothing of what stands on a child's own page."""
        yield from self._made_from()
        yield from self._dropped()
        for notice in self.after.notices:
            if notice not in self.before.notices:
                yield Altered(code="notice", about="notices", says=notice)
        yield from self._by_hand()

    def _made_from(self) -> Iterator[Altered]:
        was, now = self.before.made_from, self.after.made_from
        for name in ("motorplan", "group", "catalogue"):
            if getattr(was, name) != getattr(now, name):
                yield self._change(f"made_{name}", name, getattr(was, name), getattr(now, name))
        for child in self.after.children:
            for name in ("child", "journal"):
                before, after = (getattr(made, name).get(child.id) for made in (was, now))
                if before != after:
                    yield self._change(f"made_{name}_of", child.name, before, after)


def _of_all(warning: WarnOf) -> str | None:
    """Return what a warning of the group goes by; None for what is one child's alone."""
    return None if warning.child else f"{warning.code} {warning.about}"


def _own(plan: GroupPlan, child_id: str) -> list[object]:
    """Return what stands on the page of one child alone."""
    about = next(child for child in plan.children if child.id == child_id)
    rows = [row for name in ON_OWN_PAGE for row in getattr(plan, name) if row.child == child_id]
    return [about.notices, *rows]
