"""What a page of a plan says, how often, and in which words."""

import ast
import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import attrs
import pytest
from worlds import child, seen, small

from motorplan.converting.values import structure, unstructure
from motorplan.daily import make_today
from motorplan.errors import FileProblems
from motorplan.explaining.assumptions import MATTERS, NONE_NAMED, USUAL
from motorplan.making import load_child, make_plan
from motorplan.model.plans import AdaptationChoice, Plan
from motorplan.rendering.items import Page, Printed, addressed, every_time_of
from motorplan.rendering.paper import Paper
from motorplan.rendering.terminal import plan_text, today_text, understood_text
from motorplan.understanding import understand
from motorplan.vocabulary import WEEKDAYS, Place, Strength, TimeOfDay

START = date(2026, 11, 30)
ON = date(2026, 11, 24)
ESCAPE = re.compile(r"\x1b\[\d+m")
TOUCH = "Ask before you touch"
EXAMPLES = sorted(Path("examples").glob("*.toml"))


@pytest.fixture(scope="module")
def paper():
    return Paper(phrases=small().phrases)


@pytest.fixture(scope="module")
def plan():
    """Four weeks in the small world, in which things repeat."""
    skills = seen(snips_paper="independent", opens_closes_scissors="independent")
    skills |= seen(reaches_and_grasps="independent", side_pincer_grasp="independent")
    return make_plan(child(skills=skills), small(), start=START)


def items_of(plan):
    return [item for week in plan.weeks for s in week.sessions for item in s.items]


def flat(text):
    """Return *text* as if no line ever ended."""
    return " ".join(ESCAPE.sub("", text).split())


def printed(paper, items, *, at_once=True, every_time=(), says=()):
    """Return each of *items* as printed on days that follow each other, in one week or not."""
    about = attrs.evolve(
        make_plan(child(), small(), start=START, weeks=1).child, says=says
    )  # the label and ages of any child
    printer = Printed(Page(paper=paper, child=about, names={}, every_time=every_time))
    texts = []
    for number, item in enumerate(items):
        if not at_once:
            printer.begin_week()
        lines = printer.lines(1, item, START + timedelta(days=number))
        texts.append(flat("\n".join(lines)))
    return texts


# What is printed how often


def test_reasons_stand_with_the_first_of_an_activity_and_grade_alone(plan, paper):
    text = plan_text(plan, paper)
    kinds = {(item.activity, item.grade_id) for item in items_of(plan)}
    assert len(items_of(plan)) > len(kinds)
    assert text.count("For:") == text.count("Why:") == len(kinds)


def test_steps_are_printed_once_a_week_and_named_by_their_day_after_that(plan, paper):
    text = flat(plan_text(plan, paper))
    pages = re.split(r"Week \d, from ", text)[1:]
    assert len(pages) == len(plan.weeks)
    repeats = 0
    for page, week in zip(pages, plan.weeks, strict=True):
        day_of = {}
        for session in week.sessions:
            for item in session.items:
                key = (item.activity, item.grade_id)
                if key in day_of:
                    repeats += 1
                    assert f"Done as on {paper.day(day_of[key])}." in page
                day_of.setdefault(key, session.date)
        assert page.count("Position:") >= len(day_of)
        assert page.count(" Say: ") == len(day_of)
    assert repeats


def test_when_to_stop_stands_with_every_item(plan, paper):
    assert plan_text(plan, paper).count("Stop if:") == len(items_of(plan))


def test_the_short_form_says_what_is_different_and_no_more(plan, paper):
    """Care and stop signs stand with every item: somebody may read that day alone."""
    first = attrs.evolve(items_of(plan)[0], step_up="Then harder.", cautions=("Stay near.",))
    later = attrs.evolve(
        first, step_up=None, cautions=("Stay near.", "Helmet on."), position="standing"
    )
    full, same, changed = printed(paper, [first, first, later])
    assert "Harder: Then harder." in full
    assert "Harder" not in same
    assert "Care: Stay near." in same
    assert "Position" not in same
    assert "Harder: not this time." in changed
    assert "Care: Stay near. Helmet on." in changed
    assert "Position: standing." in changed
    assert " 1) " not in changed


