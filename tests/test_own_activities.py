"""Ideas of one's own, folders and packages that add, hide and reword, and where all comes from."""

import json
import re
import tomllib
from datetime import date
from pathlib import Path

import attrs
import pytest
from jsonschema import Draft202012Validator
from test_added import installed

from motorplan.catalogue import training_index
from motorplan.checking import check_plan
from motorplan.cli import run
from motorplan.compiling import schema_text
from motorplan.converting.short import ACTIVITY, GRADE, GRADE_LISTS, GRADE_TEXTS, TEXTS
from motorplan.errors import FileProblems, NoPlan, UnknownWord, WrongUse
from motorplan.gathering import load_catalogue, with_catalogues_of
from motorplan.making import load_child, make_plan, save_plan
from motorplan.model.activities import Activity, Grade
from motorplan.model.ladders import ladder_of
from motorplan.naming import kind_of
from motorplan.understanding import understand

TODAY, START = date(2026, 11, 24), date(2026, 11, 30)
CHAIRS = 'positions = ["sitting-chair", "sitting-wheelchair"]'
IDEA = f"""
name = "Pillow seat"
materials = ["pillow"]
[[grades]]
steps = ["Put the pillow on the chair.", "Sit down and get up again."]
{CHAIRS}
"""
SAFE = f"features = {{}}\n{IDEA}"
CHILD = """
name = "Wren"
born = 2018-03-14
safety_asked = 2026-11-20
catalogues = ["my-ideas"]
{more}
[week]
mon = 40
wed = 40
sat = 40
[skills]
fastens-large-buttons = "some-help"
side-pincer-grasp = "independent"
neat-pincer-grasp = "independent"
reaches-and-grasps = "independent"
puts-into-container = "independent"
snips-paper = "independent"
sits-alone = "independent"
walks-alone = "independent"
[[goals]]
skill = "fastens-small-buttons"
[[goals]]
skill = "cuts-on-line"
"""


@pytest.fixture
def home(tmp_path):
    """A folder with a child of eight who brings a folder of ideas along."""
    (tmp_path / "my-ideas").mkdir()
    (tmp_path / "wren.toml").write_text(CHILD.format(more=""))
    return tmp_path


def write(home, **files):
    for name, text in files.items():
        (home / "my-ideas" / f"{name.replace('_', '-')}.toml").write_text(text)
    return home / "my-ideas"


def planned(home, weeks=2):
    """Return catalogue, child and plan of the file as it stands, the plan checked once more."""
    file = home / "wren.toml"
    catalogue = load_catalogue(child=file)
    child = load_child(file, catalogue, on=TODAY)
    plan = make_plan(child, catalogue, start=START, weeks=weeks)
    assert check_plan(plan, child, catalogue) == ()
    return catalogue, child, plan


def items_of(plan, activity="pillow-seat"):
    items = [i for w in plan.weeks for s in w.sessions for i in s.items]
    return [i for i in items if activity in {i.activity, None}]


def codes(folder, stem="pillow-seat"):
    with pytest.raises(FileProblems) as caught:
        load_catalogue(extra=[folder])
    assert all(p.message and p.remedy for p in caught.value.problems)
    assert {Path(p.file).stem for p in caught.value.problems} == {stem}
    return {p.code for p in caught.value.problems}


# the short form


def test_an_idea_is_planned_as_an_extra_beside_what_leads_to_a_goal(home):
    write(home, pillow_seat=SAFE)
    _, _, plan = planned(home)
    (first, *_) = found = items_of(plan)
    assert {i.role for i in found} == {"extra"}
    assert (first.serves, first.trains, first.chance, first.origin) == ((), (), None, "my-ideas")
    for week in plan.weeks:
        for session in week.sessions:
            own = [i.role == "extra" for i in session.items]
            assert own == sorted(own), "ideas come last"
            assert sum(own) * 2 <= len(own)


def test_what_leads_to_a_goal_is_the_same_with_an_idea_beside_it(home):
    write(home, pillow_seat=SAFE)
    with_idea = items_of(planned(home)[2], None)
    (home / "my-ideas" / "pillow-seat.toml").unlink()
    without = items_of(planned(home)[2], None)
    serving = [(i.id[:-1], i.activity, i.grade) for i in with_idea if i.serves]
    assert serving == [(i.id[:-1], i.activity, i.grade) for i in without]


