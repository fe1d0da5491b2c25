"""The second check bites: a plan that was tampered with is refused, and the reason named."""

import json
from datetime import timedelta

import attrs
import pytest
from worlds import START, child, seen, small

from motorplan.checking import check_plan
from motorplan.checking.behind import hash_of
from motorplan.converting.values import structure, unstructure
from motorplan.errors import NoPlan
from motorplan.making import make_plan
from motorplan.model.children import Goal, Slot, WeekTime
from motorplan.model.plans import Item, Plan

BUTTONS = seen(
    fastens_large_buttons="some-help",
    unfastens_large_buttons="independent",
    side_pincer_grasp="independent",
    neat_pincer_grasp="independent",
)
CUTS = seen(snips_paper="independent", opens_closes_scissors="independent")
DONE = {**BUTTONS, **seen(fastens_large_buttons="independent")}
KEPT = (Goal(skill="fastens-large-buttons", kind="keep"),)
CHILDREN = {
    "plain": child(
        skills=seen(side_pincer_grasp="independent", unfastens_large_buttons="some-help")
    ),
    "known": child(skills=BUTTONS, goals=KEPT, interests=("animals", "socks"), weaker_side="left"),
    "cutting": child(
        skills=CUTS,
        goals=(Goal(skill="cuts-on-line", tries="4/5"),),
        equipment=("spring-scissors-aid",),
    ),
    "hurting": child(skills=DONE, goals=KEPT, concerns={"pain": "knee"}, touch_help="no"),
    "unasked": child(
        safety_asked=None,
        mouths=None,
        skills=seen(stacks_two_blocks="independent", keeps_small_things_out_of_mouth="independent"),
        goals=(Goal(skill="builds-bridge"),),
        allergies=("wheat",),
    ),
    "mixed": child(
        skills=DONE,
        goals=(Goal(skill="fastens-large-buttons"), Goal(skill="builds-bridge")),
        week=WeekTime(
            space="room",
            days={"mon": (Slot(minutes=20),), "wed": (Slot(minutes=20, company="group"),)},
        ),
    ),
}


@pytest.fixture(scope="module")
def plans():
    return {i: make_plan(who, small(), start=START, weeks=2) for i, who in CHILDREN.items()}


def tampered(plan, change):
    """Return *plan* after *change* to its first item, signed anew."""
    data = unstructure(plan)
    sessions = [s for w in data["weeks"] for s in w["sessions"] if s["items"]]
    change(sessions[0]["items"][0], sessions[0], data)
    changed = structure(json.loads(json.dumps(data)), Plan, "json")
    return attrs.evolve(changed, id=hash_of(attrs.evolve(changed, id="")))


def faults_of(plan, who):
    return check_plan(plan, CHILDREN[who], small())


@pytest.mark.parametrize("who", CHILDREN)
def test_an_honest_plan_breaks_nothing(plans, who):
    assert faults_of(plans[who], who) == ()
    assert faults_of(tampered(plans[who], lambda *_: None), who) == ()


def put(**values):
    """Return a change that puts *values* into the first item."""
    return lambda item, *_: item.update(values)


def put_in(name, **values):
    """Return a change that puts *values* into the first entry of the list *name* of the item."""
    return lambda item, *_: item[name][0].update(values)


def add(name, text):
    """Return a change that adds *text* to what stands in a field of the item."""

    def change(item, *_):
        item[name] = item[name] + (text if isinstance(item[name], str) else [text])

    return change


def whole(*path, **values):
    """Return a change that puts *values* where *path* leads from the plan."""

    def change(_item, _session, data):
        for step in path:
            data = data[step]
        data.update(values)

    return change


def the_other_way(what, key):
    """Return a change that turns a yes of the first of *what* into a no, or a no into a yes."""

    def change(item, *_):
        item[what][0][key] = not item[what][0][key]

    return change


def session(**values):
    return lambda _item, session, _data: session.update(values)


