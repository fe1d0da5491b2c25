"""What an activity's words may not say, or may say only when it is declared."""

import attrs
import pytest

from motorplan.gathering import load_catalogue
from motorplan.linting.activities import misfits_of_activity
from motorplan.linting.hazards import ALLERGEN_WORDS, HARMLESS, HAZARD_WORDS
from motorplan.linting.wording import lint_texts, texts_of

CATALOGUE = load_catalogue()
BUILDING = CATALOGUE.activities["block-building"]
THREADING = CATALOGUE.activities["threading"]


def with_grade(activity, number=0, **changed):
    """Return *activity* with one grade changed."""
    grades = list(activity.grades)
    grades[number] = attrs.evolve(grades[number], **changed)
    return attrs.evolve(activity, grades=tuple(grades))


def codes(activity, catalogue=CATALOGUE):
    return {m.code for m in misfits_of_activity(activity, catalogue)}


def told(activity):
    """Return where a hazard is named and not declared."""
    found = misfits_of_activity(activity, CATALOGUE)
    return {m.path for m in found if m.code == "undeclared-hazard"}


@pytest.mark.parametrize(
    ("text", "feature", "amount"),
    [
        ("Pick up the marbles.", "small-part", 1),
        ("Count ten dry beans.", "small-part", 1),
        ("Fill a sock with rice.", "small-part", 1),
        ("Give one grape at a time.", "hard-food", 1),
        ("Put honey on the spoon.", "honey", 1),
        ("Drink with a straw.", "straw", 1),
        ("Blow the feather.", "blowing", 1),
        ("Squeeze the glue.", "not-to-swallow", 1),
        ("Dig in the sand.", "sand", 1),
        ("Scatter the glitter.", "powder", 1),
        ("Wind the ribbon.", "cord", 20),
        ("Open the plastic bag.", "film", 1),
        ("Hold the glass.", "breakable", 1),
        ("Cut it with a knife.", "blade", 1),
        ("Take the needle.", "point", 1),
        ("Stir the hot soup.", "heat", 2),
        ("Open the oven.", "heat", 3),
        ("Sit in the pool.", "water-depth", 10),
        ("Go up the ladder.", "height", 60),
        ("Push the swing.", "swing", 1),
        ("Spin five times.", "spin", 5),
        ("Do a somersault.", "forward-roll", 1),
        ("Ride the scooter.", "wheels", 2),
        ("Kneel four steps away.", "apart", 4),
        ("Pick the magnet.", "magnet", 1),
        ("Put the batteries in.", "button-cell", 1),
    ],
)
def test_a_hazard_that_is_named_must_be_declared(text, feature, amount):
    """The grade is refused as it stands, and passes once it says what it holds."""
    named = with_grade(BUILDING, steps=(text, "Stop."))
    assert told(named) == {("grades", 0, "steps")}
    declared = with_grade(named, features={feature: amount})
    assert told(declared) == set()


@pytest.mark.parametrize(
    ("text", "allergen"),
    [
        ("Spread peanut butter.", "peanut"),
        ("Sort the almonds.", "tree-nut"),
        ("Dip it in hummus.", "sesame"),
        ("Butter the toast.", "wheat"),
        ("A pinch of cornflour.", "corn"),
        ("Stir the porridge.", "oats"),
        ("Cubes of tofu.", "soy"),
        ("Count the peas.", "pulses"),
        ("Spoon the yoghurt.", "milk"),
        ("Peel the egg.", "egg"),
        ("Mash the tuna.", "fish"),
        ("Peel the banana.", "banana"),
        ("Scoop the avocado.", "avocado"),
        ("Peel a kiwi.", "kiwi"),
        ("Put on rubber gloves.", "latex"),
        ("Rub in the lotion.", "fragrance"),
        ("Tear off some tape.", "adhesive"),
        ("A ball of woolly stuff.", "wool"),
        ("Catch the feather.", "feathers"),
    ],
)
def test_an_allergen_that_is_named_must_be_declared(text, allergen):
    named = with_grade(BUILDING, steps=(text, "Stop."))
    assert "undeclared-allergen" in codes(named)
    also = ("milk",) if "Butter" in text or "butter" in text else ()
    assert "undeclared-allergen" not in codes(attrs.evolve(named, allergens=(allergen, *also)))


def test_the_shape_of_an_egg_is_no_egg():
    assert codes(with_grade(BUILDING, steps=("Open the egg box.", "Stop."))) == set()


def test_a_bag_of_flour_is_powder_and_may_be_wheat():
    named = with_grade(BUILDING, steps=("Sieve the flour.", "Stop."))
    assert codes(named) == {"undeclared-hazard", "undeclared-allergen"}


def test_warm_is_not_hot_enough():
    """An amount below the least declares nothing."""
    named = with_grade(BUILDING, steps=("Stir the hot soup.", "Stop."), features={"heat": 1})
    assert told(named) == {("grades", 0, "steps")}