def test_an_idea_is_never_a_plan_by_itself(home):
    """Where nothing leads to the goal there is no plan, and the reasons are told."""
    write(home, pillow_seat=SAFE)
    few = CHILD.format(more="").replace("mon = 40\nwed = 40\nsat = 40", "mon = 7")
    (home / "wren.toml").write_text(
        re.sub(r"\[skills\].*", '[[goals]]\nskill = "goes-on-school-trip"\n', few, flags=re.DOTALL)
    )
    with pytest.raises(NoPlan):
        planned(home, weeks=1)


@pytest.mark.parametrize(
    "more",
    [
        'precautions = ["epilepsy"]',
        'mouths = "often"',
        'allergies = ["wheat"]',
        'little_ones = ["under-3"]',
        'avoid = ["messy"]',
        '[concerns]\npain = "knee"',
    ],
)
def test_what_was_never_declared_is_not_planned_where_it_may_hurt(home, more):
    """The same child without that answer gets it."""
    write(home, pillow_seat=IDEA)
    assert items_of(planned(home)[2])
    (home / "wren.toml").write_text(CHILD.format(more=more))
    try:
        found = planned(home)[2]
    except NoPlan:
        return
    assert items_of(found) == []


def test_a_young_child_gets_an_idea_once_it_is_declared(home):
    write(home, pillow_seat=IDEA)
    young = CHILD.format(more="").replace("2018", "2021").replace("= 40", "= 120")
    (home / "wren.toml").write_text(young)
    assert items_of(planned(home)[2]) == []
    write(home, pillow_seat=SAFE)
    assert items_of(planned(home)[2])


def test_the_second_check_refuses_an_idea_that_a_child_may_not_meet(home):
    """A plan of a child without a precaution, held against the same child with one."""
    write(home, pillow_seat=IDEA)
    catalogue, _, plan = planned(home)
    (home / "wren.toml").write_text(CHILD.format(more='precautions = ["epilepsy"]'))
    careful = load_child(home / "wren.toml", catalogue, on=TODAY)
    found = {
        v.rule for v in check_plan(plan, careful, catalogue) if v.where == items_of(plan)[0].id
    }
    assert "not-declared" in found


def tampered(plan, **changed):
    """Return *plan* with its first idea changed."""
    target = items_of(plan)[0]
    weeks = tuple(
        attrs.evolve(
            week,
            sessions=tuple(
                attrs.evolve(
                    s,
                    items=tuple(attrs.evolve(i, **changed) if i is target else i for i in s.items),
                )
                for s in week.sessions
            ),
        )
        for week in plan.weeks
    )
    return attrs.evolve(plan, weeks=weeks)


@pytest.mark.parametrize(
    ("rule", "changed"),
    [
        ("role", {"role": "warm-up"}),
        ("numbers", {"chance": 0.9}),
        ("serves", {"reasons": ()}),
        ("wording", {"origin": None}),
        ("wording", {"why": "It will help."}),
        ("supervision", {"supervision": "in-sight"}),
    ],
)
def test_an_idea_that_says_something_else_is_refused(home, rule, changed):
    write(home, pillow_seat=SAFE)
    catalogue, child, plan = planned(home)
    found = {v.rule for v in check_plan(tampered(plan, **changed), child, catalogue)}
    assert rule in found


def test_more_ideas_than_what_leads_to_a_goal_are_refused(home):
    write(home, pillow_seat=SAFE)
    catalogue, child, plan = planned(home)
    session = next(
        s for w in plan.weeks for s in w.sessions if any(i.role == "extra" for i in s.items)
    )
    alone = attrs.evolve(session, items=tuple(i for i in session.items if i.role == "extra"))
    weeks = tuple(
        attrs.evolve(w, sessions=tuple(alone if s is session else s for s in w.sessions))
        for w in plan.weeks
    )
    found = {v.rule for v in check_plan(attrs.evolve(plan, weeks=weeks), child, catalogue)}
    assert "extras" in found