def test_a_new_week_prints_the_steps_again_without_the_reasons(plan, paper):
    first, again = printed(paper, [items_of(plan)[0]] * 2, at_once=False)
    assert " 1) " in first
    assert "Why:" in first
    assert " 1) " in again
    assert "Why:" not in again
    assert "Done as on" not in again


def test_how_to_touch_stands_once_at_the_top_and_stays_in_the_data(plan, paper):
    touched = [i for i in items_of(plan) if any(TOUCH in line for line in i.cautions)]
    assert touched
    text = plan_text(plan, paper)
    assert text.count(TOUCH) == 1
    assert text.index("Every time") < text.index(TOUCH) < text.index("Week 1")


def test_a_caution_that_not_all_items_share_stays_with_its_items(plan, paper):
    one, two = items_of(plan)[:2]
    alike = [attrs.evolve(one, cautions=("a", "b")), attrs.evolve(two, cautions=("a", "c"))]
    shared = every_time_of(alike, paper)
    assert "a" in shared
    assert not {"b", "c"} & {*shared}
    assert every_time_of(alike[:1], paper) == ()
    assert "Care: b" in printed(paper, alike, every_time=shared)[0]


# Words


@pytest.mark.parametrize(
    ("setup", "tidy", "says"),
    [
        (0, 0, "6 minutes."),
        (1, 0, "6 minutes, plus 1 to get ready."),
        (0, 2, "6 minutes, plus 2 to tidy."),
        (1, 2, "6 minutes, plus 1 to get ready and 2 to tidy."),
    ],
)
def test_getting_ready_and_tidying_come_on_top(plan, paper, setup, tidy, says):
    item = attrs.evolve(items_of(plan)[0], minutes=6, minutes_setup=setup, minutes_tidy=tidy)
    assert f": {item.grade_name}. {says}" in printed(paper, [item])[0]


def test_one_minute_is_no_minutes(plan, paper):
    assert " 1 minute" in printed(paper, [attrs.evolve(items_of(plan)[0], minutes=1)])[0]
    assert "1 minutes" not in printed(paper, [attrs.evolve(items_of(plan)[0], minutes=1)])[0]


@pytest.mark.parametrize(
    ("whole", "part", "says"),
    [
        (36, 62, "In this plan: 36 minutes of the real thing, 62 of steps toward it."),
        (36, 0, "In this plan: 36 minutes of the real thing."),
        (0, 62, "In this plan: 62 minutes of steps toward it."),
    ],
)
def test_minutes_for_a_goal_are_of_the_real_thing_or_of_steps_toward_it(
    plan, paper, whole, part, says
):
    (goal,) = plan.goals
    dose = attrs.evolve(goal.dose_minutes, whole=whole, part=part)
    text = plan_text(attrs.evolve(plan, goals=(attrs.evolve(goal, dose_minutes=dose),)), paper)
    assert f"{says} " in flat(text)


def test_a_change_of_the_place_is_no_thing(plan, paper):
    seat = AdaptationChoice(id="seat", name="seat", how="sitting instead of standing")
    hook = AdaptationChoice(id="hook", name="hook", how="a button hook", equipment=True)
    item = attrs.evolve(items_of(plan)[0], adaptations=(seat, hook))
    (text,) = printed(paper, [item])
    assert "Set up first: sitting instead of standing. " in text
    assert re.search(r"Things: [^:]*a button hook\. Position", text)


def test_a_routine_has_its_own_moment_and_play_is_the_session_itself(plan, paper):
    at = [attrs.evolve(items_of(plan)[0], routine=i) for i in ("breakfast", "playtime", None)]
    texts = [printed(paper, [item])[0] for item in at]
    assert "When: at breakfast, in its own moment of the day." in texts[0]
    assert "When:" not in texts[1]
    assert "When:" not in texts[2]


