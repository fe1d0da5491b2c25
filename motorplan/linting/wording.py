"""Words in the texts that reach a carer: what is never said, and what must be declared."""

import re
from collections.abc import Iterable, Iterator, Mapping

from motorplan.catalogue import Catalogue
from motorplan.converting.values import Misfit, Path
from motorplan.frozen import frozen
from motorplan.linting.hazards import (
    ALLERGEN_WORDS,
    HARMLESS,
    HAZARD_WORDS,
    Features,
    HazardWord,
    any_of,
)
from motorplan.linting.reading import is_plain
from motorplan.model.activities import Activity, Grade
from motorplan.model.things import Material, MaterialUse

Texts = Iterator[tuple[Path, str]]

MOST_WORDS = 20
_SOMEBODY = r"(him|her|the child|your child|the baby|your baby)"
_LIMB = r"(the|his|her|their) (head|neck|legs?|knees?|feet|foot|arms?|hands?|shoulders?|back|hips?)"

AVOIDED = any_of(
    r"deficits?|delay(ed|s)?|failures?|typical(ly)?|normal(ly)?|mastered|worst-served",
    r"non-compliant|comply|tolerates?|eye contact|sit still|rewards?|w-sit\w*",
    r"pull\w* (\w+ ){0,3}by the (hands?|arms?|wrists?)|by both hands|by the ankles?",
    r"lift\w* (\w+ ){0,3}(by|under) the arm(pit)?s?|upside down|bounce\w* on (the|your|a)",
    r"stretch (the|his|her|their) (leg|arm|muscle|foot|hand)\w*|force the",
    rf"(push|press|hold)\w* ({_SOMEBODY}|{_LIMB}) (\w+ ){{0,2}}down",
    r"makes? (him|her|the child|your child)",
)
"""What hurts, or what puts a child down."""

NEVER = any_of(
    r"water (beads?|pearls?)|orbeez|hydrogel|jelly beads?|button (cells?|batter(y|ies))",
    r"coin (cells?|batter(y|ies))|balloons?|borax|slime|trampolines?|weighted|ankle weights?",
    r"(strong|loose|rare-earth|neodymium) magnets?|magnet balls?",
    r"(baby|door) (walkers?|jumpers?|bouncers?)",
    r"passive(ly)? stretch\w*|joint compressions?|brushing protocols?",
    r"brush(es|ing)? (the|his|her|their) skin|constraint\w*|restrain\w*",
    rf"(strap|tie)(s|ped|d)? ({_SOMEBODY}|{_LIMB})|(straps?|strings?|cords?) (a)?round",
)
"""What is in no activity, whatever the age and whatever is declared."""

CLAIMS = any_of(
    r"will|won['\u2019]t|cur(es?|ed|ing)|heals?|fix(es|ed)?|guarantee[sd]?|ensures?|always",
    r"prevents?|prov(es|en)|definitely|certainly|miracles?|makes? sure|(the )?only way",
)
"""What promises more than anybody knows."""

CLAIMING = ("summary", "why", "professional")
"""Where an activity says what it is good for."""


def texts_of(activity: Activity) -> Texts:
    """Yield every text of *activity* that a carer reads, with where it stands."""
    yield from _about(activity)
    yield from _advice(activity)
    for material_id, use in activity.materials.items():
        yield from _of_use(material_id, use)
    for number, grade in enumerate(activity.grades):
        yield from _of_grade(number, grade)


def _about(activity: Activity) -> Texts:
    for name in ("name", "summary", "why"):
        yield (name,), getattr(activity, name)
    if activity.group.how:
        yield ("group", "how"), activity.group.how


def _advice(activity: Activity) -> Texts:
    """Yield what may be said beside any grade."""
    for name in ("soften", "livelier"):
        if text := getattr(activity, name):
            yield (name,), text


def _of_use(material_id: str, use: MaterialUse) -> Texts:
    if use.use:
        yield ("materials", material_id, "use"), use.use


def _of_grade(number: int, grade: Grade) -> Texts:
    path: Path = ("grades", number)
    yield (*path, "name"), grade.name
    for name in ("changed", "say", "success", "record", "step_up", "step_down"):
        if text := getattr(grade, name):
            yield (*path, name), text
    for name in ("steps", "watch_for", "stop_if"):
        for text in getattr(grade, name):
            yield (*path, name), text