def test_hazards_of_the_things_of_an_undeclared_idea_still_count(home):
    """Safety scissors stay a blade where nothing else is declared, and a blade asks for care."""
    snip = IDEA.replace('"pillow"', '"safety-scissors"').replace("pillow", "scissors")
    write(home, pillow_seat=f'{snip}needs = {{ snips-paper = "independent" }}\n')
    text = CHILD.format(more="").replace("mon = 40", 'materials = ["safety-scissors"]\nmon = 40')
    (home / "wren.toml").write_text(text)
    (item, *_) = items_of(planned(home)[2])
    assert item.screened == ("blade",)
    assert "Do it sitting." in item.cautions


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("undeclared-hazard", "Sit down", "Count the beads, sit down"),
        ("undeclared-hazard", "Sit down", "Jump off the stairs"),
        ("never-list", "Sit down", "Blow up a balloon"),
        ("word-to-avoid", "Sit down", "Force the leg down"),
        ("not-private", "Sit down", "Sit down on the potty"),
        ("no-opener", '"pillow"', '"safety-scissors"'),
        ("unknown-id", '"pillow"', '"pilow"'),
        ("unknown-id", '"pillow"', '"magic carpet"'),
        ("unknown-id", '"pillow"', "3"),
        ("missing-key", 'name = "Pillow seat"', ""),
        ("missing-key", "steps", "say"),
        ("unknown-key", "steps", "stepz"),
        ("wrong-type", "steps = [", "steps = 3 # ["),
    ],
)
def test_an_idea_that_cannot_be_is_refused_with_the_way_out(home, code, old, new):
    assert old in IDEA
    assert code in codes(write(home, pillow_seat=IDEA.replace(old, new)))


def test_a_hazard_that_its_things_declare_may_be_named(home):
    text = IDEA.replace('"pillow"', '"playdough"').replace("Sit down", "Roll the dough")
    assert "pillow-seat" in load_catalogue(extra=[write(home, pillow_seat=text)]).activities


def test_an_idea_is_not_held_to_the_style_of_a_graded_activity(home):
    """Long sentences, hard words, promises, one step: all of it is somebody's own affair."""
    hard = "Demonstrate antigravitational stabilisation" + " and so on" * 10 + "; it will help."
    text = re.sub(r"steps = .*", f'steps = ["{hard}"]\nminutes = 12', f"why = 'It cures.'\n{IDEA}")
    folder = write(home, pillow_seat=text)
    assert load_catalogue(extra=[folder]).activities["pillow-seat"].grades[0].minutes == 12


@pytest.mark.parametrize("word", ["bean-bags", "Bean bags", "bean bag", " BEAN  BAG "])
def test_things_go_by_id_or_plain_name(home, word):
    text = IDEA.replace('"pillow"', f'"{word}"')
    idea = load_catalogue(extra=[write(home, pillow_seat=text)]).activities["pillow-seat"]
    assert list(idea.materials) == ["bean-bags"]


def test_what_an_idea_leaves_out_is_taken_with_care_and_said(home, catalogue):
    folder = write(home, pillow_seat=IDEA.replace(CHAIRS, ""))
    idea = load_catalogue(extra=[folder]).activities["pillow-seat"]
    (grade,) = idea.grades
    assert (idea.own, idea.private, idea.features, grade.features) == (True, False, None, None)
    assert (grade.supervision, grade.positions, grade.trains) == ("arms-reach", ("moving",), {})
    assert not {"outdoors", "community", "video"} & {*idea.settings}
    found = understand(folder / "pillow-seat.toml", catalogue, TODAY)
    said = {a.key: a.value for a in found.assumed}
    assert said["features"] == "unknown"
    assert said["supervision"] == "arms-reach"
    assert {"positions", "private", "tags", "settings", "allergens"} <= said.keys()
    assert len(found.understood) == 2
    assert found.notes


def test_what_an_idea_says_itself_is_not_assumed(home, catalogue):
    folder = write(home, pillow_seat=f"min_age_months = 48\n{SAFE}supervision = 'near'\n")
    idea = load_catalogue(extra=[folder]).activities["pillow-seat"]
    assert (idea.min_age_months, idea.features, idea.grades[0].features) == (48, {}, {})
    said = {a.key for a in understand(folder / "pillow-seat.toml", catalogue, TODAY).assumed}
    assert said.isdisjoint({"min_age_months", "features", "positions", "supervision"})