def test_an_empty_declaration_does_not_get_things_past():
    """The activity of a third party that says it holds nothing and names all this."""
    texts = ("Hide water beads.", "Count small coins.", "Blow up a balloon.", "A string round it.")
    assert {"never-list", "undeclared-hazard"} <= codes(with_grade(BUILDING, steps=texts))


@pytest.mark.parametrize(
    "key", ["say", "success", "step_up", "step_down", "changed", "record", "name"]
)
def test_every_text_of_a_grade_is_read(key):
    assert told(with_grade(BUILDING, **{key: "Take the scissors."})) == {("grades", 0, key)}


@pytest.mark.parametrize("key", ["watch_for", "stop_if"])
def test_every_list_of_a_grade_is_read(key):
    assert told(with_grade(BUILDING, **{key: ("Scissors.",)})) == {("grades", 0, key)}


@pytest.mark.parametrize("key", ["name", "summary", "why", "professional", "soften", "livelier"])
def test_every_text_of_an_activity_is_read(key):
    assert told(attrs.evolve(BUILDING, **{key: "Take the scissors."})) == {(key,)}


def test_how_a_group_does_it_and_what_things_are_for_is_read():
    group = attrs.evolve(BUILDING.group, how="Pass the scissors on.")
    assert told(attrs.evolve(BUILDING, group=group)) == {("group", "how")}
    (material_id,) = BUILDING.materials
    use = attrs.evolve(BUILDING.materials[material_id], use="scissors")
    named = attrs.evolve(BUILDING, materials={material_id: use})
    assert told(named) == {("materials", material_id, "use")}


def test_what_suits_one_grade_alone_is_no_advice_for_all():
    """Advice stands beside every grade, so every grade has to declare it; a summary has not."""
    on_one = with_grade(BUILDING, features={"blade": 1})
    assert told(attrs.evolve(on_one, livelier="Take the scissors.")) == {("livelier",)}
    assert told(attrs.evolve(on_one, summary="With scissors at the end.")) == set()


def test_a_thing_that_is_used_declares_its_own_name():
    """Big beads are named in a grade that uses them, and nowhere else."""
    text = ("Take a bead.", "Stop.")
    assert told(with_grade(THREADING, 1, steps=text)) == set()
    assert told(with_grade(THREADING, 3, steps=text)) == {("grades", 3, "steps")}


@pytest.mark.parametrize(
    "text",
    [
        "Hide the water beads.",
        "Orbeez in a bowl.",
        "A toy with a button cell.",
        "Tap the balloon.",
        "Jump on the trampoline.",
        "Knead the slime.",
        "Put on the weighted vest.",
        "Two strong magnets.",
        "Sit in the baby walker.",
        "Do passive stretching.",
        "Give joint compressions.",
        "Brush the skin softly.",
        "Restrain the good hand.",
        "Strap your child in.",
        "Tie the hands.",
        "A string round the wrist.",
    ],
)
def test_what_is_never_done_is_refused_whatever_is_declared(text):
    everything = dict.fromkeys(CATALOGUE.safety.features, 1.0)
    assert "never-list" in codes(with_grade(BUILDING, steps=(text, "Stop."), features=everything))


@pytest.mark.parametrize(
    "text",
    [
        "Lift her by both hands.",
        "Hold him by the ankles.",
        "Turn him upside down.",
        "Push the knees down.",
        "Press your child gently down.",
        "Make him sit.",
        "Bounce on your knee.",
    ],
)
def test_what_hurts_is_not_said(text):
    assert "word-to-avoid" in codes(with_grade(BUILDING, steps=(text, "Stop.")))


@pytest.mark.parametrize(
    "text",
    [
        "Push them down to the knees.",
        "Push the ball down with both hands.",
        "Press the strap shut.",
        "Make a tower.",
        "Throw the bean bag.",
        "Jump, and swing the arms.",
        "Do up the button.",
        "Not too big, not too small.",
        "A boat on the river.",
    ],
)
def test_harmless_words_pass(text):
    assert codes(with_grade(BUILDING, steps=(text, "Stop."))) == set()


def test_a_private_activity_says_who_may_do_it():
    potty = CATALOGUE.activities["potty-steps"]
    assert codes(potty) == set()
    assert codes(attrs.evolve(potty, who=())) == {"private-who"}


def test_no_harmless_thing_stands_in_while_the_steps_name_the_dangerous_one():
    """A toddler would otherwise get "put ten small beads in a tray" and a tray of big ones."""
    use = attrs.evolve(THREADING.materials["small-beads"], substitutes=("large-beads",))
    spare = attrs.evolve(THREADING, materials={**THREADING.materials, "small-beads": use})
    bare = with_grade(spare, 2, features={"pinch": 1})
    assert codes(bare) == {"stand-in-untrue"}
    assert codes(with_grade(bare, 2, features={"pinch": 1, "small-part": 1})) == set()
    unnamed = with_grade(
        bare,
        2,
        name="Beads",
        changed="A pattern.",
        steps=("Take a bead.", "Stop."),
        success="Threads four beads.",
    )
    assert codes(unnamed) == set()