def misfits_of_texts(activity: Activity, catalogue: Catalogue) -> Iterator[Misfit]:
    """Yield what the texts of *activity* should not say, or say and do not declare."""
    for path, text in texts_of(activity):
        yield from _not_said(path, text)
        for sentence in re.split(r"[.!?:]\s", text):
            if len(sentence.split()) > MOST_WORDS:
                message = f"a sentence of over {MOST_WORDS} words."
                yield Misfit(path, "long-sentence", message, "Make two of it.")
    yield from _not_said(("professional",), activity.professional)
    yield from _hard_words(activity)
    yield from _claims(activity)
    yield from _undeclared_in(activity, catalogue)
    yield from _fallbacks(activity, catalogue)


def lint_texts(catalogue: Catalogue) -> list[Misfit]:
    """
    Return what the texts of materials, equipment, themes and routines should not say.

    Each has to declare the hazards that its own words name.
    """
    found: list[Misfit] = []
    tables: tuple[tuple[Mapping[str, object], tuple[str, ...]], ...] = (
        (catalogue.materials, ("name", "plain", "found")),
        (catalogue.adaptations, ("name", "plain", "home_made", "for_whom", "caution")),
        (catalogue.themes, ("name", "meaning", "dress_up")),
        (catalogue.routines, ("name", "meaning")),
    )
    for table, keys in tables:
        for thing_id, thing in sorted(table.items()):
            hazards: Features = getattr(thing, "hazards")  # noqa: B009 - four kinds, one key
            way = _Ways(hazards, _allergens_of(thing))
            for key in keys:
                if text := getattr(thing, key):
                    path: Path = (thing_id, key)
                    found += _not_said(path, text)
                    found += _undeclared(path, text, [way])
    return found


def _allergens_of(thing: object) -> frozenset[str]:
    """Return what is or may be in *thing*, where its kind says so."""
    return frozenset((*getattr(thing, "allergens", ()), *getattr(thing, "check_label", ())))


def _hard_words(activity: Activity) -> Iterator[Misfit]:
    """Yield the parts of *activity*, a grade or what stands over them, that read too hard."""
    parts: dict[Path, list[str]] = {}
    for path, text in texts_of(activity):
        parts.setdefault(path[:2] if path[0] == "grades" else ("summary",), []).append(text)
    for path, texts in parts.items():
        if not is_plain(
            " ".join(text if text[-1:] in {".", "!", "?"} else f"{text}." for text in texts)
        ):
            message = "its words read harder than school grade 6."
            yield Misfit(path, "hard-words", message, "Use shorter words and sentences.")


def _claims(activity: Activity) -> Iterator[Misfit]:
    for key in CLAIMING:
        if found := CLAIMS.search(getattr(activity, key)):
            message = f'"{found[0]}" promises what nobody can know.'
            way = 'Say what it practises or how it may help, for example "gives practice in".'
            yield Misfit((key,), "absolute-claim", message, way)


def _not_said(path: Path, text: str) -> Iterator[Misfit]:
    if found := NEVER.search(text):
        message = f'"{found[0]}" is never part of an activity.'
        yield Misfit(path, "never-list", message, "Leave it out; declaring it does not help.")
    elif found := AVOIDED.search(text):
        message = f'"{found[0]}" is not said here.'
        yield Misfit(path, "word-to-avoid", message, "Say what to do instead.")


@frozen
class _Ways:
    """
    What declares the words of a text.

    Attributes:
        features, allergens: What is declared where the text is read.

        things: The plain names of what is used there; each declares its own hazards.
    """

    features: Features
    allergens: frozenset[str] = frozenset()
    things: tuple[str, ...] = ()

    def cover(self, word: HazardWord) -> bool:
        """Return whether *word* is declared."""
        is_declared = word.is_declared(self.features, self.allergens)
        return is_declared or any(map(word.pattern.search, self.things))


def _undeclared(path: Path, text: str, ways: Iterable[_Ways]) -> Iterator[Misfit]:
    """Yield the hazard words of *text* that one of *ways* to read it leaves undeclared."""
    ways, plain = list(ways), text
    for phrase in HARMLESS:
        plain = re.sub(re.escape(phrase), "…", plain, flags=re.IGNORECASE)
    for word in (*HAZARD_WORDS, *ALLERGEN_WORDS):
        found = word.pattern.search(plain)
        if found and not all(way.cover(word) for way in ways):
            kind = "hazard" if word.features else "allergen"
            message = (
                f'"{found[0]}" names {"a" if word.features else "an"} {kind} that is not declared.'
            )
            yield Misfit(path, f"undeclared-{kind}", message, word.way)