def test_every_key_that_the_full_form_needs_has_a_careful_value():
    """A key that the model gains without a default is missed here."""
    for kind, taken in (
        (Activity, {*ACTIVITY, *TEXTS, "id", "name", "grades"}),
        (Grade, {*GRADE, *GRADE_TEXTS, *GRADE_LISTS, "name", "steps"}),
    ):
        needed = {f.name for f in attrs.fields(kind) if f.default is attrs.NOTHING}
        assert needed <= taken


def test_a_full_file_with_a_grade_missing_its_skills_is_no_idea(home):
    text = Path("activities/fine/threading.toml").read_text()
    broken = re.sub(r"\[grades.trains\]\n(.+\n)+", "", text, count=1)
    assert codes(write(home, pillow_seat=broken)) == {"missing-key"}


# the starting files


@pytest.mark.parametrize("short", [False, True])
def test_a_starting_file_is_right_as_it_is(tmp_path, capfd, monkeypatch, short):
    monkeypatch.chdir(tmp_path)
    target = tmp_path / "sock-basket.toml"
    options = ["--short"] * short
    assert run(["activities", "new", "sock-basket", "--output", str(target), *options]) == 0
    assert run(["check", str(target)]) == 0
    assert run(["activities", "new", "sock-basket", *options]) == 0
    out = capfd.readouterr().out
    text = target.read_text()
    assert out.endswith(text)
    first, *rest = text.splitlines()
    schema = (tmp_path / first.removeprefix("#:schema ")).resolve()
    assert json.loads(schema.read_text()) == json.loads(schema_text("activity"))
    assert sum(line.startswith("#") for line in rest) >= 10
    assert all(len(line) <= 110 for line in rest)
    assert load_catalogue(extra=[tmp_path]).activities["sock-basket"].own is short


@pytest.mark.parametrize(
    ("word", "file"),
    [
        ("threading", "threading.toml"),
        ("tongs", "tongs.toml"),
        ("No Id", "No Id.toml"),
        ("sock-basket", "basket.toml"),
        ("sock-basket", "there/sock-basket.toml"),
    ],
)
def test_a_starting_file_takes_no_id_and_no_file_that_is_taken(tmp_path, capfd, word, file):
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "sock-basket.toml").write_text("mine")
    assert run(["activities", "new", word, "--output", str(tmp_path / file)]) == 2
    assert "; " in capfd.readouterr().err
    assert (tmp_path / "there" / "sock-basket.toml").read_text() == "mine"


def test_every_shipped_activity_says_where_its_schema_is():
    for path in Path("activities").rglob("*.toml"):
        line = path.read_text().splitlines()[0]
        assert line.startswith("#:schema "), path
        assert (path.parent / line.removeprefix("#:schema ")).samefile(
            "motorplan/data/schemas/activity.json"
        )


@pytest.mark.parametrize(
    ("text", "is_valid"),
    [
        (IDEA, True),
        (SAFE, True),
        (IDEA.replace("steps", "stepz"), False),
        (IDEA.replace('"pillow"', "3"), False),
        (f"{IDEA}[[grades]]\nsteps = ['One.']\n", False),
        (f"{IDEA}[grades.trains]\nthreads-large-beads = 1.0\n", False),
        (IDEA.replace('name = "Pillow seat"', ""), False),
    ],
)
def test_the_schema_covers_both_forms(text, is_valid):
    validator = Draft202012Validator(json.loads(schema_text("activity")))
    assert validator.is_valid(tomllib.loads(text)) is is_valid


def test_the_schema_holds_a_full_form_to_every_key():
    schema = json.loads(schema_text("activity"))
    validator = Draft202012Validator(schema)
    full = tomllib.loads(Path("activities/fine/threading.toml").read_text())
    for key in schema["else"]["required"]:
        assert not validator.is_valid({k: v for k, v in full.items() if k != key}), key
    for key in schema["else"]["properties"]["grades"]["items"]["required"]:
        first = {k: v for k, v in full["grades"][0].items() if k != key}
        assert not validator.is_valid({**full, "grades": [first, *full["grades"][1:]]}), key
    assert not validator.is_valid({**full, "materials": ["large-beads"]})


# hiding and rewording

HEAD = """
name = "Our room"
hide = ["potty-steps"]
[reword.threading]
name = "Bead train"
[reword.threading.grades.rings-on-stick]
say = "Choo, over the top!"
stop_if = ["It is no fun any more."]
"""


