"""
The rules one by one: whom each bites, and whom it leaves alone.

Every row asks the screen about single demands, so that no activity has to have them.
"""

import re
from datetime import date, timedelta
from typing import get_args

import pytest
from worlds import START
from worlds import child as usual_child

from motorplan.checking.person import Person
from motorplan.gathering import load_catalogue
from motorplan.model.children import Clearance, Eating, Precaution
from motorplan.safety.screening import Screen
from motorplan.vocabulary import Concern, Professional

CATALOGUE = load_catalogue()
SAFETY = CATALOGUE.safety
UNTIL = START + timedelta(days=40)
QUIET = {"eats": "everything", "mouths": "never", "stays_close": "stays"}


def has(*ids, **said):
    """Return what a file says of a child with these precautions."""
    return {"precautions": tuple(Precaution(id=i, until=UNTIL) for i in ids), **said}


def worried(*concerns):
    return {"concerns": dict.fromkeys(concerns, "since Monday")}


def limited(*limits):
    return {"precautions": (Precaution(id="hip-surgery", until=UNTIL, limits=limits),)}


def aged(months, **said):
    return {"born": START - timedelta(days=round(months * 30.4375)), **said}


def child(said):
    """Return a quiet five-year-old of whom *said* is true as well."""
    return usual_child(**{**QUIET, **said})


def screen(said):
    return Screen(child(said), SAFETY, START)


def met(rule_id, who, feature, amount):
    """Return whether a rule blocks, binds or shuns one demand of the child *who*."""
    verdict = who.of_features({feature: float(amount)})
    found = {b.rule for b in verdict.blocks} | {r.id for r in verdict.rules} | verdict.shunned
    return rule_id in found


BABY_NEAR, FIVE_NEAR = {"little_ones": ("under-3",)}, {"little_ones": ("under-6",)}
HEAD = {
    "impact": 1, "exertion": 2, "fast": 1, "head-down": 1, "forward-roll": 1, "height": 20, "contact": 1,
    "wheels": 1, "swing": 1, "spin": 1, "water-depth": 3, "heat": 2,
}  # fmt: skip
LEGS = {
    "height": 20, "eccentric": 1, "fast": 1, "impact": 1, "exertion": 2, "kneeling": 1, "wrist-load": 2,
    "head-down": 1, "resistance": 2,
}  # fmt: skip
ARM = {
    "wheels": 1, "height": 30, "impact": 1, "swing": 1, "contact": 1, "fast": 2, "pinch": 1, "arm-throw": 1,
    "hard-throw": 1, "wrist-load": 1, "grip-load": 2, "resistance": 1,
}  # fmt: skip
SPINE = {
    "exertion": 2, "fast": 1, "swing": 1, "wrist-load": 2, "head-down": 1, "eccentric": 1, "contact": 1,
    "hip-bend": 1, "impact": 1, "wheels": 1, "height": 20, "resistance": 1,
}  # fmt: skip
BREATH = {"prone": 1, "food": 1, "drink": 1, "straw": 1, "head-down": 1, "wet": 1, "water-depth": 1}
LEG = {"leg-load": 1, "kneeling": 1, "leg-move": 1, "hip-bend": 1}
LEG_HARD = {"impact": 1, "exertion": 2, "wheels": 1, "height": 30, "swing": 1}
CASTS = [has("arm-cast"), has("leg-cast"), has("spica-cast"), {"wears": ("cast",)}]