def _undeclared_in(activity: Activity, catalogue: Catalogue) -> Iterator[Misfit]:
    grades = [_ways(activity, grade, catalogue) for grade in activity.grades]
    anywhere = _joined(grades)
    for path, text in (*_about(activity), (("professional",), activity.professional)):
        yield from _undeclared(path, text, [anywhere])
    for path, text in _advice(activity):
        yield from _undeclared(path, text, grades)
    for number, (grade, way) in enumerate(zip(activity.grades, grades, strict=True)):
        for path, text in _of_grade(number, grade):
            yield from _undeclared(path, text, [way])
    for material_id, use in activity.materials.items():
        mine = [w for g, w in zip(activity.grades, grades, strict=True) if _uses(use, g)]
        for path, text in _of_use(material_id, use):
            yield from _undeclared(path, text, mine)


def _uses(use: MaterialUse, grade: Grade) -> bool:
    return not use.grades or grade.id in use.grades


def _ways(activity: Activity, grade: Grade, catalogue: Catalogue) -> _Ways:
    """Return what is declared at *grade*: by the activity, the grade and what it uses."""
    parts: list[Features] = [activity.features or {}, grade.features or {}]
    things: list[str] = []
    allergens = {*activity.allergens}
    for material_id, use in activity.materials.items():
        if _uses(use, grade) and material_id in catalogue.materials:
            material = catalogue.materials[material_id]
            parts.append(material.hazards)
            allergens |= _allergens_of(material)
            things += [m.plain for m in (material, *_stand_ins(material, use, catalogue))]
    return _Ways(_most_of(parts), frozenset(allergens), tuple(things))


def _joined(ways: Iterable[_Ways]) -> _Ways:
    ways = list(ways)
    return _Ways(
        _most_of(w.features for w in ways),
        frozenset(i for w in ways for i in w.allergens),
        tuple(t for w in ways for t in w.things),
    )


def _most_of(parts: Iterable[Features]) -> dict[str, float]:
    total: dict[str, float] = {}
    for part in parts:
        for feature, amount in part.items():
            total[feature] = max(amount, total.get(feature, 0.0))
    return total


def _stand_ins(material: Material, use: MaterialUse, catalogue: Catalogue) -> list[Material]:
    ids = material.substitutes if use.substitutes is None else use.substitutes
    return [catalogue.materials[i] for i in ids if i in catalogue.materials]


def _fallbacks(activity: Activity, catalogue: Catalogue) -> Iterator[Misfit]:
    """
    Yield the materials whose harmless stand-in opens steps that name the dangerous thing.

    Where a rule never allows the material, its stand-in opens the grade; then the carer reads
    steps about the material itself, unless the grade carries the hazard, too.
    """
    for material_id, use in activity.materials.items():
        material = catalogue.materials.get(material_id)
        if material is None:
            continue
        for number, grade in enumerate(activity.grades):
            declared = _most_of([activity.features or {}, grade.features or {}])
            if not _uses(use, grade):
                continue
            for other in _stand_ins(material, use, catalogue):
                lost = _lost(material.hazards, other.hazards, declared, catalogue)
                if lost and (word := _names_only(grade, material, other)):
                    path: Path = ("grades", number, "steps")
                    message = f'"{word}" is named, and {other.id} may stand in for {material_id}.'
                    way = f"Declare {lost} on the grade, or let nothing stand in."
                    yield Misfit(path, "stand-in-untrue", message, way)


def _lost(mine: Features, others: Features, declared: Features, catalogue: Catalogue) -> str | None:
    """Return a feature that a rule never allows, that *mine* has and the others have not."""
    for rule in catalogue.safety.rules.values():
        if rule.kind != "never":
            continue
        for feature, least in rule.hits.items():
            there = max(others.get(feature, 0.0), declared.get(feature, 0.0))
            if mine.get(feature, 0.0) >= least > there:
                return feature
    return None


def _names_only(grade: Grade, material: Material, other: Material) -> str | None:
    """Return a word by which *grade* names *material* and not *other*, or None."""
    texts = " ".join((grade.name, grade.changed, *grade.steps, grade.say, grade.success))
    said = _stems(texts)
    if said & (_stems(other.plain) - _stems(material.plain)):
        return None
    named = said & (_stems(material.plain) - _stems(other.plain))
    return min(named, default=None)


def _stems(text: str) -> set[str]:
    return {word.rstrip("s") for word in re.findall(r"[a-z]{3,}", text.lower())} - _SMALL_WORDS


_SMALL_WORDS = frozenset({"and", "the", "for", "with", "that", "your", "child"})
"""Words in the names of things that name nothing."""