@pytest.mark.parametrize(
    ("says", "label"),
    [
        ((), "Say:"),
        (("words",), "Say:"),
        (("few-words", "signs"), "Say and sign:"),
        (("pictures",), "Say and show:"),
        (("aac-device",), "Say and show:"),
        (("signs", "pictures"), "Say, sign and show:"),
    ],
)
def test_it_is_said_the_way_the_child_says_things(plan, paper, says, label):
    (text,) = printed(paper, [items_of(plan)[0]], says=says)
    assert f" {label} “" in text


def test_an_example_who_signs_is_signed_to(catalogue):
    robin = load_child("examples/robin.toml", catalogue, on=ON)
    text = plan_text(make_plan(robin, catalogue, start=START), Paper(phrases=catalogue.phrases))
    assert "Say and sign:" in text
    assert " Say: " not in text


def test_what_may_be_chosen_can_be_read_and_what_is_there_need_not(plan, paper):
    one, two, *_ = items_of(plan)
    week = plan.weeks[0]
    there = [attrs.evolve(one, choices=("sticker-scenes", two.activity)), two]
    session = attrs.evolve(week.sessions[0], items=tuple(there))
    shown = attrs.evolve(
        plan,
        weeks=(attrs.evolve(week, sessions=(session,)),),
        names={**plan.names, "sticker-scenes": "Sticker scenes"},
    )
    text = plan_text(shown, paper)
    assert text.count("motorplan activities show") == 1
    assert "Sticker scenes: motorplan activities show sticker-scenes\n" in text
    assert text.index("motorplan activities show") > text.index("Stop if:")


def test_time_that_is_left_is_free(plan, paper):
    week = plan.weeks[0]
    session = week.sessions[0]
    used = sum(i.minutes + i.minutes_setup + i.minutes_tidy for i in session.items)

    def says(minutes, note=None):
        shown = attrs.evolve(session, minutes=minutes, note=note)
        weeks = (attrs.evolve(week, sessions=(shown,)),)
        return "The rest of the time is free." in plan_text(attrs.evolve(plan, weeks=weeks), paper)

    assert says(used * 2)
    assert not says(used + 1)
    assert not says(used * 2, note="A short day.")


def test_a_baby_born_early_has_an_age_counted_from_the_due_date(catalogue):
    wren = load_child("examples/wren.toml", catalogue, on=ON)
    paper = Paper(phrases=catalogue.phrases)
    says = "Wren is 5 months old, counted from the due date."
    assert says in plan_text(make_plan(wren, catalogue, start=START, weeks=1), paper)
    assert says in today_text(make_today(wren, catalogue, "wren.toml", START), paper)
    later = START + timedelta(days=365)
    assert "due date" not in today_text(make_today(wren, catalogue, "wren.toml", later), paper)


def test_a_day_names_its_date_once_and_its_signs_once(catalogue):
    badger = load_child("examples/badger.toml", catalogue, on=ON)
    day = make_today(badger, catalogue, "badger.toml", START)
    text = flat(today_text(day, Paper(phrases=catalogue.phrases)))
    assert "licensed therapist" in text
    assert text.count("Offer it. No is an answer.") == 1
    assert text.count("30 November") == 1


def test_what_comes_first_for_a_child_stands_at_the_top_of_a_plan_and_of_a_day(catalogue):
    otter = load_child("examples/otter.toml", catalogue, on=ON)
    hurt = attrs.evolve(otter, concerns={"pain": "left knee"}, allergies=("wheat",))
    paper = Paper(phrases=catalogue.phrases)
    plan = plan_text(make_plan(hurt, catalogue, start=START, weeks=1), paper)
    day = today_text(make_today(hurt, catalogue, "otter.toml", START), paper)
    for text in (plan, day):
        first = text.index(" 1. ")
        assert text.index("Leave out anything with wheat") < first
        assert text.index("Something hurts (left knee)") < first


# What was assumed