ROWS = [
    # rule, children it bites, demands it bites from, a child it leaves alone
    ("concern-head", [worried(i) for i in ("head-injury", "new-seizure", "faint", "seeing-change", "lost-skill")], HEAD, worried("choking")),
    ("concern-legs", [worried(i) for i in ("limp", "pain", "walking-change", "new-weakness", "one-sided")], LEGS, worried("choking")),
    ("neck-concern", [worried("neck")], {"fast": 2, "spin": 1, "swing": 1, "head-down": 1}, worried("pain")),
    ("breathing-concern", [worried("breathing")], BREATH, worried("pain")),
    ("choking-concern", [worried("choking")], {"food": 1, "drink": 1, "mouth-rinse": 1, "juicy": 1}, worried("pain")),
    ("blade-concern", [worried("new-seizure"), worried("faint")], {"blade": 1, "point": 1}, worried("limp")),
    ("film-little-one", [BABY_NEAR], {"film": 1}, FIVE_NEAR),
    ("sand-little-one", [BABY_NEAR], {"sand": 1, "powder": 1}, FIVE_NEAR),
    ("heat-little-one", [BABY_NEAR, FIVE_NEAR], {"heat": 2}, {}),
    ("hard-food-little-one", [BABY_NEAR], {"hard-food": 1}, FIVE_NEAR),
    ("food-little-one", [BABY_NEAR], {"food": 6}, FIVE_NEAR),
    ("water-little-one", [BABY_NEAR], {"water-depth": 1}, FIVE_NEAR),
    ("wheels-little-one", [BABY_NEAR], {"wheels": 2, "swing": 2}, FIVE_NEAR),
    ("bite-off-pica", [has("pica")], {"bite-off": 1}, has("eczema")),
    ("bite-off-mouthing", [aged(20, mouths="often")], {"bite-off": 1}, {"mouths": "often"}),
    ("small-parts-airway", [has("tracheostomy")], {"small-part": 1}, has("gastrostomy")),
    ("magnets-implant", [has("pacemaker"), has("vagus-stimulator")], {"magnet": 1}, has("heart-condition")),
    ("powder-asthma", [has("asthma"), has("chronic-lung")], {"powder": 1}, has("eczema")),
    ("blade-tubes", [has("central-line"), has("gastrostomy"), has("oxygen")], {"blade": 1}, has("ostomy")),
    ("blade-vessels", [has("ehlers-danlos-vascular"), has("marfan")], {"blade": 1}, has("hypermobility")),
    ("heat-feeling", [has("loss-of-feeling"), has("spina-bifida")], {"heat": 2}, has("cerebral-palsy")),
    ("heat-warm-feeling", [has("loss-of-feeling")], {"heat": 1}, has("eczema")),
    ("heat-oxygen", [has("oxygen"), has("ventilator")], {"heat": 2}, has("asthma")),
    ("loud-hyperacusis", [has("hyperacusis"), has("heart-rhythm")], {"loud": 1}, has("migraine")),
    ("rinse-dysphagia", [has("dysphagia")], {"mouth-rinse": 1}, has("reflux")),
    ("rinse-texture", [{"eats": i} for i in ("tube", "thick-drinks", "ask")], {"mouth-rinse": 1}, {"eats": "soft-only"}),
    ("food-dysphagia", [has("dysphagia")], {"juicy": 1, "drink": 1}, has("reflux")),
    ("drink-thick", [{"eats": "thick-drinks"}, {"eats": "puree-only"}], {"juicy": 1, "drink": 1}, {"eats": "soft-only"}),
    ("diet", [has("pku"), has("ketogenic-diet")], {"food": 1}, has("coeliac")),
    ("fasting-effort", [has("fasting-disorder")], {"exertion": 2}, has("pku")),
    ("wet-limit", [limited("no-water")], {"wet": 1}, limited("no-twist")),
    ("water-limit", [limited("no-water")], {"water-depth": 1}, limited("no-twist")),
    ("wet-cast", CASTS, {"wet": 1, "sand": 1}, has("arm-surgery")),
    ("wet-cast-bath", CASTS, {"water-depth": 3}, has("arm-surgery")),
    ("cast-care", CASTS, {"grip-load": 1}, has("arm-surgery")),
    ("wet-dysphagia", [has("dysphagia")], {"wet": 1}, has("reflux")),
    ("wet-thick", [{"eats": "thick-drinks"}, {"eats": "tube"}], {"wet": 1}, {"eats": "soft-only"}),
    ("shared-wet-immune", [has("immunocompromised"), has("central-line")], {"shared-wet": 1}, has("eczema")),
    ("shared-wet-skin", [has("eczema"), has("fragile-skin")], {"shared-wet": 1}, has("asthma")),
    ("water-rhythm", [has("heart-rhythm"), has("pacemaker")], {"water-depth": 3}, has("heart-condition")),
    ("height-near", [{}], {"height": 60}, None),
    ("drop-soft", [{}], {"drop": 60}, None),
    ("drop-soft-risk", [has("epilepsy"), has("bleeding-disorder")], {"drop": 30}, has("asthma")),
    ("stairs", [{}], {"stairs": 1}, None),
    ("height-bleeding-reach", [has("bleeding-disorder")], {"height": 30}, has("asthma")),
    ("height-dizzy", [has("vestibular")], {"height": 30, "wheels": 2}, has("migraine")),
    ("balance-ataxia", [has("ataxia")], {"height": 20, "fast": 1, "stairs": 1}, has("rett")),
    ("fast-sight", [{"sees": i} for i in ("low-vision", "cortical", "blind")], {"fast": 1}, {"sees": "glasses"}),
    ("spin-dizzy", [has("vestibular"), has("migraine")], {"spin": 1, "swing": 2, "head-down": 1}, has("asthma")),
    ("neck-canal", [has("chiari"), has("achondroplasia")], {"impact": 2, "head-down": 1}, has("down-syndrome")),
    ("roll-stiff-neck", [has("torticollis"), has("tethered-cord")], {"forward-roll": 1}, has("asthma")),
    ("neck-both-sides", [has("torticollis")], {"prone": 1}, has("asthma")),
    ("spine-rest", [has("spinal-surgery")], SPINE, has("back-brace")),
    ("tethered-back", [has("tethered-cord")], {"hip-bend": 1, "impact": 2}, has("cerebral-palsy")),
    ("impact-bones", [has("brittle-bones")], {"fast": 1, "wrist-load": 2, "exertion": 2, "impact": 1}, has("hypermobility")),
    ("impact-perthes", [has("perthes")], {"impact": 1, "fast": 2}, has("hip-at-risk")),
    ("hip-care", [has("perthes"), has("hip-at-risk")], {"hip-bend": 1}, has("cerebral-palsy")),
    ("hips-together", [has("hip-dysplasia"), has("hip-at-risk"), has("spica-cast")], {"hips-together": 1}, has("leg-cast")),
    ("hips-together-harness", [{"wears": ("harness",)}], {"hips-together": 1}, {"wears": ("afo",)}),
    ("fracture-rest", [has("recent-fracture")], {"impact": 1, "wheels": 1, "height": 30, "swing": 1}, has("low-bone-density")),
    ("leg-rest", [has("slipped-hip"), has("botulinum-injection")], LEG, has("arm-cast")),
    ("leg-impact", [has("slipped-hip"), has("botulinum-injection")], LEG_HARD, has("arm-surgery")),
    ("leg-rest-healing", [has(i) for i in ("hip-surgery", "leg-cast", "spica-cast")], LEG, has("arm-cast")),
    ("leg-impact-healing", [has(i) for i in ("hip-surgery", "leg-cast", "spica-cast")], LEG_HARD, has("arm-surgery")),
    ("brace-on", [{"wears": ("afo",)}], {"leg-load": 1, "impact": 1}, {"wears": ("hand-splint",)}),
    ("bare-feet-brace", [{"wears": ("afo",)}], {"bare-feet": 1}, {"wears": ("hand-splint",)}),
    ("food-muscle", [has("progressive-muscle")], {"food": 1, "drink": 1}, has("hypermobility")),
    ("arm-rest", [has("arm-cast"), has("arm-surgery"), {"wears": ("cast",)}], ARM, has("leg-cast")),
    ("prone-spica", [has("spica-cast")], {"prone": 1}, has("leg-cast")),
    ("skull-contact", [has("skull-defect")], {"contact": 1, "hard-throw": 1}, has("migraine")),
    ("skull-impact", [has("skull-defect")], {"impact": 2, "height": 60, "wheels": 2}, has("migraine")),
    ("skull-helmet", [has("skull-defect")], {"fast": 1, "height": 20}, has("migraine")),
    ("contact-organs", [has("single-kidney")], {"contact": 1}, has("gastrostomy")),
    ("contact-spleen", [has("enlarged-spleen")], {"contact": 1, "height": 100}, has("single-kidney")),
    ("contact-tubes", [has(i) for i in ("tracheostomy", "central-line", "gastrostomy", "ostomy", "pacemaker")], {"contact": 1}, has("nasal-tube")),
    ("handled-bones", [has("brittle-bones")], {"handled": 1}, has("hypermobility")),
    ("handled-no", [{"touch_help": "no"}], {"handled": 1}, {"touch_help": "ask-first"}),
    ("handled-healing", [has(i) for i in ("low-bone-density", "spinal-surgery", "arm-surgery")], {"handled": 1}, has("back-brace")),
    ("handled-harness", [{"wears": ("harness",)}], {"handled": 1}, {"wears": ("afo",)}),
    ("prone-tube", [has(i) for i in ("gastrostomy", "ostomy", "nasal-tube", "central-line", "new-stoma")], {"prone": 1}, has("reflux")),
    ("head-down-tube", [has("gastrostomy"), has("nasal-tube"), has("ostomy")], {"head-down": 1}, has("asthma")),
    ("head-down-dysphagia", [has("dysphagia")], {"head-down": 1}, has("asthma")),
    ("over-face", [has(i) for i in ("tracheostomy", "nasal-tube", "central-line", "neck-instability")], {"over-face": 1}, has("gastrostomy")),
    ("tube-pull", [has(i) for i in ("nasal-tube", "gastrostomy", "ostomy", "central-line")], {"exertion": 2, "fast": 1}, has("reflux")),
    ("tubing", [has("oxygen"), has("ventilator")], {"leg-load": 1, "exertion": 1}, has("asthma")),
    ("prone-breath", [has("breathing-pauses")], {"prone": 1}, has("asthma")),
    ("effort-muscle-hard", [has("progressive-muscle")], {"eccentric": 2, "resistance": 2}, has("rett")),
    ("effort-muscle", [has("progressive-muscle")], {"eccentric": 1, "exertion": 1}, has("cerebral-palsy")),
    ("effort-energy", [has("mitochondrial"), has("rett")], {"exertion": 1}, has("ataxia")),
    ("effort-energy-hard", [has("mitochondrial"), has("rett")], {"exertion": 3}, has("ataxia")),
    ("effort-vessels", [has("marfan"), has("ehlers-danlos-vascular")], {"resistance": 2, "exertion": 3, "impact": 2}, has("hypermobility")),
    ("effort-rhythm-hard", [has("heart-rhythm")], {"exertion": 3}, has("asthma")),
    ("effort-rhythm", [has("heart-rhythm"), has("pacemaker")], {"exertion": 2}, has("asthma")),
    ("effort-lungs-hard", [has("pulmonary-hypertension")], {"exertion": 2}, has("asthma")),
    ("effort-lungs", [has("pulmonary-hypertension")], {"exertion": 1}, has("asthma")),
    ("effort-lung-care", [has("chronic-lung")], {"exertion": 1}, has("asthma")),
    ("prosthesis-care", [has("prosthesis")], {"leg-load": 1, "wet": 1}, {"wears": ("afo",)}),
    ("soft-skin", [has("fragile-skin")], {"kneeling": 1, "bare-feet": 1, "sock-off": 1}, has("eczema")),
    ("bare-feet-feeling", [has("loss-of-feeling")], {"bare-feet": 1}, has("diabetes")),
    ("sock-off-feeling", [has("loss-of-feeling"), has("spina-bifida")], {"sock-off": 1}, has("diabetes")),
]  # fmt: skip
IDS = [row[0] for row in ROWS]


