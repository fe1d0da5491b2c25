"""``edit`` and ``diff``."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from motorplan.cli.clock import now, today
from motorplan.cli.options import (
    catalogue_option,
    format_option,
    paper,
    say,
    show,
    show_json,
    the_catalogue,
)

if TYPE_CHECKING:
    from motorplan.catalogue import Catalogue
    from motorplan.editing import Edited
    from motorplan.model.answers import Difference
    from motorplan.model.edits import Edit
    from motorplan.model.groups import GroupPlan
    from motorplan.model.plans import Plan

FORMS = {
    "lock": "ITEM|SESSION|all",
    "unlock": "ITEM|SESSION|all",
    "swap": "ITEM [ACTIVITY]",
    "move": "ITEM SESSION",
    "remove": "ITEM",
    "add": "SESSION ACTIVITY",
}
"""What follows each verb."""


class Verbs(click.ParamType):  # type: ignore[type-arg]  # older click has no argument
    """One of the verbs."""

    name = "verb"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the verb, or fail with the nearest."""
        if value not in FORMS:
            from motorplan.errors import did_you_mean

            hint = did_you_mean(str(value), FORMS) or f"Use one of {', '.join(FORMS)}."
            self.fail(f"{value!r} is nothing that edit does. {hint}", param, ctx)
        return str(value)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("verb", type=Verbs(), metavar="lock|unlock|swap|move|remove|add")
@click.argument("words", nargs=-1, metavar="ITEM|SESSION|ACTIVITY…")
@click.option("--by", metavar="NAME", help="Who changes it.")
@catalogue_option
def edit(
    file: Path, verb: str, words: tuple[str, ...], by: str | None, folders: tuple[Path, ...]
) -> None:
    """
    Change the plan in force of the child, or the group, of FILE, and keep all the rest.

    \b
    lock   ITEM|SESSION|all    it stays when you plan again with --keep
    unlock ITEM|SESSION|all
    swap   ITEM [ACTIVITY]     for another with the same purpose, else the best there is
    move   ITEM SESSION
    remove ITEM
    add    SESSION ACTIVITY

    An ITEM goes by the plan's id, such as 2026-11-30-1a, or by its name where only one has it;
    a SESSION by 2026-11-30-1 or its day; an ACTIVITY by its id, its name or that of a grade.
    """
    from motorplan.making import save_plan

    wish = _edit_of(verb, words)
    before, done = _edited(file, wish, the_catalogue(folders, file))
    _enter(file, wish, (before, done.plan.id), by)
    place = save_plan(done.plan, file, tell=say)
    for line in done.says:
        show(line)
    click.echo(f"kept as {place}", err=True)


def _edited(
    file: Path, wish: "Edit", catalogue: "Catalogue"
) -> "tuple[str, Edited[Plan] | Edited[GroupPlan]]":
    """Return the id of the plan in force of *file*, and what becomes of it."""
    from motorplan.making import is_group, load_child, load_plan, must_be_kept

    on = today()
    if is_group(file):
        from motorplan.group_subjects import edit_group_plan
        from motorplan.grouping import load_group, load_group_plan

        group = load_group(file, catalogue, on=on, tell=say)
        shared = load_group_plan(must_be_kept(file, catalogue))
        return shared.id, edit_group_plan(shared, group, catalogue, wish, on=on)
    from motorplan.editing import edit_plan

    child = load_child(file, catalogue, on=on, tell=say)
    plan = load_plan(must_be_kept(file, catalogue))
    return plan.id, edit_plan(plan, child, catalogue, wish, on=on)


def _edit_of(verb: str, words: tuple[str, ...]) -> "Edit":
    from motorplan.model.edits import Edit

    least, most = (1, 1) if verb in {"lock", "unlock", "remove"} else (2, 2)
    least = 1 if verb == "swap" else least
    if not least <= len(words) <= most:
        _wrong_form(verb)
    what, to = (*words, None)[:2]
    if verb == "add" and to is not None and not _is_day(str(what)) and _is_day(to):
        what, to = to, what
    return Edit(verb=verb, what=str(what), to=to)  # type: ignore[arg-type]  # it is one of FORMS


def _wrong_form(verb: str) -> NoReturn:
    msg = f"write it like this: motorplan edit FILE {verb} {FORMS[verb]}"
    raise click.UsageError(msg)


def _is_day(word: str) -> bool:
    """Return whether *word* begins with a date, as ids of sessions do."""
    try:
        date.fromisoformat(word[:10])
    except ValueError:
        return False
    return True


def _enter(file: Path, wish: "Edit", plans: tuple[str, str], by: str | None) -> None:
    from motorplan.keeping import entry_of_edit, journal_of

    journal_of(file, say).append(entry_of_edit(wish, plans, now().isoformat(), by))


@click.command()
@click.argument("before", type=click.Path(path_type=Path), metavar="PLAN.json")
@click.argument("after", type=click.Path(path_type=Path), metavar="PLAN.json")
@click.option("--for", "whose", metavar="CHILD", help="Of a group: on the page of one child.")
@format_option
def diff(before: Path, after: Path, whose: str | None, style: str) -> None:
    """Say what changed from one PLAN to another of the same child or group, and why."""
    from motorplan.rendering.differences import difference_text

    catalogue = the_catalogue(())
    found = _difference(before, after, whose, catalogue)
    if style == "json":
        show_json(found)
    else:
        show(difference_text(found, paper(catalogue)))


def _difference(
    before: Path, after: Path, whose: str | None, catalogue: "Catalogue"
) -> "Difference":
    from motorplan.grouping import child_of, is_group_plan, load_group_plan
    from motorplan.making import load_plan

    if not is_group_plan(before):
        from motorplan.diffing import diff_plans

        if whose is not None:
            msg = "--for is for plans of a group; these are of one child"
            raise click.UsageError(msg)
        return diff_plans(load_plan(before), load_plan(after), catalogue.phrases)
    from motorplan.group_diffing import diff_group_plans

    pair = (load_group_plan(before), load_group_plan(after))
    child = None if whose is None else child_of(pair[0], whose).id
    return diff_group_plans(*pair, catalogue, child)
