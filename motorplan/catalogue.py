"""Everything that fits together: skills, activities, things, rules and words."""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Generic, TypeVar

from motorplan.converting.values import structure, unstructure
from motorplan.frozen import evolve, field, frozen
from motorplan.graph import SkillGraph
from motorplan.hashing import digest
from motorplan.model.activities import Activity
from motorplan.model.ladders import Ladder, ladder_of
from motorplan.model.safety import SafetyRules
from motorplan.model.skills import Skill
from motorplan.model.things import Adaptation, Material, Routine, Tag, Theme
from motorplan.phrases import Phrases
from motorplan.sources import Source

T = TypeVar("T")


class Table(Mapping[str, T], Generic[T]):
    """
    Objects by id, each built when it is first asked for, in order of id.

    Args:
        kind: The class of the objects.

        rows: Plain data by id without the ``id`` key, in order of id; all of them together
            may still be the bytes of their JSON.
    """

    def __init__(self, kind: type[T], rows: Mapping[str, dict[str, Any]] | bytes) -> None:
        self._kind = kind
        self._source = rows
        self._built: dict[str, T] = {}

    def __getstate__(self) -> dict[str, Any]:
        """Return the rows alone: another process builds its own objects."""
        return {**self.__dict__, "_built": {}}

    @property
    def _rows(self) -> Mapping[str, dict[str, Any]]:
        if isinstance(self._source, bytes):
            rows: Mapping[str, dict[str, Any]] = json.loads(self._source)
            self._source = rows
        return self._source

    def __getitem__(self, key: str) -> T:
        found = self._built.get(key)
        if found is None:
            row = {"id": key, **self._rows[key]}
            found = self._built[key] = structure(row, self._kind, "trusted")
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, key: object) -> bool:
        return key in self._rows


class Lines(Mapping[str, dict[str, Any]]):
    """
    Rows by id, each cut out of one text and read when it is asked for.

    Args:
        text: The JSON of all rows, one after the other.

        offsets: Id -> where its row begins and how long it is.
    """

    def __init__(self, text: bytes, offsets: Mapping[str, tuple[int, int]]) -> None:
        self._text, self._offsets = text, offsets
        self._read: dict[str, dict[str, Any]] = {}

    def __getitem__(self, key: str) -> dict[str, Any]:
        if key not in self._read:
            begin, size = self._offsets[key]
            self._read[key] = json.loads(self._text[begin : begin + size])
        return self._read[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._offsets)

    def __len__(self) -> int:
        return len(self._offsets)

    def __contains__(self, key: object) -> bool:
        return key in self._offsets


class Merged(Mapping[str, T], Generic[T]):
    """
    What is there with what is added, in order of id, each still built when it is asked for.

    Args:
        base: What is there.

        added: What comes beside it, or in place of the same id.

        without: The ids that are left out.
    """

    def __init__(
        self, base: Mapping[str, T], added: Mapping[str, T], without: Collection[str] = ()
    ) -> None:
        self._base, self._added = base, added
        self._ids = {i: None for i in sorted({*base, *added}) if i not in without}

    def __getitem__(self, key: str) -> T:
        if key not in self._ids:
            raise KeyError(key)
        return self._added[key] if key in self._added else self._base[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, key: object) -> bool:
        return key in self._ids


@frozen(kw_only=True, eq=False)
class Catalogue:
    """
    The skill graph, the activities and all they refer to.

    Attributes:
        ladders: What choosing needs of each activity.

        training: Skill id -> ids of the activities that train it, in order of id, each with
            the most that one of its grades trains it.

        words: List name -> word -> meaning, for the closed lists of the code.

        renamed: Former id -> what became of it; empty text when it is retired. A grade stands
            as ``activity/grade``, with its activity's present id, and what became of it is a
            grade of that activity.

        fingerprint: ``sha256:`` of all content.

        extras: Ids of the own ideas that lead to no goal yet, in order of id.

        hidden: Id of an activity that is left out -> name of the catalogue that says so.

        folders: The folders that were added, as absolute paths.
    """

    graph: SkillGraph
    skills: Mapping[str, Skill]
    activities: Mapping[str, Activity]
    ladders: Mapping[str, Ladder]
    training: Mapping[str, Mapping[str, float]]
    materials: Mapping[str, Material]
    adaptations: Mapping[str, Adaptation]
    tags: Mapping[str, Tag]
    themes: Mapping[str, Theme]
    routines: Mapping[str, Routine]
    sources: Mapping[str, Source]
    safety: SafetyRules
    phrases: Phrases
    words: Mapping[str, Mapping[str, str]]
    renamed: Mapping[str, str]
    fingerprint: str
    extras: tuple[str, ...] = ()
    hidden: Mapping[str, str] = field(factory=dict)
    folders: tuple[str, ...] = ()

    def with_activities(
        self, activities: Mapping[str, Activity], hidden: Mapping[str, str] | None = None
    ) -> "Catalogue":
        """
        Return a catalogue with more activities, with a fingerprint of its own.

        Args:
            activities: What is added, or takes the place of the same in other words.

            hidden: Id of an activity that is left out -> name of the catalogue that says so.
        """
        hidden = {**self.hidden, **(hidden or {})}
        gone = hidden.keys() | activities.keys()
        ladders = {i: ladder_of(activities[i]) for i in sorted(activities) if i not in hidden}
        kept = {
            skill_id: {i: most for i, most in found.items() if i not in gone}
            for skill_id, found in self.training.items()
        }
        extras = {*self.extras} - gone | {i for i in ladders if ladders[i].own}
        added = {i: unstructure(activities[i]) for i in sorted(activities)}
        text = f"{self.fingerprint} {json.dumps([added, hidden], sort_keys=True)}"
        return evolve(
            self,
            fingerprint=f"sha256:{digest(text.encode())}",
            activities=Merged(self.activities, activities, hidden),
            ladders=Merged(self.ladders, ladders, hidden),
            training=training_index(ladders, kept),
            extras=tuple(sorted(extras)),
            hidden=hidden,
        )

    def with_only(self, activities: Mapping[str, Activity]) -> "Catalogue":
        """Return a catalogue of *activities* and of all else that is here."""
        activities = {i: activities[i] for i in sorted(activities)}
        ladders = {i: ladder_of(activity) for i, activity in activities.items()}
        return evolve(
            self,
            activities=activities,
            ladders=ladders,
            training=training_index(ladders),
            extras=tuple(i for i in ladders if ladders[i].own),
        )


def training_index(
    ladders: Mapping[str, Ladder], others: Mapping[str, Mapping[str, float]] | None = None
) -> dict[str, dict[str, float]]:
    """Return skill id -> id -> most weight of what trains it: of *ladders* and *others*."""
    index = {skill_id: {**found} for skill_id, found in (others or {}).items()}
    for ladder in ladders.values():
        for rung in ladder.grades:
            for skill_id, weight in rung.trains.items():
                most = index.setdefault(skill_id, {})
                most[ladder.id] = max(weight, most.get(ladder.id, 0.0))
    return {i: dict(sorted(index[i].items())) for i in sorted(index) if index[i]}