@pytest.mark.parametrize(("rule_id", "bitten", "demands", "spared"), ROWS, ids=IDS)
def test_a_rule_bites_whom_it_names(rule_id, bitten, demands, spared):
    """Whoever it names meets it at the amount; a neighbour meets it at none."""
    for said in bitten:
        for feature, amount in demands.items():
            assert met(rule_id, screen(said), feature, amount), (said, feature)
    if spared is not None:
        assert not any(met(rule_id, screen(spared), f, n) for f, n in demands.items())


@pytest.mark.parametrize(("rule_id", "bitten", "demands", "spared"), ROWS, ids=IDS)
def test_a_rule_leaves_less_alone(rule_id, bitten, demands, spared):  # noqa: ARG001  # one table
    """Below its amount a rule says nothing, even to whom it names."""
    for feature, amount in demands.items():
        assert not met(rule_id, screen(bitten[0]), feature, amount - 1), feature


@pytest.mark.parametrize("rule_id", IDS)
def test_a_never_stays_shut_and_a_yes_opens_what_was_asked(rule_id):
    """Of the rows: nobody clears a never; who may clear an ask-first opens that demand."""
    said, demands = next((row[1][0], row[2]) for row in ROWS if row[0] == rule_id)
    rule = SAFETY.rules[rule_id]
    for feature, amount in demands.items():
        yes = Clearance(of=feature, by=(rule.by or ("doctor",))[0], on=date(2026, 11, 1))
        verdict = screen({**said, "clearances": (yes,)}).of_features({feature: float(amount)})
        shut = rule_id in {b.rule for b in verdict.blocks}
        assert shut == (rule.kind == "never"), feature