def test_a_folder_hides_and_rewords_and_nothing_else_changes(home, catalogue):
    more = load_catalogue(extra=[write(home, catalogue=HEAD)])
    assert {*catalogue.activities} - {*more.activities} == {"potty-steps"}
    assert "potty-steps" not in more.activities
    assert more.training == training_index(more.ladders)
    assert dict(more.ladders) == {i: ladder_of(more.activities[i]) for i in more.activities}
    old, new = catalogue.activities["threading"], more.activities["threading"]
    assert (new.name, new.wording_from, new.origin) == ("Bead train", ("Our room",), None)
    first = new.grades[0]
    assert first.say == "Choo, over the top!"
    assert first.stop_if == (*old.grades[0].stop_if, "It is no fun any more.")
    same = attrs.evolve(first, say=old.grades[0].say, stop_if=old.grades[0].stop_if)
    assert same == old.grades[0]
    assert new.grades[1:] == old.grades[1:]
    assert attrs.evolve(new, name=old.name, wording_from=(), grades=old.grades) == old


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("unknown-id", 'name = "x"\nhide = ["potty-stepz"]'),
        ("unknown-id", 'name = "x"\n[reword.threadin]\nname = "y"'),
        ("unknown-id", 'name = "x"\n[reword.threading.grades.big-beds]\nsay = "y"'),
        ("unknown-key", 'name = "x"\n[reword.threading]\nmin_age_months = 3'),
        ("unknown-key", 'name = "x"\n[reword.threading]\nfeatures = {}'),
        ("unknown-key", 'name = "x"\n[reword.threading]\nallergens = []'),
        (
            "unknown-key",
            'name = "x"\n[reword.threading.grades.big-beads]\nsupervision = "in-sight"',
        ),
        ("unknown-key", 'name = "x"\n[reword.threading.grades.big-beads]\nneeds = {}'),
        ("undeclared-hazard", 'name = "x"\n[reword.threading]\nwhy = "Boil the kettle."'),
        (
            "undeclared-hazard",
            'name = "x"\n[reword.threading.grades.rings-on-stick]\nsay = "Take the knife."',
        ),
        ("never-list", 'name = "x"\n[reword.threading]\nsoften = "Use a balloon."'),
        (
            "care-dropped",
            'name = "x"\n[reword.threading.grades.big-beads]\nsteps = ["Push.", "Pull."]',
        ),
        ("missing-key", "hide = []"),
        ("empty", 'name = " "'),
    ],
)
def test_other_words_never_loosen_anything(home, code, text):
    assert code in codes(write(home, catalogue=text), "catalogue")


def test_the_line_of_the_wrong_word_is_told(home):
    text = 'name = "x"\n\n[reword.threading.grades.rings-on-stick]\nsay = "Take the knife."\n'
    with pytest.raises(FileProblems) as caught:
        load_catalogue(extra=[write(home, catalogue=text)])
    assert [(p.line, p.key) for p in caught.value.problems] == [
        (4, "reword.threading.grades.rings-on-stick.say")
    ]


def test_a_hidden_id_stays_taken_and_may_be_avoided(home):
    folder = write(home, catalogue=HEAD)
    other = home / "other"
    other.mkdir()
    (other / "potty-steps.toml").write_text(IDEA)
    with pytest.raises(FileProblems) as caught:
        load_catalogue(extra=[folder, other])
    assert [p.code for p in caught.value.problems] == ["id-taken"]
    (home / "wren.toml").write_text(CHILD.format(more='avoid = ["potty-steps"]'))
    more = load_catalogue(extra=[folder])
    assert load_child(home / "wren.toml", more, on=TODAY).avoid == ("potty-steps",)
    with pytest.raises(WrongUse, match="hidden by the catalogue Our room"):
        kind_of("potty-steps", more)
    with pytest.raises(UnknownWord):
        kind_of("potty-stepz", more)


def test_all_that_is_wrong_in_a_folder_is_told_at_once(home):
    folder = write(home, catalogue='name = "x"\nhide = ["nothing"]', pillow_seat="name = 3")
    write(home, threading=IDEA)
    with pytest.raises(FileProblems) as caught:
        load_catalogue(extra=[folder])
    assert {Path(p.file).stem for p in caught.value.problems} == {
        "catalogue",
        "pillow-seat",
        "threading",
    }


