"""What is kept of a child's plans: the plan in force, and the journal beside the child file."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs

from motorplan.converting.files import Document, json_text
from motorplan.model.entries import Entry, Owner
from motorplan.model.plans import Plan
from motorplan.phrases import Phrases
from motorplan.storing.files import read_json, read_text, write_whole
from motorplan.storing.journals import Journal, Tell, entry_of, place_of_journal

KNOWN = {"plan": "motorplan.plan/1"}
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


def keep_plan(plan: Plan, place: Path, journal: Journal) -> None:
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


def is_known(entry: Entry) -> bool:
    """Return whether this version can read the body of *entry*."""
    return bool(KNOWN.get(entry.kind) == json.loads(entry.body).get("format"))


def entry_record(entry: Entry) -> dict[str, Any]:
    """Return *entry* as plain data; ``known`` says whether this version can read its body."""
    return {**attrs.asdict(entry), "body": json.loads(entry.body), "known": is_known(entry)}


def entry_words(entry: Entry, phrases: Phrases) -> str:
    """Return *entry* as a line of words, its time as it is here."""
    body = json.loads(entry.body)
    when = datetime.fromisoformat(entry.at).astimezone().strftime("%Y-%m-%d %H:%M")
    if is_known(entry):
        what = phrases.say("journal.plan", start=body["start"], weeks=len(body["weeks"]))
    else:
        what = phrases.say("journal.newer", kind=entry.kind)
    by = phrases.say("journal.by", author=entry.author) if entry.author else ""
    return f"{when}  {entry.id[:8]}  {what}{by}"