@pytest.mark.parametrize("concern", get_args(Concern))
def test_every_concern_has_a_rule(concern):
    """A worry that somebody wrote down always keeps something away."""
    assert any(concern in r.when.concerns and r.kind == "never" for r in SAFETY.rules.values())


LASTING = {
    "achondroplasia", "adrenal-insufficiency", "ataxia", "autonomic-dysreflexia", "bleeding-disorder",
    "brittle-bones", "cerebral-palsy", "chiari", "coeliac", "diabetes", "down-syndrome",
    "ehlers-danlos-vascular", "fasting-disorder", "glaucoma", "heart-condition", "heart-rhythm", "latex-care",
    "loss-of-feeling", "lp-shunt", "marfan", "mitochondrial", "neck-instability", "ostomy", "pacemaker", "pku",
    "prader-willi", "programmable-shunt", "progressive-muscle", "prosthesis", "retinal-risk", "rett",
    "sickle-cell", "single-kidney", "spina-bifida", "tethered-cord", "vagus-stimulator", "vp-shunt",
}  # fmt: skip


def test_what_lasts_is_listed():
    assert {i for i, word in SAFETY.precautions.items() if word.lasting} == LASTING


def test_what_lasts_has_no_end():
    assert not [i for i in LASTING if SAFETY.precautions[i].time_limited]