def keys_of(tmp_path, catalogue, extra):
    path = tmp_path / "kiwi.toml"
    goals = '[[goals]]\nskill = "snips-paper"\n'
    path.write_text(f'name = "Kiwi"\nborn = 2021-03-14\n{extra}\n{goals}')
    return {a.key: a for a in understand(path, catalogue, ON).assumed}


def test_what_the_file_writes_is_never_assumed_even_if_it_is_the_usual(tmp_path, catalogue):
    words = {**USUAL, "moves_by": "walks", "sits": "alone"}
    silent = keys_of(tmp_path, catalogue, "")
    assert silent.keys() >= {*words, *NONE_NAMED, "focus_minutes", "gestation_weeks", "week"}
    lists = {"moves_by", "says"}
    lines = [f"{i} = {json.dumps([w] if i in lists else w)}" for i, w in words.items()]
    lines += [f"{key} = []" for key in NONE_NAMED if key != "concerns"]
    lines += ["gestation_weeks = 40", "focus_minutes = 10", "safety_asked = 2026-11-20"]
    lines += ['mouths = "never"', 'eats = "everything"', 'stays_close = "stays"', "[concerns]"]
    lines += ["[week]", 'place = "home"', 'space = "room"', "adults = 1", 'who = "parent"']
    lines += ["materials = []", "mon = 10"]
    told = keys_of(tmp_path, catalogue, "\n".join(lines))
    assert set(told) == {"goals.level", "goals.kind", "goals.priority"}


def test_a_goal_that_says_it_all_leaves_nothing_to_assume(tmp_path, catalogue):
    told = '[[goals]]\nskill = "ties-knot"\nlevel = "independent"\nkind = "build"\npriority = 2'
    found = keys_of(tmp_path, catalogue, told)
    silent = catalogue.graph["snips-paper"].plain
    assert found["goals.level"].because.endswith(f", for: {silent}.")


def test_answers_to_safety_questions_that_were_not_given_are_said_untroubled_ones_too(
    tmp_path, catalogue
):
    current = keys_of(tmp_path, catalogue, "safety_asked = 2026-11-20")
    assert (current["mouths"].value, current["eats"].value) == ("never", "everything")
    assert "safety_asked" not in current
    open_ = keys_of(tmp_path, catalogue, "")
    assert (open_["mouths"].value, open_["eats"].value) == ("often", "ask")
    assert next(iter(open_)) == "safety_asked"


def test_an_answer_that_is_too_old_is_assumed_anew_though_the_file_writes_it(tmp_path, catalogue):
    found = keys_of(tmp_path, catalogue, 'safety_asked = 2024-11-20\nmouths = "never"')
    assert found["mouths"].value == "often"
    assert "2024-11-20" in found["safety_asked"].because


def test_a_child_who_moves_in_another_way_is_not_taken_to_walk(tmp_path, catalogue):
    seated = keys_of(tmp_path, catalogue, "[function]\ngmfcs = 4")
    assert (seated["moves_by"].value, seated["sits"].value) == ("carried", "with-support")
    unsaid = keys_of(tmp_path, catalogue, 'precautions = ["cerebral-palsy"]')
    assert unsaid["moves_by"].because.startswith("Only positions that somebody saw")


def test_a_child_that_was_built_is_taken_to_leave_out_what_is_usual():
    usual = make_plan(child(), small(), start=START, weeks=1)
    assert "pace" in {a.key for a in usual.assumed}
    stretched = make_plan(child(pace="stretch"), small(), start=START, weeks=1)
    assert "pace" not in {a.key for a in stretched.assumed}