def widen(data):
    data["search"].update(bound=1e9, gap=round(1 - data["search"]["value"] / 1e9, 3))


WORDS = "Juggle knives."
WORDING = {
    "name": put(name=WORDS),
    "grade_id": put(grade_id="nosuch"),
    "grade_name": put(grade_name=WORDS),
    "steps": put(steps=[WORDS]),
    "say": put(say=WORDS),
    "criterion": add("criterion", f" {WORDS}"),
    "record": put(record=WORDS),
    "watch_for": add("watch_for", WORDS),
    "stop_if": add("stop_if", WORDS),
    "evidence": put(evidence="weak"),
    "origin": put(**{"from": "elsewhere"}),
    "wording_from": put(wording_from=["elsewhere"]),
    "fade": put(fade=WORDS),
    "side": put(side="right"),
    "dress_up": put(dress_up=WORDS),
    "place_change": put(place_change=WORDS),
    "materials": put_in("materials", use="a razor blade"),
    "step_up": put(step_up=WORDS),
    "step_down": put(step_down="Pull her up by the hands."),
    "why": put(why=WORDS),
}


@pytest.mark.parametrize("field", WORDING)
def test_words_of_somebody_else_are_named_by_their_field(plans, field):
    faults = faults_of(tampered(plans["plain"], WORDING[field]), "plain")
    assert any(v.rule == "wording" and f"its {field} " in v.says for v in faults)


def test_every_text_of_an_item_is_tampered_with_here():
    """A new text in an item needs a check, and a line above or below."""
    codes = {"id", "activity", "role", "position", "supervision", "routine", "theme", "limited_by"}
    known = {*WORDING, *codes, "cautions", "who", "help", "choices", "screened"}
    texts = {f.name for f in attrs.fields(Item) if f.type in {str, str | None, tuple[str, ...]}}
    assert {"steps", "step_up", "why"} < texts <= known