@pytest.mark.parametrize(
    ("word", "feature"), [("down-syndrome", "forward-roll"), ("pku", "food"), ("marfan", "contact")]
)
def test_a_lasting_condition_called_past_keeps_its_rules(word, feature):
    """Down syndrome is never over, whatever a file says."""
    past = {"precautions": (Precaution(id=word, now="past", until=date(2026, 1, 1)),)}
    assert screen(past).of_features({feature: 1.0}).blocks


def test_a_hip_operation_is_over_when_it_is_over():
    over = {"precautions": (Precaution(id="hip-surgery", now="past", until=UNTIL),)}
    assert not screen(over).of_features({"leg-load": 1.0}).blocks


NOTICED = {
    "epilepsy", "down-syndrome", "latex-care", "insect-sting-allergy", "anaphylaxis", "gastrostomy",
    "nasal-tube", "vp-shunt", "lp-shunt", "diabetes", "adrenal-insufficiency", "heart-condition",
    "heart-rhythm", "brittle-bones", "tracheostomy", "ventilator", "oxygen", "central-line",
    "breathing-pauses", "fasting-disorder", "bleeding-disorder", "tethered-cord", "spina-bifida", "arm-cast",
    "leg-cast", "concussion", "autonomic-dysreflexia", "dysphagia", "asthma",
}  # fmt: skip


def test_where_a_line_can_save_a_child_it_is_said_first():
    assert {i for i, word in SAFETY.precautions.items() if word.notice} >= NOTICED


def test_most_words_say_nothing_first():
    """A notice on every page would be read on none: short lines, and not for sore skin."""
    for quiet in ("eczema", "hypermobility", "cerebral-palsy", "fear-of-water", "coeliac"):
        assert SAFETY.precautions[quiet].notice is None
    for word in SAFETY.precautions.values():
        if word.notice:
            assert word.notice.endswith("."), word.id
            assert len(word.notice) <= 115, word.id


def sentences():
    for rule in SAFETY.rules.values():
        yield rule.plain
        if rule.question:
            yield rule.question
    for word in SAFETY.precautions.values():
        if word.notice:
            yield word.notice


def test_rules_and_notices_are_read_with_ease():
    """By Flesch and Kincaid's formula grade 6 or easier, as texts of activities are."""
    parts = [p for text in sentences() for p in re.split(r"[.!?]\s*", text) if p.strip()]
    words = [w for part in parts for w in re.findall(r"[A-Za-z']+", part)]
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", w.lower().rstrip("e")))) for w in words)
    assert 0.39 * len(words) / len(parts) + 11.8 * syllables / len(words) - 15.59 <= 6
    assert max(len(part.split()) for part in parts) <= 22


def test_the_team_can_clear_what_it_knows():
    """A dietitian opens food with a strict diet, a dentist a rinse, an orthotist a harness."""
    asked = {(p, i) for i, rule in SAFETY.rules.items() for p in rule.by}
    assert {
        ("dietitian", "diet"),
        ("dentist", "rinse-dysphagia"),
        ("orthotist", "handled-harness"),
    } <= asked
    assert set(CATALOGUE.words["professionals"]) == set(get_args(Professional))
    assert "vision-teacher" in get_args(Professional)