def test_no_file_can_say_what_it_wrote(tmp_path, catalogue):
    path = tmp_path / "kiwi.toml"
    path.write_text(
        'name = "K"\nborn = 2021-03-14\nwritten = ["pace"]\n[[goals]]\nskill = "runs"\n'
    )
    with pytest.raises(FileProblems, match="written"):
        load_child(path, catalogue)
    assert (
        "written"
        not in json.loads(Path("motorplan/data/schemas/child.json").read_text())["properties"]
    )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_a_plan_shows_what_matters_safety_first_and_check_shows_all(path, catalogue):
    loaded = load_child(path, catalogue, on=ON)
    plan = make_plan(loaded, catalogue, start=START, weeks=1)
    paper = Paper(phrases=catalogue.phrases)
    text = flat(plan_text(plan, paper))
    all_of_it = flat(understood_text(understand(path, catalogue, START), paper))
    for assumed in plan.assumed:
        label = f"{assumed.name} ({assumed.key}):"
        assert label in all_of_it
        assert (label in text) == assumed.matters
    shown = [a.key for a in plan.assumed if a.matters]
    safety = ("safety_asked", "mouths", "eats", "stays_close", "gestation_weeks")
    assert shown == sorted(shown, key=lambda key: key not in safety)
    assert {*shown} <= MATTERS | {"gestation_weeks"}


# The page


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
@pytest.mark.parametrize("width", [40, 80])
def test_lines_fit_and_bold_adds_nothing_to_what_is_read(path, width, catalogue):
    loaded = load_child(path, catalogue, on=ON)
    plan = make_plan(loaded, catalogue, start=START)
    plain = plan_text(plan, Paper(phrases=catalogue.phrases, width=width))
    bold = plan_text(plan, Paper(phrases=catalogue.phrases, width=width, colour=True))
    assert "\x1b" not in plain
    assert "\x1b" in bold
    assert ESCAPE.sub("", bold) == plain
    long = [line for line in plain.splitlines() if len(line) > width]
    assert all("motorplan activities show" in line for line in long)
    assert all(line == line.rstrip() for line in plain.splitlines())


def test_a_plan_kept_before_new_keys_came_is_still_a_page(plan, paper):
    row = unstructure(plan)
    for assumed in row["assumed"]:
        del assumed["name"], assumed["matters"]
    del row["child"]["says"]
    for item in (i for w in row["weeks"] for s in w["sessions"] for i in s["items"]):
        for adaptation in item["adaptations"]:
            del adaptation["equipment"]
    old = structure(json.loads(json.dumps(row)), Plan, "json")
    assert f"{plan.assumed[-1].key}:" in plan_text(old, paper)


def test_every_word_of_a_closed_list_has_its_phrase(catalogue):
    phrases = catalogue.phrases
    for table, words in (
        ("place", get_args(Place)),
        ("time", get_args(TimeOfDay)),
        ("day", WEEKDAYS),
        ("month", range(1, 13)),
        ("label", get_args(Strength)),
    ):
        assert all(f"{table}.{word}" in phrases for word in words), table
    moments = {i.removeprefix("moment.") for i in phrases if i.startswith("moment.")}
    assert moments - {"own"} < {*catalogue.routines}
    assert {*catalogue.routines} - moments == {
        "floor-time",
        "garden-time",
        "pe-lesson",
        "playground",
        "playtime",
        "recess",
        "weekend",
    }


@pytest.mark.parametrize("name", ["items", "paper", "terminal"])
def test_pages_have_no_words_of_their_own(name):
    """Whatever people read comes from the phrases; a command to type is no sentence."""
    tree = ast.parse(Path(f"motorplan/rendering/{name}.py").read_text())
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    told = {ast.get_docstring(n, clean=False) for n in ast.walk(tree) if isinstance(n, documented)}
    told |= {
        n.value.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)
    }
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    spoken = {t.strip() for t in {*texts} - told if re.search(r"[A-Za-z] [A-Za-z]", t)}
    assert spoken <= {"motorplan activities show"}


def test_only_a_family_reads_your_child(plan, paper):
    """What is done with a therapist speaks of the child; with a parent there, of theirs."""
    item = plan.weeks[0].sessions[0].items[0]
    lines = ("Your child cuts. Then your child rests.",)
    alone = attrs.evolve(item, who=("therapist",))
    both = attrs.evolve(item, who=("therapist", "parent"))
    assert addressed(lines, alone, paper) == ("The child cuts. Then the child rests.",)
    assert addressed(lines, both, paper) == lines