# a folder in the child's file


def test_a_plan_made_with_a_folder_still_checks_and_a_changed_folder_is_told(home, catalogue):
    write(home, pillow_seat=SAFE, catalogue=HEAD)
    _, _, plan = planned(home)
    kept = save_plan(plan, home / "wren.toml")
    assert understand(kept, catalogue, TODAY).problems == ()
    write(home, catalogue=HEAD.replace("Choo", "Tut"))
    found = understand(kept, catalogue, TODAY)
    assert found.problems == ()
    assert any("another catalogue" in note for note in found.notes)
    write(home, catalogue=HEAD.replace("potty-steps", "tooth-time"))
    found = understand(kept, catalogue, TODAY)
    assert found.problems == ()
    assert any("another catalogue" in note for note in found.notes)


def test_every_command_takes_the_folder_that_the_child_names(home, capfd):
    write(home, pillow_seat=SAFE)
    file, avoid = str(home / "wren.toml"), CHILD.format(more='avoid = ["pillow-seat"]')
    for text in (CHILD.format(more=""), avoid):
        (home / "wren.toml").write_text(text)
        assert run(["check", file]) == 0
        assert run(["plan", file, "--start", "2026-11-30", "--save"]) == 0
        assert run(["check", str(home / "wren.plan.json")]) == 0
        assert run(["today", file, "--date", "2026-11-30"]) == 0
        assert run(["why", file, "pillow-seat"]) == 0
        assert run(["skills", "frontier", file]) == 0
        assert run(["plan", file, "--catalogue", str(home / "my-ideas")]) == 0
    assert capfd.readouterr().err.count("motorplan:") == 0


def test_a_child_is_not_read_without_the_folders_that_it_names(home, catalogue):
    """What a folder hides would come back in silence."""
    with pytest.raises(FileProblems) as caught:
        load_child(home / "wren.toml", catalogue, on=TODAY)
    assert [(p.code, p.line) for p in caught.value.problems] == [("not-added", 5)]


def test_a_folder_that_is_named_and_not_there_is_told_with_its_line(home, capfd):
    (home / "wren.toml").write_text(CHILD.format(more="").replace("my-ideas", "no-ideas"))
    assert run(["plan", str(home / "wren.toml")]) == 1
    assert f"{home / 'wren.toml'}:5: catalogues.0:" in capfd.readouterr().err


def test_a_broken_folder_that_is_named_is_refused_whole(home, catalogue):
    write(home, pillow_seat="name = 3", other_idea=IDEA.replace("pillow", "rug-of-doom"))
    found = understand(home / "wren.toml", catalogue, TODAY).problems
    assert {Path(p.file).stem for p in found} == {"pillow-seat", "other-idea"}


@pytest.mark.parametrize("said", ['"my-ideas"', "[3]", "3"])
def test_a_wrong_word_for_folders_is_a_problem_of_the_child_file(home, catalogue, said):
    text = CHILD.format(more="").replace('["my-ideas"]', said)
    (home / "wren.toml").write_text(text)
    found = understand(home / "wren.toml", catalogue, TODAY).problems
    assert [(p.code, p.line) for p in found] == [("wrong-type", 5)]


def test_neither_order_nor_number_of_names_matters(home, catalogue):
    write(home, pillow_seat=SAFE)
    (home / "others").mkdir()
    (home / "others" / "chair-march.toml").write_text(SAFE.replace("Pillow seat", "Chair march"))
    prints = set()
    for named in ('["my-ideas", "others"]', '["others", "my-ideas", "others"]'):
        (home / "wren.toml").write_text(CHILD.format(more="").replace('["my-ideas"]', named))
        more = with_catalogues_of(home / "wren.toml", catalogue)
        prints.add(more.fingerprint)
        assert with_catalogues_of(home / "wren.toml", more) is more
    assert len(prints) == 1


# packages