@pytest.mark.parametrize(("level", "amount", "is_open"), [(0, 5, True), (2, 3, True), (2, 4, False), (2, 5, False), (4, 1, True), (4, 2, False)])  # fmt: skip
def test_a_cleared_drink_opens_what_is_as_thick_or_thicker(level, amount, is_open):
    """Thin water is 5, extremely thick is 1; cleared to IDDSI 2, a drink of 3 or less."""
    cleared = Eating(food=5, drink=level, by="swallow-therapist", on=date(2026, 10, 2))
    who = child(has("dysphagia", eats="thick-drinks", eating=cleared))
    verdict = Screen(who, SAFETY, START).of_features({"drink": float(amount)})
    assert bool(verdict.blocks) != is_open
    second = [Person(who, SAFETY, START).is_cleared(r, "drink", amount) for r in SAFETY.rules.values() if r.id == "drink-thick"]  # fmt: skip
    assert second == [is_open]


def test_a_cleared_food_level_opens_no_juice():
    """Soft bites with thin juice in them need their own yes."""
    cleared = Eating(food=6, drink=2, by="swallow-therapist", on=date(2026, 10, 2))
    who = screen(has("dysphagia", eats="thick-drinks", eating=cleared))
    assert not who.of_features({"food": 6.0}).blocks
    assert who.of_features({"food": 6.0, "juicy": 1.0}).blocks


@pytest.mark.parametrize(("allergy", "crosses"), [("gluten", {"wheat", "oats"}), ("peanut", {"lupin"}), ("shellfish", {"molluscs"}), ("latex", {"banana", "kiwi"})])  # fmt: skip
def test_what_reacts_alike_is_left_out_together(allergy, crosses):
    assert screen({"allergies": (allergy,)}).facts.allergens >= crosses | {allergy}


def test_a_peanut_allergy_takes_no_tree_nut_and_no_bean_away():
    assert screen({"allergies": ("peanut",)}).facts.allergens == {"peanut", "lupin"}


def test_nobody_is_asked_for_something_soft_below_stairs():
    """What cannot be done is no control: soft landings belong to drops, not to heights."""
    soft = [r for r in SAFETY.rules.values() if "soft-surface" in r.controls]
    assert soft
    assert not any({"height", "stairs"} & set(r.hits) for r in soft)


def test_every_height_says_whether_it_is_steps_or_a_drop():
    """A height of 30 cm or more without its kind would get neither a rail nor a soft floor."""
    for activity in CATALOGUE.activities.values():
        for grade in activity.grades:
            demands = {**activity.features, **grade.features}
            if demands.get("height", 0) >= 30:
                assert {"stairs", "drop"} & set(demands), f"{activity.id}/{grade.id}"
    for material in CATALOGUE.materials.values():
        assert material.hazards.get("height", 0) < 30 or "drop" in material.hazards, material.id


def test_brought_words_bring_their_rules_along():
    """A breathing machine is oxygen, a pacemaker is a rhythm, a stimulator is epilepsy."""
    for word, brought in (("ventilator", "oxygen"), ("pacemaker", "heart-rhythm"), ("vagus-stimulator", "epilepsy")):  # fmt: skip
        assert brought in screen(has(word)).facts.precautions


def test_a_named_control_is_given_for_each_risk_it_answers():
    """Rows whose worth is the control: blade one-to-one, water in reach, the tap set."""
    for said, feature, amount, control in (
        (worried("faint"), "blade", 1, "one-to-one"),
        (BABY_NEAR, "water-depth", 1, "arms-reach"),
        (has("loss-of-feeling"), "heat", 1, "near"),
        (has("central-line"), "blade", 1, "arms-reach"),
        (has("fragile-skin"), "kneeling", 1, "soft-surface"),
        (limited("no-water"), "wet", 1, "covered"),
        ({"sees": "blind"}, "fast", 1, "told-first"),
        (has("skull-defect"), "fast", 1, "helmet"),
        (has("breathing-pauses"), "prone", 1, "one-to-one"),
        (has("progressive-muscle"), "eccentric", 1, "own-pace"),
    ):
        verdict = screen(said).of_features({feature: float(amount)})
        assert not verdict.blocks, (said, feature)
        assert control in verdict.controls, (said, feature)


def test_a_healthy_five_year_old_meets_no_rule_made_for_others():
    """Everyday play asks for no more than it did."""
    everyday = {"leg-load": 1.0, "arm-throw": 2.0, "leg-move": 2.0, "hip-bend": 1.0, "sock-off": 1.0, "handled": 1.0, "over-face": 1.0, "mouth-rinse": 1.0, "bite-off": 1.0, "juicy": 1.0, "fast": 1.0, "impact": 1.0}  # fmt: skip
    verdict = screen({}).of_features(everyday)
    assert not verdict.blocks
    assert verdict.controls == frozenset()
    assert verdict.supervision == "in-sight"