TAMPERED = [
    ("minutes", "plain", lambda item, *_: item.update(minutes=item["minutes"] + 30)),
    ("position", "plain", put(position="hands-and-knees")),
    ("numbers", "plain", put(chance=0.2)),
    ("numbers", "plain", put(limited_by="ties-laces")),
    ("stop-signs", "plain", put(stop_if=[])),
    ("trains", "plain", put_in("trains", weight=0.5)),
    ("serves", "plain", put_in("serves", goal="ties-laces")),
    ("serves", "plain", the_other_way("serves", "whole")),
    ("serves", "plain", put(serves=[])),
    ("choice", "plain", put(choices=["stairs-together"])),
    ("choice", "plain", put(choices=["coat-time", "button-snake"])),
    ("material", "plain", put(materials=[])),
    ("material", "plain", put_in("materials", id="small-beads", instead_of="button-board")),
    ("unknown", "plain", put(activity="juggling-knives")),
    ("unknown", "plain", put(grade=9)),
    ("who", "plain", put(who=["coach"])),
    ("touch", "plain", put(help=["full"])),
    ("touch", "hurting", put(help=["hand-under-hand"])),
    ("role", "plain", put(role="goal")),
    ("role", "known", put(role="review")),
    ("reasons", "plain", put_in("reasons", code="because-i-say-so")),
    ("theme", "plain", put(theme="nosuch")),
    ("theme", "plain", put(theme="animals")),
    ("routine", "plain", put(routine="nosuch")),
    ("routine", "plain", put(routine="bath-time")),
    ("adaptation", "plain", put(adaptations=[{"id": "slant-board", "name": "x", "how": "x"}])),
    ("wording", "cutting", put_in("adaptations", how=WORDS)),
    ("wording", "cutting", put_in("adaptations", caution=None)),
    ("screened", "plain", put(screened=["blade"])),
    ("screened", "cutting", put(screened=[])),
    ("supervision", "plain", put(supervision="in-sight")),
    ("supervision", "cutting", put(supervision="near")),
    ("cautions", "plain", put(cautions=[])),
    ("cautions", "plain", add("cautions", WORDS)),
    ("cautions", "hurting", put(cautions=["Stay near."])),
    ("blade", "cutting", put(cautions=["Stay within arm's reach."])),
    ("step-up", "hurting", put(step_up="Then try: more.")),
    ("slot", "plain", session(place="clinic")),
    ("slot", "plain", session(at="09:40")),
    ("slot", "plain", session(minutes=240)),
    ("dates", "plain", session(id="2026-11-30-9")),
    ("dates", "plain", session(id="2026-11-30-²")),
    ("dates", "plain", session(date=(START + timedelta(days=7)).isoformat())),
    ("wording", "plain", session(note=WORDS)),
    ("ids", "plain", put(id="2026-11-30-2a")),
    ("ids", "plain", put(id="2026-11-30-1")),
    ("twice", "plain", lambda item, s, _: s["items"].append({**item, "id": f"{s['id']}c"})),
    ("group", "mixed", lambda item, _, d: d["weeks"][0]["sessions"][1].update(items=[item])),
    ("wording", "mixed", whole("weeks", 0, "sessions", 1, note=None)),
    ("wording", "plain", whole("weeks", 0, notes=[WORDS])),
    ("wording", "plain", whole("weeks", 1, notes=[WORDS])),
    ("dates", "plain", whole("weeks", 1, number=3)),
    ("other-catalogue", "plain", whole("made_from", catalogue="sha256:0")),
    ("other-child", "plain", whole("made_from", child="sha256:0")),
    ("unsigned", "plain", whole(disclaimer="")),
    ("unsigned", "plain", lambda _i, _s, d: d.update(disclaimer=f"{d['disclaimer']} {WORDS}")),
    ("child", "plain", whole("child", age_months=20.0)),
    ("child", "plain", whole("child", name="Wren")),
    ("child", "plain", whole("child", says=["signs"])),
    ("child", "plain", whole(language="xx")),
    ("review", "plain", whole(review_on="2030-01-01")),
    ("notices", "unasked", whole(notices=[])),
    ("notices", "plain", whole(notices=[WORDS])),
    ("assumption-unsaid", "plain", whole(assumed=[])),
    ("assumption-unsaid", "unasked", whole(assumed=[])),
    ("assumption-unsaid", "unasked", whole("assumed", 0, key="pace")),
    ("assumed", "plain", whole("assumed", 0, because=WORDS)),
    ("assumed", "plain", whole("assumed", 0, name=WORDS)),
    ("assumed", "plain", whole("assumed", 0, value="juggle knives")),
    ("assumed", "plain", lambda _i, _s, d: d["assumed"].append(d["assumed"][0])),
    ("ask-first", "plain", whole(ask_first=[{"rule": "x", "question": WORDS, "would_open": []}])),
    ("concern-unsaid", "hurting", whole(held=[])),
    ("held", "hurting", whole("held", 0, says=WORDS)),
    ("held", "hurting", whole("held", 0, urgent=True)),
    ("held", "plain", whole(held=[{"concern": "neck", "urgent": True, "says": WORDS}])),
    ("goals", "plain", whole(goals=[])),
    ("goals", "plain", whole("goals", 0, skill="ties-laces")),
    ("goals", "plain", whole("goals", 0, says=WORDS)),
    ("goals", "plain", whole("goals", 0, words=WORDS)),
    ("goals", "plain", whole("goals", 0, level="prompts")),
    ("numbers", "plain", whole("goals", 0, chance_now=0.01)),
    ("numbers", "plain", whole("goals", 0, reached_in_week=9)),
    ("numbers", "plain", whole("goals", 0, "dose_minutes", whole=900)),
    ("numbers", "plain", whole("goals", 0, "chance_expected", low=1.0)),
    ("numbers", "plain", whole("goals", 0, "chance_expected", basis="a promise")),
    ("warnings", "mixed", whole(warnings=[])),
    ("warnings", "mixed", whole("warnings", 0, says=WORDS)),
    ("warnings", "known", whole("warnings", 0, about="socks")),
    ("warnings", "plain", whole(warnings=[{"code": "knives", "says": WORDS}])),
    ("names", "plain", whole(names={})),
    ("names", "plain", lambda _i, _s, d: d["names"].update(standing="on one toe")),
    ("names", "plain", lambda _i, _s, d: d["names"].update({"coat-time": WORDS})),
    ("numbers", "plain", whole("search", gap=0.5)),
    ("numbers", "plain", whole("search", value=1e9)),
    ("numbers", "plain", lambda _i, _s, data: widen(data)),
]