def test_an_installed_catalogue_hides_and_rewords_and_a_broken_one_is_told(
    tmp_path, monkeypatch, catalogue
):
    monkeypatch.syspath_prepend(tmp_path)
    wrong = HEAD.replace("potty-steps", "nothing")
    installed(tmp_path, "aaa", "aaa_things", catalogue=wrong, pillow_seat=SAFE)
    installed(tmp_path, "bbb", "bbb_things", catalogue=HEAD, chair_march=SAFE)
    told = []
    more = load_catalogue(tell=told.append)
    assert {*catalogue.activities} ^ {*more.activities} == {"potty-steps", "chair-march"}
    assert more.activities["chair-march"].origin == "Our room"
    assert more.activities["threading"].name == "Bead train"
    (says,) = told
    assert "“aaa”" in says
    assert "nothing" in says


def test_a_catalogue_that_says_no_name_goes_by_that_of_its_entry(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    installed(tmp_path, "swings", "swings_for_all", chair_march=SAFE)
    assert load_catalogue().activities["chair-march"].origin == "swings"


@pytest.mark.parametrize(
    ("name", "text", "problems"),
    [
        ("catalogue.toml", HEAD, 0),
        ("catalogue.toml", 'name = "x"', 0),
        ("room.toml", HEAD, 0),
        ("catalogue.toml", HEAD.replace("threading", "treading"), 1),
        ("catalogue.toml", "hide = []", 1),
    ],
)
def test_what_a_folder_changes_is_understood_or_refused(tmp_path, catalogue, name, text, problems):
    (tmp_path / name).write_text(text)
    found = understand(tmp_path / name, catalogue, TODAY)
    assert (found.kind, len(found.problems)) == ("catalogue", problems)
    assert bool(found.understood) is not bool(problems)


def test_what_a_folder_changes_is_no_child(tmp_path, catalogue):
    (tmp_path / "room.toml").write_text(HEAD)
    with pytest.raises(FileProblems, match="it is no child"):
        load_child(tmp_path / "room.toml", catalogue)


# where it comes from


def test_where_it_comes_from_is_shown_everywhere(home, capfd):
    folder = str(write(home, pillow_seat=SAFE, catalogue=HEAD))
    added = ["--catalogue", folder]
    assert run(["activities", "show", "pillow-seat", *added]) == 0
    assert "From: Our room" in capfd.readouterr().out
    assert run(["activities", "show", "threading", *added]) == 0
    assert "In the words of: Our room" in capfd.readouterr().out
    assert run(["activities", "list", "--format", "json", *added]) == 0
    rows = {a["id"]: a for a in json.loads(capfd.readouterr().out)["activities"]}
    assert (rows["pillow-seat"]["from"], rows["pillow-seat"]["own"]) == ("Our room", True)
    assert (rows["threading"]["from"], rows["threading"]["wording_from"]) == (None, ["Our room"])
    assert (rows["peg-line"]["from"], rows["peg-line"]["wording_from"]) == (None, [])
    file = str(home / "wren.toml")
    assert run(["plan", file, "--start", "2026-11-30"]) == 0
    assert "From: Our room" in capfd.readouterr().out
    assert run(["plan", file, "--start", "2026-11-30", "--format", "json"]) == 0
    plan = json.loads(capfd.readouterr().out)
    items = [i for w in plan["weeks"] for s in w["sessions"] for i in s["items"]]
    assert {i["from"] for i in items} == {None, "Our room"}


# the format as it is told


def told():
    """Return the TOML of the format's page, by the file it is said to stand in."""
    page = Path("activities/README.md").read_text()
    found = re.findall(r"(?:`([a-z-]+\.toml)`[^`]*)?```toml\n(.*?)```", page, flags=re.DOTALL)
    return {name or "catalogue.toml": text for name, text in found}


def test_the_examples_of_the_format_are_right(home, catalogue):
    assert sorted(told()) == ["catalogue.toml", "grandmas-bean-bag.toml", "sock-basket.toml"]
    for name, text in told().items():
        (home / "my-ideas" / name).write_text(text)
    more = load_catalogue(extra=[home / "my-ideas"])
    assert {*more.activities} - {*catalogue.activities} == {"grandmas-bean-bag", "sock-basket"}
    assert [more.activities[i].own for i in ("grandmas-bean-bag", "sock-basket")] == [True, False]
    assert more.hidden


def test_every_key_of_the_format_is_told():
    page = Path("activities/README.md").read_text()
    keys = {
        f.name
        for k in (Activity, Grade)
        for f in attrs.fields(k)
        if f.metadata.get("written", True)
    }
    assert {k for k in keys if f"`{k}`" not in page} <= {"materials", "grades"}
