"""What is wrong with the activities of a catalogue together: what stands in it twice."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations

from motorplan.catalogue import Catalogue
from motorplan.converting.values import Misfit, Path
from motorplan.linting.wording import lint_texts, texts_of
from motorplan.model.activities import Activity

RUN = 3
"""Words in a row that two texts share, or do not."""

MOST_SHARED_RUNS = 0.25
"""Share of all runs of words of two activities, from which one repeats the other."""

MOST_SHARED_SKILLS, MOST_SHARED_THINGS = 0.8, 0.5
"""Shares of skills and of materials, from which two activities are one with other words."""

USUAL_RUN = 12
"""Activities with the same run of words, from which it is a turn of phrase and no sign."""

LEAST_WORDS = 8
"""Words of a sentence; shorter ones may well be the same."""

_SAFETY = frozenset({"stop_if", "watch_for"})
_WORD = re.compile(r"[a-z0-9']+")
_END = re.compile(r"[.!?:;]+(?:\s|$)")

ALIKE: Mapping[str, str] = {
    "if one arm is harder to move it goes in first": "how to dress a stiff arm",
    "your child sits upright with head and feet supported": "how to sit for food",
}
"""Sentences that are said alike wherever they fit, each with the reason."""


def lint_catalogue(catalogue: Catalogue) -> list[Misfit]:
    """
    Return all that is wrong with *catalogue* beyond what its single files show.

    The first part of each path is the id of what it is about. The work grows with the words,
    not with the pairs of activities.
    """
    return [
        *lint_texts(catalogue),
        *_twin_texts(catalogue.activities),
        *_twin_tasks(catalogue.activities),
        *_twin_sentences(catalogue.activities),
    ]


def _twin_texts(activities: Mapping[str, Activity]) -> Iterator[Misfit]:
    """Yield activities that are mostly in the words of another."""
    runs = {i: _runs(activity) for i, activity in sorted(activities.items())}
    for (first, second), shared in sorted(_shared(runs).items()):
        if shared / len(runs[first] | runs[second]) >= MOST_SHARED_RUNS:
            message = f'it is mostly in the words of "{first}".'
            yield Misfit((second,), "twin-activity", message, "Make one of both, or tell it anew.")


def _runs(activity: Activity) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for _, text in texts_of(activity):
        words = _WORD.findall(text.casefold())
        found |= {tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}
    return found


def _shared(runs: Mapping[str, Iterable[tuple[str, ...]]]) -> Counter[tuple[str, str]]:
    """Return how many runs each two activities share, turns of phrase left out."""
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for i, held in runs.items():
        for run in held:
            holders[run].append(i)
    counted: Counter[tuple[str, str]] = Counter()
    for ids in holders.values():
        if len(ids) <= USUAL_RUN:
            counted.update(combinations(ids, 2))
    return counted


def _twin_tasks(activities: Mapping[str, Activity]) -> Iterator[Misfit]:
    """Yield activities that train the same skills with the same things as another."""
    alike: dict[frozenset[str], list[str]] = defaultdict(list)
    for i, activity in sorted(activities.items()):
        alike[frozenset(_trained(activity, 1.0))].append(i)
    for first, second in (pair for ids in alike.values() for pair in combinations(ids, 2)):
        mine, others = activities[first], activities[second]
        skills = _overlap(_trained(mine), _trained(others))
        things = _overlap(mine.materials, others.materials)
        if skills >= MOST_SHARED_SKILLS and things >= MOST_SHARED_THINGS:
            message = f'it trains what "{first}" trains, with the same things.'
            yield Misfit((second,), "twin-activity", message, "Make one of both.")


def _trained(activity: Activity, least: float = 0.0) -> set[str]:
    return {i for g in activity.grades for i, weight in g.trains.items() if weight >= least}


def _overlap(one: Collection[str], other: Collection[str]) -> float:
    """Return the share of all in both; 1 where there is nothing in either."""
    every = {*one, *other}
    return len({*one} & {*other}) / len(every) if every else 1.0


def _twin_sentences(activities: Mapping[str, Activity]) -> Iterator[Misfit]:
    """
    Yield long sentences that an earlier activity holds, too, but for one word at most.

    Two sets of words differ by a word in each at most when they are the same after one word
    was taken from each, or none; so every sentence is looked up by all of these.
    """
    seen: dict[frozenset[str], tuple[str, str]] = {}
    for i, activity in sorted(activities.items()):
        for path, sentence, words in _sentences(activity):
            keys = [words, *(words - {word} for word in words)]
            twin = next((seen[key] for key in keys if key in seen and seen[key][0] != i), None)
            if twin:
                message = f'"{sentence}" stands in "{twin[0]}" as "{twin[1]}".'
                way = "Say what is special here, or leave it out."
                yield Misfit((i, *path), "twin-sentence", message, way)
            for key in keys:
                seen.setdefault(key, (i, sentence))


def _sentences(activity: Activity) -> Iterator[tuple[Path, str, frozenset[str]]]:
    """Yield the long sentences of *activity*; signs of safety may be said alike."""
    for path, text in texts_of(activity):
        for sentence in _END.split(text) if _SAFETY.isdisjoint(path) else ():
            words = _WORD.findall(sentence.casefold())
            if len(words) >= LEAST_WORDS and " ".join(words) not in ALIKE:
                yield path, sentence, frozenset(words)