@pytest.mark.parametrize(
    ("rule", "who", "change"), TAMPERED, ids=[f"{n}-{row[0]}" for n, row in enumerate(TAMPERED)]
)
def test_tampering_is_named(plans, rule, who, change):
    assert rule in {v.rule for v in faults_of(tampered(plans[who], change), who)}


def test_a_changed_plan_no_longer_bears_its_id(plans):
    changed = attrs.evolve(plans["plain"], language="xx")
    assert "changed" in {v.rule for v in faults_of(changed, "plain")}


def test_a_step_that_was_never_open_is_refused(plans):
    """The words of the rung above are right, but its scissor skill was never seen."""
    activity = small().activities["scissor-strips"]
    item = plans["cutting"].weeks[0].sessions[0].items[0]
    here, above = activity.grades[item.grade - 1 : item.grade + 1]
    assert (item.activity, item.step_up) == (activity.id, None)
    words = {"sign": here.step_up, "name": above.name, "changed": above.changed}
    up = small().phrases.say("item.step_up", **words)
    faults = faults_of(tampered(plans["cutting"], put(step_up=up)), "cutting")
    assert [v.rule for v in faults] == ["step"]


def test_what_is_to_be_avoided_is_found_wherever_it_is(plans):
    """A theme, an adaptation, a thing and a tag that the file avoids are each refused."""
    for who, avoided in (
        ("known", "animals"),
        ("cutting", "spring-scissors-aid"),
        ("cutting", "safety-scissors"),
        ("cutting", "cutting"),
    ):
        shy = attrs.evolve(CHILDREN[who], avoid=(avoided,))
        rules = {v.rule for v in check_plan(plans[who], shy, small())}
        assert rules & {"avoid", "material"}, avoided


def test_while_a_concern_stands_only_what_is_sure_is_done():
    builder = attrs.evolve(CHILDREN["known"], goals=(Goal(skill="fastens-large-buttons"),))
    plan = make_plan(builder, small(), start=START, weeks=2)
    hurting = attrs.evolve(builder, concerns={"pain": "knee"})

    assert "concern" in {v.rule for v in check_plan(plan, hurting, small())}


def test_a_child_who_tires_quickly_gets_two_thirds_of_the_time():
    tired = attrs.evolve(CHILDREN["plain"], tires="quickly", week=short_week(14))
    rested = make_plan(attrs.evolve(tired, tires="no"), small(), start=START, weeks=1)
    assert "minutes" in {v.rule for v in check_plan(rested, tired, small())}


def short_week(minutes):
    return attrs.evolve(CHILDREN["plain"].week, days={"mon": (Slot(minutes=minutes),)})


def test_an_empty_plan_says_why_in_our_words():
    """Where nothing is possible the reasons are checked as well."""
    nowhere = attrs.evolve(CHILDREN["cutting"], week=attrs.evolve(short_week(20), adults=0))
    with pytest.raises(NoPlan) as raised:
        make_plan(nowhere, small(), start=START, weeks=1)
    plan = raised.value.plan
    assert plan.warnings
    assert check_plan(plan, nowhere, small()) == ()
    words = (attrs.evolve(plan.warnings[0], says=WORDS), *plan.warnings[1:])
    changed = attrs.evolve(plan, warnings=words)
    assert "warnings" in {v.rule for v in check_plan(changed, nowhere, small())}