def with_thing(kind, thing_id, **changed):
    """Return the catalogue with one thing of a list changed."""
    table = dict(getattr(CATALOGUE, kind))
    table[thing_id] = attrs.evolve(table[thing_id], **changed)
    return attrs.evolve(CATALOGUE, **{kind: table})


@pytest.mark.parametrize(
    ("kind", "thing_id", "key"),
    [
        ("materials", "spoon", "found"),
        ("adaptations", "plate-guard", "home_made"),
        ("adaptations", "plate-guard", "caution"),
        ("themes", "farm", "dress_up"),
        ("routines", "bedtime", "meaning"),
    ],
)
def test_the_lists_declare_what_their_words_name(kind, thing_id, key):
    undeclared = with_thing(kind, thing_id, **{key: "Cut it with a knife."})
    assert [(m.path, m.code) for m in lint_texts(undeclared)] == [
        ((thing_id, key), "undeclared-hazard")
    ]
    declared = with_thing(kind, thing_id, **{key: "Cut it with a knife.", "hazards": {"blade": 1}})
    assert lint_texts(declared) == []
    never = with_thing(kind, thing_id, **{key: "With a weighted pad."})
    assert [m.code for m in lint_texts(never)] == ["never-list"]


def test_hazard_words_declare_features_that_exist():
    for word in HAZARD_WORDS:
        assert set(word.features) <= set(CATALOGUE.safety.features), word.pattern.pattern


def test_every_harmless_phrase_is_needed():
    """An exception that nothing uses any more would hide the next thing by that name."""
    texts = [text for a in CATALOGUE.activities.values() for _, text in texts_of(a)]
    for table in (CATALOGUE.materials, CATALOGUE.adaptations):
        rows = [attrs.asdict(t) for t in table.values()]
        texts += [str(v) for row in rows for v in row.values()]
    said = "\n".join(texts).lower()
    assert [phrase for phrase in HARMLESS if phrase.lower() not in said] == []
    assert all(HARMLESS.values())


def test_allergen_words_declare_allergens_that_exist():
    for word in ALLERGEN_WORDS:
        assert set(word.allergens) <= set(CATALOGUE.safety.allergens), word.pattern.pattern


@pytest.mark.parametrize("key", ["summary", "why", "professional"])
@pytest.mark.parametrize(
    "claim",
    [
        "Your child will write after this.",
        "It cures weak hands.",
        "Practice guarantees a neat hand.",
        "This prevents falls.",
        "A proven way to strong fingers.",
    ],
)
def test_nothing_is_promised(key, claim):
    assert codes(attrs.evolve(BUILDING, **{key: claim})) == {"absolute-claim"}
    hoped = "It gives practice in letting go, and may help at play."
    assert codes(attrs.evolve(BUILDING, **{key: hoped})) == set()


def test_carers_are_told_in_plain_words():
    """By part: one hard grade does not hide behind four plain ones."""
    hard = "Facilitate reciprocal coordination, maintaining symmetrical positioning throughout."
    assert codes(attrs.evolve(BUILDING, summary=hard, why=hard)) == {"hard-words"}
    texts = dict.fromkeys(("changed", "say", "success", "step_up", "step_down"), hard)
    hard_grade = with_grade(BUILDING, 2, **texts)
    found = misfits_of_activity(hard_grade, CATALOGUE)
    assert [(m.path, m.code) for m in found] == [(("grades", 2), "hard-words")]
    assert codes(attrs.evolve(BUILDING, professional=hard)) == set()


def test_a_sentence_ends_before_breath_does():
    long = "Build " + "and build " * 10
    assert codes(with_grade(BUILDING, steps=(f"{long}.", "Stop."))) == {"long-sentence"}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"themes": ("dragons-of-old",)}, "unknown-id"),
        ({"professional": ""}, "no-professional"),
        ({"professional": "See above."}, "no-professional"),
    ],
)
def test_what_every_activity_has(changed, code):
    assert codes(attrs.evolve(BUILDING, **changed)) == {code}


@pytest.mark.parametrize(
    ("key", "code"), [("stop_if", "no-stop-sign"), ("watch_for", "nothing-to-watch")]
)
def test_every_grade_has_its_signs(key, code):
    assert codes(with_grade(BUILDING, **{key: ()})) == {code}


def test_a_home_without_the_material_is_not_left_with_nothing():
    """Nothing can stand in for a bicycle: that has to be said, and only of the real thing."""
    bare = with_thing("materials", "wooden-blocks", substitutes=())
    (use,) = BUILDING.materials.values()

    def told_of(activity=BUILDING, **changed):
        used = {"wooden-blocks": attrs.evolve(use, **{"substitutes": None, **changed})}
        return codes(attrs.evolve(activity, materials=used), bare)

    assert told_of() == {"no-substitute"}
    assert told_of(substitutes=("sponge-blocks",)) == set()
    assert told_of(optional=True) == set()
    assert told_of(substitutes=()) == set()
    assert told_of(attrs.evolve(BUILDING, is_task=()), substitutes=()) == {"no-substitute"}
    assert told_of(attrs.evolve(BUILDING, settings=("clinic",))) == set()
