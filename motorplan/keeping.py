"""What is kept of a child's plans: the plan in force, and the journal beside the child file."""

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from motorplan.converting.files import PLAN_FORMAT, Document, json_text
from motorplan.converting.values import Misfits, structure, unstructure
from motorplan.frozen import evolve
from motorplan.model.children import Child
from motorplan.model.edits import EDIT_FORMAT, Edit
from motorplan.model.entries import Entry, Owner
from motorplan.model.groups import GroupPlan
from motorplan.model.logs import LOG_FORMAT, Log, standing_concerns
from motorplan.model.plans import Plan
from motorplan.phrases import Phrases
from motorplan.storing.files import Tell, place_of_journal, read_json, read_text, write_whole
from motorplan.storing.journals import Journal, entry_of, standing

KNOWN = {"plan": PLAN_FORMAT, "log": LOG_FORMAT, "edit": EDIT_FORMAT}
"""Kinds of entry that this version reads, with the format of their bodies."""


def owner_of(child_file: str | Path) -> Owner:
    """
    Return who the journal beside *child_file* has to belong to.

    Raises:
        FileProblems: If the child file cannot be read or is no TOML.
    """
    path = Path(child_file)
    data = Document(read_text(path), str(path)).data
    return Owner(child=str(data.get("id", path.stem)), born=str(data.get("born", "")))


def journal_of(child_file: str | Path, tell: Tell) -> Journal:
    """
    Return the journal beside *child_file*; it need not be there yet.

    Raises:
        FileProblems: If the child file cannot be read or is no TOML.
    """
    return Journal(place_of_journal(child_file), owner_of(child_file), tell)


def keep_plan(plan: Plan | GroupPlan, place: Path, journal: Journal) -> None:
    """
    Make *plan* the plan in force at *place*, and enter it into *journal*.

    The plan that was in force is entered before it goes, where it is not in there yet. Each
    is entered with the time at which its file was written.

    Raises:
        FileProblems: If either cannot be written.
    """
    if place.exists():
        _enter(place, journal)
    write_whole(place, json_text(plan))
    _enter(place, journal)


def _enter(place: Path, journal: Journal) -> None:
    written = datetime.fromtimestamp(place.stat().st_mtime, UTC)
    entry = entry_of("plan", read_json(place), written.isoformat())
    if entry.body not in {held.body for held in journal.since() if held.kind == "plan"}:
        journal.append(entry)


def entry_of_log(log: Log, at: str, replaces: str | None = None) -> Entry:
    """Return the entry that *log* makes in a journal; *at* is the moment it was written down."""
    return entry_of("log", {"format": LOG_FORMAT, **unstructure(log)}, at, log.by, replaces)


def entry_of_edit(edit: Edit, plans: tuple[str, str], at: str, by: str | None = None) -> Entry:
    """
    Return the entry that *edit* makes in a journal.

    Args:
        edit: The change.

        plans: Ids of the plan before and after it.

        at: The moment it was made.

        by: Who made it.
    """
    body = {"format": EDIT_FORMAT, **unstructure(edit), "before": plans[0], "after": plans[1]}
    return entry_of("edit", body, at, by)


def logs_of(entries: Iterable[Entry], tell: Tell) -> tuple[Log, ...]:
    """
    Return the logs among *entries* that stand, in their order.

    One that this version cannot read is kept where it is and told: it may hold a concern.
    """
    logs = [entry for entry in standing(entries) if entry.kind == "log"]
    found = []
    for entry in filter(is_known, logs):
        with suppress(Misfits):
            found.append(structure(json.loads(entry.body), Log, "json"))
    unread = len(logs) - len(found)
    if unread:
        tell(_UNREAD.format(count=unread))
    return tuple(found)


_UNREAD = "{count} logs in the journal are of a newer motorplan and do not count here: update it."


def with_logs(child: Child, logs: tuple[Log, ...]) -> Child:
    """Return *child* with *logs*, and with the concerns that they raised and nobody cleared."""
    concerns = standing_concerns(logs) | child.concerns
    return evolve(child, logs=logs, concerns=dict(sorted(concerns.items())))


def is_known(entry: Entry) -> bool:
    """Return whether this version can read the body of *entry*."""
    return bool(KNOWN.get(entry.kind) == json.loads(entry.body).get("format"))


def entry_record(entry: Entry) -> dict[str, Any]:
    """Return *entry* as plain data; ``known`` says whether this version can read its body."""
    return {**unstructure(entry), "body": json.loads(entry.body), "known": is_known(entry)}


def entry_words(entry: Entry, phrases: Phrases) -> str:
    """Return *entry* as a line of words, its time as it is here."""
    body = json.loads(entry.body)
    when = datetime.fromisoformat(entry.at).astimezone().strftime("%Y-%m-%d %H:%M")
    if not is_known(entry):
        what = phrases.say("journal.newer", kind=entry.kind)
    elif entry.kind == "edit":
        said = " ".join(body[key] for key in ("verb", "what", "to") if body[key])
        what = phrases.say("journal.edit", what=said)
    elif entry.kind == "plan":
        what = phrases.say("journal.plan", start=body["start"], weeks=len(body["weeks"]))
    else:
        how = phrases.say(f"journal.how-{body['how']}")
        what = phrases.say("journal.log", on=body["on"], activity=body["activity"], how=how)
    by = phrases.say("journal.by", author=entry.author) if entry.author else ""
    return f"{when}  {entry.id[:8]}  {what}{by}"
